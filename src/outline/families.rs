//! The families of marks that lead headings, and how a mark is read at the start of a line: whole, half lost
//! (`一)`, `(三`), or with its number lost (`)`, `、`). Knows one line only; what fits the sequence is for [`super::repair`].

/// A family of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// 第一部分, 第一篇
    Part,
    /// 第一章
    Chapter,
    /// 第一节
    Section,
    /// 一、
    Han,
    /// （一）
    HanParen,
    /// 1. or 1、
    Digit,
    /// （1） or 1）
    DigitParen,
    /// ①
    Circled,
    /// 1.1 with two numbers, 1.1.1 with three …
    Dotted(u8),
    /// 1 followed by a space: the first of 1, 1.1, 1.1.1.
    BareDigit,
    /// ◆ ——
    Bullet,
    /// No mark: a line of its own.
    Unmarked,
    /// No mark: a paragraph whose first sentence is short, as a heading that runs into its text.
    RunIn,
    /// A parenthesis whose number is lost: （一） or （1）.
    SomeParen,
    /// A 、 whose number is lost: 一、 or 1、
    SomeNumeral,
}

/// How much of a mark is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wear {
    /// All of it.
    Whole,
    /// Its number, but not all around it: `一)`.
    Half,
    /// Its number is gone: `)`, `、`.
    NumberLost,
}

/// A mark at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub family: Family,
    /// What it counts as, as written; for 1.2.3 the last number.
    pub number: Option<u32>,
    /// Length in bytes.
    pub len: usize,
    pub wear: Wear,
    /// Whether it could as well be something else (1.5亿元, 一、二季度): then only its place in the sequence decides.
    pub doubtful: bool,
}

/// The largest number that a mark may count to. Years are no marks.
const MOST: u32 = 60;

/// Bullets that lead headings.
const BULLETS: &str = "◆◇●○■□★☆▲△▶►•·※➢➤✦❖▪◎";

/// Reads the mark that leads a line. `line` has no leading white space.
pub fn read_mark(line: &str) -> Option<Mark> {
    let first = line.chars().next()?;
    let mark = match first {
        '第' => read_part(line),
        '(' | '（' => read_parenthesis(line),
        ')' | '）' => Some(lost(Family::SomeParen, first.len_utf8())),
        '、' => Some(lost(Family::SomeNumeral, 3)),
        '.' | '．' => line.chars().nth(1).filter(|&c| is_han(c)).map(|_| lost(Family::Digit, first.len_utf8())),
        '—' if line.starts_with("——") => {
            Some(Mark { family: Family::Bullet, number: None, len: 6, wear: Wear::Whole, doubtful: false })
        }
        '0'..='9' | '０'..='９' => read_digits(line),
        _ if han_digit(first).is_some() => read_han(line),
        _ if BULLETS.contains(first) => {
            Some(Mark { family: Family::Bullet, number: None, len: first.len_utf8(), wear: Wear::Whole, doubtful: false })
        }
        _ => enclosed(first).map(|(family, number)| Mark {
            family,
            number: Some(number),
            len: first.len_utf8(),
            wear: Wear::Whole,
            doubtful: false,
        }),
    }?;
    mark.number.is_none_or(|n| (1..=MOST).contains(&n)).then_some(mark)
}

fn lost(family: Family, len: usize) -> Mark {
    Mark { family, number: None, len, wear: Wear::NumberLost, doubtful: false }
}

/// Marks that are one character: ① ⑴ ⒈ ㈠ ❶.
pub fn enclosed(c: char) -> Option<(Family, u32)> {
    let (family, base) = match c {
        '①'..='⑳' => (Family::Circled, '①'),
        '❶'..='❿' => (Family::Circled, '❶'),
        '➀'..='➉' => (Family::Circled, '➀'),
        '⑴'..='⒇' => (Family::DigitParen, '⑴'),
        '⒈'..='⒛' => (Family::Digit, '⒈'),
        '㈠'..='㈩' => (Family::HanParen, '㈠'),
        _ => return None,
    };
    Some((family, u32::from(c) - u32::from(base) + 1))
}

/// 第一部分, 第一章, 第一节; 第部分 with its number lost.
fn read_part(line: &str) -> Option<Mark> {
    let after = line.get('第'.len_utf8()..)?;
    let (number, digits) = read_number(after);
    let rest = after.get(digits..)?;
    let kinds = [("部分", Family::Part), ("篇", Family::Part), ("编", Family::Part), ("章", Family::Chapter), ("节", Family::Section)];
    let (word, family) = kinds.into_iter().find(|(word, _)| rest.starts_with(word))?;
    let behind = rest.get(word.len()..)?;
    // 第一部分企业 is no heading unless the sequence says so; a space, a colon or a line end settles it.
    let settled = behind.chars().next().is_none_or(|c| is_space(c) || matches!(c, '：' | ':' | '、' | '，' | '.'));
    let extra = behind.chars().next().filter(|&c| matches!(c, '：' | ':' | '、' | '，' | '.')).map_or(0, char::len_utf8);
    let wear = if number.is_some() { Wear::Whole } else { Wear::NumberLost };
    Some(Mark { family, number, len: 3 + digits + word.len() + extra, wear, doubtful: !settled })
}

