//! Subjects that other words than the figure's own clause name: the figure before, the clause before, the heading, the project.

use super::attribution::Around;
use super::catalogue::{Catalogue, Meaning};
use super::clause::{self, Cues, Role};
use super::figure::word_class;
use super::lexer::{Kind, Mark, Token};
use super::lists::pieces;
use super::measure::Reading;
use super::observation::Measure;
use super::state::{State, Told};
use super::subject::{self, Name, Subject, compatible};
use super::words::Class;
use crate::base::work;
use crate::quantity::{Dimension, Number};

/// Whether the figure's bracket begins with 含 or 包括.
pub fn within(at: &Around) -> bool {
    let &Around { walk, tokens, near, .. } = at;
    let Some(&first) = near.first() else { return false };
    let opened = first.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| matches!(t.kind, Kind::Mark(Mark::Open)));
    opened && tokens.get(first).is_some_and(|t| t.span.of(walk.text).starts_with(['含', '包']))
}

/// The indicator of the clause right before the figure's own, where that clause tells of a rate's turn and no figure.
pub fn clause_before(at: &Around, reading: &Reading, unit: Option<Dimension>, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, far, .. } = at;
    if !matches!(reading.measure, Measure::Growth | Measure::Change | Measure::Share | Measure::Rank) {
        return None;
    }
    let (before, mut clause) = clause::split_last(tokens, far);
    if clause.is_empty() {
        return None;
    }
    let mut cues = Cues::default();
    cues.read(walk.text, tokens, clause);
    // 特别是工业投资，增势强劲，增长50.8%: a clause that says how it goes is about the one before.
    let named = clause.iter().filter_map(|&i| tokens.get(i)).find(|t| !matches!(t.kind, Kind::Mark(_)));
    if cues.has(Class::GrowthNoun)
        && !named.is_some_and(Token::is_sector)
        && cues.mentions.iter().all(|m| matches!(tokens.get(m.token).map(|t| t.kind), Some(Kind::Gap)))
    {
        clause = clause::split_last(tokens, before).1;
        cues.read(walk.text, tokens, clause);
    }
    // A clause that compares or lists is no clause of its own.
    if cues.mentions.iter().any(|m| m.role != Role::Subject) || cues.has(Class::Share) {
        return None;
    }
    let list = pieces(&Around { near: clause, cues: &cues, ..*at }, unit, false, state);
    let only = list.last().copied().filter(|_| list.len() == 1)?;
    if let Name::Known(_) = only.name {
        return Some(only);
    }
    // 光伏设备增速最快，达48.2%: of that one, of the kind spoken of.
    let name = clause.iter().filter_map(|&i| tokens.get(i)).find(|t| !matches!(t.kind, Kind::Mark(_)))?;
    let sector = name.is_sector() && cues.has(Class::GrowthNoun) && reading.measure == Measure::Growth;
    let noun = state.noun.or(walk.catalogue.growth_noun()).filter(|_| sector)?;
    let index = walk.catalogue.sector(noun)?;
    let domain = Some(subject::Domain::Sector(name.span));
    Some(Subject { name: Name::Known(index), domain, noun: Some(noun), scope: Some(name.span), words: name.span, head: None })
}

/// The cost of the project spoken of, or of the one named right after the money, where only 投资 is said.
pub fn project_cost(at: &Around, own: &Subject, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, near, figure, .. } = at;
    let last = near.last().and_then(|&i| tokens.get(i)).filter(|_| figure.quantity.unit.dimension == Some(Dimension::Money))?;
    let bare = last.span.is(walk.text, "投资");
    let alone =
        near.len() == 1 || near.len() == 2 && near.first().and_then(|&i| tokens.get(i)).is_some_and(|t| matches!(t.kind, Kind::Period(_)));
    let of_project = figure.de;
    if !bare || !(of_project || alone && state.project.is_some()) {
        return None;
    }
    let index = walk.catalogue.find("项目总投资")?;
    Some(Subject { name: Name::Known(index), domain: None, noun: None, scope: None, words: own.words, head: None })
}

