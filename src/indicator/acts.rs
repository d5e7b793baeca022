//! What is done with what is counted, by whom, and what is said of it: 为58户企业放款, 市政府确定的50项工程, 产值下降的有81家.

use super::attribution::Around;
use super::clause;
use super::figure::word_class;
use super::lexer::{Kind, Mark, Token};
use super::measure::Reading;
use super::observation::Measure;
use super::phrases::List;
use super::state::State;
use super::subject::{self, Name, Subject};
use super::words::Class;
use crate::base::Span;
use crate::quantity::Dimension;

/// 以12%的户数贡献了24.7%的营业收入: the noun behind the figure.
pub fn contributed(at: &Around, reading: &Reading, state: &State) -> Option<Subject> {
    const VERBS: [&str; 6] = ["贡献", "贡献了", "创造", "创造了", "占据了", "集聚了"];
    let &Around { walk, tokens, near, figure, .. } = at;
    if reading.measure != Measure::Share || !figure.de {
        return None;
    }
    let joins = |t: &Token| {
        matches!(word_class(Some(t)), Some(Class::And | Class::Area | Class::Nearly | Class::Over | Class::About))
            || t.span.is(walk.text, "了")
    };
    let verb = near.iter().rev().filter_map(|&i| tokens.get(i)).find(|t| !joins(t));
    // 的营业收入和31.2%的利润: the next of them.
    let and = near.last().is_some_and(|&i| word_class(tokens.get(i)) == Some(Class::And));
    let de = near.first().and_then(|&i| tokens.get(i)).is_some_and(|t| t.span.is(walk.text, "的"));
    let goes_on = and && de && state.told.last().is_some_and(|t| t.measure == Measure::Share && t.sentence == state.sentence);
    if !(goes_on || verb.is_some_and(|t| VERBS.contains(&t.span.of(walk.text)))) {
        return None;
    }
    let behind: Vec<usize> = (figure.at + 2..)
        .take_while(|&i| {
            tokens.get(i).is_some_and(|t| !matches!(t.kind, Kind::Mark(_) | Kind::Quantity(_)) && word_class(Some(t)) != Some(Class::And))
        })
        .take(3)
        .collect();
    let spoken = subject::Spoken {
        unit: figure.quantity.unit.dimension,
        level: false,
        domain: state.domain.or(walk.catalogue.scaled_industry().map(subject::Domain::Named)),
        noun: None,
        of_industry: state.of_industry(walk),
        whole: None,
        of_sector: state.section.sector,
        firms: false,
    };
    subject::of_piece(walk.text, walk.catalogue, tokens, &behind, spoken)
}

/// 争取中央预算内投资项目19个、资金2.36亿元: money that was striven for with the projects.
pub fn funds_of(at: &Around, own: &Subject, state: &State) -> Option<Subject> {
    /// How many tokens back the verb may stand.
    const REACH: usize = 12;
    let &Around { walk, tokens, near, figure, .. } = at;
    let said = matches!(own.words.of(walk.text), "资金" | "经费" | "到位资金" | "补助资金" | "专项资金" | "支持资金");
    let counted = state
        .told
        .last()
        .is_some_and(|t| t.sentence == state.sentence && t.dimension == Some(Dimension::Count) && matches!(t.subject.name, Name::Known(_)));
    if !said || !counted || figure.quantity.unit.dimension != Some(Dimension::Money) {
        return None;
    }
    let before = tokens.get(..*near.first()?)?.iter().rev().take(REACH);
    let mut clauses = before.take_while(|t| !matches!(t.kind, Kind::Mark(Mark::Stop | Mark::Semicolon)));
    // 获批6项，支持资金420万元: given for what was granted.
    let striven = clauses.any(|t| ["争取", "获批", "立项"].iter().any(|verb| t.span.of(walk.text).contains(verb)));
    let name = Name::Known(walk.catalogue.find("争取上级资金").filter(|_| striven)?);
    Some(Subject { name, domain: None, noun: None, scope: None, words: own.words, head: None })
}

