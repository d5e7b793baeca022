//! Which indicator a figure is of.

use super::attribution::Around;
use super::clause::{self, Cues, Role};
use super::figure::word_class;
use super::lexer::{Kind, Mark, Token};
use super::lists::{deal, figures_in_list, pieces};
use super::measure::Reading;
use super::observation::Measure;
use super::subject::{self, Name, Subject, compatible};
use super::text::State;
use super::words::Class;
use crate::base::Span;
use crate::quantity::{Dimension, Form};

/// A subject, and whether it was carried over from an earlier figure.
pub struct FoundSubject {
    /// What is measured.
    pub subject: Subject,
    /// Whether an earlier figure named it.
    pub carried: bool,
}

/// Finds what the figure measures.
pub fn find_subject(at: &Around, reading: &Reading, state: &mut State) -> FoundSubject {
    let &Around { walk, tokens, far, near, cues, figure } = at;
    let unit = figure.quantity.unit.dimension;
    let level = reading.measure == Measure::Level;
    if let Form::Ratio(part, of) = figure.quantity.form
        && let Some(subject) = ratio_subject(at, part, of, state)
    {
        return FoundSubject { subject, carried: false };
    }
    // 规上工业总产值（3225亿元）: named right before the bracket.
    if let Some(subject) = before_bracket(at) {
        return FoundSubject { subject, carried: false };
    }
    // 分别: the next of the list.
    if reading.continues
        && let Some(subject) = state.queue.pop()
    {
        return FoundSubject { subject, carried: false };
    }
    let list = if only_areas(at) && reading.measure == Measure::Growth { Vec::new() } else { pieces(at, unit, level, state) };
    let several =
        list.is_empty() && figures_in_list(at) > 1 && unit == Some(Dimension::Percent) && !cues.has(Class::To) && !cues.has(Class::From);
    let figures = figures_in_list(at);
    // 专利申请量、授权量926件和513件; 城乡居民人均可支配收入增长8%和9%.
    let paired = figures > 1
        && match list.as_slice() {
            [only] => walk.catalogue.split(only.words.of(walk.text)).len() == figures,
            _ => list.len() == figures && level && list.iter().all(|s| matches!(s.name, Name::Known(_))),
        };
    if (cues.has(Class::Each) && (figures > 1 || only_areas(at)) || several || paired)
        && !(only_areas(at) && reading.measure == Measure::Growth && list.is_empty())
        && let Some(subject) = deal(at, list.clone(), state, unit)
    {
        return FoundSubject { subject, carried: false };
    }
    if reading.measure == Measure::Growth
        && only_areas(at)
        && let Some(last) = state
            .told
            .iter()
            .rev()
            .chain(&state.lead)
            .find(|t| t.dimension == Some(Dimension::Percent))
            .or(state.told.last())
            .or(state.lead.as_ref())
    {
        state.queue.clear();
        return FoundSubject {
            subject: Subject { scope: scope_in(at).or_else(|| area_before_bracket(at)), ..last.subject },
            carried: true,
        };
    }
    state.queue.clear();
    let own = list.last().copied().map(|last| together(at, &list, last));
    let count = matches!(unit, Some(Dimension::Count | Dimension::People)) && level;
    let after = if count { after_subject(at, own) } else { None };
    if let Some(after) = after.filter(|s| matches!(s.name, Name::Known(_))) {
        return FoundSubject { subject: added(at, after), carried: false };
    }
    if let Some(subject) = part_of_whole(at, own, reading, unit, state) {
        return FoundSubject { subject, carried: true };
    }
    if let Some(after) = after {
        return FoundSubject { subject: after, carried: false };
    }
    if matches!(figure.quantity.form, Form::Parts | Form::Fraction)
        && own.is_none()
        && let Some(after) = after_subject(at, own)
    {
        return FoundSubject { subject: Subject { name: Name::Phrase(after.words), ..after }, carried: false };
    }
    // 完成省政府下达目标任务的123.2%: whoever set it, of what was told.
    let own = own.filter(|s| {
        !(reading.measure == Measure::Completion && cues.has(Class::Plan) && matches!(s.name, Name::Phrase(_)) && !state.told.is_empty())
    });
    // 分行业看，装备制造89家、新材料63家: parts of what was counted.
    if let Some(subject) = part_by_kind(at, own.or(after), reading, state) {
        return FoundSubject { subject, carried: true };
    }
    // 三者之和占…: all that was told before.
    let own = own.filter(|s| {
        !(reading.measure == Measure::Share
            && matches!(s.name, Name::Phrase(w) if super::lists::is_those(w.of(walk.text)))
            && !state.told.is_empty())
    });
    // 累计实现税收133.8亿元, under 税收收入: what the heading says.
    let own = own.map(|s| of_topic(at, s, state));
    // 光电显示97.8亿元, where a sector's 产值 is spoken of.
    if let Some(subject) = own.and_then(|s| sector_alone(at, &s, reading, state)) {
        return FoundSubject { subject, carried: true };
    }
    // 投资1.2亿元, under a project's name or before it: what the project costs.
    if let Some(subject) = own.and_then(|s| project_cost(at, &s, state)) {
        return FoundSubject { subject, carried: false };
    }
    let own = own
        .filter(|s| !(reading.measure == Measure::Rank && matches!(s.name, Name::Phrase(w) if is_among(at, w)) && !state.told.is_empty()));
    if let Some(subject) = own {
        let modifies =
            matches!(subject.name, Name::Phrase(words) if only_scope(at, words)) || listed_by_de(at, state) || done_by(at, &subject, state);
        if !modifies {
            return FoundSubject { subject: attempted(at, added(at, subject)), carried: false };
        }
        if let Some(carried) = carry(at, reading, state).or_else(|| led(at, reading, state)) {
            let kind = cues.has(Class::ProjectKind);
            let name = match carried.name {
                Name::Known(index) if kind => Name::Known(walk.catalogue.of(index).unwrap_or(index)),
                name => name,
            };
            let scope = subject.scope.or(Some(subject.words));
            return FoundSubject { subject: Subject { name, scope, ..carried }, carried: true };
        }
        return FoundSubject { subject, carried: false };
    }
    // 民间投资增速由负转正，增长2.1%: the clause before, without a figure, names it.
    if let Some(subject) = clause_before(at, reading, unit, state) {
        return FoundSubject { subject, carried: true };
    }
    if let Some(subject) = carry(at, reading, state) {
        let subject = Subject { scope: scope_in(at).or(subject.scope), ..subject };
        return FoundSubject { subject: added(at, subject), carried: true };
    }
    // A heading names the indicator, or the project of which money was spent.
    if let Some(subject) = headed(at, reading, state) {
        return FoundSubject { subject, carried: true };
    }
    // An earlier clause of the sentence may name it.
    let mut rest = far;
    for _ in 0..3 {
        let (before, clause) = clause::split_last(tokens, rest);
        let mut earlier = Cues::default();
        earlier.read(walk.text, tokens, clause);
        if let Some(subject) = pieces(&Around { near: clause, cues: &earlier, ..*at }, unit, level, state)
            .last()
            .copied()
            .filter(|s| matches!(s.name, Name::Known(_)))
        {
            return FoundSubject { subject, carried: true };
        }
        rest = before;
        if rest.is_empty() {
            break;
        }
    }
    // 年初确定的全年增长6%的目标: what the section is about.
    if matches!(reading.measure, Measure::Growth | Measure::Change)
        && let Some(lead) = state.lead
    {
        return FoundSubject { subject: lead.subject, carried: true };
    }
    if let Some(after) = after_subject(at, None) {
        return FoundSubject { subject: after, carried: false };
    }
    let words = clause::cover(tokens, near).filter(|s| s.of(walk.text).chars().count() > 1).unwrap_or(figure.quantity.span);
    FoundSubject { subject: Subject::phrase(words), carried: true }
}