/// Whether the phrase names parts of the projects spoken of, of which money was spent: 新能源材料、电子信息完成29.7亿元、13.8亿元.
pub fn done_by(at: &Around, own: &Subject, state: &State) -> bool {
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
pub fn of_topic(at: &Around, own: Subject, state: &State) -> Subject {
    let Some((topic, _)) = state.section.topic else { return own };
    if own.noun.is_none() || !matches!(own.name, Name::Known(_)) {
        return own;
    }
    let words = own.words.of(at.walk.text);
    let part = || words.chars().count() >= 2 && at.walk.catalogue.indicator(topic).name.contains(words);
    let same = state.lead.filter(|l| l.subject.name == Name::Known(topic));
    match (own.name, same) {
        (Name::Known(_), Some(lead)) if part() => Subject { scope: own.scope, words: own.words, ..lead.subject },
        _ => own,
    }
}

/// What the section's heading says is measured.
pub fn headed(at: &Around, reading: &Reading, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, near, figure, .. } = at;
    let unit = figure.quantity.unit.dimension;
    if state.section.topic.is_some()
        && let Some(lead) = state.lead
        && (reading.measure != Measure::Level || compatible(lead.subject.dimension(walk.catalogue), unit))
    {
        return Some(lead.subject);
    }
    let spent = near.iter().filter_map(|&i| tokens.get(i)).any(|t| t.span.ends(walk.text, "完成"));
    if spent
        && unit == Some(Dimension::Money)
        && reading.measure == Measure::Level
        && let Some(project) = state.project
    {
        let index = walk.catalogue.find("项目完成投资")?;
        return Some(Subject { name: Name::Known(index), domain: None, noun: None, scope: Some(project), words: project, head: None });
    }
    None
}

/// A short name right before its money, after a sector's figure of the same kind.
pub fn sector_alone(at: &Around, own: &Subject, reading: &Reading, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, near, figure, .. } = at;
    let Name::Phrase(words) = own.name else { return None };
    let unit = figure.quantity.unit.dimension;
    // 高端装备436亿元: with the adjective before it.
    let adjective =
        near.iter().filter_map(|&i| tokens.get(i)).find(|t| word_class(Some(t)) == Some(Class::Noise) && t.span.end == words.start);
    let words = adjective.map_or(words, |t| t.span.cover(words));
    let mut named = near.iter().filter_map(|&i| tokens.get(i)).filter(|t| !matches!(t.kind, Kind::Mark(_)));
    let alone = named.all(|t| words.start <= t.span.start && t.span.end <= words.end);
    // 利润总额315亿元 is named in full, by a noun of its own.
    let noun = near.iter().filter_map(|&i| tokens.get(i)).any(|t| matches!(t.kind, Kind::Word(w) if w.meaning.noun.is_some()));
    if reading.measure != Measure::Level
        || !alone
        || noun
        || !matches!(unit, Some(Dimension::Money | Dimension::Foreign))
        || !(2..=10).contains(&words.of(walk.text).chars().count())
    {
        return None;
    }
    let part = |subject: Subject| Subject { scope: Some(words), domain: Some(subject::Domain::Sector(words)), words, ..subject };
    // 五大行业产值中，煤炭5.12亿元.
    if let Some(noun) = state.parts
        && let Some(index) = walk.catalogue.sector(noun)
    {
        return Some(part(Subject { name: Name::Known(index), noun: Some(noun), ..*own }));
    }
    // 其中制造业3.95亿美元；高技术产业2.87亿美元: of the foreign money told.
    if unit == Some(Dimension::Foreign)
        && let Some(told) = state.told.iter().rev().find(|t| t.measure == Measure::Level && t.dimension == unit)
        && told.subject.name == walk.catalogue.find("实际利用外资").map_or(own.name, Name::Known)
    {
        return Some(Subject { scope: Some(words), words, ..told.subject });
    }
    let told = state.told.iter().rev().find(|t| t.measure == Measure::Level)?;
    // 社会消费品零售总额3.27亿元…；批发零售业2.74亿元: by trade.
    let trades = ["批发", "零售", "住宿", "餐饮"].iter().any(|trade| words.of(walk.text).contains(trade));
    if trades && told.dimension == unit && told.subject.name == walk.catalogue.find("社会消费品零售总额").map_or(own.name, Name::Known)
    {
        return Some(Subject { scope: Some(words), words, ..told.subject });
    }
    let like = matches!(told.subject.domain, Some(subject::Domain::Sector(_))) && told.dimension == unit;
    like.then(|| part(told.subject))
}

