//! An empty workbook to fill in: headers with notes, units, lists, checks, one example.

use std::path::Path;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, Note,
    Workbook, Worksheet, XlsxError,
};

use crate::error::{Code, Error, Place, Problem};
use crate::text::{Lang, Text};

/// Rows that are checked as they are filled in.
const ROWS: u32 = 2000;

/// What a column takes.
#[derive(Clone, Copy)]
enum Takes {
    Words,
    OneOf([Text; 3], usize),
    Amount,
}

type Column = (Text, Takes, Text, Text);

const fn t(zh: &'static str, en: &'static str) -> Text {
    Text::new(zh, en)
}

const NONE: Text = t("", "");
const STAGE: Takes = Takes::OneOf([t("小学", "primary"), t("初中", "junior"), NONE], 2);
const LOCALE: Takes = Takes::OneOf(
    [t("城区", "urban"), t("镇区", "town"), t("乡村", "rural")],
    3,
);
const YES: Takes = Takes::OneOf([t("是", "true"), t("否", "false"), NONE], 2);
const COUNT: Text = t("不小于 0 的数", "a number, 0 or more");

/// Header, what it takes, note, example; the first row of the example.
const SCHOOLS: [Column; 16] = [
    (
        t("学校代码", "school_id"),
        Takes::Words,
        t(
            "必填；同一学校每个学段一行",
            "required; a row for each stage of a school",
        ),
        t("2101", "2101"),
    ),
    (
        t("学校名称", "name"),
        Takes::Words,
        NONE,
        t("示例小学", "Example school"),
    ),
    (
        t("学段", "stage"),
        STAGE,
        t("必填：小学或初中", "required: primary or junior"),
        t("小学", "primary"),
    ),
    (
        t("城乡类别", "locale"),
        LOCALE,
        t("城区、镇区或乡村", "urban, town or rural"),
        t("乡村", "rural"),
    ),
    (
        t("分组", "group"),
        Takes::Words,
        t(
            "乡镇、联盟等，可不填",
            "township, alliance ...; may be empty",
        ),
        t("示例镇", "Example township"),
    ),
    (
        t("教学点", "teaching_point"),
        YES,
        t(
            "在校生不足 50 人的教学点不纳入评估",
            "a teaching point under 50 pupils is not assessed",
        ),
        t("否", "false"),
    ),
    (
        t("在校生数（人）", "pupils"),
        Takes::Amount,
        t("必填，大于 0", "required, above 0"),
        t("300", "300"),
    ),
    (
        t("班数（班）", "classes"),
        Takes::Amount,
        t(
            "标准含班均指标时必填",
            "required where an indicator is per class",
        ),
        t("8", "8"),
    ),
    (
        t("高于规定学历教师数（人）", "higher_degree_teachers"),
        Takes::Amount,
        COUNT,
        t("14", "14"),
    ),
    (
        t("县级以上骨干教师数（人）", "backbone_teachers"),
        Takes::Amount,
        COUNT,
        t("3", "3"),
    ),
    (
        t("体育艺术专任教师数（人）", "pe_arts_teachers"),
        Takes::Amount,
        COUNT,
        t("3", "3"),
    ),
    (
        t("教学及辅助用房面积（平方米）", "teaching_area_m2"),
        Takes::Amount,
        COUNT,
        t("1400", "1400"),
    ),
    (
        t("体育运动场馆面积（平方米）", "sports_area_m2"),
        Takes::Amount,
        COUNT,
        t("2300", "2300"),
    ),
    (
        t("教学仪器设备值（万元）", "equipment_yuan"),
        Takes::Amount,
        t(
            "单位为万元；改为“（元）”则按元读取",
            "in yuan; with (万元) in the header, in 10,000 yuan",
        ),
        t("65", "650000"),
    ),
    (
        t("网络多媒体教室数（间）", "multimedia_rooms"),
        Takes::Amount,
        COUNT,
        t("8", "8"),
    ),
    (
        t("专任教师数（人）", "teachers"),
        Takes::Amount,
        COUNT,
        t("20", "20"),
    ),
];

const GOALS: [Column; 2] = [
    (
        t("项目", "item"),
        Takes::Words,
        t(
            "目标（按先后次序各一行）、标准、须达标、不拉低",
            "goal (a row each, in order), standard, comply, no_levelling_down",
        ),
        t("目标", "goal"),
    ),
    (
        t("取值", "value"),
        Takes::Words,
        t(
            "缺口、差异、费用、最弱；或标准的编号；或是、否",
            "shortfall, disparity, cost, floor; or the id of a standard; or true, false",
        ),
        t("缺口", "shortfall"),
    ),
];

const FUNDS: [Column; 2] = [
    (
        t("名称", "name"),
        Takes::Words,
        NONE,
        t("建设资金", "capital"),
    ),
    (
        t("额度（万元）", "amount"),
        Takes::Words,
        t("数额，或“不限”", "yuan, or unlimited"),
        t("100", "1000000"),
    ),
];

