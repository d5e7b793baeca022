//! Which indicator a figure is of.

use super::acts::{
    acts_on, chosen_by, contributed, done_to, funds_of, given_out, happens_to, lent_out, lost, not_yet, striven_for, those_that,
};
use super::after::{after_subject, told_apart};
use super::areas::{is_among, of_areas, only_areas};
use super::attribution::Around;
use super::carried::{
    carry, clause_before, done_by, field_alone, headed, led, listed_by_de, of_the_signed, of_topic, one_of_two, part_by_kind,
    part_of_whole, project_cost, sector_alone, told_part,
};
use super::clause::{self, Cues, Role};
use super::figure::word_class;
use super::lexer::{Kind, Mark, Token};
use super::lists::{Subjects, deal, figures_in_list, pieces};
use super::measure::Reading;
use super::observation::Measure;
use super::phrases::List;
use super::ratios::{of_so_many, ratio_subject, share_of_one, share_of_those, share_of_told};
use super::state::State;
use super::subject::{self, Name, Subject, compatible};
use super::words::Class;
use crate::base::{Span, utf8};
use crate::quantity::{Dimension, Form};

/// A subject, and whether it was carried over from an earlier figure.
pub struct FoundSubject {
    /// What is measured.
    pub subject: Subject,
    /// Whether an earlier figure named it.
    pub carried: bool,
}

/// Finds what the figure measures: in a list, in its own clause or after it, else where other words name it.
pub fn find_subject(at: &Around, reading: &Reading, state: &mut State) -> FoundSubject {
    let level = reading.measure == Measure::Level;
    let areas = matches!(reading.measure, Measure::Growth | Measure::Completion) && only_areas(at);
    if let Some(found) = handed(at, reading, state) {
        return found;
    }
    let list = if areas { Subjects::new() } else { pieces(at, at.figure.quantity.unit.dimension, level, state) };
    if let Some(found) = in_a_list(at, &list, reading, state) {
        return found;
    }
    state.queue.clear();
    let own = list.last().copied().map(|last| together(at, &list, last));
    if let Some(found) = in_the_clause(at, own, reading, state) {
        return found;
    }
    elsewhere(at, reading, state)
}

/// The part of a ratio, the name before a bracket, the next of a list dealt out.
fn handed(at: &Around, reading: &Reading, state: &mut State) -> Option<FoundSubject> {
    let &Around { figure, .. } = at;
    if let Form::Ratio(part, of) = figure.quantity.form
        && let Some(subject) = ratio_subject(at, part, of, state)
    {
        return Some(FoundSubject { subject, carried: false });
    }
    // 占年度计划投资92亿元的54.1%: the plan's own name.
    if let Some(subject) = planned_by_name(at) {
        return Some(FoundSubject { subject, carried: false });
    }
    // 贡献了24.7%的营业收入: a share of what stands behind it.
    if let Some(subject) = contributed(at, reading, state) {
        return Some(FoundSubject { subject, carried: false });
    }
    // 增速比年度目标（7.5%）低0.6个百分点: what the clause around the bracket names.
    if super::measure::held_against_in_bracket(at).is_some()
        && let Some(subject) = super::areas::around_bracket(at, state)
    {
        return Some(FoundSubject { subject, carried: false });
    }
    // 规上工业总产值（3225亿元）: named right before the bracket.
    if let Some(subject) = before_bracket(at) {
        return Some(FoundSubject { subject, carried: false });
    }
    // 分别: the next of the list.
    if reading.continues
        && let Some(subject) = state.queue.pop()
    {
        return Some(FoundSubject { subject, carried: false });
    }
    None
}

/// The plan that the figure, of which a share is told next, is named by.
fn planned_by_name(at: &Around) -> Option<Subject> {
    let &Around { walk, tokens, near, figure, .. } = at;
    if !figure.planned {
        return None;
    }
    let token = near.last().and_then(|&i| tokens.get(i))?;
    let Kind::Word(word) = token.kind else { return None };
    let index = word.meaning.indicator.filter(|&i| walk.catalogue.done(i).is_some())?;
    Some(Subject { name: Name::Known(index), domain: None, noun: None, scope: None, words: token.span, head: None })
}

