//! A table of text: what every source of a district becomes before it is understood.
//!
//! In: the text of a CSV file (RFC 4180: commas, quoted cells, any line ends). Out:
//! headers and rows, each row with the line on which it starts. Rows with nothing in
//! them are left out; a row with too many or too few cells is a problem.

use csv::StringRecord;

use super::text::{clip, name_control};
use super::tidy;
use crate::error::{Code, MOST_REPORTED, Place, Problem, Problems};

/// More columns than this are no district but an accident.
pub(super) const MOST_COLUMNS: usize = 1000;

/// Headers and rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    /// The file, as the user named it, where there is one.
    pub(super) file: Option<String>,
    /// In a JSON document, the list that holds the rows; they have no lines.
    pub(super) list: Option<&'static str>,
    pub(super) headers: Vec<String>,
    /// The line of the headers.
    pub(super) head: Option<usize>,
    pub(super) rows: Vec<Row>,
    /// Whether rows were left out because of a problem.
    pub(super) incomplete: bool,
}

/// One row.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Its line in the file; in a JSON document its number, from 1.
    pub(super) number: usize,
    cells: StringRecord,
}

impl Row {
    pub(super) fn new(number: usize, cells: StringRecord) -> Self {
        Self { number, cells }
    }

    /// A cell without the blanks around it; empty where there is none.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default().trim()
    }
}

impl Table {
    /// Reads CSV text; none where it cannot be made out at all.
    pub(super) fn from_csv(
        file: &str,
        text: &str,
        problems: &mut Problems,
        warnings: &mut Problems,
    ) -> Option<Self> {
        let place = Place::file(file);
        let separator = separator(text);
        if let Err((code, line)) = scan(text, separator) {
            problems.add(code, place.at_row(line), [MOST_COLUMNS.to_string()]);
            return None;
        }
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(text.as_bytes());
        let mut lines = Lines {
            bytes: text.as_bytes(),
            at: 0,
            line: 1,
        };
        let mut records = Vec::new();
        let mut record = StringRecord::new();
        loop {
            let from = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(e) => {
                    problems.add(Code::FileUnreadable, place, [e.to_string()]);
                    return None;
                }
            }
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let line = lines.of_record_after(from);
            records.push((line, record.clone()));
        }
        Self::from_records(file, records, problems, warnings)
    }

    /// Makes a table of rows that are not blank, each with its line: finds the headers
    /// below any titles, and leaves out totals and remarks with a note.
    pub(super) fn from_records(
        file: &str,
        records: Vec<(usize, StringRecord)>,
        problems: &mut Problems,
        warnings: &mut Problems,
    ) -> Option<Self> {
        let place = Place::file(file);
        let mut table = Self {
            file: Some(file.to_owned()),
            ..Self::default()
        };
        let head = tidy::head(&records);
        for (number, (line, record)) in records.into_iter().enumerate() {
            let place = place.clone().at_row(line);
            let said = || clip(record.iter().find(|c| !c.trim().is_empty()).unwrap_or(""));
            if number == head {
                table.head = Some(line);
                table.headers = record.iter().map(|h| h.trim().to_owned()).collect();
            } else if number < head || tidy::is_remark(&record) {
                warnings.add(Code::RemarkLeftOut, place, [said()]);
            } else if tidy::is_total(&record) {
                warnings.add(Code::TotalsLeftOut, place, [said()]);
            } else if record.len() == table.headers.len() {
                table.rows.push(Row::new(line, record));
            } else {
                let args = [record.len().to_string(), table.headers.len().to_string()];
                problems.add(Code::RaggedRow, place, args);
                table.incomplete = true;
            }
        }
        if table.headers.is_empty() {
            problems.add(Code::EmptyTable, place, [""; 0]);
            return None;
        }
        table.drop_control(problems);
        Some(table)
    }

    /// The table as a whole.
    pub(super) fn place(&self) -> Place {
        let place = self.file.as_ref().map(Place::file).unwrap_or_default();
        match self.list {
            Some(list) => place.of(list),
            None => place,
        }
    }

    /// Its row of headers.
    pub(super) fn place_of_headers(&self) -> Place {
        match self.head {
            Some(line) => self.place().at_row(line),
            None => self.place(),
        }
    }

    /// One row of it.
    pub(super) fn place_of(&self, row: &Row) -> Place {
        match self.list {
            Some(list) => self.place().of(format!("{list}.{}", row.number)),
            None => self.place().at_row(row.number),
        }
    }

    /// Whether a place is in it.
    pub(super) fn owns(&self, place: &Place) -> bool {
        let in_list = |list: &str| {
            let item = place.item.as_deref().unwrap_or_default();
            item.strip_prefix(list)
                .is_some_and(|rest| rest.starts_with('.'))
        };
        place.file == self.file && self.list.is_none_or(in_list)
    }

    /// Reports control characters, and takes them out so that they are reported once.
    pub(super) fn drop_control(&mut self, problems: &mut Problems) {
        let mut found = Vec::new();
        for header in &mut self.headers {
            if let Some(name) = name_control(header) {
                header.retain(|c| !super::text::is_control(c));
                found.push((None, clip(header), name));
            }
        }
        for (at, row) in self.rows.iter_mut().enumerate() {
            let control = row.cells.iter().map(name_control);
            let named: Vec<_> = control
                .zip(&self.headers)
                .filter_map(|(name, header)| Some((Some(at), clip(header), name?)))
                .collect();
            if named.is_empty() {
                continue;
            }
            let clean = |cell: &str| cell.replace(super::text::is_control, "");
            row.cells = row.cells.iter().map(clean).collect();
            found.extend(named);
        }
        for (at, column, name) in found.into_iter().take(MOST_REPORTED) {
            let row = at.and_then(|at| self.rows.get(at));
            let place = row.map_or_else(|| self.place_of_headers(), |row| self.place_of(row));
            let place = place.at_column(column);
            problems.push(Problem::new(Code::ControlCharacter, place, [name]));
        }
    }
}