const LEVERS: [Column; 11] = [
    (
        t("名称", "name"),
        Takes::Words,
        NONE,
        t("新建教学用房", "build teaching rooms"),
    ),
    (
        t("资源", "adds"),
        Takes::Words,
        t("“学校”表中资源列的名称（不含单位）", "the id of a resource"),
        t("教学及辅助用房面积", "teaching_area_m2"),
    ),
    (
        t("每单位增加", "adds_each"),
        Takes::Words,
        t("每单位增加多少资源", "how much of it a unit adds"),
        t("1", "1"),
    ),
    (
        t("单价（元）", "unit_cost"),
        Takes::Amount,
        t("每单位的费用", "the cost of a unit, in yuan"),
        t("2600", "2600"),
    ),
    (
        t("资金", "fund"),
        Takes::Words,
        t("“资金”表中的名称", "the name of a fund"),
        t("建设资金", "capital"),
    ),
    (
        t("单部上限", "max_per_section"),
        Takes::Amount,
        t("可不填", "may be empty"),
        NONE,
    ),
    (
        t("总量上限", "max_total"),
        Takes::Amount,
        t("可不填", "may be empty"),
        NONE,
    ),
    (
        t("整数", "whole"),
        YES,
        t("是否只能取整数", "whole units only"),
        NONE,
    ),
    (
        t("学段", "stages"),
        Takes::Words,
        t(
            "可不填；多个以顿号分隔",
            "may be empty; several with commas",
        ),
        NONE,
    ),
    (
        t("城乡类别", "locales"),
        Takes::Words,
        t(
            "可不填；多个以顿号分隔",
            "may be empty; several with commas",
        ),
        NONE,
    ),
    (
        t("学校代码", "schools"),
        Takes::Words,
        t(
            "可不填；多个以顿号分隔",
            "may be empty; several with commas",
        ),
        NONE,
    ),
];

const RULES: [Column; 6] = [
    (
        t("类型", "kind"),
        Takes::Words,
        t("份额、单部上限或保留", "share, cap or keep"),
        t("份额", "share"),
    ),
    (
        t("资金", "fund"),
        Takes::Words,
        t("“资金”表中的名称", "the name of a fund"),
        t("建设资金", "capital"),
    ),
    (
        t("取值", "value"),
        Takes::Words,
        t(
            "份额可写 60%；单部上限以元计",
            "a share may be written 60%; a cap is in yuan",
        ),
        t("60%", "60%"),
    ),
    (
        t("城乡类别", "locales"),
        Takes::Words,
        t(
            "可不填；多个以顿号分隔",
            "may be empty; several with commas",
        ),
        t("镇区、乡村", "town, rural"),
    ),
    (
        t("学段", "stages"),
        Takes::Words,
        t(
            "可不填；多个以顿号分隔",
            "may be empty; several with commas",
        ),
        NONE,
    ),
    (
        t("学校", "school"),
        Takes::Words,
        t("仅用于“保留”", "only for keep"),
        NONE,
    ),
];

/// Writes an empty workbook to fill in, with notes and one example row a sheet.
///
/// # Errors
/// [`Error::Output`] where the file cannot be written.
pub fn template(file: &Path, lang: Lang) -> Result<(), Error> {
    let cannot = |reason: String| {
        let place = Place::file(file.display().to_string());
        Error::Output(Problem::new(Code::CannotWrite, place, [reason]).into())
    };
    let bytes = workbook(lang).map_err(|e| cannot(e.to_string()))?;
    std::fs::write(file, bytes).map_err(|e| cannot(e.to_string()))
}

fn workbook(lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The time of making would make every copy another file.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheets: [(Text, &[Column]); 5] = [
        (t("学校", "schools"), &SCHOOLS),
        (t("目标", "goals"), &GOALS),
        (t("资金", "funds"), &FUNDS),
        (t("举措", "levers"), &LEVERS),
        (t("规则", "rules"), &RULES),
    ];
    for (name, columns) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name.get(lang))?;
        fill(sheet, columns, lang)?;
    }
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, columns: &[Column], lang: Lang) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00E6_F0F8));
    let head = head.set_text_wrap();
    let id = Format::new().set_num_format("@");
    for (at, (name, takes, note, example)) in (0_u16..).zip(columns) {
        sheet.write_string_with_format(0, at, name.get(lang), &head)?;
        sheet.set_column_width(at, 16)?;
        if !note.zh.is_empty() {
            sheet.insert_note(0, at, &Note::new(note.get(lang)).add_author_prefix(false))?;
        }
        let shown = example.get(lang);
        match (takes, shown.parse::<f64>()) {
            // Leading zeros of a school's code are kept.
            (Takes::Words, _) if at == 0 => {
                sheet.set_column_format(at, &id)?;
                sheet.write_string(1, at, shown)?;
            }
            (_, Ok(number)) => {
                sheet.write_number(1, at, number)?;
            }
            _ if shown.is_empty() => {}
            _ => {
                sheet.write_string(1, at, shown)?;
            }
        }
        let check = match takes {
            Takes::Words => continue,
            Takes::OneOf(words, many) => {
                let words = words.iter().take(*many).map(|w| w.get(lang));
                DataValidation::new().allow_list_strings(&words.collect::<Vec<_>>())?
            }
            Takes::Amount => DataValidation::new()
                .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
                .set_error_message(COUNT.get(lang))?,
        };
        sheet.add_data_validation(1, at, ROWS, at, &check)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}
