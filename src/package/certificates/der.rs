//! As much of ASN.1 BER (X.690) as a signature file needs: elements one behind
//! the other, definite and indefinite lengths. Nothing is copied.

/// Elements of indefinite length inside one another that are followed.
const MAX_DEPTH: u8 = 16;

pub const INTEGER: u8 = 0x02;
pub const OBJECT_IDENTIFIER: u8 = 0x06;
pub const SEQUENCE: u8 = 0x30;
pub const SET: u8 = 0x31;
/// `[0]`, constructed.
pub const CONTEXT_0: u8 = 0xa0;

/// An element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element<'a> {
    /// Identifier octet; tags above 30 do not occur.
    pub tag: u8,
    /// Contents.
    pub body: &'a [u8],
    /// Identifier, length and contents.
    pub raw: &'a [u8],
}

impl<'a> Element<'a> {
    /// The elements of a constructed one.
    pub fn children(&self) -> impl Iterator<Item = Element<'a>> + use<'a> {
        elements(self.body)
    }

    /// The element if it has this tag.
    pub fn expect(self, tag: u8) -> Option<Self> {
        (self.tag == tag).then_some(self)
    }
}

/// The elements of `bytes`, up to the first that is damaged.
pub fn elements(bytes: &[u8]) -> impl Iterator<Item = Element<'_>> + use<'_> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (element, tail) = element(rest, 0)?;
        rest = tail;
        Some(element)
    })
}

/// The first element, and what follows it.
fn element(bytes: &[u8], depth: u8) -> Option<(Element<'_>, &[u8])> {
    let (&tag, after_tag) = bytes.split_first()?;
    let (&first, after_first) = after_tag.split_first()?;
    // End of contents: nothing follows inside an indefinite length.
    if tag == 0 && first == 0 {
        return None;
    }
    if first == 0x80 {
        return indefinite(bytes, after_first, tag, depth);
    }
    let (len, body) = if first < 0x80 {
        (usize::from(first), after_first)
    } else {
        let (octets, body) = after_first.split_at_checked(usize::from(first & 0x7f))?;
        (length(octets)?, body)
    };
    let (body, tail) = body.split_at_checked(len)?;
    let raw = bytes.get(..bytes.len() - tail.len())?;
    Some((Element { tag, body, raw }, tail))
}

fn length(octets: &[u8]) -> Option<usize> {
    octets.iter().try_fold(0_usize, |len, octet| {
        len.checked_mul(256)?.checked_add(usize::from(*octet))
    })
}

/// Elements up to two zero octets.
fn indefinite<'a>(
    bytes: &'a [u8],
    body: &'a [u8],
    tag: u8,
    depth: u8,
) -> Option<(Element<'a>, &'a [u8])> {
    if depth >= MAX_DEPTH {
        return None;
    }
    let mut rest = body;
    while let Some((_, tail)) = element(rest, depth + 1) {
        rest = tail;
    }
    let tail = rest.strip_prefix(&[0, 0])?;
    let body = body.get(..body.len() - rest.len())?;
    let raw = bytes.get(..bytes.len() - tail.len())?;
    Some((Element { tag, body, raw }, tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        let long = [&[0x04, 0x81, 0x80][..], &[7; 0x80]].concat();
        for (bytes, body) in [
            (&[0x04, 0x01, 7][..], &[7][..]),
            (&[0x04, 0x82, 0, 1, 7], &[7]),
            (&long, &[7; 0x80]),
            (&[0x30, 0x80, 0x04, 0x01, 7, 0, 0], &[0x04, 0x01, 7]),
        ] {
            let found: Vec<_> = elements(bytes).collect();
            assert_eq!(found.len(), 1, "{bytes:x?}");
            assert_eq!((found[0].body, found[0].raw), (body, bytes));
        }
    }

    #[test]
    fn damage_ends_the_walk() {
        for bytes in [
            &[0x04][..],
            &[0x04, 0x02, 7],
            &[0x04, 0x85, 1, 0, 0, 0, 0, 7],
            &[0x04, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1],
            &[0x30, 0x80, 0x04, 0x01, 7],
            &[0x30, 0x80].repeat(100),
        ] {
            assert_eq!(elements(bytes).count(), 0, "{bytes:x?}");
        }
    }
}
