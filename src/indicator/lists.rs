//! Lists of things and of figures: 分别, shared nouns, one name for two.

use super::attribution::Around;
use super::clause::Role;
use super::lexer::{Kind, Mark, Token};
use super::measure::is_joining;
use super::observation::Measure;
use super::phrases::List;
use super::state::{State, Told};
use super::subject::{self, Name, Spoken, Subject};
use super::text::Walk;
use super::words::{Class, vocabulary};
use crate::base::{Span, utf8, work};
use crate::quantity::Dimension;
use smallvec::SmallVec;

/// A few subjects.
pub type Subjects = SmallVec<[Subject; 3]>;

/// The subjects of a clause's list, in order. Pieces that lack the noun of the last take it over: 苹果、中药材产量.
pub fn pieces(at: &Around, unit: Option<Dimension>, level: bool, state: &State) -> Subjects {
    let &Around { walk, tokens, cues, .. } = at;
    let mut found = Subjects::new();
    if cues.subjects == 0 {
        return found;
    }
    let mut piece: SmallVec<[usize; 12]> = SmallVec::new();
    let mut place = 0;
    let subjects = cues.mentions.iter().filter(|m| m.role == Role::Subject && is_subject_word(at, m.token));
    // 带动企业新增产值: what it brings about is not the sector spoken of.
    // 新增产值, 全年约减少产值: what is added or lost is not the sum spoken of.
    let part = level && (cues.has(Class::Added) || cues.has(Class::Down) && !cues.has(Class::Compare) && !cues.has(Class::YearOnYear));
    let mut domain = if cues.has(Class::Contribution) || part { None } else { state.domain };
    let firms = level && matches!(at.figure.quantity.unit.written.of(walk.text), "家" | "户" | "人" | "名");
    let whole = super::attribution::whole_of(at).and_then(|index| walk.catalogue.noun_of(index));
    let of_industry = state.of_industry(walk);
    let mut flush = |piece: &mut SmallVec<[usize; 12]>| {
        if let Some(mut subject) = subject::of_piece(
            walk.text,
            walk.catalogue,
            tokens,
            piece,
            Spoken { unit, level, domain, noun: state.noun, of_industry, whole, of_sector: state.section.sector.filter(|_| !part), firms },
        ) {
            // 新增产值26.8亿元, 减少产值21.3亿元: with what was done, for want of another name.
            if part && let Name::Phrase(words) = subject.name {
                let adds = |t: &&Token| {
                    t.span.end == words.start && matches!(t.kind, Kind::Word(w) if matches!(w.class, Some(Class::Added | Class::Down)))
                };
                if let Some(token) = at.near.iter().filter_map(|&i| tokens.get(i)).find(adds) {
                    subject.name = Name::Phrase(token.span.cover(words));
                }
            }
            found.push(subject);
            domain = subject.domain.or(domain);
        }
        // 争取中央和省级专项资金: what the first piece says of the rest.
        for &i in piece.iter() {
            if let Some(Kind::Word(word)) = tokens.get(i).map(|t| t.kind)
                && let Some(named) = word.meaning.domain.filter(|d| walk.catalogue.is_local(*d))
            {
                domain = Some(subject::Domain::Named(named));
            }
        }
        piece.clear();
    };
    for mention in subjects {
        if mention.piece != place {
            flush(&mut piece);
            place = mention.piece;
        }
        piece.push(mention.token);
    }
    flush(&mut piece);
    if let Some((&mut last, before)) = found.split_last_mut()
        && !before.is_empty()
    {
        before.iter_mut().for_each(|subject| *subject = share_noun(walk, *subject, last));
        found.iter_mut().for_each(|subject| subject.scope = subject.scope.map(|scope| without_total(walk.text, scope)));
    }
    found
}

/// Names that are about how and not about what do not begin a subject.
pub fn is_subject_word(at: &Around, token: usize) -> bool {
    let &Around { walk, tokens, .. } = at;
    let next = tokens.get(token + 1);
    let Some(token) = tokens.get(token) else { return false };
    match token.kind {
        Kind::Gap => {
            let words = token.span.of(walk.text);
            // 受…影响, 按…计算, 在…中: how, not what.
            let grown = tokens_touch(next, token.span);
            !(words.starts_with(['受', '按', '扣', '剔']) || words.starts_with('因') && !words.starts_with("因素")
                || words.ends_with("口径")
                || token.lists.has(List::How)
                // 《纲要》目标为12%: whose aim it is.
                || super::measure::is_document(words)
                // 新冠肺炎疫情以来: since when.
                || next.is_some_and(|n| n.span.start == token.span.end && n.span.begins(walk.text, "以来"))
                || is_batch(words)
                || is_duration(words)
                || is_place_in_order(words)
                || words.len() <= 4 && words.chars().count() == 1 && !grown
                || !begins_in_han(words) && words.chars().all(|c| !c.is_alphanumeric()))
        }
        _ => true,
    }
}