/// One of several things that several figures are of.
fn in_a_list(at: &Around, list: &[Subject], reading: &Reading, state: &mut State) -> Option<FoundSubject> {
    let &Around { walk, cues, figure, .. } = at;
    let unit = figure.quantity.unit.dimension;
    let level = reading.measure == Measure::Level;
    let figures = figures_in_list(at);
    // 总量、强度分列第5和第4: dealt out like 分别.
    let dealt = cues.has(Class::Each)
        || cues.at(Class::Rank).checked_sub(1).and_then(|i| at.tokens.get(i)).is_some_and(|t| t.span.begins(walk.text, "分"));
    if figures == 1 && !dealt {
        return of_areas(at, reading, state);
    }
    // 占比74.8%，增长8.6%; 完成任务的103.4%，增长19.1%: a share and a growth are no list; 占全县的58.6%和61.2% are one.
    let goes_on = matches!(figure.after.first().map(|t| t.kind), Some(Kind::Mark(Mark::Pause)))
        || word_class(figure.after.first()) == Some(Class::And);
    let several = list.is_empty()
        && figures > 1
        && unit == Some(Dimension::Percent)
        && (!matches!(reading.measure, Measure::Share | Measure::Completion) || goes_on)
        && !cues.has(Class::To)
        && !cues.has(Class::From);
    // 专利申请量、授权量926件和513件; 城乡居民人均可支配收入增长8%和9%.
    let paired = figures > 1
        && match list {
            [only] => walk.catalogue.split(only.words.of(walk.text)).len() == figures,
            _ => list.len() == figures && level && list.iter().all(|s| matches!(s.name, Name::Known(_))),
        };
    // 建材、纺织下降6.2%和1.5%: as many rates as names.
    let paired = paired
        || figures > 1
            && goes_on
            && list.len() == figures
            && unit == Some(Dimension::Percent)
            && reading.measure == Measure::Growth
            && list.iter().all(|s| matches!(s.name, Name::Phrase(_)) || s.domain.is_some());
    // 新增小巨人4家、专精特新36家，累计达到21家和168家: in all of each.
    if figures > 1
        && list.is_empty()
        && level
        && super::measure::totals(at)
        && state.told.iter().rev().take(figures).filter(|t| t.sentence == state.sentence && t.dimension == unit).count() == figures
        && let Some(subject) = deal(at, list.into(), state, unit)
    {
        return Some(FoundSubject { subject, carried: true });
    }
    if (dealt && (figures > 1 || only_areas(at)) || several || paired)
        && !(only_areas(at) && reading.measure == Measure::Growth && list.is_empty())
        && let Some(subject) = deal(at, list.into(), state, unit)
    {
        return Some(FoundSubject { subject, carried: false });
    }
    of_areas(at, reading, state)
}

