//! What is measured: subjects out of the things named before or after a figure.

use super::catalogue::{Catalogue, Meaning};
use super::lexer::{Kind, Token};
use super::phrases::{self, List};
use super::words::Class;
use crate::base::Span;
use crate::quantity::Dimension;

/// Whose figure, where a domain and a noun make the indicator together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// One of the catalogue's domains.
    Named(u8),
    /// A sector by its own name: 电子信息业.
    Sector(Span),
}

/// The name of what is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// An indicator of the catalogue.
    Known(u16),
    /// The report's own words.
    Phrase(Span),
}

/// What a figure measures, as far as the words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its name.
    pub name: Name,
    /// Whose, for a pair of domain and noun.
    pub domain: Option<Domain>,
    /// What of the domain.
    pub noun: Option<u8>,
    /// Sector, area, grade or project it is about.
    pub scope: Option<Span>,
    /// The words that name it.
    pub words: Span,
    /// The noun that a list's last name ends in and this one shares: 产量 of 工业机器人、服务器产量.
    pub head: Option<Span>,
}

impl Subject {
    /// A subject in the report's own words.
    #[must_use]
    pub fn phrase(words: Span) -> Self {
        Self { name: Name::Phrase(words), domain: None, noun: None, scope: None, words, head: None }
    }

    /// The dimension of its level, where the catalogue knows it.
    #[must_use]
    pub fn dimension(&self, catalogue: &Catalogue) -> Option<Dimension> {
        match self.name {
            Name::Known(index) => catalogue.dimension(index),
            Name::Phrase(_) => None,
        }
    }
}

/// Whether a level in `unit` may be a level of an indicator counted in `own`.
#[must_use]
pub fn compatible(own: Option<Dimension>, unit: Option<Dimension>) -> bool {
    match (own, unit) {
        (None, _) | (_, None) => true,
        (Some(a), Some(b)) => {
            // 规上工业企业研发人员1200人: people count no firms.
            if a == Dimension::Count && b == Dimension::People {
                return false;
            }
            let group = |d: Dimension| match d {
                Dimension::People => Dimension::Count,
                Dimension::Foreign => Dimension::Money,
                Dimension::Intensity => Dimension::Coal,
                other => other,
            };
            group(a) == group(b)
        }
    }
}

/// What is known where a piece is read.
#[derive(Clone, Copy)]
pub struct Spoken {
    /// The figure's dimension.
    pub unit: Option<Dimension>,
    /// Whether it is an amount and no rate.
    pub level: bool,
    /// The domain spoken of before.
    pub domain: Option<Domain>,
    /// The noun spoken of before.
    pub noun: Option<u8>,
    /// The text speaks of the scaled industry, a sector of it in between or not.
    pub of_industry: bool,
    /// The noun of the whole that it is a share of.
    pub whole: Option<u8>,
    /// The sector whose section it is.
    pub of_sector: Option<Span>,
    /// The figure counts firms or people (家, 户, 人), and so no projects.
    pub firms: bool,
}