/// Whether the first character is Chinese, as of most names.
fn begins_in_han(words: &str) -> bool {
    words.as_bytes().first().is_some_and(|first| utf8::HAN.contains(first))
}

/// 首批, 第五批: which of several, and no thing.
fn is_batch(words: &str) -> bool {
    words.strip_suffix('批').is_some_and(|which| which == "首" || which.starts_with('第') && which.chars().count() <= 3)
}

/// 前十强 of 稳居全国前十强: a place, and no thing.
fn is_place_in_order(words: &str) -> bool {
    let counted = words.strip_prefix('前').and_then(|rest| Some((rest, crate::quantity::numerals::chinese(rest)?)));
    counted.is_some_and(|(rest, n)| matches!(rest.get(n.len..), Some("强" | "位" | "名" | "列" | "")))
}

/// 两个月, 三年 of 提前两个月, 提前三年: how long, and no thing.
fn is_duration(words: &str) -> bool {
    let number = words.strip_suffix("个月").or_else(|| words.strip_suffix(['年', '天', '周']));
    number.is_some_and(|n| {
        (1..=2).contains(&n.chars().count())
            && n.chars().all(|c| crate::quantity::numerals::chinese_digit(c).is_some() || "两半十几".contains(c))
    })
}

/// A list's last name without the total it ends in: 智能装备三个主导产业 → 智能装备.
fn without_total(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let total = words.char_indices().skip(2).find(|(at, c)| {
        let after = words.get(at + c.len_utf8()..).unwrap_or("");
        crate::quantity::numerals::chinese_digit(*c).is_some() && (after.starts_with('个') || after.starts_with('大'))
    });
    match total {
        Some((at, _)) => {
            Span::new(span.start as usize, span.start as usize + words.get(..at).unwrap_or(words).trim_end_matches('等').len())
        }
        None => span,
    }
}

/// Whether a name follows at once: 轻 of 轻工业.
pub fn tokens_touch(next: Option<&Token>, span: Span) -> bool {
    next.is_some_and(|t| t.span.start == span.end && matches!(t.kind, Kind::Word(w) if w.meaning.domain.is_some()))
}

/// A piece without a noun of its own takes the last piece's: 汽车、有色金属行业增加值; 城镇、农村居民人均可支配收入.
pub fn share_noun(walk: &Walk, piece: Subject, last: Subject) -> Subject {
    // 制造业、高技术产业投资; 制造业、科技贷款余额: a domain alone takes the noun too, and is not what it would be by itself.
    let named = matches!(piece.name, Name::Known(_));
    // 先进制造业和高技术制造业增加值: a sector alone takes it too, whatever was told of the one before.
    if named
        && piece.scope == Some(piece.words)
        && piece.noun != last.noun
        && matches!(piece.domain, Some(subject::Domain::Sector(_)))
        && let Some((noun, index)) = last.noun.and_then(|n| Some((n, walk.catalogue.sector(n)?)))
    {
        return Subject { name: Name::Known(index), noun: Some(noun), ..piece };
    }
    let domain = named && is_domain(piece.words.of(walk.text));
    let words = match piece.name {
        Name::Phrase(words) => words,
        Name::Known(_) if domain => piece.words,
        Name::Known(_) => return piece,
    };
    let own = words.of(walk.text);
    let composed = |index: u16| {
        // Mostly no name begins with it.
        if !vocabulary().trie().leads_on(own) {
            return None;
        }
        let whole = last.words.of(walk.text);
        let tails = whole.char_indices().skip(1).filter_map(|(at, _)| whole.get(at..));
        let known = tails.filter_map(|tail| walk.catalogue.lookup(&format!("{own}{tail}"))).find(|known| *known != index)?;
        Some(Subject { name: Name::Known(known), words, scope: piece.scope.filter(|s| !s.overlaps(words)), ..last })
    };
    match last.name {
        // 经开区、云溪县增加值: of each area.
        // 城镇、农村居民人均可支配收入: its own name with the last one's end.
        Name::Known(index) if let Some(subject) = composed(index) => subject,
        Name::Known(_) if domain => piece,
        Name::Known(_) if subject::is_area(walk.text, words) || super::scope::is_park(own) => Subject { scope: Some(words), ..last },
        // 原油加工量、天然气产量、发电量: each by a name of its own.
        Name::Known(_) if own.chars().count() > 2 && OWN_NAMES.iter().any(|end| own.ends_with(end)) => piece,
        Name::Known(index) => {
            let sector = last.noun.and_then(|n| walk.catalogue.sector(n));
            match sector {
                Some(sector) => {
                    Subject { name: Name::Known(sector), scope: Some(words), domain: Some(subject::Domain::Sector(words)), words, ..last }
                }
                None => Subject { name: Name::Known(index), scope: Some(words), words, ..last },
            }
        }
        // 工业机器人、服务器产量: a thing's noun is the others' too.
        Name::Phrase(whole) => {
            let named = whole.of(walk.text);
            let head = shared_head(named).filter(|head| named.len() > head.len() && !own.ends_with(head));
            let head = head.map(|head| Span::new(whole.end as usize - head.len(), whole.end as usize));
            match head {
                Some(_) if domain => Subject { head, ..Subject::phrase(words) },
                _ => Subject { head: head.or(piece.head), ..piece },
            }
        }
    }
}