/// What its own clause names, before the figure or after it.
fn in_the_clause(at: &Around, mut own: Option<Subject>, reading: &Reading, state: &State) -> Option<FoundSubject> {
    let &Around { walk, cues, figure, .. } = at;
    if let Some(subject) = own.filter(|s| matches!(s.name, Name::Known(_)) && figure.quantity.form != Form::Doubling) {
        return Some(by_its_name(at, subject, reading, state));
    }
    let unit = figure.quantity.unit.dimension;
    let level = reading.measure == Measure::Level;
    // 同比增长5.4%: nothing is named, and of what follows only this is about such rates.
    if own.is_none() && !level && reading.measure != Measure::Rank && !matches!(figure.quantity.form, Form::Parts | Form::Fraction) {
        let subject = part_of_whole(at, None, reading, unit, state).or_else(|| one_of_two(at, state))?;
        return Some(FoundSubject { subject, carried: true });
    }
    // 推动10户企业复产, 设立20亿元的基金: what stands before is what is done with them.
    drop_if(&mut own, |s| level && matches!(s.name, Name::Phrase(_)) && acts_on(at));
    drop_if(&mut own, |s| level && unit == Some(Dimension::Count) && matches!(s.name, Name::Phrase(_)) && chosen_by(at));
    let count = matches!(unit, Some(Dimension::Count | Dimension::People)) || unit == Some(Dimension::Money) && acts_on(at);
    let after = if count && level { after_subject(at, own, state) } else { None };
    if reading.measure == Measure::Rank
        && let Some(words) = judged_in(at)
    {
        return Some(FoundSubject { subject: Subject::phrase(words), carried: false });
    }
    // 成果在区内转化72项: a name told in two parts.
    if let Some(subject) = own.filter(|s| count && level && matches!(s.name, Name::Phrase(_))).and_then(|_| told_apart(at)) {
        return Some(FoundSubject { subject, carried: false });
    }
    // 规上工业企业停产42家，减产186家: those to whom it happens; 产值下降的有81家: those of whom the clause says so.
    if count
        && level
        && let Some(words) = happens_to(at).or_else(|| those_that(at))
    {
        return Some(FoundSubject { subject: Subject::phrase(words), carried: false });
    }
    // 续建15个、在谈25个: a kind of the projects told.
    if own.is_none() && level && after.is_none() {
        own = project_kind(at).map(Subject::phrase);
    }
    if let Some(after) = after.filter(|s| matches!(s.name, Name::Known(_))) {
        let after = not_yet(at, done_to(at, after));
        return Some(FoundSubject { subject: added(at, after, state), carried: false });
    }
    if let Some(subject) = own.and_then(|s| striven_for(at, &s).or_else(|| lost(at, &s, state))) {
        return Some(FoundSubject { subject, carried: false });
    }
    if let Some(subject) = own.and_then(|s| funds_of(at, &s, state)) {
        return Some(FoundSubject { subject, carried: true });
    }
    // 城镇实现零售额487.3亿元, where 社会消费品零售总额 was told: of that part.
    if let Some(subject) = own.and_then(|s| said_short(at, &s, state)) {
        return Some(FoundSubject { subject, carried: true });
    }
    if let Some(subject) = share_of_those(at, own, reading, state) {
        return Some(FoundSubject { subject, carried: true });
    }
    if let Some(subject) = share_of_one(at, own, reading, state) {
        return Some(FoundSubject { subject, carried: true });
    }
    if let Some(subject) = after.and_then(|after| some_of_those(at, &after, state)) {
        return Some(FoundSubject { subject, carried: true });
    }
    if let Some(subject) = share_of_told(at, own, reading, state) {
        return Some(FoundSubject { subject, carried: true });
    }
    // 投资1.2亿元, under a project's name or before it: what the project costs.
    if let Some(subject) = own.and_then(|s| project_cost(at, &s, state)) {
        return Some(FoundSubject { subject, carried: false });
    }
    if let Some(subject) = part_of_whole(at, own, reading, unit, state) {
        return Some(FoundSubject { subject, carried: true });
    }
    if let Some(after) = after {
        return Some(FoundSubject { subject: after, carried: false });
    }
    if matches!(figure.quantity.form, Form::Parts | Form::Fraction)
        && own.is_none()
        && let Some(after) = after_subject(at, own, state)
    {
        return Some(FoundSubject { subject: Subject { name: Name::Phrase(after.words), ..after }, carried: false });
    }
    // 完成省政府下达目标任务的123.2%: whoever set it, of what was told.
    let set = reading.measure == Measure::Completion && cues.has(Class::Plan) && !state.told.is_empty();
    drop_if(&mut own, |s| set && matches!(s.name, Name::Phrase(_)));
    // 分行业看，装备制造89家、新材料63家: parts of what was counted.
    if let Some(subject) = part_by_kind(at, own.or(after), reading, state) {
        return Some(FoundSubject { subject, carried: true });
    }
    // 现价总量比同期增加73.5亿元: of what was told.
    let total =
        |s: &Subject| matches!(s.name, Name::Phrase(w) if matches!(w.of(walk.text), "现价" | "现价总量" | "总量" | "增量" | "不变价"));
    drop_if(&mut own, |s| !state.told.is_empty() && total(s));
    // 协议资金28.4亿元，到位10.7亿元: of what was agreed.
    let arrived = |s: &Subject| matches!(s.words.of(walk.text), "到位" | "实际到位" | "已到位") && matches!(s.name, Name::Phrase(_));
    drop_if(&mut own, |s| level && unit == Some(Dimension::Money) && !state.told.is_empty() && arrived(s));
    // 三者之和占…: all that was told before.
    let those = |s: &Subject| matches!(s.name, Name::Phrase(w) if super::lists::is_those(w.of(walk.text)));
    drop_if(&mut own, |s| reading.measure == Measure::Share && !state.told.is_empty() && those(s));
    // 实现两个翻番: of two told before.
    drop_if(&mut own, |s| reading.measure == Measure::Rank && !state.told.is_empty() && those(s));
    let both = |s: &Subject| matches!(s.words.of(walk.text), "两个" | "双" | "实现两个");
    drop_if(&mut own, |s| figure.quantity.form == Form::Doubling && both(s));
    // 累计实现税收133.8亿元, under 税收收入: what the heading says.
    own = own.map(|s| of_topic(at, s, state));
    // 电子、材料产值分别为A和B，前者增长15.2%，后者下降1.9%.
    if let Some(subject) = one_of_two(at, state) {
        return Some(FoundSubject { subject, carried: true });
    }
    // 装备增长14.6%, where 装备、建材产值 were told: that part of it.
    if let Some(subject) = own.and_then(|s| told_part(at, &s, reading, state)) {
        return Some(FoundSubject { subject, carried: true });
    }
    if let Some(subject) = own.and_then(|s| field_alone(at, &s, reading, state)) {
        return Some(FoundSubject { subject, carried: true });
    }
    // 光电显示97.8亿元, where a sector's 产值 is spoken of.
    if let Some(subject) = own.and_then(|s| sector_alone(at, &s, reading, state)) {
        return Some(FoundSubject { subject, carried: true });
    }
    let among = |s: &Subject| matches!(s.name, Name::Phrase(w) if is_among(at, w));
    drop_if(&mut own, |s| reading.measure == Measure::Rank && !state.told.is_empty() && among(s));
    own.map(|subject| itself_or_part(at, subject, reading, state))
}

