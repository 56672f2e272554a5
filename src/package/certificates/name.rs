//! Distinguished names as people compare them: most specific part first, as
//! keytool and apksigner print them, specials escaped as in RFC 4514.

use super::der::{Element, OBJECT_IDENTIFIER};

/// The text of a `Name`.
pub fn distinguished_name(name: &Element) -> String {
    let mut parts: Vec<String> = name.children().map(|rdn| relative_name(&rdn)).collect();
    parts.reverse();
    parts.join(", ")
}

/// A `RelativeDistinguishedName`, nearly always of one attribute.
fn relative_name(rdn: &Element) -> String {
    let attributes: Vec<String> = rdn.children().filter_map(|a| attribute(&a)).collect();
    attributes.join(" + ")
}

fn attribute(pair: &Element) -> Option<String> {
    let mut fields = pair.children();
    let kind = fields.next()?.expect(OBJECT_IDENTIFIER)?;
    let value = fields.next()?;
    Some(format!("{}={}", keyword(kind.body), escape(&text(&value))))
}

/// Keyword of an attribute type, as the Java tools spell it.
fn keyword(oid: &[u8]) -> String {
    let known = match oid {
        [0x55, 4, 3] => "CN",
        [0x55, 4, 4] => "SURNAME",
        [0x55, 4, 5] => "SERIALNUMBER",
        [0x55, 4, 6] => "C",
        [0x55, 4, 7] => "L",
        [0x55, 4, 8] => "ST",
        [0x55, 4, 9] => "STREET",
        [0x55, 4, 10] => "O",
        [0x55, 4, 11] => "OU",
        [0x55, 4, 12] => "T",
        [0x55, 4, 42] => "GIVENNAME",
        [0x55, 4, 43] => "INITIALS",
        [0x55, 4, 44] => "GENERATION",
        [0x55, 4, 46] => "DNQ",
        // 1.2.840.113549.1.9.1
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1] => "EMAILADDRESS",
        // 0.9.2342.19200300.100.1.1 and .25
        [0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 1] => "UID",
        [0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 25] => "DC",
        _ => return format!("OID.{}", dotted(oid)),
    };
    known.to_owned()
}

fn dotted(oid: &[u8]) -> String {
    let mut arcs: Vec<u64> = Vec::new();
    let mut arc: u64 = 0;
    for octet in oid {
        arc = arc << 7 | u64::from(octet & 0x7f);
        if octet & 0x80 == 0 {
            if arcs.is_empty() {
                let first = (arc / 40).min(2);
                arcs.push(first);
                arc -= first * 40;
            }
            arcs.push(arc);
            arc = 0;
        }
    }
    let arcs: Vec<String> = arcs.iter().map(u64::to_string).collect();
    arcs.join(".")
}

/// A string of any of the types of X.520; what is none is shown in hexadecimal.
fn text(value: &Element) -> String {
    match value.tag {
        // BMPString
        30 => {
            let units = value.body.chunks_exact(2).map(|pair| match pair {
                [high, low] => u16::from_be_bytes([*high, *low]),
                _ => 0,
            });
            let chars = char::decode_utf16(units);
            chars
                .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        // UTF8String, NumericString, PrintableString, TeletexString, IA5String;
        // Latin-1 where the tool that wrote it did not know better.
        12 | 18 | 19 | 20 | 22 => match std::str::from_utf8(value.body) {
            Ok(text) => text.to_owned(),
            Err(_) => value.body.iter().map(|b| char::from(*b)).collect(),
        },
        _ => format!("#{}", crate::hex(value.raw)),
    }
}

/// RFC 4514, 2.4.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let last = text.chars().count().saturating_sub(1);
    for (index, c) in text.chars().enumerate() {
        let special = matches!(c, ',' | '+' | '"' | '\\' | '<' | '>' | ';')
            || (c == ' ' && (index == 0 || index == last));
        if special {
            out.push('\\');
        }
        match c {
            '\0' => out.push_str("\\00"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::der::elements;
    use super::*;

    #[test]
    fn names_as_the_tools_print_them() {
        // SEQUENCE { SET { C=CN } SET { O="a,b" } SET { CN="通报" (BMPString), 1.2.3=x } }
        let bytes = [
            0x30, 0x32, //
            0x31, 0x0b, 0x30, 0x09, 6, 3, 0x55, 4, 6, 19, 2, b'C', b'N', //
            0x31, 0x0c, 0x30, 0x0a, 6, 3, 0x55, 4, 10, 12, 3, b'a', b',', b'b', //
            0x31, 0x15, 0x30, 0x0b, 6, 3, 0x55, 4, 3, 30, 4, 0x90, 0x1a, 0x62, 0xa5, //
            0x30, 0x06, 6, 2, 0x2a, 3, 19, 0,
        ];
        let name = elements(&bytes).next().unwrap();
        assert_eq!(
            distinguished_name(&name),
            "CN=通报 + OID.1.2.3=, O=a\\,b, C=CN"
        );
    }
}