/// 电子信息业、生物医药业产值: one figure of several sectors together, and so of all of them.
fn together(at: &Around, list: &[Subject], last: Subject) -> Subject {
    let sector = |s: &Subject| matches!(s.domain, Some(subject::Domain::Sector(_)));
    match (list.first().and_then(|s| s.scope), last.scope) {
        (Some(first), Some(scope)) if list.len() > 1 && list.iter().all(sector) && !at.cues.has(Class::Among) => {
            Subject { scope: Some(first.cover(scope)), ..last }
        }
        _ => last,
    }
}

/// Whether the figure's bracket begins with 含 or 包括.
fn within(at: &Around) -> bool {
    let &Around { walk, tokens, near, .. } = at;
    let Some(&first) = near.first() else { return false };
    let opened = first.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| matches!(t.kind, Kind::Mark(Mark::Open)));
    opened && tokens.get(first).is_some_and(|t| t.span.of(walk.text).starts_with(['含', '包']))
}

/// The indicator named right before the bracket that the figure alone stands in.
fn before_bracket(at: &Around) -> Option<Subject> {
    let &Around { walk, tokens, near, figure, .. } = at;
    let open = figure.at.checked_sub(1).filter(|_| near.is_empty())?;
    if !matches!(tokens.get(open)?.kind, Kind::Mark(Mark::Open)) {
        return None;
    }
    let name = tokens.get(open.checked_sub(1)?)?;
    let Kind::Word(word) = name.kind else { return None };
    let unit = figure.quantity.unit.dimension;
    let index = word.meaning.indicator.filter(|&i| unit.is_some() && compatible(walk.catalogue.dimension(i), unit))?;
    let (domain, noun) = walk.catalogue.pair_of(index);
    Some(Subject { name: Name::Known(index), domain: domain.map(subject::Domain::Named), noun, scope: None, words: name.span })
}

