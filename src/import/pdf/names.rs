//! What single bytes and glyph names stand for in the fonts of Latin letters, and which characters are only another
//! form of a common one.

/// Names of glyphs (Adobe Glyph List) that are not the letter itself and that reports use.
const NAMES: [(&str, char); 79] = [
    ("space", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("bullet", '•'),
    ("dagger", '†'),
    ("daggerdbl", '‡'),
    ("ellipsis", '…'),
    ("emdash", '—'),
    ("endash", '–'),
    ("fraction", '⁄'),
    ("minus", '−'),
    ("multiply", '×'),
    ("divide", '÷'),
    ("plusminus", '±'),
    ("degree", '°'),
    ("section", '§'),
    ("periodcentered", '·'),
    ("middot", '·'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("guillemotleft", '«'),
    ("guillemotright", '»'),
    ("perthousand", '‰'),
    ("trademark", '™'),
    ("copyright", '©'),
    ("registered", '®'),
    ("yen", '¥'),
    ("sterling", '£'),
    ("Euro", '€'),
    ("cent", '¢'),
    ("onesuperior", '¹'),
    ("twosuperior", '²'),
    ("threesuperior", '³'),
    ("lessequal", '≤'),
    ("greaterequal", '≥'),
    ("nbspace", ' '),
    ("mu", 'µ'),
];

/// Names of ligatures, and what they are made of.
const LIGATURES: [(&str, &str); 5] = [("fi", "fi"), ("fl", "fl"), ("ff", "ff"), ("ffi", "ffi"), ("ffl", "ffl")];

/// What a glyph's name stands for: `A`, `percent`, `uni5DE5`, `u20BB7`, `fi`. `None` for names that say nothing (`g12`).
pub(super) fn of_name(name: &str) -> Option<String> {
    let name = name.split_once('.').map_or(name, |(stem, _)| stem);
    let mut chars = name.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        return Some(only.to_string());
    }
    if let Some((_, c)) = NAMES.iter().find(|(n, _)| *n == name) {
        return Some(c.to_string());
    }
    if let Some((_, parts)) = LIGATURES.iter().find(|(n, _)| *n == name) {
        return Some((*parts).to_owned());
    }
    let hex =
        name.strip_prefix("uni").filter(|h| h.len() == 4).or_else(|| name.strip_prefix('u').filter(|h| (4..=6).contains(&h.len())))?;
    u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).map(String::from)
}

/// What a byte stands for in a font of Latin letters that says nothing more.
pub(super) fn of_byte(byte: u8, mac: bool) -> char {
    let encoding = if mac { encoding_rs::MACINTOSH } else { encoding_rs::WINDOWS_1252 };
    encoding.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The Kangxi radicals (U+2F00 on) as the characters that they look like: fonts that share a glyph between both give
/// the radical for the character.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Forms of radicals beyond those, as far as they are characters of their own.
const MORE_RADICALS: [(char, char); 30] = [
    ('⺁', '厂'),
    ('⺇', '几'),
    ('⺌', '小'),
    ('⺎', '兀'),
    ('⺏', '尣'),
    ('⺐', '尢'),
    ('⺒', '巳'),
    ('⺓', '幺'),
    ('⺛', '旡'),
    ('⺝', '月'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻩', '黄'),
];

/// The common character for one that only looks like it; others as they are.
pub(super) fn common(c: char) -> char {
    match c {
        '\u{2F00}'..='\u{2FD5}' => RADICALS.chars().nth(c as usize - 0x2F00).unwrap_or(c),
        '\u{2E80}'..='\u{2EF3}' => MORE_RADICALS.iter().find(|(form, _)| *form == c).map_or(c, |(_, common)| *common),
        '\u{2002}'..='\u{200A}' | '\u{202F}' => ' ',
        c => c,
    }
}

/// Whether a character is only another form of a common one: of two characters of one glyph it is not the one meant.
pub(super) fn is_form(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FD5}' | '\u{F900}'..='\u{FAFF}' | '\u{E000}'..='\u{F8FF}' | '\u{2F800}'..='\u{2FA1F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_forms_become_characters() {
        for (name, is) in [("A", "A"), ("percent", "%"), ("uni5DE5", "工"), ("u20BB7", "𠮷"), ("ffi", "ffi"), ("seven.tnum", "7")] {
            assert_eq!(of_name(name).as_deref(), Some(is), "{name}");
        }
        assert_eq!((of_name("g12"), of_name("cid07"), of_name("")), (None, None, None));
        assert_eq!(['⼯', '⽇', '⾼', '⻓', '工'].map(common), ['工', '日', '高', '长', '工']);
        assert_eq!((of_byte(b'7', false), of_byte(0x85, false), of_byte(0xD2, true)), ('7', '…', '“'));
    }
}
