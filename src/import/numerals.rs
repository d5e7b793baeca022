//! Numbers of lists as Word writes them (ECMA-376 Part 1, 17.18.59).

/// The number in a format such as `chineseCounting`; a format that is not known is written in digits. Nothing for formats
/// that show none.
pub(super) fn write(format: &str, n: u32) -> String {
    let listed = |marks: &str| {
        let at = usize::try_from(n).ok()?.checked_sub(1)?;
        marks.chars().nth(at).map(String::from)
    };
    let cyclic = |marks: &str| {
        let count = u32::try_from(marks.chars().count()).unwrap_or(1).max(1);
        let at = (n.max(1) - 1) % count;
        marks.chars().nth(at as usize).map(String::from)
    };
    let written = match format {
        "none" | "bullet" => return String::new(),
        "chineseCounting" | "chineseCountingThousand" | "taiwaneseCountingThousand" | "taiwaneseCounting" => Some(counting(n, PLAIN, true)),
        "japaneseCounting" | "koreanCounting" => Some(counting(n, PLAIN, false)),
        "chineseLegalSimplified" => Some(counting(n, LEGAL, true)),
        "ideographLegalTraditional" | "japaneseLegal" => Some(counting(n, LEGAL_TRADITIONAL, true)),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" | "koreanDigital" | "koreanDigital2" => {
            Some(digits(n, '〇'))
        }
        "ideographTraditional" => cyclic("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => cyclic("子丑寅卯辰巳午未申酉戌亥"),
        "ideographZodiacTraditional" => Some(format!("{}{}", write("ideographTraditional", n), write("ideographZodiac", n))),
        "ideographEnclosedCircle" => listed("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            listed("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿")
        }
        "decimalEnclosedParen" => listed("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
        "decimalEnclosedFullstop" => listed("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
        "decimalFullWidth" | "decimalFullWidth2" => Some(n.to_string().chars().map(full_width).collect()),
        "decimalZero" => Some(format!("{n:02}")),
        "numberInDash" => Some(format!("- {n} -")),
        "upperLetter" => Some(letters(n, b'A')),
        "lowerLetter" => Some(letters(n, b'a')),
        "upperRoman" => Some(roman(n)),
        "lowerRoman" => Some(roman(n).to_lowercase()),
        "hex" => Some(format!("{n:X}")),
        _ => None,
    };
    written.unwrap_or_else(|| n.to_string())
}

/// Digits 0 to 9, then ten, hundred, thousand, ten thousand.
const PLAIN: &str = "零一二三四五六七八九十百千万";
const LEGAL: &str = "零壹贰叁肆伍陆柒捌玖拾佰仟万";
const LEGAL_TRADITIONAL: &str = "零壹貳參肆伍陸柒捌玖拾佰仟萬";

/// 一百零五 with zeros and ones told, 百五 without.
fn counting(n: u32, signs: &str, full: bool) -> String {
    if n == 0 || n > 99_999 {
        return if n == 0 { "〇".to_owned() } else { n.to_string() };
    }
    let sign = |at: u32| signs.chars().nth(at as usize).unwrap_or('〇');
    let plain = signs == PLAIN;
    let mut out = String::new();
    let mut gap = false;
    for place in (0..5_u32).rev() {
        let digit = n / 10_u32.pow(place) % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) && full {
            out.push(sign(0));
        }
        // 十五, not 一十五; 壹拾伍.
        let silent = digit == 1 && ((place == 1 && n < 20 && plain) || (!full && (1..4).contains(&place)));
        if !silent {
            out.push(sign(digit));
        }
        if place > 0 {
            out.push(sign(9 + place));
        }
    }
    out
}

fn digits(n: u32, zero: char) -> String {
    n.to_string().chars().map(|c| c.to_digit(10).filter(|&d| d > 0).and_then(|d| PLAIN.chars().nth(d as usize)).unwrap_or(zero)).collect()
}

fn full_width(c: char) -> char {
    c.to_digit(10).and_then(|d| char::from_u32(u32::from('０') + d)).unwrap_or(c)
}

/// a … z, aa, bb …
fn letters(n: u32, first: u8) -> String {
    let at = u8::try_from((n.max(1) - 1) % 26).unwrap_or(0);
    let times = ((n.max(1) - 1) / 26 + 1).min(30);
    std::iter::repeat_n(char::from(first + at), times as usize).collect()
}

fn roman(n: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n > 5000 {
        return n.to_string();
    }
    let mut rest = n;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_in_word() {
        for (format, n, want) in [
            ("chineseCounting", 1, "一"),
            ("chineseCounting", 10, "十"),
            ("chineseCountingThousand", 11, "十一"),
            ("chineseCountingThousand", 20, "二十"),
            ("chineseCountingThousand", 105, "一百零五"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("japaneseCounting", 21, "二十一"),
            ("japaneseCounting", 110, "百十"),
            ("chineseLegalSimplified", 15, "壹拾伍"),
            ("ideographDigital", 105, "一〇五"),
            ("ideographTraditional", 3, "丙"),
            ("decimalEnclosedCircle", 12, "⑫"),
            ("decimalEnclosedCircleChinese", 51, "51"),
            ("decimalFullWidth", 12, "１２"),
            ("decimalZero", 7, "07"),
            ("lowerLetter", 28, "bb"),
            ("upperRoman", 14, "XIV"),
            ("lowerRoman", 4, "iv"),
            ("decimal", 3, "3"),
            ("somethingNew", 3, "3"),
            ("bullet", 3, ""),
        ] {
            assert_eq!(write(format, n), want, "{format} {n}");
        }
    }
}
