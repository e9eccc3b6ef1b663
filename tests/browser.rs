//! The HTML report in a real browser: no error, no request, and everything that can be
//! clicked does what it says. Needs Chromium, so it is run by name: `cargo test
//! --features html --test browser -- --ignored`. With `JUNHENG_AXE` set to the file
//! `axe.min.js` of axe-core the page is also checked for accessibility.
#![cfg(feature = "html")]
#![allow(clippy::unwrap_used, clippy::panic)] // a test may fail loudly

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use junheng::frontier::{Draw, frontier};
use junheng::io::{Input, Load, load};
use junheng::sweep::{Record, Records, Run, Spec, Summary, Sweep, Vary};
use junheng::{Lang, Options, Origin, report};
use serde_json::Value;

fn bundled(name: &str) -> Input {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    load(&folder.join(name), &Load::default()).unwrap()
}

/// The page of a plan for a bundled district.
fn page(name: &str, lang: Lang) -> String {
    let i = bundled(name);
    let plan = junheng::plan(&i.district, &i.standard, &i.policy, &Options::default()).unwrap();
    report::html::plan(
        &plan,
        &i.district,
        &i.standard,
        &i.policy,
        &i.warnings,
        lang,
    )
    .unwrap()
}

/// The page of a sweep of a bundled district: a grid of two quantities.
fn sweep_page(name: &str, fund: &str, lang: Lang) -> String {
    let i = bundled(name);
    let (district, standard, policy) = (&i.district, &i.standard, &i.policy);
    let spec = Spec {
        grid: vec![
            Vary::values(format!("fund.{fund}.amount"), [4e6, 8e6]),
            Vary::factors("pupils", [0.9, 1.0]),
        ],
        ..Spec::default()
    };
    let sweep = Sweep::new(&spec, district, standard, policy, &Origin::default()).unwrap();
    let mut summary = Summary::new(sweep.columns());
    let mut records = Records::new(sweep.scenarios(), 100);
    let taken = sweep.run(&Run::default(), |row| {
        summary.add(&row);
        records.add(Record::of(&row, lang));
        Ok(())
    });
    assert_eq!(taken.unwrap(), 4);
    let columns = sweep.columns();
    report::html::sweep(
        columns, &records, &summary, district, standard, policy, lang,
    )
    .unwrap()
}

/// The page of a frontier of a bundled district.
fn frontier_page(name: &str, fund: &str, lang: Lang) -> String {
    let i = bundled(name);
    let (district, standard, policy) = (&i.district, &i.standard, &i.policy);
    let draw = Draw {
        to: Some(6e6),
        ..Draw::default()
    };
    let curve = frontier(district, standard, policy, fund, &draw).unwrap();
    report::html::frontier(&curve, district, standard, policy, lang).unwrap()
}

