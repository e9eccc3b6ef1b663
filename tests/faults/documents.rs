//! Faults of JSON documents.

use junheng::Code;

use crate::harness::json;

#[test]
fn documents() {
    use Code::{NoSections, NotADistrict, NotJson};
    json("no JSON", "school_id,stage", NotJson, 1);
    json("empty", "", NotJson, 1);
    json("cut off", "{\n\"schools\": [", NotJson, 2);
    json("after the end", "{\"schools\": []} x", NotJson, 1);
    let text = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    json("deep", &text, NotADistrict, 1);
    let text = format!(
        "{{\"schools\":[{}1{}]}}",
        "{\"a\":".repeat(100_000),
        "}".repeat(100_000)
    );
    json("deep rows", &text, NotJson, 1);
    json("a list", "[1, 2]", NotADistrict, 1);
    json("a text", "\"schools\"", NotADistrict, 1);
    json("schools is a number", "{\"schools\": 7}", NotADistrict, 1);
    json("no schools", "{}", NoSections, ());
    json("empty schools", "{\"schools\": []}", NoSections, ());
    json("schools is null", "{\"schools\": null}", NoSections, ());
}

#[test]
fn rows_of_documents() {
    use Code::{
        DuplicateHeader, DuplicateSection, EmptyCell, EmptyStock, NotACell, NotANumber, NotARow,
        NotAStage, NotJson,
    };
    let good = r#"{"school_id":"1","stage":"primary","pupils":45,"books":279}"#;
    let with = |row: &str| format!("{{\"schools\":[{good},\n{row}]}}");
    let of = |cells: &str| with(&format!("{{\"school_id\":2,{cells}}}"));
    let text = of(r#""stage":"primary","pupils":1e400"#);
    json("beyond floats", &text, NotJson, 2);
    json("not a row", &with("7"), NotARow, ());
    json("a list for a row", &with("[7]"), NotARow, ());
    let cases = [
        (
            "null",
            r#""stage":"primary","pupils":null,"books":2"#,
            EmptyCell,
            "pupils",
        ),
        (
            "no stock",
            r#""stage":"primary","pupils":4"#,
            EmptyStock,
            "books",
        ),
        (
            "list",
            r#""stage":"primary","pupils":[4],"books":2"#,
            NotACell,
            "pupils",
        ),
        (
            "object",
            r#""stage":"primary","pupils":4,"books":{}"#,
            NotACell,
            "books",
        ),
        (
            "true",
            r#""stage":"primary","pupils":true,"books":2"#,
            NotANumber,
            "pupils",
        ),
        (
            "number",
            r#""stage":1,"pupils":4,"books":2"#,
            NotAStage,
            "stage",
        ),
        (
            "key twice",
            r#""stage":"primary","pupils":4,"books":2,"books":2"#,
            DuplicateHeader,
            "books",
        ),
    ];
    for (name, cells, code, column) in cases {
        json(name, &of(cells), code, column);
    }
    let text = with(r#"{"school_id":1,"stage":"primary","pupils":4,"books":2}"#);
    json("section twice", &text, DuplicateSection, ());
    let text = format!("{{\"schools\":[{good}],\"campuses\":[],\"campuses\":[]}}");
    json("list twice", &text, DuplicateHeader, "campuses");
}