/// 制造业项目64个、现代服务业31个、基础设施27个: projects of a field, told by the field alone in a list of them.
pub fn field_alone(at: &Around, own: &Subject, reading: &Reading, state: &State) -> Option<Subject> {
    const FIELDS: [&str; 11] = ["基础设施", "民生", "社会事业", "服务业", "农业", "工业", "城建", "生态", "交通", "能源", "水利"];
    let &Around { walk, tokens, near, figure, .. } = at;
    let words = own.words;
    if reading.measure != Measure::Level || words.end != figure.quantity.span.start || !at.is_listed() {
        return None;
    }
    let count = state.told.last().filter(|t| t.sentence == state.sentence && t.dimension == figure.quantity.unit.dimension)?;
    let projects = matches!(count.subject.name, Name::Known(i) if walk.catalogue.money(i).is_some());
    if !projects || count.measure != Measure::Level {
        return None;
    }
    let mut named = near.iter().filter_map(|&i| tokens.get(i)).filter(|t| !matches!(t.kind, Kind::Mark(_)));
    let alone = named.all(|t| words.start <= t.span.start && t.span.end <= words.end);
    let said = words.of(walk.text);
    let field = || subject::is_sector(walk.text, words) || FIELDS.iter().any(|f| said.contains(f));
    (alone && said.chars().count() <= 10 && field()).then_some(Subject { scope: Some(words), words, ..count.subject })
}

/// A part of something told before by a name that is no indicator: in the list 装备、建材产值分别为…, or as its scope. What the name goes on
/// with may tell a cause: 建材受市场影响.
pub fn told_part(at: &Around, own: &Subject, reading: &Reading, state: &State) -> Option<Subject> {
    let &Around { walk, figure, .. } = at;
    let Name::Phrase(words) = own.name else { return None };
    let unit = figure.quantity.unit.dimension;
    let named = words.of(walk.text);
    let part = |t: &&Told| {
        let Some(scope) = t.subject.scope.map(|s| s.of(walk.text)) else { return false };
        matches!(t.subject.name, Name::Known(_))
            && (reading.measure != Measure::Level || t.dimension == unit)
            && named
                .strip_prefix(scope)
                .is_some_and(|rest| scope.chars().nth(1).is_some() && (rest.is_empty() || rest.starts_with(['受', '因', '则', '仅', '由'])))
    };
    let told = state.told.iter().rev().filter(|t| t.measure == Measure::Level).find(part)?;
    Some(Subject { words, ..told.subject })
}

/// 前者, 后者: the first and the second of the two that the sentence told last, both in one way.
pub fn one_of_two(at: &Around, state: &State) -> Option<Subject> {
    let words = clause::cover(at.tokens, at.near)?;
    let said = words.of(at.walk.text);
    if !said.starts_with(['前', '后', '，', '、', ',', '；']) {
        return None;
    }
    let said = said.trim_start_matches(['，', '、', ',', '；']);
    let back = if said.starts_with("前者") { 1 } else { 0 };
    if back == 0 && !said.starts_with("后者") {
        return None;
    }
    let mut two = state.told.iter().rev().filter(|t| t.sentence == state.sentence && t.measure == Measure::Level);
    let (last, before) = (two.next()?, two.next()?);
    let told = if back == 1 { before } else { last };
    (last.dimension == before.dimension).then_some(Subject { words, ..told.subject })
}

/// How far back the beginning of a sentence is sought, in tokens.
const LONGEST_SENTENCE: usize = 256;

