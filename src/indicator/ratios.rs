//! What shares and ratios are of, where their own words do not name it.

use super::attribution::Around;
use super::clause;
use super::figure::word_class;
use super::measure::Reading;
use super::observation::Measure;
use super::state::State;
use super::subject::{self, Name, Subject};
use super::words::Class;
use crate::base::Span;
use crate::quantity::Dimension;

/// The three parts of 三次产业结构 a:b:c, in their order.
const SECTORS: [&str; 3] = ["第一产业增加值占GDP比重", "第二产业增加值占GDP比重", "第三产业增加值占GDP比重"];

/// 三次产业结构 a:b:c: each part a share of its own; other ratios are told in their own words.
pub fn ratio_subject(at: &Around, part: u8, of: u8, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, near, .. } = at;
    let last = state.told.last().map(|t| t.subject);
    let words = clause::cover(tokens, near).filter(|_| part == 0).or_else(|| last.map(|s| s.words))?;
    let said = words.of(walk.text);
    // 城乡收入比为2.65∶1.
    let own = said.trim_end_matches(['为', '由', '是', '达']);
    let words = if own.is_empty() { words } else { Span::new(words.start as usize, words.start as usize + own.len()) };
    if let Some(subject) = light_and_heavy(at, part, words, state).filter(|_| of == 2) {
        return Some(subject);
    }
    // 三次产业投资结构为3.1：46.8：50.1: of what is named between.
    if of == 3 && said.contains("产业") && said.contains("投资") {
        let all = walk.catalogue.find("固定资产投资");
        return Some(Subject { name: all.map_or(Name::Phrase(words), Name::Known), ..Subject::phrase(words) });
    }
    let other = ["税收", "用电", "就业", "从业", "贷款", "能耗"].iter().any(|w| said.contains(w));
    if of == 3
        && part > 0
        && last.is_some_and(|s| {
            s.words == words && !matches!(s.name, Name::Known(i) if SECTORS.contains(&walk.catalogue.indicator(i).name.as_str()))
        })
    {
        return last;
    }
    let sectors = of == 3
        && !other
        && (said.contains("产业结构")
            || said.contains("三次产业")
            || last.is_some_and(|s| matches!(s.name, Name::Known(i) if SECTORS.contains(&walk.catalogue.indicator(i).name.as_str()))));
    let name = SECTORS.get(usize::from(part)).filter(|_| sectors).and_then(|name| walk.catalogue.find(name));
    Some(Subject { name: name.map_or(Name::Phrase(words), Name::Known), ..Subject::phrase(words) })
}

/// 轻重工业产值之比为36.3∶63.7: the light industry's part and the heavy industry's; and so the ratio after it, 调整为38.1∶61.9.
fn light_and_heavy(at: &Around, part: u8, words: Span, state: &State) -> Option<Subject> {
    const BOTH: [&str; 3] = ["轻重工业", "轻、重工业", "轻工业与重工业"];
    let walk = at.walk;
    let said = words.of(walk.text);
    let Some(from) = BOTH.iter().find_map(|both| said.find(both)) else {
        let heavy = |s: Subject| s.scope.is_some_and(|scope| scope.is(walk.text, "重工业"));
        let place = state.told.len().checked_sub(2)?;
        let goes_on = part > 0 && state.told.last().is_some_and(|t| t.measure == Measure::Share)
            || state.told.last().is_some_and(|t| heavy(t.subject));
        return state.told.get(place).map(|t| t.subject).filter(|s| goes_on && s.scope.is_some());
    };
    let noun = walk.catalogue.noun("产值").filter(|_| said.contains("产值")).or(walk.catalogue.growth_noun())?;
    let name = Name::Known(walk.catalogue.sector(noun)?);
    let heavy = said.get(from..)?.find('重')? + from;
    let start = words.start as usize;
    let scope = match part {
        0 => Span::new(start + from, start + from + '轻'.len_utf8()),
        _ => Span::new(start + heavy, start + heavy + "重工业".len()),
    };
    Some(Subject { name, domain: Some(subject::Domain::Sector(scope)), noun: Some(noun), scope: Some(scope), words, head: None })
}

/// 立项320项，企业牵头承担的占71.3%: those of the ones counted before.
pub fn share_of_those(at: &Around, own: Option<Subject>, reading: &Reading, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, near, .. } = at;
    let words = own.filter(|s| reading.measure == Measure::Share && matches!(s.name, Name::Phrase(_)))?.words;
    let [.., de, share] = near else { return None };
    let those = tokens.get(*de).is_some_and(|t| t.span.is(walk.text, "的")) && word_class(tokens.get(*share)) == Some(Class::Share);
    let told = state.told.iter().rev().take_while(|t| t.sentence == state.sentence);
    let counted = told.filter(|_| those).find(|t| t.measure == Measure::Level && t.dimension == Some(Dimension::Count))?;
    matches!(counted.subject.name, Name::Known(_)).then_some(Subject { scope: Some(words), ..counted.subject })
}

/// 前十户占51.3%，仅恒味食品一家就占16.8%: of what the share before was of.
pub fn share_of_one(at: &Around, own: Option<Subject>, reading: &Reading, state: &State) -> Option<Subject> {
    const ALONE: [&str; 6] = ["一家", "一家就", "一户", "一户就", "一地", "一地就"];
    let own = own.filter(|_| reading.measure == Measure::Share && at.cues.has(Class::Share))?;
    let last = state.told.last().filter(|t| t.measure == Measure::Share || t.dimension == Some(Dimension::Point))?;
    let said = own.words.of(at.walk.text);
    let name = ALONE.iter().find_map(|end| said.strip_suffix(end)).filter(|_| matches!(own.name, Name::Phrase(_)))?;
    let name = Span::new(own.words.start as usize, own.words.start as usize + name.len());
    Some(Subject { scope: Some(name), ..last.subject })
}

/// 个数占比65.9%, 投资占比68.4%: of the projects told, and of their money.
pub fn share_of_told(at: &Around, own: Option<Subject>, reading: &Reading, state: &State) -> Option<Subject> {
    let words = own.filter(|_| reading.measure == Measure::Share)?.words.of(at.walk.text);
    let project = |t: &&super::state::Told| {
        let known =
            matches!(t.subject.name, Name::Known(i) if at.walk.catalogue.indicator(i).category == super::catalogue::Category::Project);
        known && t.measure == Measure::Level && t.sentence == state.sentence
    };
    let dimension = match words {
        "个数" | "数量" => Dimension::Count,
        "投资" | "金额" => Dimension::Money,
        _ => return None,
    };
    state.told.iter().rev().filter(project).find(|t| t.dimension == Some(dimension)).map(|t| t.subject)
}

/// 每万人拥有5G基站18.6个: how many there are for so many people, and not in all.
pub fn of_so_many(text: &str, words: Span) -> Option<Span> {
    const MANY: [&str; 8] = ["每万人", "每万人口", "每百人", "每千人", "每百户", "每千户", "每万户", "每百家"];
    let before = text.get(..words.start as usize)?;
    // How most of them end, and the verbs; mostly it is none of these.
    if !before.ends_with(['人', '口', '户', '家', '有', '的', '均']) {
        return None;
    }
    let before = ["平均拥有", "拥有", "实有", "的", "均"].iter().find_map(|verb| before.strip_suffix(verb)).unwrap_or(before);
    let from = MANY.iter().find_map(|many| before.strip_suffix(many))?.len();
    Some(Span::new(from, words.end as usize))
}