/// What a name ends in that needs no other's noun.
const OWN_NAMES: [&str; 14] =
    ["产量", "加工量", "销量", "用量", "总量", "产值", "总额", "余额", "收入", "投资", "利润", "面积", "产能", "装机容量"];

/// Whether the words name a domain and nothing else: 制造业.
fn is_domain(words: &str) -> bool {
    vocabulary()
        .longest(words)
        .is_some_and(|(len, word)| len == words.len() && word.meaning.domain.is_some() && word.meaning.indicator.is_none())
}

/// The noun that a list's last name may share with the others.
fn shared_head(words: &str) -> Option<&'static str> {
    const HEADS: [&str; 11] = ["产量", "销量", "产能", "投资", "贷款余额", "销售额", "零售额", "零售", "进口", "出口", "价格"];
    HEADS.into_iter().find(|head| words.ends_with(head))
}

/// How far a list is followed, in tokens: no reader follows one further.
const LONGEST_LIST: usize = 96;

/// How many figures the list has that begins with this one: 8.6%和4.3%; 12.1%、下降3.8%、增长8.5%.
pub fn figures_in_list(at: &Around) -> usize {
    let &Around { tokens, figure, .. } = at;
    let own = figure.quantity.unit.dimension;
    let mut count = 1;
    let mut i = figure.at + 1;
    while let Some(token) = tokens.get(i).filter(|_| i < figure.at + LONGEST_LIST) {
        work::done(1);
        match token.kind {
            // 33,260元、15,840元，增长8.2%: the growth is another list's.
            // 增长3.8倍、80.2%: both are rates.
            Kind::Quantity(next) if next.unit.dimension.is_some() && own.is_some() && !alike(next.unit.dimension, own) => break,
            Kind::Quantity(_) => count += 1,
            Kind::Mark(Mark::Pause) => {}
            Kind::Mark(Mark::Comma) if figure_follows(tokens, i) => {}
            Kind::Word(word) if word.class.is_some_and(is_joining) && word.meaning == super::catalogue::Meaning::default() => {}
            _ => break,
        }
        i += 1;
    }
    count
}

/// What one name tells of several: 第一、二、三产业增加值, 城乡居民人均可支配收入.
fn told_in_one(walk: &Walk, only: Subject) -> Option<Vec<Subject>> {
    industries(walk, only).or_else(|| {
        let split = walk.catalogue.split(only.words.of(walk.text));
        let scope = only.scope.filter(|scope| !scope.overlaps(only.words));
        (!split.is_empty()).then(|| split.iter().map(|&index| Subject { name: Name::Known(index), scope, ..only }).collect())
    })
}