/// In a sentence that begins 分行业看, 按规模分, 从区域看: a part of what was told before, by a name that is no indicator.
pub fn part_by_kind(at: &Around, own: Option<Subject>, reading: &Reading, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, figure, .. } = at;
    // 按投资额分，20亿元以上项目2个: of whatever projects were told.
    let projects = || walk.catalogue.find("项目个数").map(Name::Known);
    let part = |s: &Subject| {
        matches!(s.name, Name::Phrase(_)) || figure.quantity.unit.dimension == Some(Dimension::Count) && Some(s.name) == projects()
    };
    let own = own.filter(|s| part(s) && matches!(reading.measure, Measure::Level | Measure::Growth))?;
    // 按消费类型分，餐饮收入下降11.4%; an indicator by its own name, 基础设施投资, is no part.
    let words = own.words.of(walk.text);
    let rate = reading.measure == Measure::Growth
        && !words.ends_with(['率', '面', '度', '量', '额', '值', '价'])
        && !["投资", "价格", "指数"].iter().any(|w| words.ends_with(w));
    if reading.measure != Measure::Level && !rate || words.chars().count() > 16 {
        return None;
    }
    let investment = words.ends_with("投资") && words != "投资";
    // 一产投资 is named in full, by domain and noun.
    let word = |t: &Token| if let Kind::Word(word) = t.kind { word.meaning } else { Meaning::default() };
    let mut within =
        at.near.iter().filter_map(|&i| tokens.get(i)).filter(|t| own.words.start <= t.span.start && t.span.end <= own.words.end);
    if within.clone().any(|t| word(t).domain.is_some()) && within.any(|t| word(t).noun.is_some() && t.span.end == own.words.end) {
        return None;
    }
    let before = tokens.get(..figure.at)?;
    let back = before.iter().rev().take(LONGEST_SENTENCE);
    work::done(LONGEST_SENTENCE.min(before.len()));
    let ends = back.take_while(|t| !matches!(t.kind, Kind::Mark(Mark::Stop | Mark::Line))).count();
    let start = before.len() - ends;
    let comma = before.get(start..)?.iter().position(|t| matches!(t.kind, Kind::Mark(_)))?;
    let (first, last) = (tokens.get(start)?, tokens.get((start + comma).checked_sub(1).filter(|last| *last >= start)?)?);
    let head = first.span.cover(last.span).of(walk.text);
    let parts = head.starts_with(['分', '按', '从']) && head.ends_with(['看', '分']) && head.chars().count() <= 12;
    if !parts {
        return None;
    }
    let unit = figure.quantity.unit.dimension;
    let told = state.told.iter().rev().chain(&state.lead);
    let alike =
        |t: &&Told| rate && matches!(t.measure, Measure::Level | Measure::Growth) || t.measure == Measure::Level && t.dimension == unit;
    // 民生投资, after 民间投资: no part of that, but of all investment.
    let all = |t: &&Told| !investment || t.subject.name == walk.catalogue.find("固定资产投资").map_or(own.name, Name::Known);
    let whole = told.filter(|t| matches!(t.subject.name, Name::Known(_))).filter(all).find(alike)?;
    let of_projects = |index: u16| walk.catalogue.of(index).map(Name::Known) == projects();
    if Some(own.name) == projects() && !matches!(whole.subject.name, Name::Known(i) if of_projects(i)) {
        return None;
    }
    Some(Subject { scope: own.scope.or(Some(own.words)), words: own.words, ..whole.subject })
}

/// 世界500强投资项目3个, below 招商引资 and after what was signed: of the projects signed.
pub fn of_the_signed(at: &Around, own: &Subject, state: &State) -> Option<Subject> {
    let walk = at.walk;
    let signed = walk.catalogue.find("签约项目数")?;
    let generic = own.name == Name::Known(walk.catalogue.of(signed)?) && own.scope.is_some();
    let told = state.told.iter().rev().find(|t| t.measure == Measure::Level && t.dimension == at.figure.quantity.unit.dimension);
    let told = told.filter(|t| generic && t.subject.name == Name::Known(signed) && !is_more(at, t))?;
    let heading = state.heading.and_then(|h| walk.outline.headings.get(h)).map_or("", |h| h.title.of(walk.text));
    let brought = ["招商", "签约", "引资"].iter().any(|w| heading.contains(w));
    (brought && !at.cues.has(Class::ProjectKind)).then_some(Subject { scope: own.scope, words: own.words, ..told.subject })
}

/// The section's first indicator, of which areas and kinds of firms are told paragraphs later.
pub fn led(at: &Around, reading: &Reading, state: &State) -> Option<Subject> {
    let lead = state.lead.filter(|t| t.dimension == at.figure.quantity.unit.dimension && t.measure == reading.measure)?;
    Some(lead.subject)
}