/// Makes the subject of one piece of a list out of its named things.
#[must_use]
pub fn of_piece(text: &str, catalogue: &Catalogue, tokens: &[Token], piece: &[usize], spoken: Spoken) -> Option<Subject> {
    let Spoken { unit, level, noun: context_noun, firms, .. } = spoken;
    let meaning = |i: usize| match tokens.get(i).map(|t| t.kind) {
        Some(Kind::Word(word)) => word.meaning,
        _ => Meaning::default(),
    };
    let fits = |index: u16| {
        (!level || compatible(catalogue.dimension(index), unit))
            && !(firms && catalogue.indicator(index).category == super::catalogue::Category::Project)
    };
    let words = piece_words(tokens, piece)?;
    let scope = scope_of(text, tokens, piece);
    if let Some(subject) = suffixed_sector(text, catalogue, tokens, piece).and_then(|sector| {
        // 现代服务业规模 is no amount of what was spoken of.
        let size = level && piece.last().and_then(|i| tokens.get(i + 1)).is_some_and(|t| t.span.begins(text, "规模"));
        of_sector(catalogue, sector, context_noun.filter(|_| !size), level, fits)
    }) {
        return Some(subject);
    }
    if let Some(head) = headed_by_gap(text, tokens, piece) {
        return Some(Subject { scope, ..Subject::phrase(head) });
    }
    let mut indicator_at = piece.iter().rposition(|&i| meaning(i).indicator.is_some_and(fits));
    // 新开工 … 项目: the kind told apart from its count.
    if let Some(at) = indicator_at
        && let Some(index) = piece.get(at).and_then(|&i| meaning(i).indicator)
        && let Some(kind) =
            piece.get(..at).unwrap_or_default().iter().rposition(|&i| meaning(i).indicator.is_some_and(|k| catalogue.of(k) == Some(index)))
    {
        indicator_at = Some(kind);
    }
    // 通过认定国家高新技术企业54家: those that were added, told apart from what they are.
    if let Some(at) = indicator_at
        && let Some(more) = piece.get(at).and_then(|&i| catalogue.added(meaning(i).indicator?))
        && let Some(kind) = piece.get(..at).unwrap_or_default().iter().rposition(|&i| meaning(i).indicator == Some(more))
    {
        indicator_at = Some(kind);
    }
    let noun_at = piece.iter().rposition(|&i| meaning(i).noun.is_some());
    if let Some(n) = noun_at.filter(|n| indicator_at.is_none_or(|i| i <= *n)) {
        let noun = meaning(piece[n]).noun?;
        let before = piece.get(..n).unwrap_or_default();
        let noun_words = tokens.get(piece[n])?.span;
        if let Some(subject) = grown_onto(text, catalogue, tokens, before, (noun, noun_words)).filter(|s| known(s).is_some_and(fits)) {
            return Some(subject);
        }
        if let Some(subject) = pair(text, catalogue, tokens, before, noun, words, spoken).filter(|s| match s.name {
            Name::Known(index) => fits(index),
            Name::Phrase(_) => indicator_at.is_none(),
        }) {
            return Some(Subject { scope: subject.scope.or(scope), ..subject });
        }
        // 投资增速前三名: of all of it.
        if let Some(index) = catalogue.alone(noun).filter(|_| !level && indicator_at.is_none() && piece.len() == 1) {
            return Some(Subject { name: Name::Known(index), domain: None, noun: None, scope, words: noun_words, head: None });
        }
    }
    if let Some(at) = indicator_at {
        let index = meaning(piece[at]).indicator?;
        let token = tokens.get(piece[at])?.span;
        let (domain, noun) = catalogue.pair_of(index);
        // 11家省级以上园区实现规模工业总产值: the parks'.
        let park = piece.get(..at).unwrap_or_default().iter().rev().filter_map(|i| tokens.get(*i)).find(|t| is_park(t));
        if let Some(park) = park
            && domain.is_some()
            && domain == catalogue.scaled_industry()
            && let Some(own) = catalogue.domain("园区").zip(noun).and_then(|(d, n)| catalogue.pair(d, n))
        {
            return Some(Subject {
                name: Name::Known(own),
                domain: domain.map(Domain::Named),
                noun,
                scope: Some(park.span),
                words: token,
                head: None,
            });
        }
        if let Some(subject) =
            composed(text, catalogue, tokens, piece.get(..at).unwrap_or_default(), token).filter(|s| known(s).is_some_and(fits))
        {
            return Some(Subject { scope: subject.scope.or(scope), ..subject });
        }
        // 农产品深加工业规上工业产值: the sector's, not all industry's.
        let before = piece.get(..at).unwrap_or_default();
        let gap = before.last().and_then(|b| tokens.get(*b)).filter(|t| t.is_sector()).map(|t| t.span);
        let sector = gap.or_else(|| suffixed_sector(text, catalogue, tokens, before)).filter(|s| s.end == token.start);
        let grown = domain.is_some() && domain == catalogue.manufacturing() && token.begins(text, "制造业");
        let adjacent = before.last().and_then(|b| tokens.get(*b)).filter(|t| matches!(t.kind, Kind::Gap) && t.span.end == token.start);
        // 装备制造业增加值: a name grown onto 制造业.
        let sector = match adjacent.filter(|t| grown && !super::scope::is_leading(t.span.of(text))) {
            Some(name) => Some(Span::new(name.span.start as usize, token.start as usize + "制造业".len())),
            None => sector.filter(|_| domain.is_some() && domain == catalogue.scaled_industry()),
        };
        if let Some(sector) = sector
            && let Some(own) = noun.and_then(|n| catalogue.sector(n))
        {
            let domain = Some(Domain::Sector(sector));
            return Some(Subject { name: Name::Known(own), domain, noun, scope: Some(sector), words: sector.cover(token), head: None });
        }
        // 增值税12.8亿元: that part of all taxes.
        let entry = catalogue.indicator(index);
        let part = entry.parts.iter().any(|part| token.of(text).ends_with(part.as_str()));
        let scope = if part { Some(token) } else { Some(words).filter(|_| entry.scoped).or(scope) };
        return Some(Subject { name: Name::Known(index), domain: domain.map(Domain::Named), noun, scope, words: token, head: None });
    }
    if let Some(subject) = domain_alone(catalogue, tokens, piece, spoken, fits) {
        return Some(Subject { scope: subject.scope.or(scope), ..subject });
    }
    if let Some(subject) = held(catalogue, tokens, piece, spoken).or_else(|| bare_sector(text, catalogue, tokens, piece, spoken)) {
        return Some(subject);
    }
    let named = piece.iter().any(|&i| match tokens.get(i).map(|t| t.kind) {
        Some(Kind::Gap) => true,
        Some(Kind::Word(word)) => {
            word.meaning != Meaning::default()
                || matches!(word.class, Some(Class::ShareNoun | Class::Holder | Class::Park))
                || matches!(tokens.get(i).map(|t| t.span.of(text)), Some("城区" | "市区"))
        }
        _ => false,
    });
    // 规模以上电子信息制造企业312家: those of the scaled industry in that sector.
    if named
        && firms
        && let Some(index) = scaled_firms(text, catalogue, words)
    {
        let domain = catalogue.scaled_industry().map(Domain::Named);
        return Some(Subject { name: Name::Known(index), domain, noun: None, scope: Some(words), words, head: None });
    }
    named.then(|| Subject { scope, ..Subject::phrase(words) })
}

