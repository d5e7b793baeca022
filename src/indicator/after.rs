//! What is counted, told after the count: 13家规模工业企业, 12家企业通过…认定.

use super::attribution::Around;
use super::figure::{Figure, word_class};
use super::lexer::{Kind, Token};
use super::state::State;
use super::subject::{self, Name, Subject, compatible};
use super::text::Walk;
use super::words::Class;
use crate::base::Span;

/// What is counted, told after the count: 13家规模工业企业, 700项关键技术.
pub fn after_subject(at: &Around, own: Option<Subject>, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, near, figure, .. } = at;
    let mut end = 0;
    let mut known = None;
    let following = counted_after(figure);
    if matches!(
        word_class(following.first()),
        Some(Class::AtLeast | Class::AtMost | Class::About | Class::Up | Class::Down | Class::Share | Class::And | Class::To)
    ) {
        return None;
    }
    // 全年任务45家的三分之一, 提前完成10家的规划目标: nothing is counted by name.
    if figure.planned || super::when::of_plan(at) {
        return None;
    }
    for (k, token) in following.iter().enumerate().take(6) {
        match token.kind {
            // 86个投资亿元以上项目: a bound within the name.
            // 7个亿元以上项目竣工投产: or right before it.
            Kind::Quantity(_)
                if word_class(following.get(k + 1)) == Some(Class::AtLeast)
                    && (k > 0 || token.span.start == figure.quantity.span.end && figure.quantity.unit.written.is(walk.text, "个")) => {}
            Kind::Mark(_) | Kind::Quantity(_) => break,
            // 15个新建项目中已开工13个, 113个项目开工111个: what comes is told of the next figure.
            Kind::Word(word) if known.is_none() && word.class == Some(Class::ProjectKind) && token.span.ends(walk.text, "项目") => {
                known = walk.catalogue.find("项目个数").map(|index| (k, index, token.span));
            }
            Kind::Gap if known.is_some() && token.span.begins(walk.text, "中") => break,
            Kind::Word(word) => {
                let of_next = known.is_some() && matches!(following.get(k + 1).map(|t| t.kind), Some(Kind::Quantity(_)));
                let named = word.meaning.indicator.filter(|_| !of_next);
                if let Some((index, len)) = counted(at, token.span.of(walk.text), named) {
                    let name = Span::new(token.span.start as usize, token.span.start as usize + len);
                    known = match known {
                        None => Some((k, index, name)),
                        // 5个项目因用地未落实无法开工: not begun.
                        Some(told) if ends_undone(walk.text, token.span.start as usize) => Some(told),
                        // 8个重大项目开工: the kind is told after the count.
                        Some((first, count, at)) if walk.catalogue.of(index) == Some(count) => Some((first, index, at)),
                        // 36家规上工业企业亏损: those that lose.
                        Some((first, _, at)) if at.end == token.span.start && at.ends(walk.text, "企业") && loses(walk, index) => {
                            Some((first, index, at.cover(token.span)))
                        }
                        // 160个高科技项目投产: whatever kind of projects.
                        Some((first, _, at)) if walk.catalogue.of(index).is_some() && at.ends(walk.text, "项目") => {
                            Some((first, index, at))
                        }
                        other => other,
                    };
                }
                // 24个实现增长, 42户产值下降: by what they did.
                let last = following.get(k + 1).is_none_or(|t| matches!(t.kind, Kind::Mark(_)));
                let grew = matches!(word.class, Some(Class::Up | Class::Down)) && last && known.is_none();
                if !grew
                    && matches!(word.class, Some(Class::Up | Class::Down | Class::Verb | Class::To | Class::Each))
                    && word.meaning == super::catalogue::Meaning::default()
                    && k > 0
                {
                    break;
                }
            }
            Kind::Gap | Kind::Period(_) => {}
        }
        end = k + 1;
    }
    if let Some(subject) = attained(at).or_else(|| told_apart(at)) {
        return Some(subject);
    }
    let words = following.get(..end)?;
    let span = words.first()?.span.cover(words.last()?.span);
    let from = figure.after.first().filter(|t| following.first() != Some(t)).map_or(figure.quantity.span.end, |bound| bound.span.end);
    let adjacent = span.start.saturating_sub(from) <= 3;
    if !adjacent {
        return None;
    }
    let own_known =
        own.is_some_and(|s| matches!(s.name, Name::Known(i) if compatible(walk.catalogue.dimension(i), figure.quantity.unit.dimension)));
    let among = near.last().and_then(|&i| tokens.get(i)).is_some_and(|t| {
        let w = t.span.of(walk.text);
        w.ends_with('中') || w.ends_with("有") || w.ends_with('等')
    });
    if own_known && !among {
        return None;
    }
    if let Some((k, index, at)) = known {
        // The indicator must be the thing counted, not something the thing does: 16家企业反映…高企.
        let between = following.get(..k)?.iter().map(|t| t.span.of(walk.text).chars().count()).sum::<usize>();
        if between <= 10 {
            let (domain, noun) = walk.catalogue.pair_of(index);
            let scope = walk.catalogue.indicator(index).scoped.then_some(Span { start: span.start, end: at.end });
            return Some(Subject {
                name: Name::Known(index),
                domain: domain.map(subject::Domain::Named),
                noun,
                scope,
                words: at,
                head: None,
            });
        }
    }
    if own.is_some() && !among {
        return None;
    }
    // 28户大型企业, where the scaled industry is spoken of: that many of its firms.
    if let Some(firms) = following.first().filter(|t| subject::is_holder(t) && t.span.ends(walk.text, "企业"))
        && let Some(domain) = walk.catalogue.scaled_industry().filter(|d| state.domain == Some(subject::Domain::Named(*d)))
        && let Some(index) = walk.catalogue.find("规模以上工业企业数")
    {
        let domain = Some(subject::Domain::Named(domain));
        return Some(Subject { name: Name::Known(index), domain, noun: None, scope: Some(firms.span), words: firms.span, head: None });
    }
    // 29个行业增加值实现增长: sectors are counted, by whatever they did.
    let counted = ["行业", "企业", "项目", "产品"].iter().find(|noun| span.of(walk.text).starts_with(*noun));
    match counted.filter(|_| following.first().is_some_and(|t| matches!(t.kind, Kind::Word(w) if w.meaning.indicator.is_some()))) {
        Some(noun) => Some(Subject::phrase(Span::new(span.start as usize, span.start as usize + noun.len()))),
        None => Some(Subject::phrase(span)),
    }
}