/// What the figure is of, where its clause names an indicator before it: as [`in_the_clause`], of which most is about other words.
fn by_its_name(at: &Around, mut own: Subject, reading: &Reading, state: &State) -> FoundSubject {
    let unit = at.figure.quantity.unit.dimension;
    let level = reading.measure == Measure::Level;
    let found = |subject, carried| FoundSubject { subject, carried };
    if reading.measure == Measure::Rank
        && let Some(words) = judged_in(at)
    {
        return found(Subject::phrase(words), false);
    }
    let counts = matches!(unit, Some(Dimension::Count | Dimension::People)) || unit == Some(Dimension::Money) && acts_on(at);
    let after = if counts && level { after_subject(at, Some(own), state) } else { None };
    if counts
        && level
        && let Some(words) = happens_to(at).or_else(|| those_that(at))
    {
        return found(Subject::phrase(words), false);
    }
    if let Some(after) = after.filter(|s| matches!(s.name, Name::Known(_))) {
        return found(added(at, not_yet(at, done_to(at, after)), state), false);
    }
    let carried = if unit == Some(Dimension::Money) { funds_of(at, &own, state) } else { None };
    if let Some(subject) = project_cost(at, &own, state) {
        return found(subject, false);
    }
    let carried = carried
        .or_else(|| share_of_told(at, Some(own), reading, state))
        .or_else(|| if state.whole > 0 { part_of_whole(at, Some(own), reading, unit, state) } else { None });
    if let Some(subject) = carried {
        return found(subject, true);
    }
    if let Some(after) = after {
        return found(after, false);
    }
    if unit == Some(Dimension::Count)
        && level
        && let Some(subject) = part_by_kind(at, Some(own), reading, state).or_else(|| of_the_signed(at, &own, state))
    {
        return found(subject, true);
    }
    own = of_topic(at, own, state);
    if let Some(subject) = field_alone(at, &own, reading, state) {
        return found(subject, true);
    }
    itself_or_part(at, own, reading, state)
}

