//! The catalogue of problems: each code with what, cause and action in both languages.
//!
//! `JH1xxx` files and tables, `JH2xxx` the district, `JH3xxx` the standard,
//! `JH4xxx` the policy, `JH5xxx` making districts, `JH6xxx` promises of a plan that
//! `verify` found broken, `JH9xxx` warnings (what was skipped or guessed).

use std::fmt;

use crate::text::Text;

/// What a code stands for.
pub(crate) struct Entry {
    pub(crate) what: Text,
    pub(crate) cause: Text,
    pub(crate) action: Text,
}

macro_rules! catalogue {
    ($( $(#[$doc:meta])* $name:ident = $number:literal {
        en: $what_en:literal, $cause_en:literal, $action_en:literal;
        zh: $what_zh:literal, $cause_zh:literal, $action_zh:literal;
    } )*) => {
        /// The kind of a [`Problem`](crate::Problem): `JH` and four digits.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code { $( $(#[$doc])* $name = $number, )* }

        impl Code {
            /// Every code, in the order of the catalogue.
            pub const ALL: &'static [Code] = &[ $( Code::$name, )* ];

            pub(crate) fn entry(self) -> Entry {
                match self { $( Code::$name => Entry {
                    what: Text::new($what_zh, $what_en),
                    cause: Text::new($cause_zh, $cause_en),
                    action: Text::new($action_zh, $action_en),
                }, )* }
            }
        }
    };
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JH{:04}", *self as u16)
    }
}

catalogue! {
    // JH10xx: files.

    /// A file cannot be opened or read. Args: what the system says.
    FileUnreadable = 1001 {
        en: "the file cannot be read", "the system says: {0}", "check the path, that it is a file and not a folder, and that it may be read";
        zh: "文件无法读取", "系统提示：{0}", "检查路径是否正确、是否为文件而非文件夹、是否有读取权限";
    }

    // JH12xx: cells.

    /// A cell that must be a number is not. Args: the cell.
    NotANumber = 1201 {
        en: "\"{0}\" is not a number", "this column holds numbers only", "write a plain number such as 812 or 4.5; leave notes and units out of the cell";
        zh: "“{0}”不是数字", "该列只能填数字", "填写 812 或 4.5 这样的数字，不要在单元格内写备注或单位";
    }

    // JH20xx: the district.

    /// A district without a section.
    NoSections = 2001 {
        en: "there is no section", "a district needs at least one stage of one school", "add a row with school_id, stage and pupils for each stage of each school";
        zh: "没有任何学段部", "县域至少要有一所学校的一个学段", "为每所学校的每个学段添加一行，填写学校代码、学段和在校生数";
    }
    /// A school with two sections of one stage. Args: the section, the line of the first.
    DuplicateSection = 2002 {
        en: "{0} is there twice", "one school has one row a stage; the first is on line {1}", "merge the two rows, or give one of them another school_id or stage";
        zh: "{0} 重复出现", "每所学校每个学段只能有一行；首次出现在第 {1} 行", "合并两行，或修改其中一行的学校代码或学段";
    }
    /// A school id that is empty.
    EmptyId = 2003 {
        en: "the school has no id", "every section is found by its school's id", "fill in school_id";
        zh: "学校代码为空", "每个学段部都靠学校代码识别", "填写学校代码";
    }
    /// A number that must be above zero is zero. Args: the column.
    Zero = 2004 {
        en: "{0} is 0", "values are per pupil or per class, so it must be above 0", "fill in the real number, or leave out the section if it is closed";
        zh: "{0} 为 0", "指标按生均或班均计算，该数必须大于 0", "填写实际数字；若该学段部已停办，请删除该行";
    }
    /// A number that must not be negative is. Args: the number.
    Negative = 2005 {
        en: "{0} is negative", "nobody can hold less than nothing", "write 0 or more";
        zh: "{0} 为负数", "存量不可能小于零", "填写 0 或正数";
    }
    /// A number is NaN or infinite. Args: the number.
    NotFinite = 2006 {
        en: "{0} is not a finite number", "it is not a number, or beyond what a computer can hold", "write the real number";
        zh: "{0} 不是有限的数", "它不是数字，或超出计算机的表示范围", "填写实际数字";
    }
    /// A position that does not exist. Args: the number, the limit.
    NoSuchPlace = 2007 {
        en: "{0} is no such position", "it must lie between -{1} and {1}", "check whether latitude and longitude are swapped or in another unit";
        zh: "{0} 不是有效的位置", "必须在 -{1} 与 {1} 之间", "检查经纬度是否写反或单位有误";
    }
    /// A section with too few or too many stocks. Args: given, needed.
    WrongNumberOfStocks = 2008 {
        en: "{0} stocks are given, {1} needed", "a section gives one stock for each resource of the district", "give one number for each resource, in their order";
        zh: "给出了 {0} 个存量，应为 {1} 个", "每个学段部须为县域的每种资源给出一个存量", "按资源的顺序逐一给出数字";
    }
    /// A resource named twice, or not at all. Args: the resource.
    DuplicateResource = 2009 {
        en: "resource \"{0}\" is there twice or has no name", "each resource is one column", "rename or remove one of the columns";
        zh: "资源“{0}”重复或没有名称", "每种资源只能有一列", "改名或删除其中一列";
    }
    /// A campus of a school that has no section. Args: the school.
    CampusOfNoSchool = 2010 {
        en: "school \"{0}\" has no section", "what a campus holds is split between the sections of its school", "correct the school_id, or add the school's sections";
        zh: "学校“{0}”没有学段部", "校区共有的资源要分给本校各学段部", "更正学校代码，或补充该校的学段部";
    }
    /// A school with two campuses. Args: the school.
    DuplicateCampus = 2011 {
        en: "the campus of school \"{0}\" is there twice", "one school has one row of common stock", "merge the two rows";
        zh: "学校“{0}”的校区重复出现", "每所学校只能有一行共有资源", "合并两行";
    }
    /// Teachers held in common. Args: the resource.
    SharedTeachers = 2012 {
        en: "\"{0}\" cannot be held in common", "teachers are counted in the stage in which they teach", "move the number to the sections in schools.csv";
        zh: "“{0}”不能作为共有资源", "教师须计入其任教的学段", "将该数填入 schools.csv 的相应学段部";
    }
    /// A resource that nobody has. Args: the resource.
    UnknownResource = 2013 {
        en: "there is no resource \"{0}\"", "no section has a column of that name", "correct the name, or add the column to schools.csv";
        zh: "没有名为“{0}”的资源", "没有学段部含有该列", "更正名称，或在 schools.csv 中添加该列";
    }
    /// A resource that the standard needs is missing. Args: the resource, the indicator.
    MissingResource = 2014 {
        en: "resource \"{0}\" is missing", "the indicator \"{1}\" of the standard is made of it", "add the column, or choose a standard that does not need it";
        zh: "缺少资源“{0}”", "标准中的指标“{1}”需要它", "补充该列，或选用不需要它的标准";
    }
    /// A section without a number of classes. Args: the indicator.
    MissingClasses = 2015 {
        en: "the number of classes is missing", "the indicator \"{0}\" is per class", "fill in the column classes";
        zh: "缺少班数", "指标“{0}”按班计算", "填写班数";
    }

    // JH50xx: making districts.

    /// A number of schools that cannot be generated. Args: the number, the most.
    NoSuchSize = 5001 {
        en: "a county of {0} schools cannot be made", "the generator makes 1 to {1} schools", "choose a number of schools in that range";
        zh: "无法生成有 {0} 所学校的县域", "生成器支持 1 至 {1} 所学校", "在此范围内选择学校数";
    }
}
