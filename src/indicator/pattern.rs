//! Patterns of names: one line of the catalogue stands for every spelling it allows.

/// The most spellings one pattern may stand for. A pattern beyond it is cut, and a test says so.
pub const MOST: usize = 4096;

/// Writes out every spelling of a pattern: `(a|b)` one of them, `x?` and `(…)?` may be left out, `(…)*` none, one or
/// two of them, `{part}` a named part, `\(` a literal bracket.
#[must_use]
pub fn expand(pattern: &str, parts: &[(String, String)]) -> Vec<String> {
    let characters: Vec<char> = pattern.chars().collect();
    let mut at = 0;
    let mut words = alternatives(&characters, &mut at, parts, 0);
    words.retain(|word| !word.is_empty());
    words.sort_unstable();
    words.dedup();
    words
}

/// `a|b|c` up to a closing bracket or the end. Nesting is bounded: patterns are our own data.
fn alternatives(p: &[char], at: &mut usize, parts: &[(String, String)], depth: usize) -> Vec<String> {
    let mut all = Vec::new();
    loop {
        all.extend(sequence(p, at, parts, depth));
        if p.get(*at) == Some(&'|') {
            *at += 1;
        } else {
            return all;
        }
    }
}

fn sequence(p: &[char], at: &mut usize, parts: &[(String, String)], depth: usize) -> Vec<String> {
    let mut words = vec![String::new()];
    while let Some(&c) = p.get(*at) {
        let mut choice = match c {
            '|' | ')' => break,
            '(' if depth < 8 => {
                *at += 1;
                let inner = alternatives(p, at, parts, depth + 1);
                *at += 1;
                inner
            }
            '{' => {
                let end = p.get(*at..).and_then(|rest| rest.iter().position(|&c| c == '}')).map_or(p.len(), |n| *at + n);
                let name: String = p.get(*at + 1..end).unwrap_or_default().iter().collect();
                *at = end + 1;
                let part: Vec<char> = parts.iter().find(|(n, _)| *n == name).map(|(_, part)| part.chars().collect()).unwrap_or_default();
                alternatives(&part, &mut 0, parts, depth + 1)
            }
            '\\' => {
                let literal = p.get(*at + 1).copied().unwrap_or('\\');
                *at += 2;
                vec![literal.to_string()]
            }
            _ => {
                *at += 1;
                vec![c.to_string()]
            }
        };
        match p.get(*at) {
            Some('?') => {
                *at += 1;
                choice.push(String::new());
            }
            Some('*') => {
                *at += 1;
                let twice: Vec<String> =
                    choice.iter().flat_map(|a| choice.iter().filter(move |b| *b != a).map(move |b| format!("{a}{b}"))).collect();
                choice.extend(twice);
                choice.push(String::new());
            }
            _ => {}
        }
        words = words.iter().flat_map(|head| choice.iter().map(move |tail| format!("{head}{tail}"))).take(MOST).collect();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_stand_for_their_spellings() {
        let parts = [("规上".to_owned(), "规模以上|规上".to_owned())];
        assert_eq!(
            expand("{规上}工业(企业)?增加值", &parts),
            ["规上工业企业增加值", "规上工业增加值", "规模以上工业企业增加值", "规模以上工业增加值"]
        );
        assert_eq!(expand("“?小巨人”?企业", &[]), ["“小巨人”企业", "“小巨人企业", "小巨人”企业", "小巨人企业"]);
        assert_eq!(expand("(省|市)*奖", &[]), ["奖", "市奖", "市省奖", "省奖", "省市奖"]);
        assert_eq!(expand("a\\(b\\)", &[]), ["a(b)"]);
        assert_eq!(expand("(", &[]), Vec::<String>::new());
    }
}
