//! Areas told by their names alone, of what was spoken of: 分别是东城区9.8%, 增速居前的有云山县（8.4%）.

use super::attribution::Around;
use super::clause::{self, Cues};
use super::find::{FoundSubject, scope_in};
use super::lexer::{Kind, Mark, Token};
use super::lists::pieces;
use super::measure::Reading;
use super::observation::Measure;
use super::phrases::List;
use super::state::{State, Told};
use super::subject::{Name, Subject};
use super::words::Class;
use crate::base::Span;
use crate::quantity::Dimension;

/// What the figure is of, where an area's name is all that its clause or the words before its bracket say.
pub fn of_areas(at: &Around, reading: &Reading, state: &mut State) -> Option<FoundSubject> {
    let &Around { walk, figure, .. } = at;
    let unit = figure.quantity.unit.dimension;
    let level = reading.measure == Measure::Level;
    let areas = match reading.measure {
        Measure::Level => area_before_bracket(at).is_some(),
        Measure::Growth | Measure::Completion | Measure::Share => only_areas(at),
        _ => false,
    };
    if !areas {
        return None;
    }
    // 完成率前三位的是：经开区58.7%、望海街道54.2%: of what was spent, where projects are spoken of.
    if reading.measure == Measure::Completion
        && only_areas(at)
        && let Some(last) =
            state.told.iter().rev().chain(&state.lead).find(|t| matches!(t.subject.name, Name::Known(_))).or(state.told.last())
    {
        let done = |index: u16| {
            let project = walk.catalogue.indicator(index).category == super::catalogue::Category::Project;
            walk.catalogue.find("项目完成投资").filter(|_| project).unwrap_or(index)
        };
        let name = match last.subject.name {
            Name::Known(index) => Name::Known(done(index)),
            name => name,
        };
        state.queue.clear();
        let scope = scope_in(at).or_else(|| area_before_bracket(at));
        return Some(FoundSubject { subject: Subject { name, scope, ..last.subject }, carried: true });
    }
    // 进出口额居前的有海曙区（312.6亿元，11.4%）: the amount that the clause around the bracket names, of the area.
    if level
        && let Some(area) = area_before_bracket(at)
        && let Some(subject) = around_bracket(at, state).or_else(|| {
            let alike = |t: &&Told| t.measure == Measure::Level && t.dimension == unit && matches!(t.subject.name, Name::Known(_));
            let lead = state.lead.filter(|t| unit.is_some() && t.subject.dimension(walk.catalogue) == unit);
            state.told.iter().rev().find(alike).or(lead.as_ref()).map(|t| t.subject)
        })
    {
        state.queue.clear();
        return Some(FoundSubject { subject: Subject { scope: Some(area), ..subject }, carried: true });
    }
    // 县域工业增速前三位的是东山县（10.2%）、临河县（9.6%）: what the clause around the bracket names, of the area.
    if reading.measure == Measure::Growth
        && only_areas(at)
        && state.told.is_empty()
        && let Some(subject) = around_bracket(at, state)
    {
        state.queue.clear();
        return Some(FoundSubject { subject: Subject { scope: area_before_bracket(at), ..subject }, carried: true });
    }
    // 投资增速前三名：中宁县增长58.3%: what stands before the colon, of the area.
    if reading.measure == Measure::Growth
        && only_areas(at)
        && let Some(subject) = before_colon(at, state)
    {
        state.queue.clear();
        return Some(FoundSubject { subject: Subject { scope: scope_in(at), ..subject }, carried: true });
    }
    // 高新区研发投入强度达5.12%，而垫底的清源县只有0.98%: the same of another area.
    if reading.measure == Measure::Share
        && only_areas(at)
        && !at.cues.has(Class::Share)
        && let Some(last) = state.told.last().filter(|t| t.measure == Measure::Share && t.sentence == state.sentence)
        && matches!(last.subject.name, Name::Known(_))
    {
        state.queue.clear();
        return Some(FoundSubject { subject: Subject { scope: scope_in(at), ..last.subject }, carried: true });
    }
    if reading.measure == Measure::Growth
        && only_areas(at)
        && let Some(lead) = led_by_areas(at, state)
    {
        state.queue.clear();
        return Some(FoundSubject { subject: Subject { scope: scope_in(at), ..lead }, carried: true });
    }
    if reading.measure == Measure::Growth
        && only_areas(at)
        && let Some(last) = state
            .told
            .iter()
            .rev()
            .chain(&state.lead)
            .find(|t| t.dimension == Some(Dimension::Percent) && t.measure == Measure::Growth && matches!(t.subject.name, Name::Known(_)))
            .or_else(|| state.told.iter().rev().chain(&state.lead).find(|t| t.dimension == Some(Dimension::Percent)))
            .or(state.told.last())
            .or(state.lead.as_ref())
    {
        state.queue.clear();
        // 电子信息增长15.8%。…累计增速快于全市的有高新区（11.9%）: of the whole, where another paragraph told of a sector.
        let of_all = if state.told.is_empty() { of_all_industry(at, last.subject) } else { last.subject };
        return Some(FoundSubject {
            subject: Subject { scope: scope_in(at).or_else(|| area_before_bracket(at)), ..of_all },
            carried: true,
        });
    }
    None
}