/// The indicator of the clause right before the figure's own, where that clause tells of a rate's turn and no figure.
fn clause_before(at: &Around, reading: &Reading, unit: Option<Dimension>, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, far, .. } = at;
    if !matches!(reading.measure, Measure::Growth | Measure::Change | Measure::Share | Measure::Rank) {
        return None;
    }
    let (_, clause) = clause::split_last(tokens, far);
    let mut cues = Cues::default();
    cues.read(walk.text, tokens, clause);
    // A clause that compares or lists is no clause of its own.
    if cues.mentions.iter().any(|m| m.role != Role::Subject) || cues.has(Class::Share) {
        return None;
    }
    let list = pieces(&Around { near: clause, cues: &cues, ..*at }, unit, false, state);
    list.last().copied().filter(|s| matches!(s.name, Name::Known(_)) && list.len() == 1)
}

/// The cost of the project spoken of, or of the one named right after the money, where only 投资 is said.
fn project_cost(at: &Around, own: &Subject, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, near, figure, .. } = at;
    let last = near.last().and_then(|&i| tokens.get(i))?;
    let bare = last.span.of(walk.text) == "投资" && figure.quantity.unit.dimension == Some(Dimension::Money);
    let alone =
        near.len() == 1 || near.len() == 2 && near.first().and_then(|&i| tokens.get(i)).is_some_and(|t| matches!(t.kind, Kind::Period(_)));
    let of_project = figure.after.first().is_some_and(|t| t.span.of(walk.text) == "的");
    if !bare || !(of_project || alone && state.project.is_some()) {
        return None;
    }
    let index = walk.catalogue.find("项目总投资")?;
    Some(Subject { name: Name::Known(index), domain: None, noun: None, scope: None, words: own.words })
}

/// Whether the phrase names parts of the projects spoken of, of which money was spent: 新能源材料、电子信息完成29.7亿元、13.8亿元.
fn done_by(at: &Around, own: &Subject, state: &State) -> bool {
    let &Around { walk, tokens, near, figure, .. } = at;
    let project = state.told.last().is_some_and(
        |t| matches!(t.subject.name, Name::Known(i) if walk.catalogue.indicator(i).category == super::catalogue::Category::Project),
    );
    matches!(own.name, Name::Phrase(_))
        && project
        && figure.quantity.unit.dimension == Some(Dimension::Money)
        && near.last().and_then(|&i| tokens.get(i)).is_some_and(|t| matches!(t.span.of(walk.text), "完成" | "已完成" | "累计完成" | "投资"))
}

