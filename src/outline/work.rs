//! Counts, in tests only, how many bytes and entries are looked at: reading must stay linear in the text whatever stands in it.

/// Says that so much was looked at.
#[cfg(not(test))]
pub fn done(_amount: usize) {}

#[cfg(test)]
pub use counted::done;

#[cfg(test)]
mod counted {
    use std::cell::Cell;

    thread_local!(static WORK: Cell<usize> = const { Cell::new(0) });

    pub fn done(amount: usize) {
        WORK.set(WORK.get() + amount);
    }

    /// The work of reading a text.
    fn work(text: &str) -> usize {
        WORK.set(0);
        let _ = crate::outline::read(text);
        WORK.get()
    }

    #[test]
    fn reading_is_linear() {
        let pieces = [
            "一、",
            "一、\n",
            "一、甲\n",
            "(",
            "(((\n",
            "（一）甲\n",
            ")甲\n",
            "、甲\n",
            "一是",
            "一是甲二是乙",
            "。一是甲。二是乙",
            "是。",
            "第一，",
            "第一，甲。第二，乙。",
            "首先。其次。",
            "①",
            "①甲②乙",
            "1.",
            "1.1 甲\n",
            "1.甲\n",
            "◆甲\n",
            "——",
            "——甲\n",
            "目录\n一、甲\n",
            "目录\n甲\n一、甲\n",
            "工作打算\n今年以来，各项工作平稳推进，成效明显。\n",
            "：",
            "索引号：",
            "首页 >",
            " ",
            "\u{3000}",
            "\n",
            "2020年",
            "项目建设提速。全年开工。\n",
            "(一)甲。\n一是乙。二是丙。\n",
        ];
        for piece in pieces {
            let text = |size: usize| piece.repeat(size / piece.len());
            let (once, twice) = (work(&text(10_000)), work(&text(20_000)));
            assert!(twice < 3 * once + 4096, "{piece:?}: {once} then {twice}");
            assert!(twice < 20_000 * 60, "{piece:?}: {twice}");
        }
    }
}