/// 争取到位中央预算内资金、专项债共计5.8亿元: money striven for from above, by whatever name.
pub fn striven_for(at: &Around, own: &Subject) -> Option<Subject> {
    const MONEY: [&str; 8] = ["资金", "国债", "专项债", "专项债券", "债券", "预算内投资", "补助", "经费"];
    let &Around { walk, tokens, near, figure, .. } = at;
    let named = |words: &str| MONEY.iter().any(|end| words.ends_with(end));
    let Name::Phrase(words) = own.name else { return None };
    if figure.quantity.unit.dimension != Some(Dimension::Money) || !named(words.of(walk.text)) {
        return None;
    }
    let striven = near.iter().filter_map(|&i| tokens.get(i)).any(|t| t.span.of(walk.text).contains("争取"));
    let index = walk.catalogue.find("争取上级资金").filter(|_| striven)?;
    Some(Subject { name: Name::Known(index), domain: None, noun: None, scope: own.scope, words, head: None })
}

/// 上年同期为净亏损1.3亿元, where the profit is spoken of: that profit, below nothing.
pub fn lost(at: &Around, own: &Subject, state: &State) -> Option<Subject> {
    let walk = at.walk;
    let Name::Phrase(words) = own.name else { return None };
    let last = state.told.last().filter(|t| t.sentence == state.sentence && at.figure.quantity.unit.dimension == Some(Dimension::Money))?;
    let profit = matches!(last.subject.name, Name::Known(i) if walk.catalogue.indicator(i).name.contains("利润"));
    (profit && matches!(words.of(walk.text), "净亏损" | "亏损" | "净亏")).then_some(Subject { words, scope: None, ..last.subject })
}

/// Whether the figure is a loss told of a profit ([`lost`]).
pub fn is_loss(at: &Around, subject: &Subject, measure: Measure) -> bool {
    let text = at.walk.text;
    measure == Measure::Level
        && matches!(subject.words.of(text), "净亏损" | "亏损" | "净亏")
        && matches!(subject.name, Name::Known(i) if at.walk.catalogue.indicator(i).name.contains("利润"))
}

/// 市政府确定的50项重点工程: who chose what is counted after the figure.
pub fn chosen_by(at: &Around) -> bool {
    let &Around { walk, tokens, near, figure, .. } = at;
    let [.., chose, de] = near else { return false };
    let words = |i: usize| tokens.get(i).map_or("", |t| t.span.of(walk.text));
    let verb = ["确定", "安排", "下达", "列入", "交办", "承办", "部署"].iter().any(|verb| words(*chose).ends_with(verb));
    let named = figure.after.first().is_some_and(|t| t.span.start == figure.quantity.span.end && !matches!(t.kind, Kind::Mark(_)));
    (words(*de) == "的" && verb || words(*de) == "确定的") && named
}

/// Whether the clause goes on behind the words to say that they have not begun: 23个计划新开工项目|未动工, 5个项目|因用地未落实无法开工.
pub fn says_undone(text: &str, words: Span) -> bool {
    /// How much may stand between, in bytes.
    const LONGEST: usize = 20 * 3;
    let (bytes, from) = (text.as_bytes(), words.end as usize);
    let mut end = from;
    for _ in 0..LONGEST / 3 {
        // By bytes: of most characters the first tells that they are no mark.
        let own = match bytes.get(end) {
            Some(b',' | b'\n') => 0,
            Some(0xE3 | 0xEF) => match bytes.get(end..end + 3).map(|mark| ["，", "。", "；", "、"].iter().any(|m| m.as_bytes() == mark))
            {
                Some(true) => 0,
                _ => 3,
            },
            Some(0..=0x7F) => 1,
            Some(0x80..=0xDF) => 2,
            Some(0xE0..=0xEF) => 3,
            Some(_) => 4,
            None => return false,
        };
        if own == 0 {
            let clause = text.get(from..end).unwrap_or_default();
            return UNDONE.iter().any(|end| clause.ends_with(end));
        }
        end += own;
    }
    false
}