/// 其中一等奖3项, 其中吸纳技术1.92亿元: a part of the figure before 其中, by a name of its own that is no indicator.
pub fn part_of_whole(at: &Around, own: Option<Subject>, reading: &Reading, unit: Option<Dimension>, state: &State) -> Option<Subject> {
    let &Around { walk, .. } = at;
    // 其中，总投资15亿元的甲、8.6亿元的乙: what each costs is no part of what was spent.
    let word = || at.near.last().and_then(|&i| at.tokens.get(i)).filter(|t| word_class(Some(t)) == Some(Class::Noise)).map(|t| t.span);
    let in_bracket = || Some(Subject::phrase(word().filter(|_| parted_by_bracket(at, state).is_some())?));
    let own = own.or_else(in_bracket).filter(|_| !listed_by_de(at, state))?;
    let level = reading.measure == Measure::Level;
    // （含复核5家）: of the figure before the bracket.
    if within(at)
        && level
        && let Some(whole) = state.told.last().filter(|t| t.measure == Measure::Level && t.dimension == unit)
        && matches!(own.name, Name::Phrase(_))
    {
        return Some(Subject { scope: Some(own.words), ..whole.subject });
    }
    // 科学技术奖3项（主持1项、参与2项）: the parts of the figure right before the bracket.
    if level
        && matches!(own.name, Name::Phrase(words) if words.of(walk.text).chars().count() <= 4)
        && let Some(whole) = parted_by_bracket(at, state)
    {
        return Some(Subject { scope: Some(own.words), ..whole });
    }
    let before = state.told.get(..state.whole).unwrap_or_default();
    let whole = before.iter().rev().find(|t| !level || t.measure == Measure::Level && t.dimension == unit)?;
    let Name::Known(base) = whole.subject.name else {
        // 可再生能源装机容量62.4万千瓦，其中光伏27.8万千瓦: of what the report calls it.
        let part = own.name == Name::Phrase(own.words) && own.head.is_none() && own.words.of(walk.text).chars().count() <= 8;
        let same = whole.sentence == state.sentence && whole.dimension == unit && level && unit != Some(Dimension::Count);
        return (part && same).then_some(Subject { scope: Some(own.words), ..whole.subject });
    };
    // 规上工业企业128家，其中产值过亿元企业46家: told apart by their size.
    if level && sized(at, &own, state) {
        return None;
    }
    // 孵化器8家，其中国家级2家，毕业企业47家: no part is more than the whole.
    if level && is_more(at, whole) {
        return None;
    }
    // 工业投资213.8亿元，其中技改97.4亿元; 全社会用电量…，其中工业…: the part's own name, with the end of the whole's.
    if let Name::Phrase(words) = own.name
        && let Some(index) = named_with_whole(walk.catalogue, words.of(walk.text), base)
    {
        let (domain, noun) = walk.catalogue.pair_of(index);
        let name = Name::Known(index);
        return Some(Subject { name, domain: domain.map(subject::Domain::Named), noun, scope: None, words, head: None });
    }
    let generic = match own.name {
        // 其中进口额547.7亿美元, of all trade: an amount by a name of its own.
        Name::Phrase(words) => !words.begins(walk.text, "进口"),
        // 其中亿元以上项目3个, of projects signed; 其中续建项目26个 is no part of those begun.
        Name::Known(index) => walk.catalogue.of(base) == Some(index) && !at.cues.has(Class::ProjectKind),
    };
    let alike = match reading.measure {
        Measure::Level => true,
        Measure::Growth | Measure::Share => matches!(own.name, Name::Phrase(_)) && !own.words.of(walk.text).ends_with(['率', '面', '度']),
        _ => false,
    };
    (generic && alike).then_some(Subject { scope: Some(own.words), ..whole.subject })
}

/// Whether the words count firms by a bound of money right before them: 10亿元以上企业, 亿元企业.
fn sized(at: &Around, own: &Subject, state: &State) -> bool {
    let text = at.walk.text;
    let firms = matches!(own.name, Name::Phrase(_)) && own.words.ends(text, "企业");
    let grown = || {
        let before = text.get(..own.words.start as usize).unwrap_or_default();
        ["亿元", "万元", "亿级", "亿元级", "千万元"].iter().any(|bound| before.ends_with(bound))
    };
    firms && (state.bound.is_some() || grown())
}

/// The indicator whose name a part's makes with the end of the whole's: 技改 and 工业投资 make 技改投资.
fn named_with_whole(catalogue: &Catalogue, part: &str, whole: u16) -> Option<u16> {
    if part.chars().count() > 6 {
        return None;
    }
    let name = catalogue.indicator(whole).name.as_str();
    let ends = name.char_indices().skip(1).filter_map(|(at, _)| name.get(at..)).filter(|end| end.chars().count() >= 2);
    ends.filter_map(|end| catalogue.lookup(&format!("{part}{end}"))).find(|&known| known != whole)
}