/// What stands between cells: a comma, or else a tab or a semicolon where the first line
/// has no comma but one of these.
fn separator(text: &str) -> u8 {
    let lines = text.split(['\n', '\r']);
    let first = lines.map(str::trim).find(|line| !line.is_empty());
    let first = first.unwrap_or_default();
    let others = [b'\t', b';'].into_iter();
    let found = others
        .filter(|s| first.contains(char::from(*s)))
        .find(|_| !first.contains(','));
    found.unwrap_or(b',')
}

/// Looks through CSV text for what the parser would put up with in silence: a quoted
/// cell that does not end, or goes on after its end; and too many cells in a row.
fn scan(text: &str, separator: u8) -> Result<(), (Code, usize)> {
    enum In {
        Start,
        Plain,
        Quoted,
        Ended,
    }
    let (mut state, mut line, mut opened, mut cells) = (In::Start, 1, 1, 1);
    let mut last = b'\n';
    for byte in text.bytes() {
        if byte == b'\n' && last == b'\r' {
            last = byte;
            continue;
        }
        last = byte;
        let ends_line = matches!(byte, b'\n' | b'\r');
        line += usize::from(ends_line);
        state = match (state, byte) {
            (In::Quoted, b'"') => In::Ended,
            (In::Quoted, _) | (In::Ended, b'"') => In::Quoted,
            (In::Start, b'"') => {
                opened = line;
                In::Quoted
            }
            (_, b) if b == separator => {
                cells += 1;
                In::Start
            }
            _ if ends_line => {
                cells = 1;
                In::Start
            }
            (In::Ended, b' ' | b'\t') => In::Ended,
            (In::Ended, _) => return Err((Code::UnclosedQuote, opened)),
            _ => In::Plain,
        };
        if cells > MOST_COLUMNS {
            return Err((Code::TooManyColumns, line));
        }
    }
    match state {
        In::Quoted => Err((Code::UnclosedQuote, opened)),
        _ => Ok(()),
    }
}

/// Counts lines as records go by; quoted cells may hold line ends, and the parser
/// counts a lone carriage return as no line.
struct Lines<'t> {
    bytes: &'t [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line on which the record starts that was read from byte `from` on.
    fn of_record_after(&mut self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        let blank = rest.iter().take_while(|b| matches!(b, b'\n' | b'\r'));
        let start = from + blank.count();
        let passed = self.bytes.get(self.at..start).unwrap_or_default();
        let after = passed.iter().skip(1).chain([&b' ']);
        let ends = passed
            .iter()
            .zip(after)
            .filter(|(b, next)| **b == b'\n' || (**b == b'\r' && **next != b'\n'));
        self.line += ends.count();
        self.at = start;
        self.line
    }
}
