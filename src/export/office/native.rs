//! A chart as the office programs draw it themselves, over a range of cells that can be edited.

use super::explicit::explicit;
use super::failed;
use super::grid::Grid;
use crate::base::decimal;
use crate::chart::layout::axis;
use crate::chart::numbers::position;
use crate::chart::palette::{self, Colour};
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::export::ExportError;
use crate::indicator::Status;
use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartDataLabel, ChartDataLabelPosition, ChartEmptyCells, ChartFont, ChartFormat, ChartLegendPosition,
    ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType, ChartPatternFill, ChartPatternFillType, ChartPoint, ChartSeries,
    ChartSolidFill, ChartType, Color, Format, FormatAlign, Workbook, Worksheet,
};
use std::io::Read;

/// The sheet of the workbook inside a slide or text.
const SHEET: &str = "Sheet1";

/// Where a grid stands: its sheet, and the row of its head; it begins in the first column.
#[derive(Clone, Copy)]
pub struct Range<'a> {
    /// The sheet's name.
    pub sheet: &'a str,
    /// The head's row, 0-based.
    pub head: u32,
}

/// A chart for a slide or a text: its part, and the workbook it is edited in.
pub struct Part {
    /// `chartN.xml`.
    pub chart: String,
    /// The workbook's bytes.
    pub workbook: Vec<u8>,
}

/// The most lines that each have their values beside them: of more they stand in one another's way.
const LABELLED: usize = 4;

/// The number format of a chart's values: its decimals, and a true minus.
pub fn number_format(decimals: u32) -> String {
    let places = if decimals == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(decimals.min(9) as usize)) };
    format!("{places};−{places}")
}

/// Writes a grid's head and rows into a sheet; rates are formulas.
pub fn write_grid(grid: &Grid<'_>, head_row: u32, sheet: &mut Worksheet, head: &Format, body: &Format) -> Result<(), ExportError> {
    let rate_format = body.clone().set_num_format(number_format(1));
    let over_numbers = head.clone().set_align(FormatAlign::Right);
    for (column, name) in (0_u16..).zip(&grid.head) {
        let look = if column == 0 { head } else { &over_numbers };
        sheet.write_string_with_format(head_row, column, name, look).map_err(failed)?;
    }
    for (row, (category, name, marks, rate)) in (head_row + 1..).zip(grid.rows()) {
        sheet.write_string_with_format(row, 0, &name, body).map_err(failed)?;
        let mut column = 1_u16;
        for (run, mark) in marks.into_iter().enumerate() {
            let number = body.clone().set_num_format(number_format(grid.spec.unit_of(run, category).1));
            match mark {
                Some(mark) => drop(sheet.write_number_with_format(row, column, position(mark.value), &number).map_err(failed)?),
                None => drop(sheet.write_blank(row, column, body).map_err(failed)?),
            }
            column += 1;
        }
        let Some(rate) = rate else { continue };
        if grid.spec.kind == ChartKind::Progress {
            // The chart over it keeps a copy of its values: the library takes none of formulas.
            let rate = position(decimal::round(rate, 2));
            sheet.write_number_with_format(row, column, rate, &rate_format).map_err(failed)?;
        } else {
            let formula = rust_xlsxwriter::Formula::new(format!("=C{0}/B{0}*100", row + 1)).set_result(rate.to_string());
            sheet.write_formula_with_format(row, column, formula, &rate_format).map_err(failed)?;
        }
    }
    Ok(())
}

