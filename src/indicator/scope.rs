//! Whose figure it is: the project, the kind of projects, or the area it is told of.

use super::attribution::Around;
use super::catalogue::{Catalogue, Category};
use super::figure::word_class;
use super::lexer::{Kind, Mark, Token};
use super::observation::Measure;
use super::phrases::{self, List};
use super::state::State;
use super::subject::{self, Name, Subject};
use super::words::{Class, vocabulary};
use crate::base::Span;
use crate::quantity::Dimension;

/// Whether a heading names one project: 1.恒裕纺织智能化改造项目。 A heading of several clauses does not.
#[must_use]
pub fn project_in(text: &str, title: Span) -> Option<Span> {
    let words = title.of(text);
    let end = words.find(['：', ':', '（', '(', '。']).unwrap_or(words.len());
    let name = words.get(..end)?;
    is_project(name).then(|| Span::new(title.start as usize, title.start as usize + end))
}

fn is_project(title: &str) -> bool {
    phrases::ends(title).has(List::Project) && (6..=30).contains(&title.chars().count()) && !title.contains(['，', ',', '的'])
}

/// The words behind a verb that leads up to a name and is no part of it: 实施重点工业项目, 培育国家级“小巨人”企业.
fn leading(words: &str) -> Option<&str> {
    match words.get(.."实施".len()) {
        Some("实施" | "安排" | "推进" | "推动" | "列入" | "纳入" | "创建" | "培育" | "建设" | "组织" | "抓好" | "谋划" | "全年") => {
            words.get("实施".len()..)
        }
        _ => words.strip_prefix('共'),
    }
}

/// Whether the words are a kind of park and no park's name: 园区, 经开区.
#[must_use]
pub fn is_park(words: &str) -> bool {
    vocabulary().longest(words).is_some_and(|(len, word)| len == words.len() && word.class == Some(Class::Park))
}

/// Whether the words tell of something done.
#[must_use]
pub fn names_act(words: &str) -> bool {
    phrases::inside(words).has(List::Act)
}

/// Whether a scope says which projects, and not only that they are begun, done or paid for: 亿元以上项目, not 已开工项目.
fn says_more(words: &str) -> bool {
    const EMPTY: [&str; 22] = [
        "项目",
        "合同",
        "协议",
        "引资",
        "资金",
        "金额",
        "总投资",
        "投资",
        "已",
        "新",
        "开工",
        "竣工",
        "投产",
        "签约",
        "建成",
        "计划",
        "引进",
        "中",
        "年内",
        "累计",
        "全年",
        "个",
    ];
    let mut rest = words;
    while let Some(next) = EMPTY.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next;
    }
    !rest.is_empty()
}

/// Whether the words are such a verb and no more.
#[must_use]
pub fn is_leading(words: &str) -> bool {
    leading(words) == Some("")
}

/// A name without the verbs that lead up to it.
#[must_use]
pub fn named(words: &str) -> &str {
    let mut words = words;
    while let Some(rest) = leading(words).filter(|rest| rest.chars().nth(1).is_some()) {
        words = rest;
    }
    words
}

/// 恒丰新材料二期年度计划投资9亿元: the project named right before its money.
fn project_before(at: &Around, index: u16) -> Option<Span> {
    let &Around { walk, tokens, near, figure, .. } = at;
    if figure.quantity.unit.dimension != Some(Dimension::Money) {
        return None;
    }
    let place =
        near.iter().rposition(|&i| matches!(tokens.get(i).map(|t| t.kind), Some(Kind::Word(w)) if w.meaning.indicator == Some(index)))?;
    let name = tokens.get(*near.get(place.checked_sub(1)?)?).filter(|t| matches!(t.kind, Kind::Gap))?;
    let word = tokens.get(*near.get(place)?)?;
    let words = named(name.span.of(walk.text));
    let whole = phrases::ends(words).has(List::Project) || words.chars().count() >= 5;
    (whole && name.span.end == word.span.start && !words.contains(['的', '，']))
        .then(|| Span::new(name.span.end as usize - words.len(), name.span.end as usize))
}