/// The count of scaled industrial firms, where the words name those of one sector of industry.
fn scaled_firms(text: &str, catalogue: &Catalogue, words: Span) -> Option<u16> {
    let before = text.get(..words.start as usize)?;
    let own = words.of(text);
    let sector =
        ["规模以上", "规上"].iter().find_map(|scaled| own.strip_prefix(scaled).or_else(|| before.ends_with(scaled).then_some(own)))?;
    let industrial = sector.ends_with("制造企业") || sector.ends_with("制造业企业") || sector.ends_with("加工企业");
    catalogue.find("规模以上工业企业数").filter(|_| industrial)
}

/// A domain alone: what was told of the one before, else its growth is its value added's.
fn domain_alone(catalogue: &Catalogue, tokens: &[Token], piece: &[usize], spoken: Spoken, fits: impl Fn(u16) -> bool) -> Option<Subject> {
    let &last = piece.last()?;
    let own = tokens.get(last)?;
    let Kind::Word(word) = own.kind else { return None };
    let domain = word.meaning.domain?;
    // 第三产业完成19.3亿元: what was done of it.
    let done = matches!(tokens.get(last + 1).map(|t| t.kind), Some(Kind::Word(w)) if w.class == Some(Class::Verb));
    let adjacent = !spoken.level || matches!(tokens.get(last + 1 + usize::from(done)).map(|t| t.kind), Some(Kind::Quantity(_)));
    let told = spoken.noun.filter(|_| adjacent).and_then(|n| Some((n, catalogue.pair(domain, n).filter(|i| fits(*i))?)));
    // 第三产业完成19.3亿元, where investment is spoken of: of all of it, that part.
    let part = || {
        let noun = spoken.noun.filter(|_| adjacent && catalogue.is_third(domain))?;
        Some((noun, catalogue.alone(noun).filter(|i| fits(*i))?))
    };
    let part = if told.is_none() { part() } else { None };
    let growth = catalogue.growth_noun().filter(|_| !spoken.level).and_then(|n| Some((n, catalogue.pair(domain, n)?)));
    let (noun, index) = told.or(part).or(growth)?;
    let (name, domain) = (Name::Known(index), Some(Domain::Named(domain)));
    Some(Subject { name, domain, noun: Some(noun), scope: part.map(|_| own.span), words: own.span, head: None })
}