/// What was named itself; or, where its words only say of which part the figure is, what was spoken of.
fn itself_or_part(at: &Around, subject: Subject, reading: &Reading, state: &State) -> FoundSubject {
    let &Around { walk, cues, .. } = at;
    if let Some(words) = given_out(at, &subject) {
        return FoundSubject { subject: Subject::phrase(words), carried: false };
    }
    if lent_out(at, &subject, state) {
        return FoundSubject { subject: Subject::phrase(subject.words), carried: false };
    }
    let modifies =
        matches!(subject.name, Name::Phrase(words) if only_scope(at, words)) || listed_by_de(at, state) || done_by(at, &subject, state);
    if !modifies && let Some(subject) = priced(at, &subject, reading, state) {
        return FoundSubject { subject, carried: true };
    }
    let subject = not_yet(at, if reading.measure == Measure::Rank { order_named(at, subject) } else { subject });
    if !modifies {
        return FoundSubject { subject: restricted(at, attempted(at, added(at, subject, state), state)), carried: false };
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
    FoundSubject { subject, carried: false }
}

/// Lets a subject go that is unfit, where it stands: it is large to hand on.
fn drop_if(own: &mut Option<Subject>, unfit: impl FnOnce(&Subject) -> bool) {
    if own.as_ref().is_some_and(unfit) {
        *own = None;
    }
}

/// A part of an indicator told in this paragraph, by a short name of its: 城镇实现零售额 of 社会消费品零售总额.
fn said_short(at: &Around, own: &Subject, state: &State) -> Option<Subject> {
    let Name::Phrase(words) = own.name else { return None };
    let said = words.of(at.walk.text);
    let told = state.told.iter().rev().find_map(|t| match t.subject.name {
        Name::Known(index) => {
            let short = at.walk.catalogue.indicator(index).short.iter().find(|short| said.ends_with(short.as_str()))?;
            Some((t.subject, short.len()))
        }
        Name::Phrase(_) => None,
    });
    let (subject, short) = told?;
    let part = said.get(..said.len().checked_sub(short)?)?;
    // 网络零售额, 通过公共网络实现的商品零售额: counted apart, whoever sold it.
    if ["网络", "网上", "线上"].iter().any(|way| part.contains(way)) {
        return None;
    }
    let part = ["实现", "完成"].iter().find_map(|verb| part.strip_suffix(verb)).unwrap_or(part);
    let scope = (!part.is_empty()).then(|| Span::new(words.start as usize, words.start as usize + part.len()));
    Some(Subject { scope: scope.or(subject.scope), words, ..subject })
}

/// 其中石油开采业上涨85.2%, 衣着上涨1.3%, where prices are spoken of: the price of that part.
fn priced(at: &Around, own: &Subject, reading: &Reading, state: &State) -> Option<Subject> {
    /// How many figures back the prices may have been told.
    const REACH: usize = 24;
    let &Around { walk, tokens, near, .. } = at;
    if reading.measure != Measure::Growth {
        return None;
    }
    let part = match own.name {
        Name::Phrase(words) => words.of(walk.text).chars().count() <= 12,
        Name::Known(index) => {
            walk.catalogue.growth_noun().and_then(|n| walk.catalogue.sector(n)) == Some(index) && own.scope == Some(own.words)
        }
    };
    if !part {
        return None;
    }
    let prices = |name: Name| matches!(name, Name::Phrase(w) if ["价格", "CPI", "PPI", "ＣＰＩ"].iter().any(|p| utf8::find(w.of(walk.text), p).is_some()));
    let told = state.told.iter().rev().take(REACH).find(|t| prices(t.subject.name))?;
    let between = state.told.iter().rev().take_while(|t| !prices(t.subject.name)).all(|t| t.measure == Measure::Growth);
    let rises = near.iter().filter_map(|&i| tokens.get(i)).any(|t| matches!(t.span.of(walk.text), "上涨" | "下跌" | "涨" | "跌"));
    let part_told = told.sentence == state.sentence || told.sentence + 1 == state.sentence;
    let grown = own.words.of(walk.text).contains("价格");
    (between && part_told && (rises || told.sentence == state.sentence) && !grown).then_some(Subject {
        scope: Some(own.words),
        words: own.words,
        ..told.subject
    })
}

/// 29家，其中2家升格为国家级: those of the ones counted, by what became of them.
fn some_of_those(at: &Around, after: &Subject, state: &State) -> Option<Subject> {
    let &Around { tokens, near, figure, .. } = at;
    let whole = state.told.get(..state.whole)?.last()?;
    let only = near
        .iter()
        .all(|&i| word_class(tokens.get(i)) == Some(Class::Among) || matches!(tokens.get(i).map(|t| t.kind), Some(Kind::Mark(_))));
    let became = word_class(figure.after.first()) == Some(Class::Attain);
    let counted = whole.measure == Measure::Level
        && whole.dimension == figure.quantity.unit.dimension
        && matches!(whole.subject.name, Name::Known(_));
    (only && became && counted && matches!(after.name, Name::Phrase(_))).then_some(Subject { scope: Some(after.words), ..whole.subject })
}

/// 有对美出口业务的规上工业企业83家, 户均营业收入2.08亿元: only those with it, and the average of one, are not what the name alone says.
pub fn restricted(at: &Around, subject: Subject) -> Subject {
    let &Around { walk, tokens, near, cues, .. } = at;
    let bare = |t: &&Token| !matches!(t.kind, Kind::Word(w) if w.meaning != super::catalogue::Meaning::default());
    // 每百元资产实现的营业收入, 人均营业收入: of one of many, and no amount of all.
    let each = |t: &&Token| t.lists.has(List::OfEach);
    if cues.lists.has(List::OfEach)
        && let Some(each) = near.iter().filter_map(|&i| tokens.get(i)).filter(bare).find(each).filter(|t| t.span.end <= subject.words.end)
    {
        let gap = |t: &&Token| matches!(t.kind, Kind::Gap) && t.span.start >= subject.words.end;
        let last = near.iter().rev().filter_map(|&i| tokens.get(i)).find(gap);
        return Subject::phrase(Span::new(each.span.start as usize, last.map_or(subject.words, |t| t.span).end as usize));
    }
    let Name::Known(index) = subject.name else { return subject };
    if let Some(words) = of_so_many(walk.text, subject.words) {
        return Subject::phrase(words);
    }
    let place = near.iter().rposition(|&i| tokens.get(i).is_some_and(|t| t.span.end == subject.words.start));
    let Some(before) = place.and_then(|p| near.get(p)).and_then(|&i| tokens.get(i)) else { return subject };
    let words = before.span.of(walk.text);
    let averaged =
        words.ends_with(['均', '每', '户', '家', '个']) && ["户均", "平均每", "每户", "每家", "单个"].iter().any(|w| words.ends_with(w));
    if averaged {
        return Subject::phrase(before.span.cover(subject.words));
    }
    // 制造业贷款余额, “科创贷”余额: a part of all loans by a name of its own.
    let grown = before.span.end == subject.words.start && !before.lists.has(List::AreaName);
    let part = match before.kind {
        Kind::Gap => !walk.text.get(before.span.range()).is_some_and(|w| w.ends_with("机构") || w.ends_with("银行")),
        Kind::Word(word) => word.meaning != super::catalogue::Meaning::default(),
        _ => false,
    };
    if grown && part && subject.words.ends(walk.text, "余额") {
        return Subject::phrase(before.span.cover(subject.words));
    }
    // 固定资产投资到位资金, 房地产开发企业到位资金: funds of another kind than those brought in.
    let funds = grown && subject.words.is(walk.text, "到位资金") && (words.ends_with("投资") || words.ends_with("企业"));
    if funds {
        return Subject::phrase(before.span.cover(subject.words));
    }
    let firms = walk.catalogue.indicator(index).stock && subject.words.ends(walk.text, "企业");
    if !(firms && words.ends_with('的')) {
        return subject;
    }
    // 有…业务的, 没有…活动的.
    let has = |t: &&Token| ["有", "没有", "未"].iter().any(|w| t.span.begins(walk.text, w));
    let mut clause = near.iter().filter_map(|&i| tokens.get(i)).take_while(|t| t.span.start <= before.span.start);
    // 产值下降的规上工业企业47家.
    let moved = |t: &&Token| matches!(word_class(Some(t)), Some(Class::Up | Class::Down | Class::Above | Class::Below));
    let falls = || place.and_then(|p| near.get(p.checked_sub(1)?)).and_then(|&i| tokens.get(i)).filter(moved).is_some();
    if words == "的" && falls() {
        let name = |t: &&Token| !matches!(t.kind, Kind::Mark(_) | Kind::Period(_)) && word_class(Some(t)) != Some(Class::Among);
        return clause.find(name).map_or(subject, |t| Subject::phrase(t.span.cover(subject.words)));
    }
    clause.find(has).map_or(subject, |t| Subject::phrase(t.span.cover(subject.words)))
}

/// 在国家高新区综合评价中，位列全国第63位; 在全省县域经济考评中，我县由第41位…: what the clause before says is judged.
fn judged_in(at: &Around) -> Option<Span> {
    const JUDGED: [&str; 5] = ["评价中", "考评中", "考核中", "评估中", "评比中"];
    let &Around { walk, tokens, far, .. } = at;
    let words = clause::cover(tokens, clause::split_last(tokens, far).1)?;
    let said = words.of(walk.text);
    let name = said.strip_prefix('在').unwrap_or(said);
    let judged = JUDGED.iter().any(|end| name.ends_with(end)) && name.chars().count() <= 24;
    judged.then(|| Span::new(words.end as usize - name.len(), words.end as usize - "中".len()))
}

/// The kind of projects named right before the count: 续建15个.
fn project_kind(at: &Around) -> Option<Span> {
    let token = at.near.last().and_then(|&i| at.tokens.get(i))?;
    let kind =
        matches!(token.kind, Kind::Word(w) if w.class == Some(Class::ProjectKind) && w.meaning == super::catalogue::Meaning::default());
    (kind && token.span.end == at.figure.quantity.span.start).then_some(token.span)
}

/// What other words than its own clause name: the clause before, the figure before, the heading, an earlier clause.
fn elsewhere(at: &Around, reading: &Reading, state: &State) -> FoundSubject {
    let &Around { walk, tokens, far, near, figure, .. } = at;
    let unit = figure.quantity.unit.dimension;
    let level = reading.measure == Measure::Level;
    // 民间投资增速由负转正，增长2.1%: the clause before, without a figure, names it.
    if let Some(subject) = clause_before(at, reading, unit, state) {
        return FoundSubject { subject, carried: true };
    }
    if let Some(subject) = carry(at, reading, state) {
        let subject = Subject { scope: scope_in(at).or(subject.scope), ..subject };
        return FoundSubject { subject: added(at, subject, state), carried: true };
    }
    // A heading names the indicator, or the project of which money was spent.
    if let Some(subject) = headed(at, reading, state) {
        return FoundSubject { subject, carried: true };
    }
    // An earlier clause of the sentence may name it.
    let mut rest = far;
    let mut earlier = Cues::default();
    for _ in 0..3 {
        if rest.is_empty() {
            break;
        }
        let (before, clause) = clause::split_last(tokens, rest);
        earlier.read(walk.text, tokens, clause);
        if let Some(subject) = pieces(&Around { near: clause, cues: &earlier, ..*at }, unit, level, state)
            .last()
            .copied()
            .filter(|s| matches!(s.name, Name::Known(_)))
        {
            return FoundSubject { subject, carried: true };
        }
        rest = before;
    }
    // 年初确定的全年增长6%的目标: what the section is about.
    if matches!(reading.measure, Measure::Growth | Measure::Change)
        && let Some(lead) = state.lead
    {
        return FoundSubject { subject: lead.subject, carried: true };
    }
    if let Some(subject) = whole_economy(at, reading, state) {
        return FoundSubject { subject, carried: true };
    }
    if let Some(after) = after_subject(at, None, state) {
        return FoundSubject { subject: after, carried: false };
    }
    // 发放312笔9.43亿元, 团队11个、78人: what the figure right before is of, counted in another way.
    let bare = near.iter().all(|&i| matches!(tokens.get(i).map(|t| t.kind), Some(Kind::Mark(Mark::Pause))));
    if let Some(last) = state.told.last().filter(|t| bare && t.sentence == state.sentence && t.measure == Measure::Level) {
        return FoundSubject { subject: Subject::phrase(last.subject.words), carried: true };
    }
    let words = clause::cover(tokens, near).filter(|s| s.of(walk.text).chars().count() > 1).unwrap_or(figure.quantity.span);
    FoundSubject { subject: Subject::phrase(words), carried: true }
}

/// 经济运行稳中向好，全年增长4.8%: growth of nothing named, where the sentence speaks of the economy, is the economy's.
fn whole_economy(at: &Around, reading: &Reading, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, figure, .. } = at;
    if reading.measure != Measure::Growth || !state.told.is_empty() || at.cues.mentions.iter().any(|m| m.role == Role::Subject) {
        return None;
    }
    /// How far back the sentence is followed, in tokens.
    const REACH: usize = 60;
    let before = tokens.get(figure.at.saturating_sub(REACH + 1)..figure.at)?;
    let sentence = before.iter().rev().take(REACH).take_while(|t| !matches!(t.kind, Kind::Mark(Mark::Stop | Mark::Line)));
    let words = sentence.filter(|t| matches!(t.kind, Kind::Gap)).map(|t| t.span);
    /// Verbs that may stand before it; another name before it would make it another economy: 民营经济.
    const VERBS: [&str; 9] = ["顶住", "克服", "应对", "面对", "推动", "促进", "稳住", "保持", "实现"];
    let own = |words: &str| VERBS.iter().find_map(|verb| words.strip_prefix(verb)).unwrap_or(words).starts_with("经济");
    let economy = words
        .filter(|s| own(s.of(walk.text)))
        .find(|s| before.iter().all(|t| t.span.end != s.start || matches!(t.kind, Kind::Mark(_) | Kind::Period(_))))?;
    let index = walk.catalogue.find("地区生产总值")?;
    Some(Subject { name: Name::Known(index), domain: None, noun: None, scope: None, words: economy, head: None })
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
    Some(Subject { name: Name::Known(index), domain: domain.map(subject::Domain::Named), noun, scope: None, words: name.span, head: None })
}