/// The chart over a grid; `None` for a kind that is a table. `points` is the size of its text.
pub fn chart(grid: &Grid<'_>, range: Range<'_>, title: &str, points: u32) -> Option<Chart> {
    let spec = grid.spec;
    let count = u32::try_from(grid.order.len()).ok().filter(|&n| n > 0)?;
    let kind = match spec.kind {
        ChartKind::Column | ChartKind::PlanActual | ChartKind::LevelGrowth | ChartKind::Ladder => ChartType::Column,
        ChartKind::Stacked => ChartType::ColumnStacked,
        ChartKind::Shares => ChartType::ColumnPercentStacked,
        ChartKind::Ranking | ChartKind::Progress => ChartType::Bar,
        ChartKind::Line | ChartKind::Panels => ChartType::Line,
        ChartKind::Structure => ChartType::Doughnut,
        ChartKind::Heat | ChartKind::RankTable | ChartKind::Table => return None,
    };
    let mut chart = Chart::new(kind);
    let over = |run: usize| -> Option<ChartSeries> {
        let column = u16::try_from(run + 1).ok()?;
        let (first, last) = (range.head + 1, range.head + count);
        let mut series = ChartSeries::new();
        series.set_name((range.sheet, range.head, column)).set_categories((range.sheet, first, 0, last, 0)).set_values((
            range.sheet,
            first,
            column,
            last,
            column,
        ));
        dress(&mut series, grid, run, points);
        Some(series)
    };
    // Not pushed: the library takes the markers off lines that are.
    let add = |chart: &mut Chart, series: ChartSeries| *chart.add_series() = series;
    let runs = spec.series.len();
    match spec.kind {
        // The third column holds the rates.
        ChartKind::Progress => add(&mut chart, over(2)?),
        ChartKind::LevelGrowth => {
            for run in 0..runs.saturating_sub(1) {
                add(&mut chart, over(run)?);
            }
            let mut line = Chart::new(ChartType::Line);
            add(&mut line, over(runs.saturating_sub(1))?.set_secondary_axis(true).clone());
            chart.combine(&line);
        }
        _ => {
            for run in 0..runs {
                add(&mut chart, over(run)?);
            }
        }
    }
    frame(&mut chart, spec, title, points);
    Some(chart)
}

/// The look of one run: colours as on paper, what is not actual hatched or open.
fn dress(series: &mut ChartSeries, grid: &Grid<'_>, run: usize, points: u32) {
    let spec = grid.spec;
    let runs = spec.series.len();
    let growth = spec.kind == ChartKind::LevelGrowth && run + 1 == runs;
    let colour = match spec.kind {
        ChartKind::Line | ChartKind::Panels => palette::line(run),
        ChartKind::LevelGrowth if growth => palette::BRICK,
        ChartKind::LevelGrowth => palette::run(run, runs - 1),
        ChartKind::Stacked | ChartKind::Shares => palette::part(run, runs),
        ChartKind::Progress => palette::NAVY,
        _ => palette::run(run, runs),
    };
    let decimals = if spec.kind == ChartKind::Progress { 1 } else { spec.unit_of(run, 0).1 };
    let small = f64::from(points.saturating_sub(1));
    let mut label = ChartDataLabel::new();
    label.show_value().set_num_format(number_format(decimals)).set_font(ChartFont::new().set_size(small));
    match spec.kind {
        ChartKind::Stacked | ChartKind::Shares => {
            let ink = ChartFont::new().set_size(small).set_color(rgb(colour.ink_on())).clone();
            series.set_format(&mut solid(colour)).set_gap(70);
            label.set_font(&ink);
        }
        ChartKind::Line | ChartKind::Panels | ChartKind::LevelGrowth if growth || spec.kind != ChartKind::LevelGrowth => {
            let mut marker = ChartMarker::new();
            marker.set_type(ChartMarkerType::Circle).set_size(6).set_format(&mut solid(colour));
            series.set_marker(&marker).set_format(ChartFormat::new().set_line(ChartLine::new().set_color(rgb(colour)).set_width(1.75)));
            label.set_position(ChartDataLabelPosition::Above);
        }
        ChartKind::Structure => {
            let count = grid.order.len();
            let white = |i: usize| palette::part(i, count).ink_on() == palette::PAPER;
            let custom = |i: usize| {
                let ink = if white(i) { palette::PAPER } else { palette::INK };
                label.clone().set_font(ChartFont::new().set_size(small).set_color(rgb(ink))).to_custom()
            };
            series.set_custom_data_labels(&(0..count).map(custom).collect::<Vec<_>>());
        }
        ChartKind::PlanActual if run == 0 => {
            // Beside each other, not one within the other as on paper: these programs put no label beside a bar, and within a
            // low one it cannot be read.
            series.set_format(&mut outlined(palette::NAVY)).set_gap(60);
        }
        ChartKind::PlanActual => drop(series.set_format(&mut solid(palette::NAVY))),
        _ => {
            series.set_format(&mut solid(colour)).set_gap(if spec.series.len() > 1 { 60 } else { 90 });
        }
    }
    let mut statuses = spec.series.get(run).into_iter().flat_map(|s| s.marks.iter().flatten().map(|m| m.status));
    let uniform = statuses.next().filter(|first| statuses.all(|other| other == *first));
    // Where all of a run is a target, its sample in the legend says so.
    if matches!(spec.kind, ChartKind::Column) && uniform == Some(Status::Target) {
        series.set_format(&mut outlined(palette::NAVY));
    }
    let mut special_points = Vec::new();
    for (place, &category) in grid.order.iter().enumerate() {
        let status = spec.mark(run, category).map_or(Status::Actual, |m| m.status);
        let special = match (spec.kind, status) {
            (ChartKind::Structure, _) => Some(solid(palette::part(category, grid.order.len()))),
            (ChartKind::Ranking | ChartKind::Column, Status::Actual) if spec.steps_back(category) => Some(solid(palette::STEEL)),
            (ChartKind::PlanActual, Status::Target) => None,
            (ChartKind::Progress, _) if spec.is_behind(category) => Some(hatched(palette::BRICK)),
            (ChartKind::Progress, _) | (_, Status::Actual) => None,
            (ChartKind::LevelGrowth, _) if growth => None,
            (ChartKind::Line | ChartKind::Panels, _) => {
                let line = ChartLine::new().set_color(rgb(colour)).set_width(1.75).set_dash_type(ChartLineDashType::Dash).clone();
                Some(ChartFormat::new().set_line(&line).clone())
            }
            (_, Status::Forecast) => Some(hatched(colour)),
            (_, Status::Target) => Some(outlined(palette::NAVY)),
        };
        if let Some(mut format) = special {
            special_points.resize(place, ChartPoint::default());
            special_points.push(ChartPoint::new().set_format(&mut format));
        }
    }
    if !special_points.is_empty() {
        series.set_points(&special_points);
    }
    let crowded = matches!(spec.kind, ChartKind::Line | ChartKind::Panels) && runs > LABELLED;
    if !crowded {
        series.set_data_label(&label);
    }
}