/// What says at a clause's end that a project has not begun.
const UNDONE: [&str; 8] = ["未动工", "未开工", "无法开工", "未能开工", "不能开工", "未开工建设", "未实质性开工", "无法动工"];

/// 尚未开工的还有7个: no count of those that were begun, but of projects.
pub fn not_yet(at: &Around, subject: Subject) -> Subject {
    let Name::Known(index) = subject.name else { return subject };
    let Some(count) = at.walk.catalogue.of(index) else { return subject };
    let text = at.walk.text;
    let before = text.get(..subject.words.start as usize).unwrap_or_default();
    let undone = before.ends_with('未') || before.ends_with("没有") || says_undone(text, subject.words);
    if undone { Subject { name: Name::Known(count), ..subject } } else { subject }
}

/// 产值下降的有81家, 销售收入过亿元的92家: what is said of those that are counted, up to 的.
pub fn those_that(at: &Around) -> Option<Span> {
    const SAYING: [Class; 6] = [Class::Up, Class::Down, Class::Above, Class::Below, Class::More, Class::Less];
    let &Around { walk, tokens, near, .. } = at;
    let words = |i: usize| tokens.get(i).map_or("", |t| t.span.of(walk.text));
    let before = match near {
        [before @ .., de, there_are] if words(*there_are) == "有" && words(*de) == "的" => before,
        [before @ .., de] if words(*de) == "的" => before,
        _ => return None,
    };
    // 低于时序进度的2个: how they stand to the plan.
    let says = |class| SAYING.contains(&class) || class == Class::PlanPace;
    let says = before.last().and_then(|&i| word_class(tokens.get(i))).is_some_and(says);
    let name = |i: &&usize| {
        tokens.get(**i).is_some_and(|t| !matches!(t.kind, Kind::Mark(_) | Kind::Period(_)) && word_class(Some(t)) != Some(Class::Among))
    };
    let from = before.iter().position(|i| name(&i)).filter(|_| says)?;
    let named = before.get(from..).filter(|rest| rest.len() >= 2)?;
    clause::cover(tokens, named)
}

/// 规上工业企业停产42家: what happened to the firms counted, with their name where it stands before.
pub fn happens_to(at: &Around) -> Option<Span> {
    let &Around { walk, tokens, near, figure, .. } = at;
    let last = near.last().and_then(|&i| tokens.get(i))?;
    let firms = matches!(figure.quantity.unit.written.of(walk.text), "家" | "户");
    let known = matches!(last.kind, Kind::Word(w) if w.meaning.indicator.is_some());
    let own = firms && !known && last.span.end == figure.quantity.span.start && last.lists.has(List::Happens);
    let counts = |t: &&Token| matches!(t.kind, Kind::Word(w) if w.meaning.indicator.is_some()) && t.span.of(walk.text).ends_with("企业");
    let named = near.iter().rev().nth(1).and_then(|&i| tokens.get(i)).filter(counts).filter(|t| t.span.end == last.span.start);
    own.then(|| named.map_or(last.span, |t| t.span.cover(last.span)))
}

/// 发放技改补助资金1.2亿元: money that is given out is none that was obtained.
pub fn given_out(at: &Around, subject: &Subject) -> Option<Span> {
    const GIVING: [&str; 7] = ["发放", "兑现", "拨付", "下拨", "兑付", "落实", "投放"];
    let &Around { walk, tokens, near, .. } = at;
    // Asked first: it is cheap, and hardly any money is.
    let obtained = matches!(subject.name, Name::Known(i) if walk.catalogue.indicator(i).name == "争取上级资金");
    if !obtained {
        return None;
    }
    let giving = |t: &&Token| GIVING.iter().any(|verb| t.span.of(walk.text).contains(verb));
    let striven = |t: &&Token| t.span.of(walk.text).contains("争取");
    let clause = || near.iter().filter_map(|&i| tokens.get(i));
    let verb = clause().find(giving).filter(|t| t.span.start < subject.words.start)?;
    if clause().any(|t| striven(&t)) {
        return None;
    }
    let from = GIVING.iter().find_map(|word| verb.span.of(walk.text).find(word))?;
    Some(Span::new(verb.span.start as usize + from, subject.words.end as usize))
}