/// （一） （1） and what is left of them when the closing half or the number is gone.
fn read_parenthesis(line: &str) -> Option<Mark> {
    let open = line.chars().next()?.len_utf8();
    let inner = line.get(open..)?;
    let spaces = leading_spaces(inner);
    let (number, digits) = read_number(inner.get(spaces..)?);
    let after = inner.get(spaces + digits..)?;
    let gap = leading_spaces(after);
    let next = after.get(gap..)?.chars().next()?;
    let han = inner.get(spaces..)?.chars().next().is_some_and(|c| han_digit(c).is_some());
    let family = if han { Family::HanParen } else { Family::DigitParen };
    if matches!(next, ')' | '）') {
        let mut len = open + spaces + digits + gap + next.len_utf8();
        // （一）、 is one mark.
        len += line.get(len..)?.chars().next().filter(|&c| matches!(c, '、' | '.' | '．')).map_or(0, char::len_utf8);
        return Some(match number {
            Some(_) => Mark { family, number, len, wear: Wear::Whole, doubtful: false },
            None => lost(Family::SomeParen, len),
        });
    }
    // (一聚力: only with the sequence's word for it, and not where a remark in parentheses begins: （一期）.
    let closes = line.chars().take(16).any(|c| matches!(c, ')' | '）'));
    (number.is_some() && is_han(next) && !closes).then_some(Mark {
        family,
        number,
        len: open + spaces + digits,
        wear: Wear::Half,
        doubtful: true,
    })
}

/// 一、 and its worn forms 一) and 一 without anything.
fn read_han(line: &str) -> Option<Mark> {
    let (number, digits) = read_number(line);
    let n = number?;
    let rest = line.get(digits..)?;
    let gap = leading_spaces(rest);
    let next = rest.get(gap..)?.chars().next()?;
    let len = digits + gap + next.len_utf8();
    Some(match next {
        '、' | '．' | '.' | '﹑' => {
            let doubled = rest.get(gap..)?.chars().take_while(|&c| c == next).count();
            let len = digits + gap + doubled * next.len_utf8();
            let doubtful = counts_on(line.get(len..)?, n);
            Mark { family: Family::Han, number, len, wear: if doubled > 1 { Wear::Half } else { Wear::Whole }, doubtful }
        }
        ')' | '）' => Mark { family: Family::HanParen, number, len, wear: Wear::Half, doubtful: false },
        '，' | ',' | '：' | ':' => Mark { family: Family::Han, number, len, wear: Wear::Half, doubtful: true },
        '是' => return None,
        // 一 followed by a space is a style of its own.
        _ if gap > 0 => Mark { family: Family::Han, number, len: digits, wear: Wear::Whole, doubtful: true },
        _ => Mark { family: Family::Han, number, len: digits, wear: Wear::Half, doubtful: true },
    })
}

/// 1. 1、 1） 1.1 and 1 followed by a space.
fn read_digits(line: &str) -> Option<Mark> {
    let (number, digits) = read_number(line);
    let n = number?;
    let rest = line.get(digits..)?;
    let next = rest.chars().next()?;
    let len = digits + next.len_utf8();
    let behind = rest.get(next.len_utf8()..)?;
    let whole = |family, doubtful| Some(Mark { family, number, len, wear: Wear::Whole, doubtful });
    match next {
        '.' | '．' if behind.chars().next().is_some_and(|c| digit(c).is_some()) => {
            read_dotted(line).or_else(|| whole(Family::Digit, true))
        }
        '.' | '．' => whole(Family::Digit, false),
        '、' => whole(Family::Digit, counts_on(behind, n)),
        ')' | '）' => whole(Family::DigitParen, false),
        '，' | ',' if behind.chars().next().is_none_or(|c| digit(c).is_none()) => whole(Family::Digit, true),
        _ if is_space(next) => Some(Mark { family: Family::BareDigit, number, len: digits, wear: Wear::Whole, doubtful: true }),
        _ => None,
    }
}