/// 私营企业增长8.1%: firms of one kind, by owner or size; what was spoken of, else the value added of industry, of that kind.
fn held(catalogue: &Catalogue, tokens: &[Token], piece: &[usize], spoken: Spoken) -> Option<Subject> {
    let holder = piece.last().and_then(|i| tokens.get(*i)).filter(|t| is_holder(t))?;
    if spoken.level {
        return None;
    }
    let domain = catalogue.scaled_industry()?;
    let noun = spoken.noun.filter(|n| catalogue.pair(domain, *n).is_some()).or(catalogue.growth_noun())?;
    let index = catalogue.pair(domain, noun)?;
    Some(Subject {
        name: Name::Known(index),
        domain: Some(Domain::Named(domain)),
        noun: Some(noun),
        scope: Some(holder.span),
        words: holder.span,
        head: None,
    })
}

/// Whether a token names parks, or one park.
fn is_park(token: &Token) -> bool {
    match token.kind {
        Kind::Word(word) => word.class == Some(Class::Park),
        Kind::Gap => token.lists.has(List::Park),
        _ => false,
    }
}

/// Whether a token names firms of one kind, by owner or size.
pub fn is_holder(token: &Token) -> bool {
    matches!(token.kind, Kind::Word(word) if word.class == Some(Class::Holder))
}

/// 非金属矿物制品业下降4.5%: a sector alone; its growth is its value added's, or that of what was told of the one before.
fn bare_sector(text: &str, catalogue: &Catalogue, tokens: &[Token], piece: &[usize], spoken: Spoken) -> Option<Subject> {
    let &last = piece.last()?;
    let sector = tokens.get(last).filter(|t| t.is_sector() && t.span.ends(text, "业"))?.span;
    let sector = with_adjective(tokens, piece, sector);
    let noun = match spoken.level {
        // 新能源产业突破400亿元, where 产值 is spoken of; 动力电池产业迈上千亿台阶: what it puts out.
        true => {
            let fits =
                |n: &u8| catalogue.sector(*n).is_some_and(|i| compatible(catalogue.dimension(i), spoken.unit) && spoken.unit.is_some());
            let reached = tokens.get(last + 1).is_some_and(|t| {
                matches!(t.kind, Kind::Word(w) if matches!(w.class, Some(Class::To | Class::Over)))
                    || matches!(t.span.of(text), "规模" | "规模达" | "总规模")
            });
            spoken
                .noun
                .filter(fits)
                .or_else(|| catalogue.noun("产值").filter(fits).filter(|_| reached && spoken.unit == Some(Dimension::Money)))?
        }
        // 白酒业占规上工业总产值近七成: of the whole's kind.
        false if matches!(spoken.unit, Some(Dimension::Percent | Dimension::Point | Dimension::Times)) => {
            spoken.whole.or(spoken.noun).or(catalogue.growth_noun())?
        }
        false => return None,
    };
    // 先进制造业增长51.5%, where investment is spoken of: no sector's indicator.
    let index = catalogue.sector(noun).or_else(|| of_industry(catalogue, noun, spoken))?;
    Some(Subject {
        name: Name::Known(index),
        domain: Some(Domain::Sector(sector)),
        noun: Some(noun),
        scope: Some(sector),
        words: sector,
        head: None,
    })
}