/// The industries that a list counts up before the name of the last: 第一、第二、第三产业增加值, 二、三产投资.
fn industries(walk: &Walk, only: Subject) -> Option<Vec<Subject>> {
    const ORDINALS: [char; 3] = ['一', '二', '三'];
    let ordinal = |words: &str| ORDINALS.iter().position(|o| words.ends_with(*o));
    let mut rest = walk.text.get(..only.words.start as usize)?;
    rest = rest.strip_suffix('第').unwrap_or(rest);
    let own = walk.text.get(rest.len()..)?;
    let at = rest.len() + if own.starts_with('第') { '第'.len_utf8() } else { 0 };
    let last = ORDINALS.iter().position(|o| walk.text.get(at..).is_some_and(|own| own.starts_with(*o)))?;
    let tail = at + '三'.len_utf8();
    if !walk.text.get(tail..)?.starts_with('产') {
        return None;
    }
    let mut counted = vec![(last, at)];
    while let Some(before) = rest.strip_suffix(['、', '和']).filter(|_| counted.len() < ORDINALS.len())
        && let Some(which) = ordinal(before)
    {
        let begins = before.len() - '一'.len_utf8();
        counted.push((which, begins));
        rest = before.get(..begins)?;
        rest = rest.strip_suffix('第').unwrap_or(rest);
    }
    let name = |which: usize| format!("第{}产业", ORDINALS.get(which).copied().unwrap_or_default());
    let each = |&(which, begins): &(usize, usize)| match only.name {
        Name::Known(index) => {
            let own = walk.catalogue.indicator(index).name.replace(&name(last), &name(which));
            let index = walk.catalogue.find(&own)?;
            let (domain, noun) = walk.catalogue.pair_of(index);
            Some(Subject { name: Name::Known(index), domain: domain.map(subject::Domain::Named), noun, ..only })
        }
        // 一、二、三产投资: in the report's words.
        Name::Phrase(_) => {
            let head = Span::new(tail, (only.words.end as usize).max(tail));
            Some(Subject { head: Some(head), ..Subject::phrase(Span::new(begins, begins + '一'.len_utf8())) })
        }
    };
    let subjects: Option<Vec<Subject>> = counted.iter().rev().map(each).collect();
    subjects.filter(|all| all.len() > 1)
}

/// Whether figures of the two dimensions may stand in one list.
fn alike(a: Option<Dimension>, b: Option<Dimension>) -> bool {
    let rate = |d: Option<Dimension>| if d == Some(Dimension::Times) { Some(Dimension::Percent) } else { d };
    rate(a) == rate(b)
}