/// The heading's indicator, where the words say no more than a part of its name.
fn of_topic(at: &Around, own: Subject, state: &State) -> Subject {
    let Some((topic, _)) = state.section.topic else { return own };
    let words = own.words.of(at.walk.text);
    let part = words.chars().count() >= 2 && at.walk.catalogue.indicator(topic).name.contains(words);
    let same = state.lead.filter(|l| l.subject.name == Name::Known(topic));
    match (own.name, same) {
        (Name::Known(_), Some(lead)) if part && own.noun.is_some() => Subject { scope: own.scope, words: own.words, ..lead.subject },
        _ => own,
    }
}

/// What the section's heading says is measured.
fn headed(at: &Around, reading: &Reading, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, near, figure, .. } = at;
    let unit = figure.quantity.unit.dimension;
    if state.section.topic.is_some()
        && let Some(lead) = state.lead
        && (reading.measure != Measure::Level || compatible(lead.subject.dimension(walk.catalogue), unit))
    {
        return Some(lead.subject);
    }
    let spent = near.iter().filter_map(|&i| tokens.get(i)).any(|t| t.span.of(walk.text).ends_with("完成"));
    if spent
        && unit == Some(Dimension::Money)
        && reading.measure == Measure::Level
        && let Some(project) = state.project
    {
        let index = walk.catalogue.find("项目完成投资")?;
        return Some(Subject { name: Name::Known(index), domain: None, noun: None, scope: Some(project), words: project });
    }
    None
}

/// A short name right before its money, after a sector's figure of the same kind.
fn sector_alone(at: &Around, own: &Subject, reading: &Reading, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, near, figure, .. } = at;
    let Name::Phrase(words) = own.name else { return None };
    let alone = near.iter().filter(|&&i| !matches!(tokens.get(i).map(|t| t.kind), Some(Kind::Mark(_)))).count() == 1;
    let count = words.of(walk.text).chars().count();
    let told = state.told.iter().rev().find(|t| t.measure == Measure::Level)?;
    let like = matches!(told.subject.domain, Some(subject::Domain::Sector(_))) && told.dimension == figure.quantity.unit.dimension;
    (reading.measure == Measure::Level
        && alone
        && like
        && (2..=10).contains(&count)
        && figure.quantity.unit.dimension == Some(Dimension::Money))
    .then_some(Subject { scope: Some(words), domain: Some(subject::Domain::Sector(words)), words, ..told.subject })
}

/// In a sentence that begins 分行业看, 按规模分, 从区域看: a part of what was told before, by a name that is no indicator.
fn part_by_kind(at: &Around, own: Option<Subject>, reading: &Reading, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, figure, .. } = at;
    let own = own?;
    if !matches!(own.name, Name::Phrase(_)) || reading.measure != Measure::Level || own.words.of(walk.text).chars().count() > 16 {
        return None;
    }
    let before = tokens.get(..figure.at)?;
    let start = before.iter().rposition(|t| matches!(t.kind, Kind::Mark(Mark::Stop | Mark::Line))).map_or(0, |i| i + 1);
    let comma = before.get(start..)?.iter().position(|t| matches!(t.kind, Kind::Mark(_)))?;
    let head = clause::cover(tokens, &(start..start + comma).collect::<Vec<_>>())?.of(walk.text);
    let parts = head.chars().count() <= 12 && head.starts_with(['分', '按', '从']) && head.ends_with(['看', '分']);
    if !parts {
        return None;
    }
    let unit = figure.quantity.unit.dimension;
    let told = state.told.iter().rev().chain(&state.lead);
    let whole = told.filter(|t| matches!(t.subject.name, Name::Known(_)) && t.measure == Measure::Level).find(|t| t.dimension == unit)?;
    Some(Subject { scope: Some(own.words), words: own.words, ..whole.subject })
}

