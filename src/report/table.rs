//! `--format csv,xlsx`: a row for each finding, and a row for each app.
//!
//! A cell is text, whatever it holds: one that a spreadsheet would take for a
//! formula gets an apostrophe in CSV, and is typed as text in XLSX.

use std::io;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::folder::{Folder, OutputError};
use super::json::{Finding, Report};
use super::reread::reports;
use super::summary::{AppRow, Summary};
use super::{Lang, Writer, text};
use crate::judge::{SetAside, Side, Verdict};

/// Characters of a cell; Excel allows 32,767.
const MAX_CELL: usize = 32_000;
/// Rows of a sheet under its heading; Excel allows 1,048,576 in all.
const MAX_ROWS: u32 = 1_000_000;
/// Pieces of evidence of each side in a cell.
const PIECES: usize = 5;

const FINDINGS: [(&str, &str, f64); 20] = [
    ("应用", "app", 18.0),
    ("包名", "package", 26.0),
    ("版本", "version", 10.0),
    ("机构", "authority", 10.0),
    ("类别", "category", 28.0),
    ("类别编号", "category id", 24.0),
    ("判定", "verdict", 9.0),
    ("严重程度", "severity", 9.0),
    ("问题", "finding", 60.0),
    ("对象", "subject", 28.0),
    ("安装包证据", "evidence in the package", 60.0),
    ("隐私政策证据", "evidence in the policy", 60.0),
    ("依据", "clause", 40.0),
    ("整改建议", "remedy", 60.0),
    ("同一事实的其他类别", "same fact under", 24.0),
    ("不计入的原因", "set aside because", 24.0),
    ("指纹", "fingerprint", 18.0),
    ("文件", "file", 30.0),
    ("SHA-256", "SHA-256", 20.0),
    ("上架资料证据", "evidence in the listing", 60.0),
];
const APPS: [(&str, &str, f64); 13] = [
    ("应用", "app", 18.0),
    ("包名", "package", 26.0),
    ("版本", "version", 10.0),
    ("分值", "score", 8.0),
    ("存在", "indicated", 10.0),
    ("疑似", "suspected", 10.0),
    ("无法判断", "inconclusive", 12.0),
    ("未发现", "not found", 10.0),
    ("需人工检测", "to check by hand", 12.0),
    ("未达标的类别", "fails", 40.0),
    ("局限", "limitations", 8.0),
    ("文件", "file", 40.0),
    ("SHA-256", "SHA-256", 20.0),
];

/// `findings.csv` and `apps.csv`.
pub struct Csv(pub Lang);

/// `report.xlsx` with a sheet of each.
pub struct Xlsx(pub Lang);

impl Writer for Csv {
    fn batch(&self, folder: &Folder, summary: &Summary) -> Result<(), OutputError> {
        let lang = self.0;
        folder.file("findings.csv", |out| {
            let mut csv = start(out, &FINDINGS, lang)?;
            for item in reports(folder, summary) {
                let (_, report) = item.map_err(io::Error::other)?;
                for finding in &report.findings {
                    csv.write_record(finding_row(&report, finding, lang).map(|c| inert(&c)))?;
                }
            }
            csv.flush()
        })?;
        folder.file("apps.csv", |out| {
            let mut csv = start(out, &APPS, lang)?;
            for app in &summary.apps {
                csv.write_record(app_row(app).map(|c| inert(&c.text())))?;
            }
            csv.flush()
        })
    }
}

/// A CSV file begun: the mark by which Excel tells UTF-8, and the heading.
fn start<'a>(
    out: &'a mut dyn io::Write,
    columns: &[(&str, &str, f64)],
    lang: Lang,
) -> io::Result<csv::Writer<&'a mut dyn io::Write>> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    csv.write_record(columns.iter().map(|(zh, en, _)| lang.pick(zh, en)))?;
    Ok(csv)
}

/// Text that no spreadsheet computes, control characters apart from line ends
/// removed.
fn inert(cell: &str) -> String {
    let shown: String = cell
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect();
    let begins = shown.trim_start().chars().next();
    match begins {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') => format!("'{shown}"),
        _ => shown,
    }
}

impl Writer for Xlsx {
    fn batch(&self, folder: &Folder, summary: &Summary) -> Result<(), OutputError> {
        folder.file("report.xlsx", |out| {
            let bytes = workbook(folder, summary, self.0).map_err(io::Error::other)?;
            out.write_all(&bytes)
        })
    }
}

/// Why a workbook cannot be made.
#[derive(Debug, thiserror::Error)]
enum WorkbookError {
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
    #[error(transparent)]
    Output(#[from] OutputError),
}

fn workbook(folder: &Folder, summary: &Summary, lang: Lang) -> Result<Vec<u8>, WorkbookError> {
    let mut book = Workbook::new();
    // The same batch gives the same bytes on any day.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let mut sheet = Sheets::new(lang.pick("问题", "findings"), &FINDINGS, lang);
    for item in reports(folder, summary) {
        let (_, report) = item?;
        for finding in &report.findings {
            let row = finding_row(&report, finding, lang).map(Cell::Text);
            sheet.add(&mut book, &row)?;
        }
    }
    sheet.finish(&mut book)?;
    let mut sheet = Sheets::new(lang.pick("应用", "apps"), &APPS, lang);
    for app in &summary.apps {
        sheet.add(&mut book, &app_row(app))?;
    }
    sheet.finish(&mut book)?;
    Ok(book.save_to_buffer()?)
}

/// Sheets of one kind: another begins when one is full.
struct Sheets<'a> {
    name: &'a str,
    columns: &'a [(&'a str, &'a str, f64)],
    lang: Lang,
    /// Rows of the current sheet under its heading.
    rows: u32,
    sheets: u32,
}

