//! Whether a number is a figure, and what bounds it.

use super::lexer::{Kind, Mark, Token};
use super::observation::{Measure, Qualifier};
use super::state::State;
use super::text::Walk;
use super::words::Class;
use crate::base::{Decimal, work};
use crate::quantity::{Dimension, Form, Number, Quantity};

/// A figure with what stands after it.
pub struct Figure<'a> {
    /// The number with its unit.
    pub quantity: Quantity,
    /// Its token's index.
    pub at: usize,
    /// The tokens after it.
    pub after: &'a [Token],
    /// It stands in a bracket after a plan: 年度目标（72亿元）.
    pub plan_outside: bool,
    /// The years named before its bracket: “十三五”目标（下降16%）.
    pub outer_years: Option<(i16, i16)>,
    /// It is the amount of a plan of which a share is told next: 年度任务99亿元的73.3%.
    pub planned: bool,
    /// It is a bound and no figure of its own: 亿元以上项目.
    pub threshold: bool,
    /// 的 follows it.
    pub de: bool,
    /// What follows says that it is a plan's: 增长6%左右的预期目标.
    pub of_plan: bool,
}

/// What is counted by a bound of money: 超200亿元县（区）26个.
const HOLDERS: [&str; 10] = ["企业", "项目", "高企", "乡镇", "园区", "开发区", "县", "镇", "产业集群", "集群"];

/// The class of a word token.
pub fn word_class(token: Option<&Token>) -> Option<Class> {
    match token?.kind {
        Kind::Word(word) => word.class,
        _ => None,
    }
}

