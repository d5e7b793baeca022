//! Plain text in the encodings that Chinese offices use: UTF-8, UTF-16 and GB18030 (which holds GBK and GB2312), and Big5,
//! with and without byte order mark. What is not text in any of them is refused: no guess is shown as if it were the report.

use super::encoding;
use super::{ImportError, Importer, limits, typed};
use crate::base::Progress;
use crate::document::{Document, Format};

/// Reads plain text.
pub struct TextImporter;

/// How well-known files begin that are no text. What another importer knows never comes here.
const NO_TEXT: [&[u8]; 12] = [
    b"%PDF-",
    b"PK\x03\x04",
    b"\xD0\xCF\x11\xE0",
    b"{\\rtf",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"\x7FELF",
    b"MZ\x90",
    b"Rar!",
    b"7z\xBC\xAF",
    b"\x1F\x8B",
];

impl Importer for TextImporter {
    fn endings(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn accepts(&self, _name: &str, bytes: &[u8]) -> bool {
        is_text(bytes)
    }

    fn read(&self, name: &str, bytes: &[u8], progress: &Progress) -> Result<Document, ImportError> {
        let (text, encoding) = decode(bytes)?;
        if progress.is_cancelled() {
            return Err(ImportError::Cancelled);
        }
        if text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}') {
            return Err(ImportError::Empty);
        }
        let tables = typed::tables(&text);
        Ok(Document { tables, ..Document::of_text(name, Format::Text, Some(encoding), text, bytes) })
    }
}

/// Whether bytes do not begin like a well-known file that is no text.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    !NO_TEXT.iter().any(|magic| bytes.starts_with(magic))
}

/// The text of some bytes, without byte order mark, line ends as LF, and the name of its encoding.
///
/// # Errors
/// When they are no text, or more than [`limits::DOCUMENT_TEXT`].
pub(super) fn decode(bytes: &[u8]) -> Result<(String, &'static str), ImportError> {
    if bytes.len() as u64 > limits::DOCUMENT_TEXT {
        return Err(ImportError::TooLong);
    }
    let (text, encoding) = encoding::decode(bytes).filter(|(text, _)| !is_binary(text)).ok_or(ImportError::Unsupported)?;
    Ok((unify_line_ends(text), encoding))
}

/// Whether it holds a NUL, or more control characters than a text has (tab, line ends, page break and the old end-of-file mark).
fn is_binary(text: &str) -> bool {
    let bytes = text.as_bytes();
    let odd = bytes.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A)).count();
    memchr::memchr(0, bytes).is_some() || odd * 200 > bytes.len()
}

/// CRLF and CR become LF. A text without CR is not copied.
fn unify_line_ends(text: String) -> String {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    let mut unified = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((line, after)) = rest.split_once('\r') {
        unified.push_str(line);
        unified.push('\n');
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    unified.push_str(rest);
    unified
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GB18030};
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> Result<(String, &'static str), ImportError> {
        super::super::read("报告.txt", bytes, &Progress::default()).map(|d| (d.text, d.encoding.unwrap_or("")))
    }

    fn utf16(text: &str, bom: bool, little: bool) -> Vec<u8> {
        let bom = if bom { "\u{FEFF}" } else { "" };
        let units = bom.encode_utf16().chain(text.encode_utf16());
        units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    /// The text in every encoding, with the label that it should be read as.
    fn encodings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
        vec![
            ("UTF-8", text.as_bytes().to_vec()),
            ("UTF-8", format!("\u{FEFF}{text}").into_bytes()),
            ("UTF-16LE", utf16(text, true, true)),
            ("UTF-16BE", utf16(text, true, false)),
            ("UTF-16LE", utf16(text, false, true)),
            ("UTF-16BE", utf16(text, false, false)),
            ("GB18030", GB18030.encode(text).0.into_owned()),
        ]
    }

    #[test]
    fn every_encoding_reads_back() {
        for text in [
            "云岭县2023年工作总结\n一、工业经济平稳运行。全年完成产值12.5亿元，同比增长5.6%。\n",
            "一、工作回顾",
            "Summary\n一是抓项目。",
            "镕喆瑄堃：龑𬭛䶮",
        ] {
            for (label, bytes) in encodings(text) {
                assert_eq!(read(&bytes), Ok((text.to_owned(), label)), "{label} of {text}");
            }
        }
        let traditional = "雲嶺縣二〇二三年工作總結：全年完成工業產值十二億元，比上年增長百分之五。";
        assert_eq!(read(&BIG5.encode(traditional).0), Ok((traditional.to_owned(), "Big5")));
    }

    #[test]
    fn line_ends_become_lf() {
        assert_eq!(read(b"a\r\nb\rc\n\r\r\nd").map(|(t, _)| t), Ok("a\nb\nc\n\n\nd".to_owned()));
    }

    #[test]
    fn damaged_bytes_do_not_cost_the_report() {
        let text = "一、工业经济平稳运行。全年完成产值12.5亿元，同比增长5.6%。\n".repeat(20);
        for encode in [|t: &str| t.as_bytes().to_vec(), |t: &str| GB18030.encode(t).0.into_owned()] {
            let mut bytes = encode(&text);
            bytes.pop();
            bytes.pop();
            let middle = bytes.len() / 2;
            bytes[middle] = 0xFF;
            let (read, _) = read(&bytes).unwrap();
            assert!(read.starts_with("一、工业经济平稳运行。") && read.contains('\u{FFFD}'));
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let noise: Vec<u8> = (0..4096_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for (bytes, error) in [
            (&b""[..], ImportError::Empty),
            (b" \r\n\t \n", ImportError::Empty),
            ("\u{FEFF}\u{3000}\n".as_bytes(), ImportError::Empty),
            (b"{\\rtf1 nothing more", ImportError::Unsupported),
            (b"abc\0def", ImportError::Unsupported),
            (b"\x01\x02\x03\x04abc", ImportError::Unsupported),
            (&noise, ImportError::Unsupported),
        ] {
            assert_eq!(read(bytes).map(|(t, _)| t), Err(error), "{:?}", bytes.get(..8.min(bytes.len())));
        }
    }

    /// Sentences as reports have them.
    fn report() -> impl Strategy<Value = String> {
        let words = prop::sample::select(vec![
            "工业经济",
            "平稳运行",
            "全年完成产值",
            "同比增长",
            "高新技术企业",
            "科技创新",
            "项目建设",
            "亿元",
            "，",
            "。\n",
            "、",
            "（一）",
            "一是",
            "12.5",
            "5.6%",
            "：",
            "我们",
            "的",
            "在",
        ]);
        prop::collection::vec(words, 8..60).prop_map(|words| words.concat())
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            if let Ok((text, _)) = read(&bytes) {
                prop_assert!(!text.trim().is_empty() && !text.contains('\r'));
            }
        }

        #[test]
        fn reports_read_back_in_every_encoding(text in report()) {
            for (label, bytes) in encodings(&text) {
                prop_assert_eq!(read(&bytes), Ok((text.clone(), label)));
            }
        }
    }
}