/// Whether the figure is more than what was told, in the same unit.
fn is_more(at: &Around, told: &Told) -> bool {
    let text = at.walk.text;
    let (number, unit) = (at.figure.quantity.number, at.figure.quantity.unit.written);
    let more = matches!((number, told.amount.0), (Number::Exact(a), Number::Exact(b)) if a > b);
    more && unit.of(text) == told.amount.1.of(text)
}

/// What the count right before the figure's bracket is of, where the figure counts less in the same unit.
fn parted_by_bracket(at: &Around, state: &State) -> Option<Subject> {
    /// How far back the bracket may begin, in tokens.
    const REACH: usize = 12;
    let &Around { tokens, figure, .. } = at;
    let from = figure.at.saturating_sub(REACH);
    let inside = tokens.get(from..figure.at)?;
    let open = from + inside.iter().rposition(|t| matches!(t.kind, Kind::Mark(m) if m != Mark::Pause))?;
    let Kind::Quantity(whole) = tokens.get(open.checked_sub(1)?)?.kind else { return None };
    let less = matches!((figure.quantity.number, whole.number), (Number::Exact(part), Number::Exact(all)) if part < all);
    let bracket = matches!(tokens.get(open)?.kind, Kind::Mark(Mark::Open));
    let unit = whole.unit.dimension == Some(Dimension::Count) && figure.quantity.unit.dimension == whole.unit.dimension;
    let mut told = state.told.iter().rev().take(REACH).filter(|t| t.sentence == state.sentence && t.measure == Measure::Level);
    let counted = told.find(|t| matches!(t.subject.name, Name::Known(_)))?;
    (less && bracket && unit && counted.dimension == whole.unit.dimension).then_some(Subject { scope: None, ..counted.subject })
}

/// 总投资15亿元的甲、8.6亿元的乙: the second figure is of the first's kind.
pub fn listed_by_de(at: &Around, state: &State) -> bool {
    let &Around { walk, tokens, near, figure, .. } = at;
    let de = |token: Option<&Token>| token.is_some_and(|t| t.span.begins(walk.text, "的"));
    de(figure.after.first())
        && de(near.first().and_then(|&i| tokens.get(i)))
        && state.told.last().is_some_and(|t| t.dimension == figure.quantity.unit.dimension)
}

/// The figure that a total is of, with the one told last, and whether the clause tells a total: 总数达到214家, 现有1604家.
fn summed_up<'a>(at: &Around, last: &'a Told, state: &'a State) -> (&'a Told, bool) {
    let &Around { walk, tokens, near, cues, figure, .. } = at;
    let unit = figure.quantity.unit.dimension;
    let sentence = || state.told.iter().rev().take_while(|t| t.sentence == state.sentence);
    let says = |words: &dyn Fn(&str) -> bool| near.iter().any(|&i| tokens.get(i).is_some_and(|t| words(t.span.of(walk.text))));
    // 新增规上工业企业28家，完成目标的118%，总数达到214家: the stock that was added to.
    let counted = sentence().find(|t| t.measure == Measure::Level && t.dimension == unit);
    let last = counted.filter(|_| last.measure == Measure::Completion).unwrap_or(last);
    let total = says(&|words| matches!(words, "总数" | "总量" | "累计"));
    let reaches = says(&|words| words.starts_with("累计达"));
    // 新增高新技术企业504家，现有1604家: as many as there are.
    let present = says(&|words| matches!(words, "现有" | "现已有" | "目前有"));
    // 新认定高新技术企业32家，复审通过19家，累计达到163家: of what has a name.
    let named = |t: &&Told| {
        t.measure == Measure::Level
            && t.dimension == unit
            && matches!(t.subject.name, Name::Known(i) if walk.catalogue.stock_of(i).is_some())
    };
    let sums = matches!(last.subject.name, Name::Phrase(_)) && (reaches || (total || cues.has(Class::Stock)) && cues.has(Class::To));
    let last = if sums { sentence().find(named).unwrap_or(last) } else { last };
    (last, total || present || reaches)
}

/// Whether it counts those of whom a clause said something: 产值下降 of 产值下降的有81家.
fn counts_those_that(text: &str, told: &Told) -> bool {
    let saying = |w: &str| ["增长", "下降", "增加", "减少", "上升", "回落"].iter().any(|end| w.ends_with(end));
    told.measure == Measure::Level
        && told.dimension == Some(Dimension::Count)
        && matches!(told.subject.name, Name::Phrase(w) if saying(w.of(text)))
}