impl Figure<'_> {
    /// Whether the number is a figure at all, and no name, code, date or idiom.
    pub fn is_one(&mut self, walk: &Walk, tokens: &[Token], near: &[usize], state: &State) -> bool {
        let quantity = self.quantity;
        let before = near.last().and_then(|&i| tokens.get(i));
        let before_class = word_class(before);
        match quantity.form {
            Form::Ratio(..) | Form::Parts | Form::Doubling | Form::Fraction => return true,
            Form::Ordinal => {
                let words = quantity.span.of(walk.text);
                // 排名首位的城东区: which one it is, and no place told.
                // 人才强市首位战略: a name, as is 首位产业.
                const NAMED: [&str; 4] = ["战略", "产业", "度", "城市"];
                if words == "首位"
                    && (self.after.first().is_some_and(|t| t.span.begins(walk.text, "的"))
                        || NAMED.iter().any(|w| self.after_text(walk.text).starts_with(w)))
                {
                    return false;
                }
                return words.ends_with(['位', '名', '次'])
                    || near.iter().any(|&i| matches!(word_class(tokens.get(i)), Some(Class::Rank | Class::Area | Class::Stock)))
                    || state.told.last().is_some_and(|t| t.measure == Measure::Rank)
                        && near.iter().all(|&i| !matches!(tokens.get(i).map(|t| t.kind), Some(Kind::Gap)));
            }
            Form::BareScale => {
                // 实施节能项目十个.
                let counted = matches!(before.map(|t| t.kind), Some(Kind::Word(w)) if w.meaning.indicator.is_some() && quantity.unit.dimension == Some(Dimension::Count));
                return (counted || matches!(before_class, Some(Class::Over | Class::Nearly | Class::To | Class::Under)))
                    && word_class(self.after.first()) != Some(Class::AtLeast)
                    && !self.after_text(walk.text).starts_with('级');
            }
            Form::Mask | Form::Digits | Form::Chinese => {}
        }
        match quantity.unit.dimension {
            Some(Dimension::Time) => {
                near.iter().any(|&i| matches!(word_class(tokens.get(i)), Some(Class::Up | Class::Down | Class::To)))
                    || matches!(quantity.number, Number::Exact(v) if v.scale() > 0)
            }
            Some(_) => {
                let rest = self.after_text(walk.text);
                match quantity.span.of(walk.text).chars().next_back() {
                    // 两度来袭: how often, and no power used.
                    Some('度') => quantity.form != Form::Chinese,
                    // 十五条措施, 20条政策 is a document's name.
                    Some('条') => !["措施", "政策", "意见", "举措", "规定", "办法"].iter().any(|w| rest.starts_with(w)),
                    // 十届十次、十一次全会: which meeting, and no count.
                    Some('次') => !["全会", "全体会议", "会议", "代表大会"].iter().any(|w| rest.starts_with(w)),
                    // 1-3期项目: which of them, and no count.
                    Some('期') => !["项目", "工程", "厂房"].iter().any(|w| rest.starts_with(w)),
                    Some('个') => {
                        // 3.1个和1.7个百分点: the list's unit, cut short.
                        if quantity.unit.written.is(walk.text, "个") && matches!(quantity.number, Number::Exact(v) if v.scale() > 0) {
                            self.is_listed();
                        }
                        // 12个月, 3个季度, 5个百分点 is read elsewhere; 24小时, 20条 are names only in quotes.
                        !(rest.starts_with('月') || rest.starts_with("季度") || rest.starts_with("五年"))
                    }
                    _ => true,
                }
            }
            // 培育百亿企业3家、50亿企业8家: a kind of firms, by their size.
            None if quantity.unit.bare_scale
                && quantity.unit.written.is(walk.text, "亿")
                && ["企业", "项目", "产业", "园区", "集群"].iter().any(|w| self.after_text(walk.text).starts_with(w)) =>
            {
                false
            }
            None if quantity.unit.bare_scale => {
                // 3.46亿和2.18亿千瓦时: the list's unit.
                let scale = self.quantity.unit.written.of(walk.text);
                if let [Token { kind: joint, .. }, Token { kind: Kind::Quantity(next), .. }, ..] = self.after
                    && (*joint == Kind::Mark(Mark::Pause) || matches!(joint, Kind::Word(w) if w.class == Some(Class::And)))
                    && !next.unit.bare_scale
                    && next.unit.written.of(walk.text).strip_prefix(scale).is_some_and(|unit| !unit.is_empty())
                {
                    self.quantity.unit = next.unit;
                    return true;
                }
                // 4.5亿；: money, unless a thing is counted: 1.2万企业.
                if matches!(self.after.first().map(|t| t.kind), None | Some(Kind::Mark(_) | Kind::Period(_))) {
                    self.quantity.unit.dimension = Some(Dimension::Money);
                }
                true
            }
            None => self.is_listed() || self.lost_unit(walk, tokens, near),
        }
    }

    fn after_text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.quantity.span.end as usize..).unwrap_or("")
    }

    /// A number without a unit in a list whose later number has one: 1.0、0.7和0.3个百分点.
    fn is_listed(&mut self) -> bool {
        /// How many numbers may share the unit of a later one.
        const SHARING: usize = 48;
        let mut i = 0;
        while i < SHARING {
            work::done(1);
            let joined = match self.after.get(i).map(|t| t.kind) {
                Some(Kind::Mark(Mark::Pause)) => true,
                Some(Kind::Word(word)) => word.class == Some(Class::And),
                _ => false,
            };
            if !joined {
                return false;
            }
            // 分别提高2.4个和回落1.1个百分点.
            i += usize::from(matches!(word_class(self.after.get(i + 1)), Some(Class::Up | Class::Down)));
            match self.after.get(i + 1).map(|t| t.kind) {
                Some(Kind::Quantity(next)) if next.unit.dimension.is_some() => {
                    self.quantity.unit = next.unit;
                    return true;
                }
                Some(Kind::Quantity(next)) if !next.unit.bare_scale && matches!(next.form, Form::Digits | Form::Mask) => i += 2,
                _ => return false,
            }
        }
        false
    }

    /// A number whose unit the report lost: right after what it measures, and before a pause.
    fn lost_unit(&mut self, walk: &Walk, tokens: &[Token], near: &[usize]) -> bool {
        let Number::Exact(value) = self.quantity.number else { return false };
        let year_like = value.scale() == 0 && value >= Decimal::from(1900) && value <= Decimal::from(2100);
        let closes = match self.after.first().map(|t| t.kind) {
            None | Some(Kind::Mark(Mark::Open)) => true,
            Some(Kind::Mark(mark)) => !matches!(mark, Mark::Colon | Mark::Pause),
            Some(Kind::Period(_)) => true,
            Some(Kind::Word(word)) => {
                matches!(word.class, Some(Class::AtLeast | Class::AtMost | Class::About)) || word.meaning.indicator.is_some()
            }
            Some(Kind::Gap) => self.quantity.span.of(walk.text).contains(['.', '．']),
            Some(Kind::Quantity(_)) => false,
        };
        let Some(last) = near.last().and_then(|&i| tokens.get(i)) else { return false };
        let adjacent = walk.text.get(last.span.end as usize..self.quantity.span.start as usize).is_some_and(|gap| gap.trim().is_empty());
        let leads = match last.kind {
            Kind::Word(word) => {
                word.meaning.indicator.is_some()
                    || word.meaning.noun.is_some()
                    || matches!(
                        word.class,
                        Some(
                            Class::To
                                | Class::Over
                                | Class::Nearly
                                | Class::About
                                | Class::ShareNoun
                                | Class::CompletionNoun
                                | Class::Up
                                | Class::Down
                                | Class::Net
                                | Class::Stock
                                | Class::Share
                        )
                    )
                    || matches!(last.span.of(walk.text), "完成" | "实现" | "为" | "通过" | "投资")
            }
            _ => {
                last.span.of(walk.text).ends_with(['率', '额', '款'])
                    || last.span.ends(walk.text, "指数")
                    || last.span.ends(walk.text, "系数")
            }
        };
        let one = closes && adjacent && leads && !year_like;
        let rate = matches!(last.kind, Kind::Word(w) if matches!(w.class, Some(Class::ShareNoun | Class::CompletionNoun | Class::Up | Class::Down | Class::GrowthNoun | Class::FallNoun)))
            || last.span.of(walk.text).ends_with(['率', '速', '幅']);
        if one && rate {
            self.quantity.unit.dimension = Some(Dimension::Percent);
        }
        one
    }

    /// Whether it bounds what comes after it: 亿元以上项目, 500万元及以上的企业, 过10亿元的企业.
    pub fn is_threshold(&self, text: &str, tokens: &[Token], near: &[usize]) -> bool {
        let noun_follows = |i: usize| match self.after.get(i).map(|t| t.kind) {
            Some(Kind::Gap) => true,
            Some(Kind::Word(word)) => {
                word.meaning != super::catalogue::Meaning::default()
                    || matches!(word.class, Some(Class::ProjectKind | Class::Noise))
                    || self.after.get(i).is_some_and(|t| t.span.is(text, "的"))
            }
            _ => false,
        };
        let money = matches!(
            self.quantity.unit.dimension,
            Some(Dimension::Money | Dimension::Foreign | Dimension::Coal | Dimension::Power | Dimension::Energy | Dimension::Area) | None
        );
        let bounds = money
            && match word_class(self.after.first()) {
                Some(Class::AtLeast | Class::AtMost) => noun_follows(1),
                _ if self.quantity.form == Form::BareScale => noun_follows(0),
                // 10亿—20亿元项目4个.
                _ if matches!(self.quantity.number, Number::Range(..)) && self.after_text(text).starts_with("项目") => true,
                // 产值过10亿元的企业, 超50亿元企业: the count comes after.
                _ => {
                    let over =
                        near.last().is_some_and(|&i| matches!(word_class(tokens.get(i)), Some(Class::Over | Class::Under | Class::Nearly)));
                    over && {
                        let at = usize::from(self.after.first().is_some_and(|t| t.span.is(text, "的")));
                        let holder = |t: &Token| HOLDERS.iter().any(|w| t.span.begins(text, w));
                        self.after.get(at).is_some_and(holder)
                    }
                }
            };
        // 突破千亿大关: a level reached.
        bounds && !["大关", "台阶", "关口"].iter().any(|w| self.after_text(text).starts_with(w))
    }

    /// How exact the words around say it is.
    pub fn qualifier(&self, tokens: &[Token], near: &[usize]) -> Option<Qualifier> {
        match word_class(self.after.first()) {
            Some(Class::AtLeast) => return Some(Qualifier::AtLeast),
            Some(Class::AtMost) => return Some(Qualifier::AtMost),
            Some(Class::About) => return Some(Qualifier::About),
            _ => {}
        }
        let before = near.iter().rev().take(2).find_map(|&i| match word_class(tokens.get(i))? {
            Class::About => Some(Qualifier::About),
            Class::Nearly => Some(Qualifier::Nearly),
            Class::Over => Some(Qualifier::Over),
            Class::Under => Some(Qualifier::Under),
            Class::AtLeast => Some(Qualifier::AtLeast),
            Class::AtMost => Some(Qualifier::AtMost),
            _ => None,
        });
        before.or(self.quantity.odd.then_some(Qualifier::Odd))
    }
}