/// Title with the unit, legend, axes.
fn frame(chart: &mut Chart, spec: &ChartSpec, title: &str, points: u32) {
    let unit = if spec.kind == ChartKind::Progress {
        "（完成率，%）".to_owned()
    } else if spec.second.is_some() || spec.unit.is_empty() {
        String::new()
    } else {
        format!("（单位：{}）", spec.unit)
    };
    chart.title().set_name(format!("{title}{unit}").as_str()).set_font(ChartFont::new().set_size(points + 2).set_bold());
    chart.show_empty_cells_as(ChartEmptyCells::Gaps);
    let several = spec.series.len() > 1 && spec.kind != ChartKind::Progress;
    if several || spec.kind == ChartKind::Structure {
        let side = if spec.kind == ChartKind::Structure { ChartLegendPosition::Right } else { ChartLegendPosition::Bottom };
        chart.legend().set_position(side);
    } else {
        chart.legend().set_hidden();
    }
    if spec.kind == ChartKind::Structure {
        chart.set_hole_size(60);
        return;
    }
    let grid = ChartLine::new().set_color(rgb(palette::RULE)).set_width(0.5).clone();
    if let Some(second) = &spec.second {
        chart.y_axis().set_name(spec.unit.as_str());
        // Bars in the lower part, the line above them, as on paper.
        let (bars, line) = axis::pair(spec);
        chart.y_axis().set_min(bars.range().0).set_max(bars.range().1).set_major_unit(bars.step());
        chart.y2_axis().set_min(line.range().0).set_max(line.range().1).set_major_unit(line.step());
        chart.y2_axis().set_name(second.unit.as_str()).set_num_format("General;−General");
    }
    let bars = !matches!(spec.kind, ChartKind::Line | ChartKind::Panels | ChartKind::LevelGrowth);
    if bars && spec.marks().all(|(_, m)| !m.value.is_sign_negative()) {
        // A bar that does not begin at zero lies.
        let values = if matches!(spec.kind, ChartKind::Ranking | ChartKind::Progress) { chart.x_axis() } else { chart.y_axis() };
        values.set_min(0);
    }
    if matches!(spec.kind, ChartKind::Ranking | ChartKind::Progress) {
        // The library's x axis is the one below: here that of the values. It has no numbers: they stand at the bars.
        chart.y_axis().set_reverse().set_label_position(ChartAxisLabelPosition::Low).set_label_interval(1);
        if spec.categories.len() > 8 {
            chart.y_axis().set_font(ChartFont::new().set_size(points.saturating_sub(2)));
        }
        chart.x_axis().set_hidden(true).set_major_gridlines(false);
    } else {
        // Names level, in lines of their own: slanted ones are read with the head to one side.
        chart.x_axis().set_label_position(ChartAxisLabelPosition::Low).set_font(ChartFont::new().set_rotation(0));
        let ticks = if spec.kind == ChartKind::Shares { "0%" } else { "General;−General" };
        chart.y_axis().set_major_gridlines(true).set_major_gridlines_line(&grid).set_num_format(ticks);
    }
}

