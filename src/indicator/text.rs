//! Walks a report's sentences, figure by figure, and keeps what one figure leaves to the next.

use super::Status;
use super::attribution::{self, Around};
use super::catalogue::{self, Catalogue};
use super::clause::{self, Cues, Said};
use super::context::Context;
use super::figure::{Figure, word_class};
use super::lexer::{self, Kind, Mark, Token};
use super::observation::{Measure, Observation, Place};
use super::state::State;
use super::subject::{self, Domain};
use super::when;
use super::words::Class;
use crate::base::{Period, Span, work};
use crate::outline::{Front, Outline};
use crate::quantity::{Dimension, PeriodWord, Quantity};

/// Reports tell a figure every seventy bytes; room for a little more keeps a long one from being moved while it grows.
const BYTES_A_FIGURE: usize = 64;

/// How many words before a figure are looked at, back to the figure before.
const LONGEST_CLAUSE: usize = 256;

/// Everything the walk needs besides the state.
pub struct Walk<'a> {
    /// The source text.
    pub text: &'a str,
    /// The indicators.
    pub catalogue: &'a Catalogue,
    /// Periods of report and sections.
    pub context: &'a Context,
    /// The headings.
    pub outline: &'a Outline,
    /// Whether the report is a park's own.
    pub own_park: bool,
}

/// Reads every figure of the text. `insets`, those of the tables within it, are put among them in the order of the text, in which they are.
#[must_use]
pub fn read(text: &str, front: &Front, outline: &Outline, context: &Context, insets: Vec<Observation>) -> Vec<Observation> {
    let own_park = front.region.is_some_and(|r| r.of(text).ends_with(['区', '园']) && !subject::is_county(r.of(text)));
    let walk = Walk { text, catalogue: catalogue::builtin(), context, outline, own_park };
    let mut observations = Vec::with_capacity(text.len() / BYTES_A_FIGURE);
    let mut tokens = Vec::new();
    let mut buffers = Buffers { insets: insets.into_iter(), ..Buffers::default() };
    let mut state = State::default();
    let mut next_heading = 0;
    let mut next_furniture = 0;
    let mut from = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = Span::new(from, end);
        from = end + 1;
        while front.furniture.get(next_furniture).is_some_and(|f| f.end as usize <= line.start as usize) {
            next_furniture += 1;
        }
        let furniture = front.furniture.get(next_furniture).is_some_and(|f| f.overlaps(line) && f.len() * 2 >= line.len());
        // A heading begins behind its indent.
        let mut start = end - line.of(text).trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}')).len();
        let headings_before = next_heading;
        while let Some(heading) = outline.headings.get(next_heading).filter(|h| (h.section.start as usize) <= start) {
            state.heading = Some(next_heading);
            state.lead_open |= heading.level == 1;
            start = start.max(heading.marker.end as usize);
            next_heading += 1;
        }
        let title = front.title.is_some_and(|t| t.overlaps(line)) && !line.of(text).contains(['%', '％', '元']);
        if furniture || line.is_empty() || title {
            continue;
        }
        tokens.clear();
        let mut from = start.min(end);
        // Marks in digits within the paragraph are no figures, nor part of one: 6.1-11月.
        let within = outline.headings.get(next_heading..).unwrap_or_default().iter().take_while(|h| (h.section.start as usize) < end);
        for heading in within.filter(|h| h.marker.of(text).contains(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９' | '①'..='⑳')))
        {
            lexer::read_on(text, from, heading.section.start as usize, &mut tokens);
            from = heading.marker.end as usize;
        }
        lexer::read_on(text, from.min(end), end, &mut tokens);
        state.begin_paragraph(&walk);
        if next_heading == headings_before {
            state.begin_era(&walk, &tokens);
        }
        state.opens_at = tokens.first().map(|t| t.span.start);
        walk.paragraph(&tokens, &mut state, &mut buffers, &mut next_heading, &mut observations);
    }
    observations.extend(buffers.insets);
    observations.shrink_to_fit();
    observations
}

/// What stands before a bracket, and what was spoken of there.
struct Outside {
    /// The tokens since the figure before.
    pre: Vec<usize>,
    /// How many figures were told.
    told: usize,
    period: Option<Period>,
    domain: Option<Domain>,
    noun: Option<u8>,
    status: Option<(Status, Span)>,
}