/// The same of all the scaled industry, where it is a sector's.
fn of_all_industry(at: &Around, subject: Subject) -> Subject {
    let catalogue = at.walk.catalogue;
    let sector = matches!(subject.domain, Some(super::subject::Domain::Sector(_)));
    let whole = catalogue.scaled_industry().filter(|_| sector).zip(subject.noun).and_then(|(d, n)| Some((d, catalogue.pair(d, n)?)));
    whole.map_or(subject, |(domain, index)| Subject {
        name: Name::Known(index),
        domain: Some(super::subject::Domain::Named(domain)),
        scope: None,
        ..subject
    })
}

/// 工业用电量增长10.4%。分县区看，…: a sentence that goes through the areas is about what the section began with, not what was told last.
pub fn led_by_areas(at: &Around, state: &State) -> Option<Subject> {
    const AREAS: [&str; 10] = ["县", "区域", "地区", "镇", "乡", "市州", "区县", "各地", "街道", "板块"];
    let &Around { walk, tokens, figure, .. } = at;
    let sentence = tokens.get(state.sentence_at..figure.at)?;
    let comma = sentence.iter().position(|t| matches!(t.kind, Kind::Mark(_)))?;
    let head = sentence.first()?.span.cover(sentence.get(comma.checked_sub(1)?)?.span).of(walk.text);
    let by_area = head.starts_with(['分', '从', '按'])
        && head.ends_with(['看', '分'])
        && head.chars().count() <= 10
        && AREAS.iter().any(|area| head.contains(area));
    let begun = state.told.last().is_none_or(|t| t.sentence != state.sentence || t.subject.scope.is_some());
    state.lead.filter(|lead| by_area && begun && matches!(lead.subject.name, Name::Known(_))).map(|lead| of_all_industry(at, lead.subject))
}

/// The indicator that the clause before the figure's bracket names.
pub fn around_bracket(at: &Around, state: &State) -> Option<Subject> {
    /// How far back the clause is followed, in tokens.
    const REACH: usize = 40;
    let &Around { walk, tokens, near, figure, .. } = at;
    let open = figure.at.checked_sub(1).filter(|_| near.is_empty())?;
    let from = open.saturating_sub(REACH);
    let ends = |t: &Token| matches!(t.kind, Kind::Mark(Mark::Comma | Mark::Semicolon | Mark::Colon | Mark::Stop | Mark::Line));
    let begins = |to: usize| Some(tokens.get(from..to)?.iter().rposition(ends).map_or(from, |m| from + m + 1));
    // Without the area's own name; 进出口额居前的有：海曙区（…: of the clause before the colon.
    let mut end = open.saturating_sub(1);
    let mut start = begins(end)?;
    if start == end && start.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.kind == Kind::Mark(Mark::Colon)) {
        end = start.checked_sub(1)?;
        start = begins(end)?;
    }
    let clause: Vec<usize> = (start..end).collect();
    let mut cues = Cues::default();
    cues.read(walk.text, tokens, &clause);
    let unit = figure.quantity.unit.dimension;
    let list = pieces(&Around { near: &clause, cues: &cues, ..*at }, unit, unit == Some(Dimension::Money), state);
    list.iter().copied().find(|s| matches!(s.name, Name::Known(_)))
}