/// 高端装备制造业: a sector's name with the adjective before it.
fn with_adjective(tokens: &[Token], piece: &[usize], sector: Span) -> Span {
    let before = piece.len().checked_sub(2).and_then(|k| piece.get(k)).and_then(|&i| tokens.get(i));
    let adjective = before.filter(|t| matches!(t.kind, Kind::Word(w) if w.class == Some(Class::Noise)) && t.span.end == sector.start);
    adjective.map_or(sector, |t| t.span.cover(sector))
}

/// Words that may follow an indicator's name and change nothing: 完成情况, 指标.
const EMPTY_HEADS: [&str; 16] =
    ["情况", "完成情况", "指标", "总体", "方面", "工作", "任务", "预计", "稳步", "持续", "继续", "平稳", "稳定", "实际", "分别", "今年"];

/// The last noun heads a Chinese phrase: in 工业增加值用水量 it is the water that is measured, not the value added.
/// Gives the whole phrase when a gap follows an indicator's name at once.
fn headed_by_gap(text: &str, tokens: &[Token], piece: &[usize]) -> Option<Span> {
    let (&last, before) = piece.split_last()?;
    let gap = tokens.get(last).filter(|t| matches!(t.kind, Kind::Gap))?;
    let name = tokens.get(*before.last()?)?;
    let Kind::Word(word) = name.kind else { return None };
    let named = word.meaning.indicator.is_some() || word.meaning.noun.is_some() || word.meaning.domain.is_some();
    let words = gap.span.of(text);
    let noun =
        words.ends_with(['率', '量', '额', '数', '度', '费', '价', '值', '比', '面', '耗', '积', '本']) && words.chars().count() <= 8;
    (named && name.span.end == gap.span.start && noun && !EMPTY_HEADS.contains(&words)).then(|| name.span.cover(gap.span))
}

/// 能源工业, 轻工业: a name grown onto 工业 is a sector's, when the piece says no more.
fn suffixed_sector(text: &str, catalogue: &Catalogue, tokens: &[Token], piece: &[usize]) -> Option<Span> {
    let (&last, before) = piece.split_last()?;
    let word = tokens.get(last)?;
    let Kind::Word(meaning) = word.kind else { return None };
    let grows = meaning.meaning.domain.is_some_and(|d| Some(d) == catalogue.industry() || Some(d) == catalogue.manufacturing());
    // 制造业 as 全部制造业 says it, not 规上制造业; 现代服务业 is a part of the third sector by a name of its own.
    let words = word.span.of(text);
    if !(grows && words.starts_with(['工', '制']) || words == "服务业") {
        return None;
    }
    let gap = tokens.get(*before.last()?).filter(|t| matches!(t.kind, Kind::Gap) && t.span.end == word.span.start)?;
    let name = gap.span.of(text);
    (name.chars().count() <= 12 && !super::scope::is_leading(name)).then(|| gap.span.cover(word.span))
}

/// What a sector alone is told of: the noun spoken of, else the growth of its value added.
fn of_sector(catalogue: &Catalogue, sector: Span, spoken: Option<u8>, level: bool, fits: impl Fn(u16) -> bool) -> Option<Subject> {
    let spoken = spoken.filter(|n| catalogue.sector(*n).is_some_and(&fits));
    let noun = spoken.or(catalogue.growth_noun().filter(|_| !level))?;
    let name = Name::Known(catalogue.sector(noun).filter(|i| fits(*i))?);
    Some(Subject { name, domain: Some(Domain::Sector(sector)), noun: Some(noun), scope: Some(sector), words: sector, head: None })
}