/// “科技贷”授信5.8亿元，放款4.2亿元，贷款余额3.6亿元: the balance of those loans, and not of all.
pub fn lent_out(at: &Around, subject: &Subject, state: &State) -> bool {
    let walk = at.walk;
    let balance = matches!(subject.name, Name::Known(i) if walk.catalogue.indicator(i).name.ends_with("贷款余额"));
    let lends = |words: Span| ["放款", "授信", "放贷", "科技贷", "贷款企业"].iter().any(|w| words.of(walk.text).contains(w));
    balance && state.told.iter().any(|t| t.sentence == state.sentence && matches!(t.subject.name, Name::Phrase(w) if lends(w)))
}

/// 建成投用东站、南环高速等34个重点项目: what was done to them is told before their names.
pub fn done_to(at: &Around, subject: Subject) -> Subject {
    let &Around { walk, tokens, near, .. } = at;
    let Name::Known(count) = subject.name else { return subject };
    let named = near.last().and_then(|&i| tokens.get(i)).is_some_and(|t| t.span.ends(walk.text, "等"));
    if !named || walk.catalogue.money(count).is_none() || walk.catalogue.of(count).is_some() {
        return subject;
    }
    let kind = near.iter().filter_map(|&i| tokens.get(i)).find_map(|t| match t.kind {
        _ if matches!(t.span.of(walk.text), "建成" | "建成投用" | "建成投运" | "投用") => walk.catalogue.find("竣工投产项目数"),
        Kind::Word(word) => word.meaning.indicator.filter(|i| walk.catalogue.of(*i) == Some(count)),
        _ => None,
    });
    kind.map_or(subject, |index| Subject { name: Name::Known(index), ..subject })
}

/// Whether what stands right before the figure says what is done with what stands right after it: 为58户企业放款, 设立2亿元的基金.
pub fn acts_on(at: &Around) -> bool {
    let &Around { walk, tokens, near, figure, .. } = at;
    // 为园区40家企业减免租金: whose they are does not matter.
    let exact = |t: &&Token| {
        !matches!(word_class(Some(t)), Some(Class::About | Class::Nearly | Class::Over | Class::AtLeast | Class::Park | Class::Area))
    };
    let Some(before) = near.iter().rev().filter_map(|&i| tokens.get(i)).find(exact) else { return false };
    let following = super::after::counted_after(figure);
    // The figure, or the bound behind it.
    let bound = figure.after.len() - following.len();
    let end = tokens.get(figure.at + bound).map_or(figure.quantity.span.end, |t| t.span.end);
    let mut after = following.iter().skip_while(|t| t.span.is(walk.text, "的")).take(1);
    let named =
        |t: &Token| matches!(t.kind, Kind::Gap) || matches!(t.kind, Kind::Word(w) if w.meaning != super::catalogue::Meaning::default());
    let words = before.span.of(walk.text);
    let does =
        matches!(before.kind, Kind::Gap | Kind::Word(_)) && (before.lists.has(List::Does) || words == "规模" && after_does(at, before));
    does && after.any(|t| named(t) && t.span.start.saturating_sub(end) <= "的".len() as u32)
}

/// Whether a verb stands before 规模: 设立总规模20亿元的基金.
fn after_does(at: &Around, last: &Token) -> bool {
    let before = at.tokens.iter().find(|t| t.span.end == last.span.start);
    before.is_some_and(|t| t.lists.has(List::Does))
}