/// What a share that names nothing is of: 能源工业增加值增长6.8%，拉动规上工业增长4.6个百分点，占规上工业比重为67.3% is of what pulls.
fn share_of(at: &Around, state: &State) -> Option<Subject> {
    let text = at.walk.text;
    let pulls = |t: &&Told| t.measure == Measure::Change && matches!(t.subject.name, Name::Phrase(w) if w.begins(text, "拉动"));
    let sentence = || state.told.iter().rev().take_while(|t| t.sentence == state.sentence);
    sentence().find(|t| !pulls(t)).or(state.told.last()).map(|t| t.subject)
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
    let done = near.iter().any(|&i| tokens.get(i).is_some_and(|t| t.span.ends(walk.text, "完成")));
    // 已开工41个、建成17个.
    if reading.measure == Measure::Level
        && unit == Some(Dimension::Count)
        && near
            .last()
            .and_then(|&i| tokens.get(i))
            .is_some_and(|t| matches!(t.span.of(walk.text), "建成" | "完工" | "投用" | "建成投用" | "已建成"))
        && let Some(last) = state.told.last()
        && let Name::Known(index) = last.subject.name
        && walk.catalogue.money(index).is_some()
        && let Some(done) = walk.catalogue.find("竣工投产项目数")
    {
        return Some(Subject { name: Name::Known(done), ..last.subject });
    }
    // 申报高新技术企业41家、通过36家: those that were lifted.
    if reading.measure == Measure::Level
        && let [.., last] = near
        && word_class(tokens.get(*last)) == Some(Class::Attain)
        && let Some(tried) = state.told.last().filter(|t| t.sentence == state.sentence && t.dimension == unit)
        && let Name::Known(index) = tried.subject.name
        && let Some(passed) = walk.catalogue.of(index).and_then(|stock| walk.catalogue.added(stock))
    {
        return Some(Subject { name: Name::Known(passed), ..tried.subject });
    }
    // 协议资金28.4亿元，到位10.7亿元.
    if unit == Some(Dimension::Money)
        && let [.., last] = near
        && tokens.get(*last).is_some_and(|t| matches!(t.span.of(walk.text), "到位" | "实际到位" | "已到位"))
        && let Some(signed) = state.told.last()
        && matches!(signed.subject.name, Name::Known(i) if walk.catalogue.indicator(i).category == super::catalogue::Category::Project)
        && let Some(index) = walk.catalogue.find("到位内资")
    {
        return Some(Subject { name: Name::Known(index), domain: None, noun: None, scope: None, ..signed.subject });
    }
    let carried = match reading.measure {
        Measure::Rank if near.iter().any(|&i| tokens.get(i).is_some_and(|t| t.span.begins(walk.text, "总量"))) => told()
            .map(|t| t.subject)
            .find(|s| matches!(s.name, Name::Known(_)) && s.dimension(walk.catalogue).is_some_and(|d| d != Dimension::Percent))
            .map(|s| match s.name {
                Name::Known(index) => Subject { name: Name::Known(walk.catalogue.stock_of(index).unwrap_or(index)), ..s },
                Name::Phrase(_) => s,
            }),
        Measure::Level => {
            let last = state.told.last()?;
            let (last, sums) = summed_up(at, last, state);
            if (sums || cues.has(Class::Stock) || cues.has(Class::To))
                && compatible(last.dimension, unit)
                && let Name::Known(index) = last.subject.name
                // 退规9家，10月底在库121家: of the stock that those left.
                && let Some(stock) = walk.catalogue.stock_of(index).or_else(|| walk.catalogue.of(index).filter(|i| walk.catalogue.indicator(*i).stock))
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
            // 地方财政总收入增长20%，达到24.8亿元: of what grew, whatever it is.
            if cues.has(Class::To)
                && unit == Some(Dimension::Money)
                && last.measure == Measure::Growth
                && last.sentence == state.sentence
                && matches!(last.subject.name, Name::Phrase(_))
            {
                return Some(last.subject);
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
        // 产值保持增长的8个，降幅达17.6%: those that were counted so do not grow.
        Measure::Growth => told().find(|t| !counts_those_that(walk.text, t)).map(|t| t.subject),
        Measure::Share => share_of(at, state),
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