/// 工业完成固定资产投资: a domain told apart names it together with the rest.
fn composed(text: &str, catalogue: &Catalogue, tokens: &[Token], before: &[usize], words: Span) -> Option<Subject> {
    let domain = |t: &&Token| matches!(t.kind, Kind::Word(w) if w.meaning.domain.is_some());
    let domains = before.iter().rev().filter_map(|&i| tokens.get(i)).filter(domain);
    // 第二产业完成投资38.5亿元: what was done is told of the domain, and of no projects.
    let name = words.of(text);
    let name = if matches!(name, "完成投资" | "累计完成投资") { "投资" } else { name };
    let whole = |d: &Token| {
        let Kind::Word(word) = d.kind else { return None };
        let part = name == "投资" && name.len() < words.of(text).len() && catalogue.is_third(word.meaning.domain?);
        catalogue.alone(catalogue.noun(name)?).filter(|_| part).map(|index| (index, Some(d.span)))
    };
    // 重点工业项目完成投资 is told of projects.
    let close = |d: &&Token| name.len() == words.of(text).len() || d.span.end == words.start;
    let named = |d: &Token| catalogue.lookup(&format!("{}{name}", d.span.of(text))).map(|index| (index, None));
    let found = domains.filter(close).find_map(|d| named(d).or_else(|| whole(d)));
    let (index, scope) = found?;
    if let Some(scope) = scope {
        let noun = catalogue.noun(name);
        return Some(Subject { name: Name::Known(index), domain: None, noun, scope: Some(scope), words: scope.cover(words), head: None });
    }
    let (domain, noun) = catalogue.pair_of(index);
    Some(Subject { name: Name::Known(index), domain: domain.map(Domain::Named), noun, scope: None, words, head: None })
}

/// 石化工业产值: a name grown onto a noun that begins with 工业 is a sector's.
fn grown_onto(text: &str, catalogue: &Catalogue, tokens: &[Token], before: &[usize], (noun, words): (u8, Span)) -> Option<Subject> {
    let gap = tokens.get(*before.last()?).filter(|t| matches!(t.kind, Kind::Gap) && t.span.end == words.start)?;
    let name = gap.span.of(text);
    let grown = words.begins(text, "工业") && name.chars().count() <= 8 && !super::scope::is_leading(name);
    if !grown || gap.lists.has(List::AreaName) {
        return None;
    }
    let sector = Span::new(gap.span.start as usize, words.start as usize + "工业".len());
    let name = Name::Known(catalogue.sector(noun)?);
    let domain = Some(Domain::Sector(sector));
    Some(Subject { name, domain, noun: Some(noun), scope: Some(sector), words: sector.cover(words), head: None })
}

/// The indicator of a subject that has one.
fn known(subject: &Subject) -> Option<u16> {
    match subject.name {
        Name::Known(index) => Some(index),
        Name::Phrase(_) => None,
    }
}