/// Deals a list of subjects out to the figures that follow 分别.
pub fn deal(at: &Around, list: Subjects, state: &mut State, unit: Option<Dimension>) -> Option<Subject> {
    let &Around { walk, .. } = at;
    let count = figures_in_list(at);
    let mut subjects = list.into_vec();
    // 比全省、全市分别快4.5个、2.8个百分点: one thing against several areas.
    let told = state.told.last().filter(|t| t.sentence == state.sentence).map(|t| t.subject);
    if let Some(only) = told.filter(|_| subjects.is_empty() && against_areas(at) == count) {
        state.queue = vec![only; count - 1];
        return Some(only);
    }
    // 总量和强度分别居第7、第6: the first is what was spoken of.
    if subjects.len() == 1
        && count == 2
        && let Some(total) = total_before(at, state)
    {
        subjects.insert(0, total);
    }
    // 投入总量、强度分别居全省第7、第6位: the amount spoken of, and not its name again.
    if subjects.len() == count
        && let Some(first) = subjects.first_mut()
        && let Some(total) = total_before(at, state)
    {
        *first = total;
    }
    // 三者占比依次为…: those told before.
    if let [only] = subjects.as_slice()
        && matches!(only.name, Name::Phrase(w) if is_those(w.of(walk.text)))
    {
        subjects.clear();
    }
    // 经开区、云溪县、桐山区增加值增速靠前，分别为…: the clause before names them.
    if subjects.is_empty() {
        subjects = of_clause_before(at, state, unit, count);
    }
    if let [only] = subjects.as_slice()
        && let Some(each) = told_in_one(walk, *only).filter(|each| each.len() == count).or_else(|| part_of_each(at, *only, count, state))
    {
        subjects = each;
    }
    // 完成率居前的城关镇、石桥镇分别达到: parts of what the first piece names, or of what was spoken of.
    let area = |s: &Subject| matches!(s.name, Name::Phrase(w) if subject::is_area(walk.text, w));
    if subjects.len() > 1 && subjects.iter().skip(1).all(area) {
        let named = subjects.first().filter(|s| !area(s)).copied();
        if let Some(base) = named.or_else(|| super::areas::led_by_areas(at, state)).or_else(|| {
            state.lead.as_ref().filter(|_| state.section.topic.is_some()).or(state.told.last()).or(state.lead.as_ref()).map(|t| t.subject)
        }) {
            subjects =
                subjects.iter().map(|s| Subject { scope: if named == Some(*s) { s.scope } else { Some(s.words) }, ..base }).collect();
        }
    } else if subjects.len() <= 1 && subjects.len() < count {
        let rate = matches!(unit, Some(Dimension::Point | Dimension::Percent | Dimension::Times | Dimension::Rank));
        let alike = |t: &&Told| rate || subject::compatible(t.dimension, unit);
        let levels = state
            .told
            .iter()
            .rev()
            .filter(|t| t.measure == Measure::Level || matches!(unit, Some(Dimension::Point | Dimension::Rank)))
            .filter(alike);
        let mut earlier: Vec<Subject> = levels.take(count).map(|t| t.subject).collect();
        if let Some(group) = list_before(state, count) {
            earlier = group;
        } else if earlier.len() < count {
            earlier = rates_before(state, unit, count).unwrap_or(earlier);
        }
        if earlier.len() == count && subjects.is_empty() {
            subjects = earlier.into_iter().rev().collect();
        }
    }
    if let [only] = subjects.as_slice()
        && count > 1
        && let Some(each) = one_of_each(at, *only, count, state, unit)
    {
        subjects = each;
    }
    if subjects.len() < count {
        // Fewer things than figures: one thing against several areas (分别高于全国、全省), or from one to another.
        let only = subjects.last().copied().or_else(|| state.told.last().map(|t| t.subject))?;
        state.queue = vec![only; count - 1];
        return Some(only);
    }
    let skip = subjects.len() - count;
    // 新材料、电子信息分别达到900亿元和1000亿元, where a sector's 产值 is spoken of.
    let sector = state
        .told
        .last()
        .filter(|t| matches!(t.subject.domain, Some(subject::Domain::Sector(_))) && t.dimension == unit && unit == Some(Dimension::Money))
        .map(|t| t.subject);
    // 新能源材料、高端装备分别完成29.7亿元、21.3亿元, of projects spoken of.
    let spent = at.near.iter().filter_map(|&i| at.tokens.get(i)).any(|t| t.span.ends(walk.text, "完成")) && unit == Some(Dimension::Money);
    let project = state.told.last().or(state.lead.as_ref()).map(|t| t.subject).filter(|s| {
        spent && matches!(s.name, Name::Known(i) if walk.catalogue.indicator(i).category == super::catalogue::Category::Project)
    });
    let done = project.and_then(|s| match s.name {
        Name::Known(index) => {
            Some(Subject { name: Name::Known(walk.catalogue.done(index).unwrap_or(walk.catalogue.find("项目完成投资")?)), ..s })
        }
        Name::Phrase(_) => None,
    });
    sectors_by_name(at, &mut subjects, state, unit);
    let of_sector = |s: Subject| match (s.name, sector.or(done)) {
        (Name::Phrase(words), Some(told)) if done.is_some() && sector.is_none() => Subject { scope: Some(words), words, ..told },
        (Name::Phrase(words), Some(told)) => Subject {
            name: told.name,
            scope: Some(words),
            domain: Some(subject::Domain::Sector(words)),
            noun: told.noun,
            words,
            head: None,
        },
        _ => s,
    };
    // 白酒、建材分别增长9.3%、11.7%, where their 产值 was told.
    let told_as = |s: Subject| {
        let Name::Phrase(words) = s.name else { return of_sector(s) };
        let named = |t: &&Told| {
            t.measure == Measure::Level
                && matches!(t.subject.name, Name::Known(_))
                && t.subject.scope.is_some_and(|scope| scope.of(walk.text) == words.of(walk.text))
        };
        let rate = matches!(unit, Some(Dimension::Percent | Dimension::Point | Dimension::Rank | Dimension::Times));
        let told = state.told.iter().rev().filter(|_| rate).find(named);
        told.map_or_else(|| of_sector(s), |t| Subject { words, ..t.subject })
    };
    let mut chosen: Vec<Subject> = subjects.into_iter().skip(skip).map(told_as).collect();
    chosen.reverse();
    let first = chosen.pop();
    state.queue = chosen;
    first
}