/// 居全市第3位, 列全市10个县（市、区）第4位, 分列全市第3、第2位: among whom a place is counted, told before it without a comma between.
fn among(at: &Around) -> Option<Span> {
    /// How far back it may stand, in tokens.
    const REACH: usize = 24;
    let &Around { walk, tokens, figure, .. } = at;
    let before = tokens.get(figure.at.saturating_sub(REACH)..figure.at)?.iter().rev();
    let own = before
        .take_while(|t| !matches!(t.kind, Kind::Mark(Mark::Comma | Mark::Semicolon | Mark::Colon | Mark::Stop | Mark::Line | Mark::Wide)));
    let area = |t: &&Token| match t.kind {
        Kind::Word(word) => word.class == Some(Class::Area),
        Kind::Gap => t.lists.has(List::AreaName) && !t.span.of(walk.text).starts_with(['县', '市', '区']),
        _ => false,
    };
    own.filter(area).map(|t| t.span).next()
}

/// The park or the kind of firms that the sentence begins with, and speaks of to its end: 县工业集中区新增…，实现销售收入85亿元. A clause
/// that names an area (占全县的…) speaks of that.
fn speaker(at: &Around, state: &State) -> Option<Span> {
    let &Around { walk, tokens, cues, .. } = at;
    let named = |t: &Token| word_class(Some(t)) == Some(Class::Area);
    if cues.has(Class::Area) {
        return None;
    }
    let mut rest = tokens.get(state.sentence_at..at.figure.at)?.iter();
    let first = rest.find(|t| !matches!(t.kind, Kind::Period(_) | Kind::Mark(Mark::Comma)))?;
    let next = rest.next().filter(|t| t.span.start == first.span.end);
    let holder = |t: &Token| is_park_name(t) || subject::is_holder(t);
    match next {
        _ if holder(first) => Some(first.span),
        // 县工业集中区: an area's name grown onto the park's.
        Some(next)
            if holder(next) && first.span.of(walk.text).chars().count() <= 6 && (matches!(first.kind, Kind::Gap) || named(first)) =>
        {
            Some(first.span.cover(next.span))
        }
        _ => None,
    }
}

fn is_park_name(token: &Token) -> bool {
    match token.kind {
        Kind::Word(word) => word.class == Some(Class::Park),
        Kind::Gap => token.lists.has(List::ParkArea),
        _ => false,
    }
}

/// What the words say of an indicator beyond its own name: 国家级 of 国家级“小巨人”企业, nothing of 新签约项目.
#[must_use]
pub fn beyond<'t>(catalogue: &Catalogue, index: u16, words: &'t str) -> &'t str {
    /// The longest words before the name, 国家级 and 新认定省级以上 among them, in characters.
    const LONGEST: usize = 8;
    let entry = catalogue.indicator(index);
    if let Some(part) = entry.parts.iter().find(|part| words.ends_with(part.as_str())) {
        return words.get(words.len() - part.len()..).unwrap_or(words);
    }
    if entry.category == Category::Project && entry.scoped {
        // 重点项目中已竣工投产: the projects, not what is done with them.
        let end = if words.ends_with("项目") { None } else { words.rfind("项目") };
        let projects = end.map_or(words, |at| words.get(..at + "项目".len()).unwrap_or(words));
        return if says_more(projects) { projects } else { "" };
    }
    if !entry.scoped || entry.kinds {
        return words;
    }
    let ends = words.char_indices().map(|(at, _)| at).take(LONGEST + 1);
    let named = ends.filter(|&at| words.get(at..).is_some_and(|name| is_name(name, index)));
    named.filter_map(|at| words.get(..at)).filter(|before| is_grade(before)).last().unwrap_or(words)
}