/// Chromium's arguments for one visit; it keeps a log of everything asked of a network.
fn chromium(page: &Path, log: &Path, more: &[&str]) -> std::process::Output {
    let output = Command::new("timeout")
        .args([
            "120",
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
        ])
        .args(["--disable-background-networking", "--no-first-run"])
        .args(["--enable-logging=stderr", "--virtual-time-budget=60000"])
        .arg(format!(
            "--user-data-dir={}",
            log.with_extension("profile").display()
        ))
        .args(more)
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// Opens a page with a script at its end; gives what the script put into `#found`.
fn run(folder: &Path, page: &str, script: &str) -> Value {
    // Errors and attempts to fetch are caught from the start.
    let watch = "<script>window.seen=[];addEventListener('error',e=>seen.push(String(e.message)));\
        addEventListener('securitypolicyviolation',e=>seen.push(e.blockedURI));</script>";
    let script = format!(
        "<script>{script}</script><script>(async()=>{{let r;try{{r=await test()}}catch(e){{r={{error:String(e)}}}}\
         r.seen=seen;r.fetched=performance.getEntriesByType('resource').map(e=>e.name);\
         const pre=document.createElement('pre');pre.id='found';pre.textContent=btoa(unescape(encodeURIComponent(JSON.stringify(r))));\
         document.body.appendChild(pre)}})()</script></body>"
    );
    let page = page.replacen("<head>", &format!("<head>{watch}"), 1);
    let at = page.rfind("</body>").unwrap();
    let page = format!("{}{script}{}", &page[..at], &page[at + "</body>".len()..]);
    let file = folder.join("page.html");
    fs::write(&file, page).unwrap();
    let output = chromium(&file, &folder.join("log"), &["--dump-dom"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("CONSOLE"), "{said}");
    let dom = String::from_utf8(output.stdout).unwrap();
    let found = dom.split("<pre id=\"found\">").nth(1).unwrap();
    let found = found.split("</pre>").next().unwrap();
    let found: Value = serde_json::from_slice(&decode(found)).unwrap();
    assert_eq!(found["error"], Value::Null, "{found}");
    assert_eq!(found["seen"], serde_json::json!([]), "{found}");
    assert_eq!(found["fetched"], serde_json::json!([]), "{found}");
    found
}

/// Base64.
fn decode(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => u32::from(c - b'A'),
        b'a'..=b'z' => u32::from(c - b'a') + 26,
        b'0'..=b'9' => u32::from(c - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut out = Vec::new();
    for four in text.trim().as_bytes().chunks(4) {
        let kept = four.iter().filter(|c| **c != b'=').count();
        let bits = four
            .iter()
            .filter(|c| **c != b'=')
            .fold(0, |n, c| (n << 6) | value(*c));
        let bits = bits << (6 * (4 - kept));
        let bytes = bits.to_be_bytes();
        out.extend_from_slice(&bytes[1..kept]);
    }
    out
}

const CLICKS: &str = r"
function shown(){return [...document.querySelectorAll('main')].filter(m=>!m.hidden).map(m=>m.dataset.edition)}
async function test(){
  const r={};
  r.first=shown();
  document.querySelector('[data-show=zh]').click();
  r.second=shown(); r.title=document.title; r.lang=document.documentElement.lang;
  document.querySelector('[data-show=en]').click();
  r.third=shown();
  const tools=[...document.querySelectorAll('main:not([hidden]) .tools')].sort((a,b)=>b.nextElementSibling.querySelectorAll('tr').length-a.nextElementSibling.querySelectorAll('tr').length)[0];
  const table=tools.nextElementSibling.querySelector('table');
  const last=table.tHead.rows[0].cells.length-1;
  const column=()=>[...table.tBodies[0].rows].map(t=>parseFloat(t.cells[last].textContent.replace(/[<,]/g,'')));
  const head=table.tHead.rows[0].cells[last];
  head.querySelector('button').click(); r.up=column(); r.ascending=head.getAttribute('aria-sort');
  head.querySelector('button').click(); r.down=column(); r.descending=head.getAttribute('aria-sort');
  const rows=()=>[...table.tBodies[0].rows].filter(t=>!t.hidden);
  r.all=rows().length;
  const word=table.tBodies[0].rows[0].cells[0].textContent; const input=tools.querySelector('input');
  input.value=word; input.dispatchEvent(new Event('input'));
  r.kept=rows().length; r.match=rows().every(t=>t.textContent.includes(word)); r.counted=tools.querySelector('output').textContent;
  input.value=''; input.dispatchEvent(new Event('input')); r.back=rows().length;
  r.wide=document.documentElement.scrollWidth-document.documentElement.clientWidth;
  r.ids=document.querySelectorAll('[id]').length-new Set([...document.querySelectorAll('[id]')].map(e=>e.id)).size;
  r.links=[...document.querySelectorAll('a[href^=\'#\']')].filter(a=>!document.getElementById(a.getAttribute('href').slice(1))).length;
  return r}";

#[test]
#[ignore = "needs chromium"]
fn switches_sorts_and_filters() {
    for name in ["qinghe", "california"] {
        let folder = tempfile::tempdir().unwrap();
        let found = run(folder.path(), &page(name, Lang::En), CLICKS);
        assert_eq!(found["first"], serde_json::json!(["en"]));
        assert_eq!(found["second"], serde_json::json!(["zh"]));
        assert!(found["title"].as_str().unwrap().starts_with("方案"));
        assert_eq!(found["lang"], "zh");
        assert_eq!(found["third"], serde_json::json!(["en"]));
        let column =
            |key: &str| -> Vec<f64> { serde_json::from_value(found[key].clone()).unwrap() };
        assert!(column("up").is_sorted() && column("up").len() > 10);
        assert!(column("down").is_sorted_by(|a, b| a >= b));
        assert_eq!(found["ascending"], "ascending");
        assert_eq!(found["descending"], "descending");
        let (kept, all) = (
            found["kept"].as_u64().unwrap(),
            found["all"].as_u64().unwrap(),
        );
        assert!(kept >= 1 && kept < all && found["match"] == true);
        assert_eq!(found["counted"], kept.to_string());
        assert_eq!(found["back"].as_u64().unwrap(), all);
        for none in ["wide", "ids", "links"] {
            assert_eq!(found[none], 0, "{none}: {found}");
        }
    }
}

const SLIDES: &str = r"
async function test(){
  const r={};
  const m=document.querySelector('main:not([hidden])');
  const state=()=>({texts:[...m.querySelectorAll('dl.facts dd[data-cell]')].map(e=>e.textContent),
    marks:[...m.querySelectorAll('[data-mark]')].map(e=>e.getAttribute('cx')),
    here:[...m.querySelectorAll('.here')].map(e=>e.getAttribute('data-n'))});
  const slide=m.querySelector('[data-slide]'), last=Number(slide.max);
  r.last=last; r.first=state();
  slide.value=String(last); slide.dispatchEvent(new Event('input')); r.end=state(); r.said=slide.getAttribute('aria-valuetext');
  const dims=[...m.querySelectorAll('[data-dim]')]; r.dims=dims.map(d=>Number(d.value));
  if(dims.length){dims[0].value='0'; dims[0].dispatchEvent(new Event('input')); r.moved=Number(slide.value);}
  r.wide=document.documentElement.scrollWidth-document.documentElement.clientWidth;
  r.ids=document.querySelectorAll('[id]').length-new Set([...document.querySelectorAll('[id]')].map(e=>e.id)).size;
  return r}";

#[test]
#[ignore = "needs chromium"]
fn the_slider_redraws_the_figures() {
    let pages = [
        ("a sweep", sweep_page("qinghe", "capital", Lang::Zh)),
        ("a sweep", sweep_page("california", "grant", Lang::En)),
        ("a frontier", frontier_page("qinghe", "capital", Lang::En)),
        ("a frontier", frontier_page("california", "grant", Lang::Zh)),
    ];
    for (name, page) in pages {
        assert!(page.len() < 1_500_000);
        let folder = tempfile::tempdir().unwrap();
        let found = run(folder.path(), &page, SLIDES);
        let (first, end) = (&found["first"], &found["end"]);
        let last = found["last"].as_u64().unwrap();
        assert_ne!(first["texts"], end["texts"], "{found}");
        let here = |state: &Value| state["here"].as_array().unwrap().clone();
        assert!(!here(first).is_empty() && here(first).iter().all(|n| n == "0"));
        assert!(
            !here(end).is_empty()
                && here(end)
                    .iter()
                    .all(|n| n.as_str() == Some(last.to_string().as_str()))
        );
        assert!(!found["said"].as_str().unwrap().is_empty());
        if name == "a sweep" {
            assert_ne!(first["marks"], end["marks"]);
            // The other quantity stays where it was.
            assert_eq!(found["dims"], serde_json::json!([1, 1]));
            assert_eq!(found["moved"], 1);
        }
        assert_eq!(
            (&found["wide"], &found["ids"]),
            (&0.into(), &0.into()),
            "{found}"
        );
    }
}

#[test]
#[ignore = "needs chromium"]
fn every_page_fits_a_phone_and_prints() {
    for page in [
        page("qinghe", Lang::Zh),
        page("california", Lang::En),
        sweep_page("qinghe", "capital", Lang::En),
        frontier_page("qinghe", "capital", Lang::Zh),
    ] {
        fits_and_prints(&page);
    }
}

fn fits_and_prints(page: &str) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("inner.html"), page).unwrap();
    // A headless window is at least 500 pixels wide; a frame may be as narrow as a phone.
    let phone = "<!DOCTYPE html><html><head></head><body><iframe id=\"f\" src=\"inner.html\" \
        style=\"width:360px;height:700px\"></iframe></body></html>";
    let file = folder.path().join("phone.html");
    let script = "<script>onload=()=>{const d=document.getElementById('f').contentDocument.documentElement;\
        document.title=(d.scrollWidth-d.clientWidth)+'/'+d.clientWidth}</script></body>";
    fs::write(&file, phone.replace("</body>", script)).unwrap();
    let more = ["--allow-file-access-from-files", "--dump-dom"];
    let output = chromium(&file, &folder.path().join("log"), &more);
    let dom = String::from_utf8(output.stdout).unwrap();
    assert!(
        dom.contains("<title>0/360</title>") || dom.contains("<title>0/345</title>"),
        "{}",
        &dom[..400]
    );

    let pdf = folder.path().join("report.pdf");
    let more = [&format!("--print-to-pdf={}", pdf.display())];
    chromium(
        &folder.path().join("inner.html"),
        &folder.path().join("log"),
        &more.map(String::as_str),
    );
    let bytes = fs::read(&pdf).unwrap();
    assert!(bytes.starts_with(b"%PDF") && bytes.len() > 20_000);
}

#[test]
#[ignore = "needs chromium"]
fn no_name_becomes_markup() {
    let folder = tempfile::tempdir().unwrap();
    let input = bundled("qinghe");
    let text = serde_json::to_string(&input.district).unwrap();
    let mut district: Value = serde_json::from_str(&text).unwrap();
    let name = "\"'><script>seen.push('ran')</script><img src=x onerror=seen.push(1)>";
    for school in district["schools"].as_array_mut().unwrap() {
        school["name"] = name.into();
    }
    let district = serde_json::from_value(district).unwrap();
    let plan = junheng::plan(
        &district,
        &input.standard,
        &input.policy,
        &Options::default(),
    );
    let (standard, policy, warnings) = (&input.standard, &input.policy, &input.warnings);
    let page = report::html::plan(
        &plan.unwrap(),
        &district,
        standard,
        policy,
        warnings,
        Lang::En,
    );
    let script = "async function test(){return{images:document.images.length,\
        scripts:document.scripts.length,text:document.body.textContent.includes('<img src=x')}}";
    let found = run(folder.path(), &page.unwrap(), script);
    assert_eq!(found["images"], 0);
    assert_eq!(found["scripts"], 4, "the page's own and those of this test");
    assert_eq!(found["text"], true);
}

#[test]
#[ignore = "needs chromium and axe-core"]
fn accessible() {
    let axe = PathBuf::from(std::env::var_os("JUNHENG_AXE").unwrap());
    let axe = fs::read_to_string(axe)
        .unwrap()
        .replace("</script", "<\\/script");
    for page in [
        page("qinghe", Lang::Zh),
        page("qinghe", Lang::En),
        sweep_page("qinghe", "capital", Lang::Zh),
        frontier_page("qinghe", "capital", Lang::En),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let script = format!(
            "{axe}\n</script><script>async function test(){{const a=await axe.run(document,\
             {{runOnly:['wcag2a','wcag2aa','wcag21a','wcag21aa']}});return{{passes:a.passes.length,\
             bad:a.violations.map(v=>v.id+' '+v.impact+' '+v.nodes.length+' '+v.nodes[0].html)}}}}"
        );
        let found = run(folder.path(), &page, &script);
        assert_eq!(found["bad"], serde_json::json!([]), "{}", &page[..300]);
        assert!(found["passes"].as_u64().unwrap() > 10, "{found}");
    }
}
