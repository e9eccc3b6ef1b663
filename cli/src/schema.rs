//! `junheng schema`: the form of one document, or of all by their names.

use junheng::schema::{Document, schema};
use junheng::{Error, Lang};

use crate::args::Target;
use crate::console::write_json;

/// Writes it to standard output.
pub(crate) fn write(document: Option<Document>, lang: Lang) -> Result<(), Error> {
    if let Some(document) = document {
        return write_json(&Target::Stdout, &schema(document, lang));
    }
    let all = Document::ALL.into_iter();
    let all = all.map(|d| (d.id().to_owned(), schema(d, lang)));
    write_json(&Target::Stdout, &all.collect::<serde_json::Map<_, _>>())
}
