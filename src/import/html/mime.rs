//! Saved pages with all their parts in one file (.mhtml, .mht; RFC 2557): which part is the page, and its bytes.

use crate::import::limits;

/// The page within an archive.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// Its bytes, decoded from the mail's encoding.
    pub(super) bytes: Vec<u8>,
    /// The character encoding that its header names.
    pub(super) charset: Option<String>,
}

/// Whether the bytes begin like a mail with parts.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes).trim_ascii_start();
    let named = head.iter().position(|&b| b == b':').and_then(|at| head.get(..at));
    let is_header = named.is_some_and(|name| !name.is_empty() && name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-'));
    let head = head.to_ascii_lowercase();
    let has = |words: &[u8]| memchr::memmem::find(&head, words).is_some();
    is_header && has(b"mime-version:") && (has(b"multipart/related") || has(b"multipart/alternative") || has(b"text/html"))
}

/// The page; `None` where no part is one.
pub(super) fn page(bytes: &[u8]) -> Option<Page> {
    let mut pages = Vec::new();
    gather(bytes, 0, &mut pages);
    // The page comes first, unless it is only the frame of others.
    let frames = |page: &Page| memchr::memmem::find(&page.bytes.to_ascii_lowercase(), b"<frameset").is_some();
    if pages.first().is_some_and(frames) {
        return pages.into_iter().skip(1).max_by_key(|page| page.bytes.len());
    }
    pages.into_iter().next()
}

fn gather(entity: &[u8], depth: usize, pages: &mut Vec<Page>) {
    let (head, body) = split(entity);
    let kind = field(head, "content-type").unwrap_or_else(|| "text/plain".to_owned());
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") && depth < limits::MIME_DEPTH {
        let Some(boundary) = parameter(&kind, "boundary").filter(|b| !b.is_empty()) else { return };
        for part in parts(body, format!("--{boundary}").as_bytes()) {
            gather(part, depth + 1, pages);
        }
    } else if lower.starts_with("text/html") || lower.starts_with("application/xhtml") {
        let bytes = match field(head, "content-transfer-encoding").unwrap_or_default().trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => quoted_printable(body),
            "base64" => base64(body),
            _ => body.to_vec(),
        };
        pages.push(Page { bytes, charset: parameter(&kind, "charset") });
    }
}

/// The header and what follows the blank line.
fn split(entity: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in entity.split_inclusive(|&b| b == b'\n') {
        // Blank lines before the header are none of its end.
        if at > 0 && line.trim_ascii().is_empty() && !entity.get(..at).unwrap_or(entity).trim_ascii().is_empty() {
            return (entity.get(..at).unwrap_or(entity), entity.get(at + line.len()..).unwrap_or(&[]));
        }
        at += line.len();
    }
    (entity, &[])
}

/// A header field's value, its folded lines joined.
fn field(head: &[u8], name: &str) -> Option<String> {
    let head = String::from_utf8_lossy(head);
    let mut value: Option<String> = None;
    for line in head.lines() {
        match &mut value {
            Some(value) if line.starts_with([' ', '\t']) => value.push_str(line),
            Some(_) => break,
            None => {
                value =
                    line.split_once(':').filter(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, rest)| rest.trim().to_owned());
            }
        }
    }
    value
}

/// A parameter of a field: `charset="gb2312"`.
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// The parts between lines that begin with the boundary. What comes before the first is none.
fn parts<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let mut found = Vec::new();
    let mut from = None;
    let mut at = 0;
    for line in body.split_inclusive(|&b| b == b'\n') {
        if let Some(rest) = line.strip_prefix(boundary) {
            found.extend(from.and_then(|from| body.get(from..at)));
            from = Some(at + line.len());
            if rest.starts_with(b"--") {
                return found;
            }
        }
        at += line.len();
    }
    // The end was cut off.
    found.extend(from.and_then(|from| body.get(from..)));
    found
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|&b| b == b'\n') {
        let words = line.trim_ascii_end();
        let soft = words.last() == Some(&b'=');
        let mut bytes = words.get(..words.len() - usize::from(soft)).unwrap_or(words).iter().copied();
        while let Some(byte) = bytes.next() {
            let mut ahead = bytes.clone();
            match (byte, ahead.next().and_then(hex), ahead.next().and_then(hex)) {
                (b'=', Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    bytes = ahead;
                }
                _ => out.push(byte),
            }
        }
        if !soft && line.ends_with(b"\n") {
            out.push(b'\n');
        }
    }
    out
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|d| u8::try_from(d).ok())
}

/// Bytes of base64; what is none of its characters is passed over.
fn base64(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for &byte in body {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from(bits >> count & 0xFF).unwrap_or(0));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_found_and_decoded() {
        let archive = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--x--\"\r\n\r\n\r\n\
            ----x--\r\nContent-Type: text/css\r\n\r\nbody{}\r\n----x--\r\nContent-Type: text/html; charset=GB2312\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\n<p class=3D\"a\">=B1=A8=\r\n=B8=E6</p>\r\n----x----\r\n";
        assert!(is_archive(archive.as_bytes()));
        let page = page(archive.as_bytes()).unwrap();
        assert_eq!((page.bytes.as_slice(), page.charset.as_deref()), (&b"<p class=\"a\">\xB1\xA8\xB8\xE6</p>\n"[..], Some("GB2312")));
        assert!(!is_archive(b"a: b\n") && !is_archive("来源：MIME-Version: text/html".as_bytes()));
    }

    #[test]
    fn base64_is_decoded() {
        assert_eq!(base64(b"PHA+5oql\r\n5ZGKPC9wPg=="), "<p>报告</p>".as_bytes());
    }
}