/// The subject of a noun with the domain before it, or with the one spoken of.
fn pair(text: &str, catalogue: &Catalogue, tokens: &[Token], before: &[usize], noun: u8, words: Span, spoken: Spoken) -> Option<Subject> {
    let Spoken { domain: context, of_sector, .. } = spoken;
    let mut domain = None;
    let mut holder = None;
    for (k, &i) in before.iter().enumerate() {
        let token = tokens.get(i)?;
        if is_holder(token) {
            holder = Some(token.span);
        }
        // 装备制造业在龙头企业带动下实现增加值: a name grown onto 制造业.
        if let Some(sector) = suffixed_sector(text, catalogue, tokens, before.get(..=k)?) {
            domain = Some(Domain::Sector(sector));
            continue;
        }
        match token.kind {
            Kind::Word(word) => {
                if let Some(d) = word.meaning.domain {
                    // 引进亿元以上制造业项目: projects brought in, of whatever sector.
                    let settled =
                        matches!(domain, Some(Domain::Named(local)) if catalogue.is_local(local) && catalogue.pair(local, noun).is_some());
                    // 重点产业链规上企业: the chain's firms.
                    let chain =
                        matches!(domain, Some(Domain::Sector(s)) if Some(d) == catalogue.scaled_industry() && s.end == token.span.start);
                    domain = if settled || chain { domain } else { Some(Domain::Named(d)) };
                } else if let Some(index) = word.meaning.indicator {
                    domain = catalogue.pair_of(index).0.map(Domain::Named).or(domain);
                }
            }
            Kind::Gap if token.lists.has(List::SectorName) => {
                domain = Some(Domain::Sector(with_adjective(tokens, before.get(..=k)?, token.span)));
            }
            _ => {}
        }
    }
    let gap_before = before
        .last()
        .and_then(|&i| tokens.get(i))
        .is_some_and(|t| matches!(t.kind, Kind::Gap) && !t.lists.has(List::AreaName) && !t.span.is(text, "企业"));
    // 国有控股企业增加值: of the industry spoken of, or of all of it, that part.
    if let Some(holder) = holder.filter(|_| domain.is_none()) {
        let industry = |d: u8| Some(d) == catalogue.industry() || Some(d) == catalogue.manufacturing();
        let spoken = match context {
            Some(Domain::Named(d)) if catalogue.pair(d, noun).is_some() && !industry(d) && !catalogue.is_industry(d) => Some(d),
            _ => catalogue.scaled_industry().filter(|_| catalogue.sector(noun).is_some()),
        }?;
        let name = Name::Known(catalogue.pair(spoken, noun)?);
        return Some(Subject { name, domain: Some(Domain::Named(spoken)), noun: Some(noun), scope: Some(holder), words, head: None });
    }
    let context = match (context, of_sector) {
        (Some(Domain::Named(d)), Some(sector)) if Some(d) == catalogue.scaled_industry() => Some(Domain::Sector(sector)),
        (None, Some(sector)) => Some(Domain::Sector(sector)),
        _ => context,
    };
    let domain = match (domain, context) {
        // 工业增加值 where 规上工业 is spoken of.
        (Some(Domain::Named(d)), Some(Domain::Named(c))) if Some(d) == catalogue.industry() && Some(c) == catalogue.scaled_industry() => {
            context
        }
        // 147家规上企业完成产值, in a sector's section.
        // 完成工业增加值243.7亿元, in a sector's: the sector's.
        (Some(Domain::Named(d)), _)
            if (Some(d) == catalogue.scaled_industry() || Some(d) == catalogue.industry() && words.begins(text, "工业"))
                && of_sector.is_some() =>
        {
            of_sector.map(Domain::Sector)
        }
        (Some(d), _) => Some(d),
        (None, c) if !gap_before || matches!(c, Some(Domain::Named(d)) if catalogue.is_local(d)) => c,
        (None, _) => None,
    };
    // 高新技术产业产值46.7亿元，…。经济开发区实现工业总产值148.2亿元: of all its industry.
    let domain = match domain {
        Some(Domain::Named(d))
            if domain == context
                && words.begins(text, "工业")
                && !(catalogue.is_industry(d) || catalogue.is_local(d))
                && Some(d) != catalogue.domain("园区") =>
        {
            catalogue.scaled_industry().map(Domain::Named)
        }
        other => other,
    };
    let carried = domain == context;
    let name = match domain? {
        // 工业投资 … 完成产值: of what industry has, its scaled part is told.
        Domain::Named(d) => catalogue
            .pair(d, noun)
            .or_else(|| {
                catalogue
                    .scaled_industry()
                    .filter(|_| carried && catalogue.sector(noun).is_some() && !words.of(text).contains("年产值"))
                    .and_then(|s| catalogue.pair(s, noun))
            })
            .map(Name::Known),
        Domain::Sector(_) => catalogue.sector(noun).or_else(|| of_industry(catalogue, noun, spoken)).map(Name::Known),
    };
    let scoped = matches!(name, Some(Name::Known(index)) if catalogue.indicator(index).scoped);
    let scope = match domain? {
        Domain::Sector(span) => Some(span),
        Domain::Named(_) => Some(words).filter(|_| scoped),
    };
    // A domain of the catalogue without such an indicator is a sector like any other: 制造业产值.
    let (name, scope) = match name {
        Some(name) => (name, scope),
        None => {
            let sector = before
                .iter()
                .rev()
                .find_map(|&i| tokens.get(i).filter(|t| matches!(t.kind, Kind::Word(w) if w.meaning.domain.is_some())))?;
            // 园区规模工业增加值: the scaled industry's, of the park.
            // 制造业利润总额, where the scaled industry is spoken of.
            let scaled = catalogue
                .scaled_industry()
                .filter(|_| sector.span.of(text).contains('规'))
                .and_then(|d| catalogue.pair(d, noun))
                .or_else(|| of_industry(catalogue, noun, spoken).filter(|_| catalogue.sector(noun).is_none()));
            if let Some(index) = scaled {
                return Some(Subject { name: Name::Known(index), domain, noun: Some(noun), scope: Some(sector.span), words, head: None });
            }
            (Name::Known(catalogue.sector(noun)?), Some(sector.span))
        }
    };
    Some(Subject { name, domain, noun: Some(noun), scope, words, head: None })
}

