//! From the bytes of a file to text.
//!
//! Files are UTF-8 with or without a byte order mark, or GBK / GB18030, which is what
//! Chinese spreadsheets save. What is valid UTF-8 is UTF-8; GB18030 is tried next; what
//! is neither is an error. Control characters other than tab and line ends never
//! belong in a table and are errors too.

use std::fs;
use std::io::Read;
use std::path::Path;

use encoding_rs::GB18030;

use crate::error::{Code, Place, Problem};

/// The largest file read, in bytes: far above any district, far below any memory.
const LARGEST: u64 = 1 << 30;

/// The text of a file.
pub(super) fn read(path: &Path) -> Result<String, Problem> {
    let place = Place::file(path.display().to_string());
    decode(bytes(path, LARGEST)?, &place)
}

/// The bytes of a file that is not larger than `largest`.
pub(super) fn bytes(path: &Path, largest: u64) -> Result<Vec<u8>, Problem> {
    let place = Place::file(path.display().to_string());
    let unreadable =
        |e: std::io::Error| Problem::new(Code::FileUnreadable, place.clone(), [e.to_string()]);
    let about = fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() && !about.is_dir() {
        // A pipe or device could make us wait for ever.
        return Err(Problem::new(
            Code::FileUnreadable,
            place,
            ["not a regular file"],
        ));
    }
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(largest + 1).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    if bytes.len() as u64 > largest {
        return Err(Problem::new(
            Code::FileTooLarge,
            place,
            [about.len().to_string()],
        ));
    }
    Ok(bytes)
}

/// The text of some bytes, without its byte order mark.
pub(super) fn decode(bytes: Vec<u8>, place: &Place) -> Result<String, Problem> {
    let fail = |code| Problem::new(code, place.clone(), [""; 0]);
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(fail(Code::Utf16));
    }
    let marked = bytes.starts_with(&[0xEF, 0xBB, 0xBF]);
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if marked {
                text.drain(..'\u{FEFF}'.len_utf8());
            }
            Ok(text)
        }
        Err(_) if marked => Err(fail(Code::UnknownEncoding)),
        Err(e) => GB18030
            .decode_without_bom_handling_and_without_replacement(e.as_bytes())
            .map(std::borrow::Cow::into_owned)
            .ok_or_else(|| fail(Code::UnknownEncoding)),
    }
}

/// Whether a character has no place in a text file.
pub(super) fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// The control character of a text as messages name it: `U+0007`.
pub(super) fn name_control(text: &str) -> Option<String> {
    // ASCII, which most cells are, is decided on bytes.
    let suspect = |b: u8| (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')) || b >= 0x7F;
    if !text.bytes().any(suspect) {
        return None;
    }
    let found = text.chars().find(|c| is_control(*c))?;
    Some(format!("U+{:04X}", u32::from(found)))
}

/// A piece of the user's text, short enough for a message.
pub(super) fn clip(text: &str) -> String {
    const LONGEST: usize = 40;
    let text = text.trim();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Full-width letters, digits, signs and blanks as their ASCII equals, and the minus
/// sign as a hyphen; everything else as it is.
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{2212}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}
