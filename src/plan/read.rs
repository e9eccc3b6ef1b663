//! A plan read back from its JSON, so that it can be verified.

use std::fs;
use std::path::Path;

use super::Plan;
use crate::error::{Code, Error, Place, Problem};

impl Plan {
    /// Reads a plan that was written as JSON. What it promises is not checked here:
    /// that is for [`verify`](crate::verify::verify).
    ///
    /// # Errors
    /// [`Error::Input`] where the file cannot be read or holds no plan.
    pub fn read(file: &Path) -> Result<Self, Error> {
        let place = Place::file(file.display().to_string());
        let bytes = match fs::read(file) {
            Ok(bytes) => bytes,
            Err(e) => {
                return Err(Problem::new(Code::FileUnreadable, place, [e.to_string()]).into());
            }
        };
        let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        serde_json::from_slice(json).map_err(|e| {
            let place = place.at_row(e.line());
            Problem::new(Code::NotAPlan, place, [e.to_string()]).into()
        })
    }
}