/// How many areas the clause compares with: 比全省、全市.
fn against_areas(at: &Around) -> usize {
    let &Around { tokens, near, cues, .. } = at;
    if !cues.has(Class::Compare) && !cues.has(Class::Above) && !cues.has(Class::Below) {
        return 0;
    }
    near.iter().filter_map(|&i| tokens.get(i)).filter(|t| matches!(t.kind, Kind::Word(w) if w.class == Some(Class::Area))).count()
}

/// 甲和乙分别增长14.1%、10.6%，比重分别为10.7%、29.4%: the things that the last figures of the sentence, all alike, were dealt to; latest first.
fn list_before(state: &State, count: usize) -> Option<Vec<Subject>> {
    let last = state.told.last().filter(|t| t.sentence == state.sentence && count > 1)?;
    let alike = |t: &&Told| t.sentence == last.sentence && t.measure == last.measure && t.dimension == last.dimension;
    let group: Vec<Subject> = state.told.iter().rev().take_while(alike).map(|t| t.subject).collect();
    let distinct = group.windows(2).all(|w| matches!(w, [a, b] if a.name != b.name || a.scope != b.scope));
    (group.len() == count && distinct).then_some(group)
}

/// 汽车、电子增速分别为76.3%和37.2%，两年平均增速分别为7.3%和5.2%: those whose rates the sentence told, once more.
fn rates_before(state: &State, unit: Option<Dimension>, count: usize) -> Option<Vec<Subject>> {
    let rates = state.told.iter().rev().take(count).filter(|t| t.sentence == state.sentence && t.measure == Measure::Growth);
    let rates: Vec<Subject> = rates.map(|t| t.subject).collect();
    let distinct = rates.windows(2).all(|w| matches!(w, [a, b] if a.name != b.name || a.scope != b.scope));
    (unit == Some(Dimension::Percent) && count > 1 && rates.len() == count && distinct).then_some(rates)
}

/// 汽车、电气、电子增速分别为16.3%、7.9%和2.1%, where the scaled industry is spoken of: each is a sector.
fn sectors_by_name(at: &Around, subjects: &mut [Subject], state: &State, unit: Option<Dimension>) {
    let catalogue = at.walk.catalogue;
    let short =
        |s: &Subject| s.head.is_none() && matches!(s.name, Name::Phrase(w) if (2..=8).contains(&w.of(at.walk.text).chars().count()));
    let growth = unit == Some(Dimension::Percent) && at.cues.has(Class::GrowthNoun) && state.of_industry(at.walk);
    let spoken = state.noun.filter(|n| catalogue.sector(*n).is_some());
    // 五大行业完成增加值222亿元，其中食品加工、机械装备分别完成68.7亿元和41.3亿元: by names that only sectors have.
    let sector = |s: &Subject| matches!(s.name, Name::Phrase(w) if subject::is_sector(at.walk.text, w));
    let told =
        state.told.iter().rev().take_while(|t| t.sentence == state.sentence).find(|t| t.measure == Measure::Level && t.dimension == unit);
    let of_sectors = told.is_some_and(|t| t.subject.noun == spoken && matches!(t.subject.domain, Some(subject::Domain::Sector(_))));
    let amount = unit == Some(Dimension::Money) && spoken.is_some() && of_sectors && subjects.iter().all(sector);
    // 通用设备61.5亿元，微增0.9%；纺织服装和化工分别下降: among sectors told one after another.
    // 电子增加值增长15.8%，拉动全市增长2.6个百分点；有色、食品分别增长: what one adds to the whole stands between.
    let adds = |t: &&Told| t.dimension == Some(Dimension::Point);
    let last = state.told.iter().rev().find(|t| !adds(t)).filter(|t| t.sentence == state.sentence);
    let among = unit == Some(Dimension::Percent)
        && last.is_some_and(|t| matches!(t.subject.domain, Some(subject::Domain::Sector(_))) && matches!(t.subject.name, Name::Known(_)))
        && !at.cues.has(Class::ShareNoun)
        && subjects.iter().all(|s| !super::measure::ends_as_rate(s.words.of(at.walk.text)));
    let spoken = if among { last.and_then(|t| t.subject.noun).or(spoken) } else { spoken };
    if !(growth || amount || among) || subjects.len() < 2 || !subjects.iter().all(short) {
        return;
    }
    let Some(noun) = spoken.or(catalogue.growth_noun()) else { return };
    let Some(index) = catalogue.sector(noun) else { return };
    for s in subjects {
        let domain = Some(subject::Domain::Sector(s.words));
        *s = Subject { name: Name::Known(index), domain, noun: Some(noun), scope: Some(s.words), ..*s };
    }
}