/// Whether the words only say among whom a place is counted: 在全市9个区县中排第3.
fn is_among(at: &Around, words: Span) -> bool {
    let words = words.of(at.walk.text);
    let kinds = ["县", "区", "市", "州", "省", "旗", "地市", "国家级", "园区", "经开区", "高新区", "开发区", "个"];
    ["位次", "排名", "名次", "排位"].iter().any(|w| words.contains(w))
        || words.chars().count() <= 10
            && (words.ends_with(['中', '里', '内']) || words.ends_with("中分"))
            && kinds.iter().any(|k| words.starts_with(k) || words.contains(k))
        || ["区县", "县区", "县市区", "市州", "地市"].contains(&words)
}

/// The section's first indicator, of which areas and kinds of firms are told paragraphs later.
fn led(at: &Around, reading: &Reading, state: &State) -> Option<Subject> {
    let lead = state.lead.filter(|t| t.dimension == at.figure.quantity.unit.dimension && t.measure == reading.measure)?;
    Some(lead.subject)
}

/// The area named right before the bracket that the figure alone stands in: 经开区（13.2%）.
fn area_before_bracket(at: &Around) -> Option<Span> {
    let open = at.figure.at.checked_sub(1)?;
    if !matches!(at.tokens.get(open)?.kind, Kind::Mark(Mark::Open)) {
        return None;
    }
    let name = at.tokens.get(open.checked_sub(1)?)?;
    let area = match name.kind {
        Kind::Gap => subject::is_area(at.walk.text, name.span),
        Kind::Word(word) => word.class == Some(Class::Park),
        _ => false,
    };
    area.then_some(name.span)
}

/// Whether an area's name is all that the clause says: 分别是东城区9.8%.
pub fn only_areas(at: &Around) -> bool {
    let &Around { walk, tokens, near, .. } = at;
    if near.is_empty() {
        return area_before_bracket(at).is_some();
    }
    let mut areas = 0;
    for &i in near {
        let Some(token) = tokens.get(i) else { continue };
        match token.kind {
            Kind::Gap if subject::is_area(walk.text, token.span) => areas += 1,
            Kind::Mark(_) => {}
            Kind::Word(word) => match word.class {
                Some(Class::Park) => areas += 1,
                Some(Class::Each | Class::Verb | Class::And) if word.meaning == super::catalogue::Meaning::default() => {}
                _ => return false,
            },
            _ => return false,
        }
    }
    areas == 1
}

/// Whether a phrase only says of which part the subject before is told: 其中省级, 市级, 东港镇, 新建.
pub fn only_scope(at: &Around, words: Span) -> bool {
    let &Around { walk, tokens, cues, figure, .. } = at;
    let mentions = cues.mentions.iter().filter(|m| m.role == Role::Subject && tokens.get(m.token).is_some_and(|t| words.overlaps(t.span)));
    let mut any = false;
    for mention in mentions {
        any = true;
        let Some(token) = tokens.get(mention.token) else { continue };
        let scope = match token.kind {
            Kind::Word(word) => {
                word.meaning.noun.is_none()
                    && word.meaning.indicator.is_none()
                    && match word.class {
                        Some(Class::Grade | Class::ProjectKind | Class::Area | Class::Park) => true,
                        // 民营企业发展到2100户 counts them; 其中民营企业35家 parts what was counted.
                        Some(Class::Holder) => cues.has(Class::Among) || figure.quantity.unit.dimension != Some(Dimension::Count),
                        _ => false,
                    }
            }
            // 基础设施类14个: a kind of what was counted.
            Kind::Gap => subject::is_area(walk.text, token.span) || token.span.of(walk.text).ends_with('类'),
            _ => false,
        };
        if !scope {
            return false;
        }
    }
    any
}

pub fn scope_in(at: &Around) -> Option<Span> {
    let &Around { walk, tokens, near, .. } = at;
    near.iter().rev().find_map(|&i| {
        let token = tokens.get(i)?;
        let scope = match token.kind {
            Kind::Word(word) => matches!(word.class, Some(Class::Grade | Class::ProjectKind | Class::Park | Class::Holder)),
            Kind::Gap => subject::is_area(walk.text, token.span),
            _ => false,
        };
        scope.then_some(token.span)
    })
}

