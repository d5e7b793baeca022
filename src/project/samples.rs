//! The samples built in: three years' reports and one workbook of an invented district, 澄渡区. The numbers fit each
//! other within a report, from year to year, and between reports and workbook (`assets/samples/monthly.py`); one figure
//! is masked, one heading has lost half its mark, and one report wears a web page's head and foot.

/// Names as shown, and bytes, in the order to open them.
pub static SAMPLES: [(&str, &[u8]); 4] = [
    ("澄渡区科工信局2020年工作总结.txt", include_bytes!("../../assets/samples/report-2020.txt")),
    ("澄渡区科工信局2021年工作总结.txt", include_bytes!("../../assets/samples/report-2021.txt")),
    ("澄渡区科工信局2022年工作总结.txt", include_bytes!("../../assets/samples/report-2022.txt")),
    ("澄渡区主要指标月报2022.xlsx", include_bytes!("../../assets/samples/monthly-2022.xlsx")),
];
