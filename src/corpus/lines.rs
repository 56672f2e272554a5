//! Lines of bounded length.

use std::io::{self, BufRead};

/// Reads the next line, without its end, into `line`; false at the end of the
/// input.
///
/// # Errors
/// The input fails, or the line is longer than `most` bytes.
pub(super) fn next(input: &mut impl BufRead, most: usize, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let mut any = false;
    loop {
        let buffer = match input.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            return Ok(any);
        }
        any = true;
        let end = memchr::memchr(b'\n', buffer);
        let part = end.and_then(|end| buffer.get(..end)).unwrap_or(buffer);
        if line.len() + part.len() > most {
            let cause = format!("a line of more than {most} bytes");
            return Err(io::Error::new(io::ErrorKind::InvalidData, cause));
        }
        line.extend_from_slice(part);
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            return Ok(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::next;

    fn lines(text: &[u8], most: usize) -> Result<Vec<String>, String> {
        // A buffer of three bytes, so that lines cross it.
        let mut input = BufReader::with_capacity(3, text);
        let mut line = Vec::new();
        let mut found = Vec::new();
        while next(&mut input, most, &mut line).map_err(|e| e.to_string())? {
            found.push(String::from_utf8_lossy(&line).into_owned());
        }
        Ok(found)
    }

    #[test]
    fn lines_are_whole_and_bounded() {
        assert_eq!(lines(b"", 9), Ok(vec![]));
        let three = Ok(vec!["a".into(), String::new(), "long line".into()]);
        assert_eq!(lines(b"a\n\nlong line\n", 9), three);
        assert_eq!(lines(b"a\n\nlong line", 9), three);
        let error = lines(b"a\nlong line", 8).unwrap_err();
        assert_eq!(error, "a line of more than 8 bytes");
    }
}