/// 1.1 or 1.1.1, followed by a space or a word; `None` for 1.5亿元 and 2020.12.
fn read_dotted(line: &str) -> Option<Mark> {
    let (mut at, mut depth, mut last) = (0, 0_u8, 0);
    loop {
        let (number, digits) = read_number(line.get(at..)?);
        last = number.filter(|&n| n <= MOST).or(if depth == 0 { None } else { Some(last) })?;
        if digits == 0 || depth > 5 {
            break;
        }
        (at, depth) = (at + digits, depth + 1);
        match line.get(at..)?.chars().next() {
            Some(c @ ('.' | '．')) => at += c.len_utf8(),
            _ => break,
        }
    }
    let behind = line.get(at..)?.chars().next()?;
    let word =
        is_space(behind) || (is_han(behind) && !"亿万千百十元个家倍米吨年月日户人公平项件度名位成".contains(behind)) || behind == '、';
    (word && (2..=5).contains(&depth)).then_some(Mark {
        family: Family::Dotted(depth),
        number: Some(last),
        len: at + if behind == '、' { 3 } else { 0 },
        wear: Wear::Whole,
        doubtful: !is_space(behind),
    })
}

/// Whether what follows a 、 goes on counting: 一、二季度, 3、4月. Such a line needs the sequence's word for it.
fn counts_on(rest: &str, n: u32) -> bool {
    let (number, digits) = read_number(rest);
    number.is_some_and(|m| m == n + 1 || rest.get(digits..).is_some_and(|r| r.starts_with('、')))
}

/// A number in Chinese numerals or digits at the start of the text, and its length in bytes. No number: `(None, 0)`.
pub fn read_number(text: &str) -> (Option<u32>, usize) {
    let (mut len, mut value, mut tens_read, mut han) = (0, 0_u32, false, None);
    let mut ones = 0;
    for c in text.chars().take(5) {
        if let Some(d) = digit(c) {
            if han == Some(true) {
                break;
            }
            han = Some(false);
            value = value * 10 + d;
        } else if let Some(d) = han_digit(c) {
            if han == Some(false) {
                break;
            }
            if d == 10 {
                // 一十, 十, 二十; a second 十 belongs to the next word.
                if tens_read {
                    break;
                }
                value = if han.is_none() { 10 } else { value.saturating_mul(10) };
                tens_read = true;
                ones = 0;
            } else {
                if ones > 0 {
                    break;
                }
                value += d;
                ones += 1;
            }
            han = Some(true);
        } else {
            break;
        }
        len += c.len_utf8();
    }
    // Five characters and still digits: an amount, not a mark.
    (if len == 0 || value == 0 { None } else { Some(value) }, len)
}

/// 一 to 十.
pub fn han_digit(c: char) -> Option<u32> {
    Some(match c {
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

/// 0 to 9, half or full width.
pub fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c.to_digit(10),
    }
}

/// Whether it is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '〇')
}

/// White space as it stands in reports, ideographic and zero-width too.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}')
}

fn leading_spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\u{3000}', '\u{A0}']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> String {
        read_mark(line).map_or("-".to_owned(), |m| {
            let doubt = if m.doubtful { "?" } else { "" };
            format!("{:?} {:?} {:?}{doubt} {}", m.family, m.number, m.wear, line.get(..m.len).unwrap_or("!"))
        })
    }

    #[test]
    fn marks_are_read() {
        let cases = [
            ("一、工作回顾", "Han Some(1) Whole 一、"),
            ("十二、其他", "Han Some(12) Whole 十二、"),
            ("二、、问题", "Han Some(2) Half 二、、"),
            ("二、三季度安排", "Han Some(2) Whole? 二、"),
            ("一、一季度运行", "Han Some(1) Whole 一、"),
            ("（三）抓项目", "HanParen Some(3) Whole （三）"),
            ("( 三 )、抓项目", "HanParen Some(3) Whole ( 三 )、"),
            ("三)抓项目", "HanParen Some(3) Half 三)"),
            (")抓项目", "SomeParen None NumberLost )"),
            ("（）抓项目", "SomeParen None NumberLost （）"),
            ("、抓项目", "SomeNumeral None NumberLost 、"),
            ("1.抓项目", "Digit Some(1) Whole 1."),
            ("１２．抓项目", "Digit Some(12) Whole １２．"),
            ("1.5亿元投资", "Digit Some(1) Whole? 1."),
            ("1.2 总体情况", "Dotted(2) Some(2) Whole 1.2"),
            ("3.1.4投资", "Dotted(3) Some(4) Whole? 3.1.4"),
            ("2020.12.31", "-"),
            ("2020、抓", "-"),
            ("1,120万元", "-"),
            ("(1)抓", "DigitParen Some(1) Whole (1)"),
            ("1）抓", "DigitParen Some(1) Whole 1）"),
            ("（2020）12号", "-"),
            ("（一期）项目", "-"),
            ("①抓", "Circled Some(1) Whole ①"),
            ("第一部分  总结", "Part Some(1) Whole 第一部分"),
            ("第部分 安排", "Part None NumberLost 第部分"),
            ("第三章：保障", "Chapter Some(3) Whole 第三章："),
            ("第二产业", "-"),
            ("——固投", "Bullet None Whole ——"),
            ("◆ 园区", "Bullet None Whole ◆"),
            ("1-9月", "-"),
        ];
        for (line, expected) in cases {
            assert_eq!(shown(line), expected, "{line}");
        }
    }
}