/// Whether the indicator counts firms that lose.
fn loses(walk: &Walk, index: u16) -> bool {
    walk.catalogue.indicator(index).name == "亏损企业数"
}

/// Whether a word at `start` is said not to be so: 无法|开工.
fn ends_undone(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    ["无法", "未", "未能", "不能", "难以", "没有"].iter().any(|not| before.ends_with(not))
}

/// The words after the figure, from the name of what is counted on: 项目 of 10个以上项目.
pub fn counted_after<'a>(figure: &Figure<'a>) -> &'a [Token] {
    match figure.after {
        [bound, rest @ ..]
            if matches!(word_class(Some(bound)), Some(Class::AtLeast | Class::About))
                && rest.first().is_some_and(|t| {
                    let named =
                        matches!(t.kind, Kind::Gap) || matches!(t.kind, Kind::Word(w) if w.meaning != super::catalogue::Meaning::default());
                    named && t.span.start == bound.span.end
                }) =>
        {
            rest
        }
        all => all,
    }
}

/// 12家企业通过省级专精特新中小企业认定: what they are lifted into is what is counted.
pub fn attained(at: &Around) -> Option<Subject> {
    let &Around { walk, figure, .. } = at;
    let end = figure.after.iter().take(9).take_while(|t| !matches!(t.kind, Kind::Mark(_) | Kind::Quantity(_))).count();
    let clause = figure.after.get(..end)?;
    let verb = clause.iter().position(|t| word_class(Some(t)) == Some(Class::Attain))?;
    let holder = clause.first()?.span.cover(clause.get(verb)?.span).of(walk.text);
    let own = ["企业", "项目", "家", "户", "产品", "平台", "机构", "单位", "园区", "成果"];
    if verb == 0 || holder.chars().count() > 14 || !own.iter().any(|w| holder.contains(w)) {
        return None;
    }
    let (index, name) = clause.get(verb + 1..)?.iter().find_map(|t| match t.kind {
        Kind::Word(word) => {
            let index = word.meaning.indicator.filter(|&i| compatible(walk.catalogue.dimension(i), figure.quantity.unit.dimension))?;
            Some((index, t.span))
        }
        _ => None,
    })?;
    // 获得资金, 成为项目: nothing that is counted of them.
    if walk.catalogue.indicator(index).category == super::catalogue::Category::Project {
        return None;
    }
    let index = walk.catalogue.added(index).unwrap_or(index);
    let grade = clause.get(verb + 1)?.span.cover(name);
    let scope = walk.catalogue.indicator(index).scoped.then_some(grade);
    Some(Subject { name: Name::Known(index), domain: None, noun: None, scope, words: name, head: None })
}

/// 成果在区内转化72项, 4家科技企业在科创板上市: a name whose two parts stand apart in the clause, what is counted before what is done.
pub fn told_apart(at: &Around) -> Option<Subject> {
    /// How long the clause may be, in bytes.
    const LONGEST: usize = 40 * 3;
    let &Around { walk, tokens, near, figure, .. } = at;
    let from =
        near.iter().filter_map(|&i| tokens.get(i)).find(|t| !matches!(t.kind, Kind::Mark(_))).map_or(figure.quantity.span, |t| t.span);
    let to = figure
        .after
        .iter()
        .take(6)
        .take_while(|t| !matches!(t.kind, Kind::Mark(_) | Kind::Quantity(_)))
        .last()
        .map_or(figure.quantity.span, |t| t.span);
    let clause = from.cover(to);
    let words = walk.text.get(clause.range()).filter(|w| w.len() <= LONGEST)?;
    let (index, len) = walk.catalogue.apart(words)?;
    if !compatible(walk.catalogue.dimension(index), figure.quantity.unit.dimension) {
        return None;
    }
    let words = Span::new(clause.start as usize, clause.start as usize + len);
    Some(Subject { name: Name::Known(index), domain: None, noun: None, scope: None, words, head: None })
}

/// What a name after a count says is counted: the indicator itself, or the one its words begin with
/// (155家规模以上工业企业总产值…: the enterprises); with the bytes of those words.
pub fn counted(at: &Around, words: &str, named: Option<u16>) -> Option<(u16, usize)> {
    let &Around { walk, figure, .. } = at;
    let fits = |i: &u16| compatible(walk.catalogue.dimension(*i), figure.quantity.unit.dimension);
    let named = named?;
    if fits(&named) {
        return Some((named, words.len()));
    }
    let starts = words.char_indices().skip(2).map(|(at, _)| at);
    starts.filter_map(|end| walk.catalogue.lookup(words.get(..end)?).filter(fits).map(|index| (index, end))).last()
}
