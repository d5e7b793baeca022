//! Whose figure it is: the project, the kind of projects, or the area it is told of.

use super::attribution::Around;
use super::catalogue::Category;
use super::figure::word_class;
use super::lexer::Kind;
use super::observation::Measure;
use super::phrases::{self, List};
use super::subject::{Name, Subject};
use super::text::State;
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

/// Verbs that lead up to a name and are no part of it: 实施重点工业项目, 培育国家级“小巨人”企业.
const LEADING: [&str; 14] = ["实施", "安排", "推进", "推动", "列入", "纳入", "创建", "培育", "建设", "组织", "抓好", "谋划", "全年", "共"];

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
    LEADING.contains(&words)
}

/// A name without the verbs that lead up to it.
#[must_use]
pub fn named(words: &str) -> &str {
    let mut words = words;
    while let Some(rest) = LEADING.iter().find_map(|verb| words.strip_prefix(verb)).filter(|rest| rest.chars().count() >= 2) {
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

/// The scope as the words around complete it, and the project the figures after it are about.
pub fn refine(at: &Around, subject: &Subject, measure: Measure, state: &mut State) -> Option<Span> {
    let &Around { walk, tokens, near, figure, .. } = at;
    if measure == Measure::Rank {
        // 居全市第3位: among whom.
        let among = near.iter().rev().filter_map(|&i| tokens.get(i)).find(|t| word_class(Some(t)) == Some(Class::Area));
        return among.map(|t| t.span).or(subject.scope);
    }
    // What is not told of projects by its name is of one only where its heading or its own sentence named it.
    let Name::Known(index) = subject.name else {
        return subject.scope.or(state.project.filter(|_| state.project_told.is_none_or(|at| at == state.sentence)));
    };
    if walk.catalogue.indicator(index).category != Category::Project {
        return subject.scope;
    }
    let words = |span: Span| span.of(walk.text);
    if figure.quantity.unit.dimension == Some(Dimension::Money)
        && figure.after.first().is_some_and(|t| t.span.of(walk.text) == "的")
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
            if measure == Measure::Level && state.whole == 0 {
                (state.project, state.project_told) = (Some(scope), Some(state.sentence));
            }
            Some(scope)
        }
        Some(scope) if !words(scope).contains("投资") && !words(scope).contains(['工', '产', '约', '率']) => Some(scope),
        _ => state.project.or(subject.scope.filter(|s| words(*s).chars().count() > 6 || own.is_none())),
    }
}