/// Whether the words stand for things told before: 三者, 两者之和, 上述三类企业.
pub fn is_those(words: &str) -> bool {
    let above = ["上述", "以上", "这"].iter().find_map(|lead| words.strip_prefix(lead));
    let mut chars = above.unwrap_or(words).chars();
    let counted = chars.next().is_some_and(|c| crate::quantity::numerals::chinese_digit(c).is_some());
    let rest = chars.as_str();
    counted
        && (matches!(rest, "者" | "者之" | "者之和" | "项指标" | "项指标增速" | "项")
            || above.is_some() && rest.starts_with(['类', '项', '个', '种']))
}

/// What 总量 stands for before 和: the amount spoken of.
fn total_before(at: &Around, state: &State) -> Option<Subject> {
    let &Around { walk, tokens, near, .. } = at;
    let total = near.iter().position(|&i| tokens.get(i).is_some_and(|t| matches!(t.span.of(walk.text), "总量" | "总额" | "规模")))?;
    let joined = near.get(total + 1).and_then(|&i| tokens.get(i));
    if !matches!(joined.map(|t| t.kind), Some(Kind::Word(w)) if w.class == Some(Class::And))
        && !matches!(joined.map(|t| t.kind), Some(Kind::Mark(Mark::Pause)))
    {
        return None;
    }
    let amount = |s: &Subject| s.dimension(walk.catalogue).is_some_and(|d| d != Dimension::Percent);
    state.told.iter().rev().map(|t| t.subject).find(|s| matches!(s.name, Name::Known(_)) && amount(s))
}

/// One name told of each of several things before it: of those that the clause before names (工程机械、新材料、电子信息加速壮大，产值依次为…), or of
/// those that the figures before were of (制造业项目64个、现代服务业31个，分别完成投资…).
fn one_of_each(at: &Around, only: Subject, count: usize, state: &State, unit: Option<Dimension>) -> Option<Vec<Subject>> {
    let walk = at.walk;
    let (noun, of_all) = noun_alone(at, only)?;
    let named = names_before(at, state, unit);
    if named.len() >= count {
        let sector = noun.and_then(|n| walk.catalogue.sector(n));
        let sectors = named.iter().all(|w| subject::is_sector(walk.text, *w));
        let each = |words: Span| match (sector, noun) {
            (Some(index), Some(noun)) if sectors => Subject {
                name: Name::Known(index),
                domain: Some(subject::Domain::Sector(words)),
                noun: Some(noun),
                scope: Some(words),
                ..of_all
            },
            _ => Subject { scope: Some(words), ..of_all },
        };
        return Some(named.iter().skip(named.len() - count).map(|words| each(*words)).collect());
    }
    let before = list_before(state, count).filter(|_| of_all.scope.is_none() || matches!(of_all.name, Name::Known(_)))?;
    let scopes: Option<Vec<Span>> = before.iter().rev().map(|s| s.scope).collect();
    Some(scopes?.into_iter().map(|scope| Subject { scope: Some(scope), ..of_all }).collect())
}

/// 申请专利2360件、授权1487件，其中发明专利分别为1105件、412件: that part of each of those told.
fn part_of_each(at: &Around, only: Subject, count: usize, state: &State) -> Option<Vec<Subject>> {
    let walk = at.walk;
    let before = state.told.get(..state.whole).filter(|_| at.cues.has(Class::Among) && count > 1)?;
    let told = before.get(before.len().checked_sub(count)?..)?;
    let alike = told
        .iter()
        .all(|t| t.measure == Measure::Level && t.sentence == state.sentence && t.dimension == at.figure.quantity.unit.dimension);
    let distinct = told.windows(2).all(|w| matches!(w, [a, b] if a.subject.name != b.subject.name));
    let part = only.words.of(walk.text);
    let each = |t: &Told| {
        let Name::Known(index) = t.subject.name else { return None };
        let own = walk.catalogue.indicator(index).name.as_str();
        // 发明专利 and 专利申请量 make 发明专利申请量.
        let grown = own.char_indices().map(|(at, c)| at + c.len_utf8()).rev().find(|&end| part.ends_with(own.get(..end).unwrap_or("\n")));
        let name = grown.and_then(|end| walk.catalogue.find(&format!("{part}{}", own.get(end..)?)));
        Some(match name {
            Some(index) => Subject { name: Name::Known(index), words: only.words, scope: None, ..t.subject },
            None => Subject { scope: Some(only.words), words: only.words, ..t.subject },
        })
    };
    if alike && distinct { told.iter().map(each).collect() } else { None }
}

