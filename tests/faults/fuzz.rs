//! Whatever a file holds, it is read or refused, without panic or hang.

use proptest::prelude::*;

use crate::harness::{GOOD, folder, is_said, problems};

/// A file that is broken in one place or another.
fn mutated(text: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let edit = (any::<prop::sample::Index>(), 0usize..4, any::<Vec<u8>>());
    prop::collection::vec(edit, 1..6).prop_map(move |edits| {
        let mut bytes = text.as_bytes().to_vec();
        for (at, length, more) in edits {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                let end = (at + length).min(bytes.len());
                bytes.splice(at..end, more.into_iter().take(8));
            }
        }
        bytes
    })
}

const JSON: &str = r#"{"schools":[{"school_id":"1","stage":"primary","pupils":45,"books":2.5e2,"lat":1,"lon":2}],"campuses":[{"school_id":"1","books":7}],"policy":{"goals":["cost"]}}"#;
const CAMPUSES: &str = "学校代码,高中在校生数,图书册数\n1,20,300\n";

fn never_panics(files: &[(&str, &[u8])]) {
    let dir = folder(files);
    problems(dir.path(), "d").iter().for_each(is_said);
    problems(dir.path(), "d/d.json").iter().for_each(is_said);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
        never_panics(&[("schools.csv", &bytes), ("campuses.csv", &bytes), ("d.json", &bytes)]);
    }

    #[test]
    fn broken_files_never_panic(
        schools in mutated(GOOD), campuses in mutated(CAMPUSES), json in mutated(JSON),
    ) {
        never_panics(&[("schools.csv", &schools), ("campuses.csv", &campuses), ("d.json", &json)]);
        let _: Result<junheng::District, _> = serde_json::from_slice(&json);
    }

    #[test]
    fn strange_cells_never_panic(
        cells in prop::collection::vec("[0-9,.，eE+\\-\"（）元万亩是 ]{0,8}", 8),
    ) {
        let (head, row) = cells.split_at(4);
        let (head, row) = (head.join(","), row.join(","));
        let text = format!("school_id,stage,pupils,{head}\n1,primary,{row}\n");
        never_panics(&[("schools.csv", text.as_bytes())]);
    }
}