/// The indicator named right before the colon behind which the figure's clause begins.
fn before_colon(at: &Around, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, far, near, .. } = at;
    let colon = near.first()?.checked_sub(1)?;
    if tokens.get(colon)?.kind != Kind::Mark(Mark::Colon) {
        return None;
    }
    let clause = clause::split_last(tokens, far.strip_suffix(&[colon]).unwrap_or(far)).1;
    let mut cues = Cues::default();
    cues.read(walk.text, tokens, clause);
    let list = pieces(&Around { near: clause, cues: &cues, ..*at }, at.figure.quantity.unit.dimension, false, state);
    list.last().copied().filter(|s| matches!(s.name, Name::Known(_)))
}

/// Whether the words only say among whom a place is counted: 在全市9个区县中排第3.
pub fn is_among(at: &Around, words: Span) -> bool {
    let words = words.of(at.walk.text).trim_end_matches(['居', '列', '排']);
    // 在国家高新区综合评价中列第63位: the place is in that.
    if ["评价", "考评", "考核", "竞争力", "实力"].iter().any(|w| words.contains(w)) {
        return false;
    }
    // 列全市六大支柱产业首位.
    if crate::quantity::numerals::chinese(words).is_some_and(|n| words.get(n.len..).is_some_and(|rest| rest.starts_with('大')))
        && ["产业", "行业", "板块"].iter().any(|w| words.ends_with(w))
    {
        return true;
    }
    let kinds = ["县", "区", "市", "州", "省", "旗", "盟", "地市", "国家级", "园区", "经开区", "高新区", "开发区", "个"];
    ["位次", "排名", "名次", "排位"].iter().any(|w| words.contains(w))
        || words.chars().count() <= 10
            && (words.ends_with(['中', '里', '内']) || words.ends_with("中分"))
            && kinds.iter().any(|k| words.starts_with(k) || words.contains(k))
        || ["区县", "县区", "县市区", "市州", "地市"].contains(&words)
}

/// The area named right before the bracket that the figure alone stands in: 经开区（13.2%）.
pub fn area_before_bracket(at: &Around) -> Option<Span> {
    let open = at.figure.at.checked_sub(1)?;
    if !matches!(at.tokens.get(open)?.kind, Kind::Mark(Mark::Open)) {
        return None;
    }
    let name = at.tokens.get(open.checked_sub(1)?)?;
    let area = match name.kind {
        Kind::Gap => name.lists.has(List::AreaName),
        Kind::Word(word) => word.class == Some(Class::Park),
        _ => false,
    };
    area.then_some(name.span)
}

/// Whether an area's name is all that the clause says: 分别是东城区9.8%.
pub fn only_areas(at: &Around) -> bool {
    let &Around { tokens, near, cues, .. } = at;
    if near.is_empty() {
        return area_before_bracket(at).is_some();
    }
    if !cues.lists.has(List::AreaName) && !cues.has(Class::Park) {
        return false;
    }
    let mut areas = 0;
    for &i in near {
        let Some(token) = tokens.get(i) else { continue };
        match token.kind {
            // 而垫底的清源县: what is said of it.
            Kind::Gap if tokens.get(i + 1).is_some_and(|t| t.span.of(at.walk.text) == "的") => {}
            Kind::Gap if token.lists.has(List::AreaName) => areas += 1,
            Kind::Mark(_) => {}
            Kind::Word(word) => match word.class {
                Some(Class::Park) => areas += 1,
                Some(Class::Each | Class::Verb | Class::And | Class::Up | Class::Down | Class::YearOnYear | Class::Under)
                    if word.meaning == super::catalogue::Meaning::default() => {}
                _ => return false,
            },
            _ => return false,
        }
    }
    areas == 1
}
