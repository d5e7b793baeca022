//! Which encoding bytes are in. Byte order marks settle it; UTF-8 proves itself; among the others the one in which the bytes
//! read like Chinese is taken, and none where they do in none.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use std::sync::LazyLock;

/// How many bytes are looked at to tell the encoding.
const SAMPLE: usize = 64 * 1024;
/// One character in so many may be damaged.
const DAMAGE: usize = 100;

/// Characters that any Chinese report has, in both scripts.
const COMMON: &str = "的一是在了和有大中人上为地工要年产企业经济项目建设发展科技创新市区县省全同比增长亿元完成我国动以个作来分对于学下级用新高开化加强推进实现总结计划情况报告政府投资重点服务管理生\
    為產業經濟項設發創區縣總結計劃報國會動個對實現與進強點務不這們到民行部";

/// For each character of the basic plane whether it is one of [`COMMON`].
fn common() -> &'static [bool] {
    static IS_COMMON: LazyLock<Vec<bool>> = LazyLock::new(|| {
        let mut is_common = vec![false; 0x1_0000];
        for c in COMMON.chars() {
            is_common.iter_mut().skip(c as usize).take(1).for_each(|slot| *slot = true);
        }
        is_common
    });
    &IS_COMMON
}

/// The text and its encoding's name; `None` where it is text in no encoding we know. Damaged characters become U+FFFD.
pub fn decode(bytes: &[u8]) -> Option<(String, &'static str)> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some((decode_as(encoding, bytes.get(mark..)?)?, label(encoding)));
    }
    if let Some(rest) = bytes.strip_prefix(b"\x84\x31\x95\x33") {
        return Some((decode_as(GB18030, rest)?, label(GB18030)));
    }
    let has_nul = memchr::memchr(0, bytes).is_some();
    if !has_nul && let Ok(text) = std::str::from_utf8(bytes) {
        // Two letters of UTF-16 may be one of UTF-8, but no sentence of it is.
        return Some((text.to_owned(), label(UTF_8)));
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let candidates = [UTF_8, GB18030, BIG5, UTF_16LE, UTF_16BE];
    let fits = |encoding: &&'static Encoding| {
        let wide = *encoding == UTF_16LE || *encoding == UTF_16BE;
        if wide { bytes.len().is_multiple_of(2) } else { !has_nul }
    };
    let likenesses: Vec<_> = candidates.into_iter().filter(fits).map(|encoding| (likeness(encoding, sample), encoding)).collect();
    let best = likenesses.iter().map(|(likeness, _)| *likeness).max().filter(|best| *best >= LEAST)?;
    let equals: Vec<_> = likenesses.into_iter().filter(|(likeness, _)| *likeness == best).map(|(_, encoding)| encoding).collect();
    // Of equals the guessed one, else the first. The detector takes ten times as long as all else: it is asked for nothing more.
    let guessed = if equals.len() > 1 { Some(guess(sample)).filter(|guess| equals.contains(guess)) } else { None };
    let encoding = guessed.or_else(|| equals.first().copied())?;
    Some((decode_as(encoding, bytes)?, label(encoding)))
}

/// The text of bytes that say what encoding they are in, as web pages do. Valid UTF-8 is UTF-8 whatever they say, and a word
/// that does not fit, or names an alphabet without Chinese, counts as none.
pub fn decode_as_said(bytes: &[u8], said: Option<&str>) -> Option<(String, &'static str)> {
    let marked = Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok();
    let encoding = said.and_then(|label| Encoding::for_label(label.trim().as_bytes())).map(|e| if e == GBK { GB18030 } else { e });
    match encoding.filter(|e| !marked && (*e == GB18030 || *e == BIG5)) {
        Some(encoding) => decode_as(encoding, bytes).map(|text| (text, label(encoding))).or_else(|| decode(bytes)),
        None => decode(bytes),
    }
}

/// What the web's detector takes the bytes for.
fn guess(sample: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    match detector.guess(Some(b"cn"), Utf8Detection::Deny) {
        encoding if encoding == BIG5 => BIG5,
        _ => GB18030,
    }
}

/// Decodes; `None` where more is damaged than a text can bear.
fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    if damaged {
        let lost = text.matches('\u{FFFD}').count();
        if lost > 2 && lost * DAMAGE > text.len() / 2 {
            return None;
        }
    }
    Some(text.into_owned())
}

/// At least so much must bytes read like Chinese, in hundredths a character.
const LEAST: i64 = 60;

/// How much the bytes read like Chinese in an encoding, in hundredths a character.
fn likeness(encoding: &'static Encoding, sample: &[u8]) -> i64 {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let common = common();
    let (mut score, mut count) = (0, 0_i64);
    // The last character may be cut by the sample's end.
    let whole = text.strip_suffix('\u{FFFD}').unwrap_or(&text);
    for c in whole.chars() {
        count += 1;
        score += match c {
            '\t' | '\n' | '\r' | ' '..='~' => 100,
            '\u{4E00}'..='\u{9FFF}' => {
                if common.get(c as usize).copied().unwrap_or(false) {
                    300
                } else {
                    100
                }
            }
            '，' | '。' | '、' | '；' | '：' | '（' | '）' | '“' | '”' | '《' | '》' | '！' | '？' | '\u{3000}' | '％' | '０'..='９' => {
                200
            }
            '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3134F}' => -50,
            '①'..='⑳'
            | '—'
            | '…'
            | '·'
            | '×'
            | '℃'
            | 'Ａ'..='Ｚ'
            | 'ａ'..='ｚ'
            | '〇'
            | '〔'
            | '〕'
            | '【'
            | '】'
            | 'Ⅰ'..='Ⅻ'
            | '㎡'
            | '￥'
            | '‘'
            | '’' => 50,
            '\u{FFFD}' => -2000,
            c if c.is_control() => -1000,
            _ => -300,
        };
    }
    score / count.max(1)
}

/// The name shown for an encoding.
fn label(encoding: &'static Encoding) -> &'static str {
    match encoding {
        e if e == GB18030 => "GB18030",
        e => e.name(),
    }
}