/// 采矿业利润总额, where the scaled industry is spoken of: what sectors have no indicator of their own for is the industry's, of that sector.
fn of_industry(catalogue: &Catalogue, noun: u8, spoken: Spoken) -> Option<u16> {
    let industry = catalogue.scaled_industry()?;
    spoken.of_industry.then(|| catalogue.pair(industry, noun)).flatten()
}

/// Whether the words are a sector's name.
#[must_use]
pub fn is_sector(text: &str, span: Span) -> bool {
    let words = span.of(text);
    phrases::is_sector(words, phrases::ends(words))
}

/// Whether an area's name is a county's or a city's district's, and no park's: 冷水滩区, not 高新区.
#[must_use]
pub fn is_county(words: &str) -> bool {
    !phrases::ends(words).has(List::ParkArea)
}

/// Whether the words are an area's name.
#[must_use]
pub fn is_area(text: &str, span: Span) -> bool {
    let words = span.of(text);
    phrases::is_area(words, phrases::ends(words))
}

/// The grade, area, kind of project or sector named in a piece.
fn scope_of(text: &str, tokens: &[Token], piece: &[usize]) -> Option<Span> {
    piece.iter().rev().find_map(|&i| {
        let token = tokens.get(i)?;
        match token.kind {
            Kind::Word(word) => match word.class? {
                Class::Grade | Class::ProjectKind | Class::Park => Some(token.span),
                Class::Area if matches!(token.span.of(text), "区域" | "区属" | "市属" | "县属" | "省属") => Some(token.span),
                _ => None,
            },
            Kind::Gap if token.lists.has(List::AreaName) => Some(token.span),
            _ => None,
        }
    })
}

/// The words of a piece, from its first to its last naming token, grades and additions before it too.
fn piece_words(tokens: &[Token], piece: &[usize]) -> Option<Span> {
    let names = |i: &&usize| match tokens.get(**i).map(|t| t.kind) {
        Some(Kind::Gap) => true,
        Some(Kind::Word(word)) => {
            word.meaning != Meaning::default()
                || matches!(
                    word.class,
                    Some(Class::Grade | Class::Added | Class::ProjectKind | Class::Park | Class::Noise | Class::ShareNoun | Class::Holder)
                )
        }
        _ => false,
    };
    let first = tokens.get(*piece.iter().find(names)?)?.span;
    let last = tokens.get(*piece.iter().rev().find(names)?)?.span;
    Some(first.cover(last))
}