/// Scratch space, kept between sentences.
#[derive(Default)]
struct Buffers {
    pre: Vec<usize>,
    stack: Vec<Outside>,
    cues: Cues,
    /// The figures of tables that stand further on.
    insets: std::vec::IntoIter<Observation>,
}

/// Puts a figure behind those of tables that stand before it.
fn push_in_order(observation: Observation, insets: &mut std::vec::IntoIter<Observation>, out: &mut Vec<Observation>) {
    let start = observation.start();
    while insets.as_slice().first().is_some_and(|inset| inset.start() < start) {
        out.extend(insets.next());
    }
    // A long list that doubles would hold as much again for nothing.
    if out.len() == out.capacity() {
        out.reserve_exact(out.len() / 4 + 4);
    }
    out.push(observation);
}

impl Walk<'_> {
    fn paragraph(&self, tokens: &[Token], state: &mut State, buffers: &mut Buffers, next_heading: &mut usize, out: &mut Vec<Observation>) {
        buffers.pre.clear();
        buffers.stack.clear();
        for (i, token) in tokens.iter().enumerate() {
            while self.outline.headings.get(*next_heading).is_some_and(|h| h.section.start <= token.span.start) {
                state.heading = Some(*next_heading);
                // 一是 … 二是 …: each speaks anew.
                state.begin_paragraph(self);
                state.sentence_at = i;
                state.opens_at = Some(token.span.start);
                *next_heading += 1;
            }
            // What stands further back than any clause reaches is let go.
            if buffers.pre.len() > LONGEST_CLAUSE {
                buffers.pre.drain(..LONGEST_CLAUSE / 2);
            }
            match token.kind {
                Kind::Mark(Mark::Stop | Mark::Line) => {
                    buffers.pre.clear();
                    buffers.stack.clear();
                    state.open_years(self, tokens, i);
                    let titled = state.heading.and_then(|h| self.outline.headings.get(h)).is_some_and(|h| token.span.start <= h.title.end);
                    state.begin_sentence(self, tokens.get(i + 1));
                    // A heading that runs into its paragraph is no sentence of it.
                    if titled {
                        state.sentence = 0;
                    }
                    state.sentence_at = i + 1;
                    state.opens_at = tokens.get(i + 1).map(|t| t.span.start);
                }
                Kind::Mark(Mark::Open) => {
                    let outer = std::mem::take(&mut buffers.pre);
                    let (told, period, domain, noun) = (state.told.len(), state.period, state.domain, state.noun);
                    buffers.stack.push(Outside { pre: outer, told, period, domain, noun, status: state.status });
                }
                Kind::Mark(Mark::Close) => {
                    if let Some(Outside { pre, told, period, domain, noun, status }) = buffers.stack.pop() {
                        let inner = std::mem::replace(&mut buffers.pre, pre);
                        // 研发投入强度（2017年）仅1.32%.
                        if let [only] = inner.as_slice()
                            && matches!(tokens.get(*only).map(|t| t.kind), Some(Kind::Period(PeriodWord::Year(_))))
                        {
                            buffers.pre.push(*only);
                        }
                        // What a bracket tells stays in it; the figure before it is spoken of again.
                        if told > 0 && told < state.told.len() {
                            state.told.truncate(told);
                            (state.domain, state.noun) = (domain, noun);
                            // （规划目标为12%）: what is aimed at in it, is in it alone.
                            state.status = status;
                        }
                        // 地区生产总值（预计数）86.3亿元.
                        if let [first] | [first, _] = inner.as_slice()
                            && let Some(token) = tokens.get(*first)
                            && word_class(Some(token)) == Some(Class::Forecast)
                            && state.status.is_none()
                        {
                            state.status = Some((Status::Forecast, token.span));
                            state.status_of_part = true;
                        }
                        state.period = period;
                        self.dated_by_bracket(tokens, &inner, i, state, out);
                    }
                }
                Kind::Word(word) if word.class == Some(Class::Among) => {
                    state.whole = state.told.len();
                    buffers.pre.push(i);
                }
                // 68家规模以上工业企业中，…62家: parts of those counted.
                Kind::Gap if token.span.is(self.text, "中") && !state.told.is_empty() && self.counted_by(tokens, i) => {
                    state.whole = state.told.len();
                    buffers.pre.push(i);
                }
                Kind::Mark(Mark::Semicolon) => {
                    state.end_parts();
                    state.end_clause();
                    buffers.pre.push(i);
                }
                Kind::Quantity(quantity) => {
                    work::done(buffers.pre.len());
                    if self.figure(tokens, i, quantity, state, buffers, out) {
                        buffers.pre.clear();
                    }
                }
                _ => buffers.pre.push(i),
            }
        }
    }

    /// Whether 中 at `at` closes a clause that counts firms by name: 68家规模以上工业企业中，.
    fn counted_by(&self, tokens: &[Token], at: usize) -> bool {
        let closes = matches!(tokens.get(at + 1).map(|t| t.kind), Some(Kind::Mark(Mark::Comma)));
        let named = at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| {
            matches!(t.kind, Kind::Word(_)) && t.span.end == tokens.get(at).map_or(0, |c| c.span.start) && t.span.ends(self.text, "企业")
        });
        let counted = at.checked_sub(2).and_then(|i| tokens.get(i)).is_some_and(|t| matches!(t.kind, Kind::Quantity(_)));
        closes && named && counted
    }

    /// 28.45亿元（1-8月数）: a bracket that only tells a period dates the figure before it, and what follows in the sentence.
    fn dated_by_bracket(&self, tokens: &[Token], inner: &[usize], close: usize, state: &mut State, out: &mut [Observation]) {
        let before = close.checked_sub(inner.len() + 2).and_then(|i| tokens.get(i));
        let (Some(Token { kind: Kind::Quantity(_), span, .. }), Some(last), Some(told)) = (before, out.last_mut(), state.told.last_mut())
        else {
            return;
        };
        let (first, rest) = match inner {
            [first, second, rest @ ..] if tokens.get(*first).is_some_and(|t| matches!(t.span.of(self.text), "均" | "为" | "均为")) => {
                (second, rest)
            }
            [first, rest @ ..] => (first, rest),
            [] => return,
        };
        let only = rest
            .iter()
            .filter_map(|i| tokens.get(*i))
            .all(|t| matches!(t.span.of(self.text), "数" | "数据" | "口径" | "，" | "," | "下同"));
        let Some(Kind::Period(word @ (PeriodWord::Months(..) | PeriodWord::Quarter(_) | PeriodWord::Quarters(_) | PeriodWord::Half(_)))) =
            tokens.get(*first).map(|t| t.kind)
        else {
            return;
        };
        if only && last.place == Place::Text(*span) {
            let report = self.context.periods.period;
            let period = super::context::resolve(word, state.year.or(report.map(Period::last_year)), report, false);
            let (subject, grew) = (told.subject.name, last.measure == Measure::Growth);
            state.before_clause = state.before_clause.or(Some(state.period));
            (last.period, told.period, state.period) = (period, period, period);
            // 实现利润17.4亿元，增长5.9%（1—8月数）: the amount before its growth too.
            if grew
                && let [.., amount, _] = out
                && let [.., before, _] = state.told.as_mut_slice()
                && before.subject.name == subject
                && before.measure == Measure::Level
                && before.sentence == state.sentence
                && amount.measure == Measure::Level
            {
                (before.period, amount.period) = (period, period);
            }
        }
    }

    /// Reads one figure. Gives whether it ends its segment: a threshold (亿元以上) does not.
    fn figure(
        &self,
        tokens: &[Token],
        at: usize,
        quantity: Quantity,
        state: &mut State,
        buffers: &mut Buffers,
        out: &mut Vec<Observation>,
    ) -> bool {
        let (far, near) = clause::split_last(tokens, &buffers.pre);
        let after = tokens.get(at + 1..).unwrap_or_default();
        let plan_outside = buffers.stack.last().is_some_and(|outside| {
            outside
                .pre
                .last()
                .is_some_and(|&o| matches!(tokens.get(o).map(|t| t.kind), Some(Kind::Word(w)) if w.class == Some(Class::Plan)))
        });
        let outer_years = buffers.stack.last().and_then(|outside| {
            outside.pre.iter().rev().find_map(|&o| match tokens.get(o)?.kind {
                Kind::Period(PeriodWord::Years(first, last)) => Some((first, last)),
                Kind::Period(PeriodWord::Year(year)) => Some((year, year)),
                _ => None,
            })
        });
        let plan_before =
            near.last().is_some_and(|&i| matches!(tokens.get(i).map(|t| t.kind), Some(Kind::Word(w)) if w.class == Some(Class::Plan)));
        let share_after = |from: usize| {
            after.get(from).is_some_and(|t| t.span.is(self.text, "的"))
                && matches!(after.get(from + 1).map(|t| t.kind), Some(Kind::Quantity(q)) if q.unit.dimension == Some(Dimension::Percent))
        };
        // 年度任务99亿元的73.3%; 完成全年70户任务的48.6%.
        let plan_behind = matches!(after.first().map(|t| t.kind), Some(Kind::Word(w)) if w.class == Some(Class::Plan));
        // 占年度计划投资92亿元的54.1%: a plan by an indicator's name.
        let plan_named = || {
            near.last().and_then(|&i| tokens.get(i)).is_some_and(|t| {
                let words = t.span.of(self.text);
                words.ends_with("计划投资") || words.ends_with("投资计划")
            })
        };
        let planned = share_after(0) && (plan_before || plan_named()) || plan_behind && share_after(1);
        // 新增2户（年度任务8户）: only the plan is named in the bracket.
        let opened =
            near.first().and_then(|i| i.checked_sub(1)).and_then(|i| tokens.get(i)).is_some_and(|t| t.kind == Kind::Mark(Mark::Open));
        let plan_outside = plan_outside || plan_before && opened && near.len() == 1;
        let de = after.first().is_some_and(|t| t.span.is(self.text, "的"));
        let of_plan = when::is_of_plan(self.text, after);
        let plan_outside = plan_outside || planned;
        let mut figure = Figure { quantity, at, after, plan_outside, outer_years, planned, threshold: false, de, of_plan };
        if !figure.is_one(self, tokens, near, state) {
            return false;
        }
        figure.threshold = figure.is_threshold(self.text, tokens, near);
        buffers.cues.read(self.text, tokens, near);
        let said = Said::of(tokens, &buffers.pre);
        let in_bracket = !buffers.stack.is_empty() && figure.quantity.unit.dimension == Some(Dimension::Percent);
        let around = Around { walk: self, tokens, far, near, cues: &buffers.cues, said, figure: &figure };
        let observation = attribution::attribute(&around, state);
        if in_bracket {
            state.bracketed = Some(observation.measure);
        }
        push_in_order(observation, &mut buffers.insets, out);
        // 列全市11个县（市、区）第3: the place is still to come.
        let counts_areas =
            buffers.cues.has(Class::Rank) && quantity.unit.dimension == Some(Dimension::Count) && attribution::is_of_areas(&around);
        let threshold = figure.threshold;
        if !threshold {
            attribution::told_of_all(&around, state, out);
        }
        !threshold && !counts_areas
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_figures_is_linear() {
        let pieces = [
            "1家、",
            "1、",
            "1家，",
            "亿元以上、",
            "亿元以上项目",
            "5亿元以上项目",
            "过5亿元的企业",
            "3个月甲",
            "12条政策",
            "1甲",
            "第1批",
            "甲1家乙",
            "甲、",
            "工业增加值、",
            "分别",
            "分别增长1%、",
            "其中1家",
            "（1家）",
            "（1家",
            "（",
            "）",
            "由1家增加到2家",
            "增长1%",
            "比上年增长1%，",
            "2020年1-9月",
            "1-9月，",
            "截至9月末，",
            "一季度1%，",
            "总数1家；",
            "居全市第1位，",
            "占全市的1%",
            "完成任务的1%",
            "按规模分，甲",
            "产值中，甲1亿元、",
            "三者分别为1%、",
            "扣除甲因素",
            "新增甲1家、",
        ];
        let read = |text: &str| {
            let text = format!("某区2022年工作总结\n\n一、运行情况\n全区工业企业{text}。\n");
            let (front, outline) = crate::outline::read(&text);
            let context = Context::read(&text, &front, &outline, crate::indicator::ReportPeriods::default());
            super::read(&text, &front, &outline, &context, Vec::new()).len()
        };
        assert_eq!(read("1家"), 1);
        let read = |text: &str| {
            std::hint::black_box(read(text));
        };
        work::is_linear(&pieces, 600, read);
    }
}