/// 国家高新区中综合排名第32位: the order's own name, with 排名.
fn order_named(at: &Around, subject: Subject) -> Subject {
    let Name::Phrase(words) = subject.name else { return subject };
    let rank = at.cues.at(Class::Rank).checked_sub(1).and_then(|i| at.tokens.get(i));
    let named = rank.filter(|t| t.span.start == words.end && matches!(t.span.of(at.walk.text), "排名" | "排位"));
    named.map_or(subject, |t| Subject { name: Name::Phrase(words.cover(t.span)), ..subject })
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
            Kind::Gap => token.lists.has(List::AreaName) || token.span.ends(walk.text, "类"),
            _ => false,
        };
        if !scope {
            return false;
        }
    }
    any
}

pub fn scope_in(at: &Around) -> Option<Span> {
    let &Around { tokens, near, .. } = at;
    near.iter().rev().find_map(|&i| {
        let token = tokens.get(i)?;
        let scope = match token.kind {
            Kind::Word(word) => matches!(word.class, Some(Class::Grade | Class::ProjectKind | Class::Park | Class::Holder)),
            Kind::Gap => token.lists.has(List::AreaName),
            _ => false,
        };
        scope.then_some(without_attribute(at.walk.text, token.span))
    })
}

/// 垫底的清源县: the area's own name.
fn without_attribute(text: &str, name: Span) -> Span {
    const DE: &str = "的";
    let words = name.of(text);
    let Some(at) = words.as_bytes().windows(DE.len()).rposition(|w| w == DE.as_bytes()) else { return name };
    let own = words.get(at + DE.len()..).unwrap_or_default();
    if own.chars().count() < 2 { name } else { Span::new(name.end as usize - own.len(), name.end as usize) }
}