fn rgb(colour: Colour) -> Color {
    Color::RGB(u32::from(colour.0) << 16 | u32::from(colour.1) << 8 | u32::from(colour.2))
}

fn solid(colour: Colour) -> ChartFormat {
    ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(rgb(colour))).clone()
}

fn outlined(colour: Colour) -> ChartFormat {
    ChartFormat::new().set_no_fill().set_border(ChartLine::new().set_color(rgb(colour)).set_width(1.25)).clone()
}

fn hatched(colour: Colour) -> ChartFormat {
    let mut fill = ChartPatternFill::new();
    fill.set_pattern(ChartPatternFillType::DiagonalStripesWideUpwards)
        .set_foreground_color(rgb(colour))
        .set_background_color(rgb(palette::PAPER));
    ChartFormat::new().set_pattern_fill(&fill).set_border(ChartLine::new().set_color(rgb(colour)).set_width(1.0)).clone()
}

/// A workbook with nothing but a grid, and the chart over it where it is asked for.
fn workbook(grid: &Grid<'_>, chart: Option<&Chart>) -> Result<Vec<u8>, ExportError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET).map_err(failed)?;
    sheet.set_column_width(0, 24).map_err(failed)?;
    let plain = Format::new();
    write_grid(grid, 0, sheet, &Format::new().set_bold(), &plain)?;
    if let Some(chart) = chart {
        sheet.insert_chart(2, 5, chart).map_err(failed)?;
    }
    book.save_to_buffer().map_err(failed)
}

/// The chart as a part of a slide or text, with its workbook; `None` for a kind that is a table. `points` is the size of
/// its text.
pub fn part(spec: &ChartSpec, title: &str, points: u32) -> Result<Option<Part>, ExportError> {
    let grid = Grid::of(spec);
    let Some(drawn) = chart(&grid, Range { sheet: SHEET, head: 0 }, title, points) else { return Ok(None) };
    // The library writes charts only into workbooks: it is taken out of one, and edited in another that holds the data alone.
    let whole = workbook(&grid, Some(&drawn))?;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(whole)).map_err(failed)?;
    let mut chart = String::new();
    archive.by_name("xl/charts/chart1.xml").map_err(failed)?.read_to_string(&mut chart).map_err(failed)?;
    let text = format!(
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{}\"/></a:pPr><a:endParaRPr lang=\"zh-CN\"/></a:p></c:txPr>",
        points * 100
    );
    let data = "<c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData>";
    // After the chart and its area, before the print settings, as the schema orders them (ECMA-376 Part 1, 21.2.2.29).
    chart = explicit(&chart);
    let settings = chart.find("<c:printSettings>").ok_or_else(|| failed("a chart without print settings"))?;
    chart.insert_str(settings, &format!("{text}{data}"));
    Ok(Some(Part { chart, workbook: workbook(&grid, None)? }))
}