impl<'a> Sheets<'a> {
    fn new(name: &'a str, columns: &'a [(&'a str, &'a str, f64)], lang: Lang) -> Self {
        Self {
            name,
            columns,
            lang,
            rows: 0,
            sheets: 0,
        }
    }

    fn add(&mut self, book: &mut Workbook, row: &[Cell]) -> Result<(), XlsxError> {
        if self.sheets == 0 || self.rows == MAX_ROWS {
            self.begin(book)?;
        }
        self.rows += 1;
        let Some(sheet) = book.worksheets_mut().last_mut() else {
            return Ok(());
        };
        for (column, cell) in (0u16..).zip(row) {
            match cell {
                Cell::Text(text) => {
                    let cut: String = text.chars().take(MAX_CELL).collect();
                    sheet.write_string(self.rows, column, cut)?;
                }
                Cell::Number(number) => {
                    sheet.write_number(self.rows, column, *number)?;
                }
            }
        }
        Ok(())
    }

    /// A sheet with its heading; also one that stays empty.
    fn begin(&mut self, book: &mut Workbook) -> Result<(), XlsxError> {
        self.close(book)?;
        self.sheets += 1;
        self.rows = 0;
        let sheet = book.add_worksheet();
        match self.sheets {
            1 => sheet.set_name(self.name)?,
            more => sheet.set_name(format!("{} {more}", self.name))?,
        };
        let bold = Format::new().set_bold();
        for (column, (zh, en, width)) in (0u16..).zip(self.columns) {
            sheet.write_string_with_format(0, column, *self.lang.pick(zh, en), &bold)?;
            sheet.set_column_width(column, *width)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }

    /// Gives the current sheet its filter.
    fn close(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let last = u16::try_from(self.columns.len()).unwrap_or(1) - 1;
        if let Some(sheet) = book.worksheets_mut().last_mut().filter(|_| self.rows > 0) {
            sheet.autofilter(0, 0, self.rows, last)?;
        }
        Ok(())
    }

    fn finish(mut self, book: &mut Workbook) -> Result<(), XlsxError> {
        if self.sheets == 0 {
            self.begin(book)?;
        }
        self.close(book)
    }
}

enum Cell {
    Text(String),
    Number(u32),
}

impl Cell {
    fn text(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
        }
    }
}

fn app_row(app: &AppRow) -> [Cell; 13] {
    let counts = &app.counts;
    [
        Cell::Text(app.name().into()),
        Cell::Text(app.package.clone()),
        Cell::Text(app.version_name.clone().unwrap_or_default()),
        Cell::Number(app.score),
        Cell::Number(number(app.counted(Verdict::Indicated))),
        Cell::Number(number(app.counted(Verdict::Suspected))),
        Cell::Number(counts.inconclusive),
        Cell::Number(counts.not_found),
        Cell::Number(counts.not_statically_assessable),
        Cell::Text(app.fails.join(", ")),
        Cell::Number(app.limitations),
        Cell::Text(app.file.clone()),
        Cell::Text(app.sha256.clone()),
    ]
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn finding_row(report: &Report, finding: &Finding, lang: Lang) -> [String; 20] {
    let app = &report.app;
    [
        app.name().into(),
        app.package.clone(),
        app.version_name.clone().unwrap_or_default(),
        text::authority(finding.authority, lang).into(),
        finding.title.clone(),
        finding.category.clone(),
        text::verdict(finding.verdict, lang).into(),
        text::severity(finding.severity, lang).into(),
        finding.summary.clone(),
        finding.subject.clone(),
        evidence(finding, Side::Package, lang),
        evidence(finding, Side::Policy, lang),
        finding.clause.clone(),
        finding.remedy.clone(),
        finding.also.join(", "),
        set_aside(finding.set_aside.as_ref(), lang),
        finding.fingerprint.clone(),
        app.file.clone(),
        app.sha256.clone(),
        evidence(finding, Side::Listing, lang),
    ]
}

/// Evidence of one side, a piece a line.
fn evidence(finding: &Finding, side: Side, lang: Lang) -> String {
    let pieces: Vec<_> = finding.evidence.iter().filter(|p| p.side == side).collect();
    let mut lines: Vec<String> = pieces
        .iter()
        .take(PIECES)
        .map(|piece| {
            let mut line = format!("{} ({})", piece.text, piece.location);
            if let Some(quote) = &piece.quote {
                line += &format!(" “{quote}”");
            }
            if !piece.path.is_empty() {
                line += &format!(" {}", piece.path.join(" → "));
            }
            line
        })
        .collect();
    if let Some(more) = pieces.len().checked_sub(PIECES).filter(|more| *more > 0) {
        lines.push(lang.pick(format!("另有 {more} 处"), format!("and {more} more")));
    }
    lines.join("\n")
}

/// Why a finding does not count; empty where it does.
pub(super) fn set_aside(why: Option<&SetAside>, lang: Lang) -> String {
    match why {
        None => String::new(),
        Some(SetAside::Ignored { reason, expires }) => match expires {
            Some(day) => lang.pick(
                format!("{reason}（有效期至 {day}）"),
                format!("{reason} (until {day})"),
            ),
            None => reason.clone(),
        },
        Some(SetAside::Baseline) => lang.pick("基线中已有", "in the baseline").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("  =cmd|'/C calc'!A0", "'  =cmd|'/C calc'!A0"),
            ("\t=1", "'=1"),
            ("\u{1b}@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("-2", "'-2"),
            ("a=b", "a=b"),
            ("两\n行", "两\n行"),
            ("", ""),
        ] {
            assert_eq!(inert(cell), expected, "{cell:?}");
        }
    }
}