/// 申报高新技术企业64家: those that tried are not those that are.
pub fn attempted(at: &Around, subject: Subject, state: &State) -> Subject {
    let &Around { walk, cues, .. } = at;
    // 申报入规企业9户; 申报技术中心2家、数字化车间5个: the list's other members too.
    let tried = cues.has(Class::Attempt) || state.attempting && at.is_listed();
    let counts = |index: u16| walk.catalogue.indicator(index).stock || walk.catalogue.stock_of(index).is_some();
    match subject.name {
        Name::Known(index) if tried && counts(index) => Subject { name: Name::Phrase(subject.words), ..subject },
        _ => subject,
    }
}

/// 新增 before a stock makes it the count of what was added, where the catalogue has one.
pub fn added(at: &Around, subject: Subject, state: &State) -> Subject {
    let &Around { walk, cues, .. } = at;
    let Name::Known(index) = subject.name else { return subject };
    // 新增科技型中小企业900家、高新技术企业320家: the list's other members too.
    // 新增“四上”企业86家，其中规上工业企业32家: parts of what was added.
    let part = cues.has(Class::Among) && state.whole > 0;
    let listed = state.adding.is_some() && (at.is_listed() || part);
    let reached = cues.has(Class::To) || cues.has(Class::Stock);
    if !cues.has(Class::Added) && (!listed || reached) {
        return subject;
    }
    match walk.catalogue.added(index) {
        Some(more) => Subject { name: Name::Known(more), ..subject },
        None => subject,
    }
}