/// 其中一等奖3项, 其中吸纳技术1.92亿元: a part of the figure before 其中, by a name of its own that is no indicator.
pub fn part_of_whole(at: &Around, own: Option<Subject>, reading: &Reading, unit: Option<Dimension>, state: &State) -> Option<Subject> {
    let &Around { walk, .. } = at;
    let own = own?;
    let level = reading.measure == Measure::Level;
    // （含复核5家）: of the figure before the bracket.
    if within(at)
        && level
        && let Some(whole) = state.told.last().filter(|t| t.measure == Measure::Level && t.dimension == unit)
        && matches!(own.name, Name::Phrase(_))
    {
        return Some(Subject { scope: Some(own.words), ..whole.subject });
    }
    let before = state.told.get(..state.whole).unwrap_or_default();
    let whole = before.iter().rev().find(|t| !level || t.measure == Measure::Level && t.dimension == unit)?;
    let Name::Known(base) = whole.subject.name else { return None };
    let generic = match own.name {
        Name::Phrase(_) => true,
        // 其中亿元以上项目3个, of projects signed.
        Name::Known(index) => walk.catalogue.of(base) == Some(index),
    };
    let alike = match reading.measure {
        Measure::Level => true,
        Measure::Growth | Measure::Share => matches!(own.name, Name::Phrase(_)) && !own.words.of(walk.text).ends_with(['率', '面', '度']),
        _ => false,
    };
    (generic && alike).then_some(Subject { scope: Some(own.words), ..whole.subject })
}

/// 总投资15亿元的甲、8.6亿元的乙: the second figure is of the first's kind.
pub fn listed_by_de(at: &Around, state: &State) -> bool {
    let &Around { walk, tokens, near, figure, .. } = at;
    let de = |token: Option<&Token>| token.is_some_and(|t| t.span.of(walk.text).starts_with('的'));
    de(figure.after.first())
        && de(near.first().and_then(|&i| tokens.get(i)))
        && state.told.last().is_some_and(|t| t.dimension == figure.quantity.unit.dimension)
}

/// 申报高新技术企业64家: those that tried are not those that are.
pub fn attempted(at: &Around, subject: Subject) -> Subject {
    let &Around { walk, cues, .. } = at;
    match subject.name {
        Name::Known(index) if cues.has(Class::Attempt) && walk.catalogue.indicator(index).stock => {
            Subject { name: Name::Phrase(subject.words), ..subject }
        }
        _ => subject,
    }
}