/// Whether the words, all of them, are one of the indicator's names.
fn is_name(words: &str, index: u16) -> bool {
    vocabulary().longest(words).is_some_and(|(len, word)| len == words.len() && word.meaning.indicator == Some(index))
}

/// The kind, where the words name projects by it alone: 新建 of 新建项目. They are part of those spoken of before.
#[must_use]
pub fn part_of_pool(words: &str) -> Option<&str> {
    let kind = words.strip_suffix("项目")?;
    let (len, word) = vocabulary().longest(kind)?;
    (len == kind.len() && word.class == Some(Class::ProjectKind)).then_some(kind)
}

/// Whether the words say no more than a grade, or that something was added: 省级以上, 新认定国家级. Nothing at all does too.
fn is_grade(words: &str) -> bool {
    let mut rest = words;
    while let Some((len, word)) = vocabulary().longest(rest) {
        if !matches!(word.class, Some(Class::Grade | Class::Added)) {
            return false;
        }
        rest = rest.get(len..).unwrap_or_default();
    }
    rest.is_empty()
}

/// The project spoken of; not the kind that another count is of: 新开工重大项目1286个，竣工投产项目862个.
fn project_of(at: &Around, index: u16, subject: &Subject, state: &State) -> Option<Span> {
    let walk = at.walk;
    let kind = |words: &str| vocabulary().longest(words).and_then(|(_, word)| walk.catalogue.of(word.meaning.indicator?));
    let named = subject.words.of(walk.text).contains("项目") && walk.catalogue.of(index).is_some();
    state.project.filter(|project| !named || kind(project.of(walk.text)).is_none())
}

/// The scope as the words around complete it, and the project the figures after it are about.
pub fn refine(at: &Around, subject: &Subject, measure: Measure, state: &mut State) -> Option<Span> {
    let &Around { walk, figure, .. } = at;
    if measure == Measure::Rank {
        return among(at).or(subject.scope);
    }
    // What is not told of projects by its name is of one only where its heading or its own sentence named it.
    let Name::Known(index) = subject.name else {
        let project = state.project.filter(|_| state.project_told.is_none_or(|at| at == state.sentence));
        return subject.scope.or(project).or_else(|| speaker(at, state));
    };
    if walk.catalogue.indicator(index).category != Category::Project {
        return subject.scope.or_else(|| speaker(at, state));
    }
    let words = |span: Span| span.of(walk.text);
    if figure.quantity.unit.dimension == Some(Dimension::Money)
        && figure.de
        && let Some(token) = figure.after.get(1).filter(|t| matches!(t.kind, Kind::Gap))
    {
        // 总投资15亿元的某项目: the project is told after its money.
        (state.project, state.project_told) = (Some(token.span), Some(state.sentence));
        return state.project;
    }
    if let Some(name) = project_before(at, index) {
        (state.project, state.project_told) = (Some(name), Some(state.sentence));
        return state.project;
    }
    let own = subject.scope.filter(|s| says_more(words(*s)));
    match own {
        // 重点工业项目36个, 计划总投资…: what follows is about them.
        Some(scope) if words(scope).contains("项目") && words(scope).chars().count() > 3 && !words(scope).contains("投资") => {
            // 其中，新建项目15个，年度计划投资…: what follows is of that part, where it is named in full.
            let part = part_of_pool(words(scope)).is_some();
            if measure == Measure::Level && (state.whole == 0 || part) {
                state.pool = if part { state.pool } else { Some(scope) };
                (state.project, state.project_told) = (Some(scope), Some(state.sentence));
            }
            Some(scope)
        }
        Some(scope) if !words(scope).contains("投资") && !words(scope).contains(['工', '产', '约', '率']) => Some(scope),
        _ => project_of(at, index, subject, state).or(subject.scope.filter(|s| words(*s).chars().count() > 6 || own.is_none())),
    }
}