/// A name that may be told of each of several things named before, and its noun: 产值依次为…; nothing else stands before the figures.
fn noun_alone(at: &Around, only: Subject) -> Option<(Option<u8>, Subject)> {
    let &Around { tokens, near, .. } = at;
    let noun = near.iter().filter_map(|&i| tokens.get(i)).find_map(|t| match t.kind {
        Kind::Word(word) if t.span == only.words => word.meaning.noun,
        _ => None,
    });
    match only.name {
        // 产值, where the scaled industry is spoken of; not 工业产值.
        Name::Known(_) => {
            let told = |t: &Token| matches!(t.kind, Kind::Word(w) if w.meaning.domain.is_some());
            Some((noun.filter(|_| !near.iter().filter_map(|&i| tokens.get(i)).any(told)), only))
        }
        Name::Phrase(_) => Some((Some(noun?), only)),
    }
}

/// What leads a list of names: 形成了电子信息、高端装备.
const LEADS: [&str; 13] =
    ["形成了", "形成", "培育了", "培育", "拥有", "打造了", "打造", "巩固提升", "做大做强", "做强", "壮大", "聚焦", "发展"];

/// The names that the clause before lists, each without what leads it and the total it ends in.
fn names_before(at: &Around, state: &State, unit: Option<Dimension>) -> Vec<Span> {
    let &Around { walk, tokens, far, .. } = at;
    let (_, clause) = super::clause::split_last(tokens, far);
    let mut cues = super::clause::Cues::default();
    cues.read(walk.text, tokens, clause);
    let list = pieces(&Around { near: clause, cues: &cues, ..*at }, unit, false, state);
    let own = |words: Span| {
        let said = words.of(walk.text);
        let led = LEADS.iter().find(|lead| said.starts_with(**lead) && said.len() > lead.len()).map_or(0, |lead| lead.len());
        without_total(walk.text, Span::new(words.start as usize + led, words.end as usize))
    };
    let name = |s: &Subject| match s.name {
        Name::Phrase(words) => Some(own(words)),
        Name::Known(_) => s.scope.map(own),
    };
    let names: Vec<Span> = list.iter().filter_map(name).collect();
    if names.len() == list.len() && names.len() > 1 { names } else { Vec::new() }
}

/// The list of the clause before 分别, when it names as many things as figures follow.
fn of_clause_before(at: &Around, state: &State, unit: Option<Dimension>, count: usize) -> Vec<Subject> {
    let &Around { walk, tokens, far, .. } = at;
    if count < 2 {
        return Vec::new();
    }
    let far = match far.split_last() {
        Some((&last, rest)) if matches!(tokens.get(last).map(|t| t.kind), Some(Kind::Mark(_))) => rest,
        _ => far,
    };
    let (_, clause) = super::clause::split_last(tokens, far);
    let mut cues = super::clause::Cues::default();
    cues.read(walk.text, tokens, clause);
    let list = pieces(&Around { near: clause, cues: &cues, ..*at }, unit, false, state);
    let known = list.last().is_some_and(|s| matches!(s.name, Name::Known(_)));
    // 云门镇、白石街道、城东街道为两位数增长，分别…: the areas in the pieces.
    let area = |s: &Subject| match s.name {
        Name::Phrase(w) if subject::is_area(walk.text, w) => Some(*s),
        Name::Phrase(_) => s.scope.filter(|w| subject::is_area(walk.text, *w)).map(Subject::phrase),
        Name::Known(_) => None,
    };
    let areas: Vec<Subject> = list.iter().filter_map(area).collect();
    if known && list.len() >= count {
        list.into_vec()
    } else if areas.len() == list.len() && areas.len() >= count {
        areas
    } else {
        Vec::new()
    }
}

/// Whether, after the comma at `i`, only joining words stand before the next figure.
pub fn figure_follows(tokens: &[Token], i: usize) -> bool {
    let mut k = i + 1;
    while let Some(token) = tokens.get(k) {
        match token.kind {
            Kind::Quantity(_) => return k > i + 1,
            Kind::Word(word) if matches!(word.class, Some(Class::Up | Class::Down)) => k += 1,
            _ => return false,
        }
    }
    false
}