/// What is counted, told after the count: 13家规模工业企业, 700项关键技术.
pub fn after_subject(at: &Around, own: Option<Subject>) -> Option<Subject> {
    let &Around { walk, tokens, near, figure, .. } = at;
    let mut end = 0;
    let mut known = None;
    if matches!(
        word_class(figure.after.first()),
        Some(Class::AtLeast | Class::AtMost | Class::About | Class::Up | Class::Down | Class::Share | Class::And)
    ) {
        return None;
    }
    for (k, token) in figure.after.iter().enumerate().take(6) {
        match token.kind {
            Kind::Mark(_) | Kind::Quantity(_) => break,
            Kind::Word(word) => {
                if let Some((index, len)) = counted(at, token.span.of(walk.text), word.meaning.indicator) {
                    let name = Span::new(token.span.start as usize, token.span.start as usize + len);
                    known = match known {
                        None => Some((k, index, name)),
                        // 8个重大项目开工: the kind is told after the count.
                        Some((first, count, at)) if walk.catalogue.of(index) == Some(count) => Some((first, index, at)),
                        other => other,
                    };
                }
                if matches!(word.class, Some(Class::Up | Class::Down | Class::Verb | Class::To | Class::Each))
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
    if let Some(subject) = attained(at) {
        return Some(subject);
    }
    let words = figure.after.get(..end)?;
    let span = words.first()?.span.cover(words.last()?.span);
    let adjacent = span.start.saturating_sub(figure.quantity.span.end) <= 3;
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
        let between = figure.after.get(..k)?.iter().map(|t| t.span.of(walk.text).chars().count()).sum::<usize>();
        if between <= 10 {
            let (domain, noun) = walk.catalogue.pair_of(index);
            let scope = walk.catalogue.indicator(index).scoped.then_some(Span { start: span.start, end: at.end });
            return Some(Subject { name: Name::Known(index), domain: domain.map(subject::Domain::Named), noun, scope, words: at });
        }
    }
    if own.is_some() && !among {
        return None;
    }
    Some(Subject::phrase(span))
}

/// 12家企业通过省级专精特新中小企业认定: what they are lifted into is what is counted.
fn attained(at: &Around) -> Option<Subject> {
    let &Around { walk, figure, .. } = at;
    let clause = figure.after.iter().take(9).take_while(|t| !matches!(t.kind, Kind::Mark(_) | Kind::Quantity(_)));
    let clause: Vec<&Token> = clause.collect();
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
    Some(Subject { name: Name::Known(index), domain: None, noun: None, scope, words: name })
}

/// What a name after a count says is counted: the indicator itself, or the one its words begin with
/// (155家规模以上工业企业总产值…: the enterprises); with the bytes of those words.
fn counted(at: &Around, words: &str, named: Option<u16>) -> Option<(u16, usize)> {
    let &Around { walk, figure, .. } = at;
    let fits = |i: &u16| compatible(walk.catalogue.dimension(*i), figure.quantity.unit.dimension);
    let named = named?;
    if fits(&named) {
        return Some((named, words.len()));
    }
    let starts = words.char_indices().skip(2).map(|(at, _)| at);
    starts.filter_map(|end| walk.catalogue.lookup(words.get(..end)?).filter(fits).map(|index| (index, end))).last()
}

/// The subject of the figure before, where this one only goes on about it.
pub fn carry(at: &Around, reading: &Reading, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, near, cues, figure, .. } = at;
    let unit = figure.quantity.unit.dimension;
    let told = || state.told.iter().rev();
    if cues.has(Class::Net) && reading.measure == Measure::Change {
        // 净增 is a change of the stock, whatever was told of it.
        return told().filter(|t| t.measure == Measure::Level && compatible(t.dimension, unit)).find_map(|t| {
            let Name::Known(index) = t.subject.name else { return None };
            let own = Some(index).filter(|i| walk.catalogue.indicator(*i).stock);
            let stock = own
                .or_else(|| walk.catalogue.stock_of(index))
                .or_else(|| walk.catalogue.of(index))
                .or(Some(index).filter(|_| unit == Some(Dimension::Money)))?;
            Some(Subject { name: Name::Known(stock), ..t.subject })
        });
    }
    // 年度计划10亿元; 为年计划（98.5亿元）的110.9%: what the year was to bring.
    let plan_named = near
        .last()
        .and_then(|&i| tokens.get(i))
        .is_some_and(|t| word_class(Some(t)) == Some(Class::Plan) && t.span.of(walk.text).contains("计划"));
    if unit == Some(Dimension::Money)
        && (plan_named || figure.plan_outside)
        && let Some(last) = state.told.last()
        && let Name::Known(index) = last.subject.name
        && walk.catalogue.indicator(index).category == super::catalogue::Category::Project
        && let Some(plan) = walk.catalogue.find("项目年度计划投资")
    {
        return Some(Subject { name: Name::Known(plan), ..last.subject });
    }
    let done = near.iter().any(|&i| tokens.get(i).is_some_and(|t| t.span.of(walk.text).ends_with("完成")));
    let carried = match reading.measure {
        Measure::Rank if near.iter().any(|&i| tokens.get(i).is_some_and(|t| t.span.of(walk.text) == "总量")) => told()
            .map(|t| t.subject)
            .find(|s| matches!(s.name, Name::Known(_)) && s.dimension(walk.catalogue).is_some_and(|d| d != Dimension::Percent))
            .map(|s| match s.name {
                Name::Known(index) => Subject { name: Name::Known(walk.catalogue.stock_of(index).unwrap_or(index)), ..s },
                Name::Phrase(_) => s,
            }),
        Measure::Level => {
            let last = state.told.last()?;
            // 新增规上工业企业28家，总数达到214家: the stock that was added to.
            let total = near.iter().any(|&i| tokens.get(i).is_some_and(|t| matches!(t.span.of(walk.text), "总数" | "总量" | "累计")));
            if (total || cues.has(Class::Stock) || cues.has(Class::To))
                && compatible(last.dimension, unit)
                && let Name::Known(index) = last.subject.name
                && let Some(stock) = walk.catalogue.stock_of(index)
            {
                let domain = walk.catalogue.pair_of(stock).0.map(subject::Domain::Named);
                return Some(Subject { name: Name::Known(stock), domain, ..last.subject });
            }
            // 项目605个、248亿元: money right after a count of projects.
            if unit == Some(Dimension::Money)
                && near.iter().all(|&i| matches!(tokens.get(i).map(|t| t.kind), Some(Kind::Mark(_))))
                && let Name::Known(index) = last.subject.name
                && let Some(money) = walk.catalogue.money(index)
            {
                // …31个项目完成投资52.6亿元，科创园10个、16.1亿元: as the money before.
                let before =
                    state.told.iter().rev().find(|t| t.sentence == state.sentence && t.dimension == unit && t.measure == Measure::Level);
                let money = before.map_or(Name::Known(money), |t| t.subject.name);
                return Some(Subject { name: money, ..last.subject });
            }
            told()
                .find(|t| {
                    let own = t.subject.dimension(walk.catalogue).or(if t.measure == Measure::Level { t.dimension } else { None });
                    own.is_some() && compatible(own, unit)
                })
                .map(|t| t.subject)
        }
        Measure::Change if unit != Some(Dimension::Point) && unit != Some(Dimension::Rank) => told()
            .find(|t| t.measure == Measure::Level && compatible(t.dimension, unit))
            .or_else(|| state.told.last().filter(|t| t.measure == Measure::Level && unit != Some(Dimension::Count)))
            .map(|t| t.subject),
        _ => state.told.last().map(|t| t.subject),
    }?;
    // 年度计划投资8亿元，1-8月完成7.4亿元: what is done of the plan.
    match carried.name {
        Name::Known(index) if (done && reading.measure == Measure::Level) || reading.measure == Measure::Completion => {
            Some(Subject { name: Name::Known(walk.catalogue.done(index).unwrap_or(index)), ..carried })
        }
        _ => Some(carried),
    }
}

/// 新增 before a stock makes it the count of what was added, where the catalogue has one.
pub fn added(at: &Around, subject: Subject) -> Subject {
    let &Around { walk, cues, .. } = at;
    let Name::Known(index) = subject.name else { return subject };
    if !cues.has(Class::Added) {
        return subject;
    }
    match walk.catalogue.added(index) {
        Some(more) => Subject { name: Name::Known(more), ..subject },
        None => subject,
    }
}

/// The three parts of 三次产业结构 a:b:c, in their order.
const SECTORS: [&str; 3] = ["第一产业增加值占GDP比重", "第二产业增加值占GDP比重", "第三产业增加值占GDP比重"];

/// 三次产业结构 a:b:c: each part a share of its own; other ratios are told in their own words.
pub fn ratio_subject(at: &Around, part: u8, of: u8, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, near, .. } = at;
    let last = state.told.last().map(|t| t.subject);
    let words = clause::cover(tokens, near).filter(|_| part == 0).or_else(|| last.map(|s| s.words))?;
    let said = words.of(walk.text);
    let sectors = of == 3
        && (said.contains("产业结构")
            || said.contains("三次产业")
            || last.is_some_and(|s| matches!(s.name, Name::Known(i) if SECTORS.contains(&walk.catalogue.indicator(i).name.as_str()))));
    let name = SECTORS.get(usize::from(part)).filter(|_| sectors).and_then(|name| walk.catalogue.find(name));
    Some(Subject { name: name.map_or(Name::Phrase(words), Name::Known), ..Subject::phrase(words) })
}
