//! The catalogue of problems: each code with what, cause and action in both languages.
//!
//! `JH1xxx` files and tables, `JH2xxx` the district, `JH3xxx` the standard,
//! `JH4xxx` the policy, `JH6xxx` promises of a plan that `verify` found broken,
//! `JH7xxx` sweeps and frontiers, `JH9xxx` warnings (what was skipped or guessed).

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
    /// A file beyond what is read. Args: its bytes.
    FileTooLarge = 1002 {
        en: "the file has {0} bytes", "no district comes near 1 GiB, so this is another file", "name the folder or .json of a district";
        zh: "文件有 {0} 字节", "县域数据远小于 1 GiB，这应是别的文件", "指定县域文件夹或 .json 文件";
    }
    /// A file in UTF-16.
    Utf16 = 1003 {
        en: "the file is in UTF-16", "its first bytes say so; files are UTF-8 or GBK", "save it again as \"CSV UTF-8 (comma delimited)\"";
        zh: "文件采用 UTF-16 编码", "文件开头的标记如此；文件应为 UTF-8 或 GBK", "重新另存为“CSV UTF-8（逗号分隔）”";
    }
    /// A file in neither UTF-8 nor GB18030.
    UnknownEncoding = 1004 {
        en: "the file is not text", "its bytes are neither UTF-8 nor GBK / GB18030", "save it again as \"CSV UTF-8 (comma delimited)\"";
        zh: "文件不是文本", "其内容既不是 UTF-8，也不是 GBK / GB18030", "重新另存为“CSV UTF-8（逗号分隔）”";
    }
    /// A control character. Args: its name.
    ControlCharacter = 1005 {
        en: "there is a control character {0}", "a text file holds no control characters other than tab and line ends", "delete it; where there are many, save the file again as \"CSV UTF-8 (comma delimited)\"";
        zh: "含有控制字符 {0}", "文本文件中除制表符和换行外不能有控制字符", "删除该字符；若数量很多，请将文件重新另存为“CSV UTF-8（逗号分隔）”";
    }
    /// A path that is neither a folder nor a .json.
    NotADistrictPath = 1006 {
        en: "this is no district", "a district is a folder with schools.csv, or a .json file", "name the folder instead of a file in it";
        zh: "这不是县域数据", "县域数据是含有 schools.csv 的文件夹，或 .json 文件", "指定文件夹本身，而不是其中的文件";
    }
    /// A folder without schools.csv.
    NoSchoolsFile = 1007 {
        en: "the folder has no schools.csv", "schools.csv lists the sections; without it there is no district", "put schools.csv into the folder, or name another folder";
        zh: "文件夹中没有 schools.csv", "schools.csv 列出各学段部，没有它就没有县域数据", "将 schools.csv 放入该文件夹，或指定其他文件夹";
    }
    /// The same table in two files. Args: the other file.
    TwoFiles = 1008 {
        en: "the same table is also in {0}", "a folder holds each table once, under its English or its Chinese name", "delete or move away one of them";
        zh: "同一张表也在 {0} 中", "每张表在文件夹中只能有一份，用英文名或中文名", "删除或移走其中一份";
    }
    /// An .xlsx, which this version does not read.
    WorkbookNotRead = 1009 {
        en: "workbooks are not read yet by this version", "a district is a folder with schools.csv, or a .json file", "save the sheet 学校 as schools.csv (CSV UTF-8) in a folder and name the folder";
        zh: "本版本尚不能读取 .xlsx 工作簿", "县域数据是含有 schools.csv 的文件夹，或 .json 文件", "将工作表“学校”另存为文件夹中的 schools.csv（CSV UTF-8），并指定该文件夹";
    }
    /// A teachers.csv, which this version does not read.
    TeachersNotRead = 1010 {
        en: "teachers.csv is not read yet by this version", "left unread it could contradict the numbers of teachers in schools.csv", "move the file out of the folder and give the numbers of teachers in schools.csv";
        zh: "本版本尚不能读取 teachers.csv", "若忽略它，可能与 schools.csv 中的教师数不一致", "将该文件移出文件夹，并在 schools.csv 中填写教师数";
    }
    /// A travel.csv, which this version does not read.
    TravelNotRead = 1011 {
        en: "travel.csv is not read yet by this version", "nothing in this version asks for travel times", "move the file out of the folder";
        zh: "本版本尚不能读取 travel.csv", "本版本没有用到路程时间的功能", "将该文件移出文件夹";
    }
    /// A .json file that is no JSON. Args: what the parser says.
    NotJson = 1012 {
        en: "the file is not valid JSON", "the parser says: {0}", "correct it at that spot, or write it again with the program it came from";
        zh: "文件不是有效的 JSON", "解析器提示：{0}", "在该处更正，或用原程序重新导出";
    }
    /// A JSON document that is no district. Args: what the reader says.
    NotADistrict = 1013 {
        en: "the document is not a district", "the reader says: {0}", "write { \"schools\": [ { \"school_id\": ..., \"stage\": ..., \"pupils\": ... } ], \"campuses\": [ ... ] }";
        zh: "该文档不是县域数据", "读取时提示：{0}", "写成 { \"schools\": [ { \"school_id\": ..., \"stage\": ..., \"pupils\": ... } ], \"campuses\": [ ... ] }";
    }
    /// An item of a list of rows that is no object.
    NotARow = 1014 {
        en: "this is not a row", "each row is an object with the columns as keys", "write { \"school_id\": ..., \"stage\": ..., \"pupils\": ... }";
        zh: "这不是一行数据", "每一行应为以列名为键的对象", "写成 { \"school_id\": ..., \"stage\": ..., \"pupils\": ... }";
    }
    /// A list or object where a cell must be.
    NotACell = 1015 {
        en: "a list or an object stands where a cell belongs", "a cell is a text, a number, true or false", "write a plain value";
        zh: "此处应为单元格，却是列表或对象", "单元格只能是文本、数字、true 或 false", "填写普通的值";
    }
    /// A file or folder that cannot be written. Args: what the system says.
    CannotWrite = 1020 {
        en: "it cannot be written", "the system says: {0}", "check the path, the free space and the right to write there";
        zh: "无法写入", "系统提示：{0}", "检查路径、磁盘空间和写入权限";
    }
    /// A text with a control character, which no file may hold. Args: its name.
    UnwritableText = 1021 {
        en: "the text holds the control character {0}", "a file of a district holds none, so it could not be read again", "delete the character";
        zh: "文本中含有控制字符 {0}", "县域数据文件不能含有控制字符，否则无法再次读取", "删除该字符";
    }
    /// A resource whose name would read as another column. Args: the resource, the column.
    UnwritableResource = 1022 {
        en: "the resource \"{0}\" cannot be written", "as a header it would be read as {1}", "give the resource another name";
        zh: "资源“{0}”无法写出", "作为表头它会被读成 {1}", "为该资源换一个名称";
    }

    // JH11xx: tables.

    /// A file with nothing in it.
    EmptyTable = 1101 {
        en: "the file is empty", "there is no row of headers", "write the headers in the first row and one row for each section below";
        zh: "文件是空的", "没有表头行", "在第一行写表头，其下每个学段部一行";
    }
    /// A required column is missing. Args: its id, its Chinese name, the unknown headers.
    MissingColumn = 1102 {
        en: "the column {0} ({1}) is missing", "no header in the first row has this name; headers that nobody knows: {2}", "correct the header that means it, or add the column; headers stand in the first row, separated by commas";
        zh: "缺少“{1}”列（{0}）", "首行没有该表头；未能识别的表头：{2}", "更正表示该列的表头，或添加该列；表头写在首行，用英文逗号分隔";
    }
    /// Two columns of one meaning. Args: the header, the first header of that meaning.
    DuplicateHeader = 1103 {
        en: "the column \"{0}\" is there twice", "it means the same as \"{1}\" before it", "delete or rename one of the two columns";
        zh: "“{0}”列重复", "它与前面的“{1}”列含义相同", "删除其中一列或改名";
    }
    /// A column with cells and no header. Args: its number.
    UnnamedColumn = 1104 {
        en: "column number {0} has no header", "nobody knows what its cells mean", "write its header, or delete the column";
        zh: "第 {0} 列没有表头", "无法得知该列的含义", "补上表头，或删除该列";
    }
    /// A unit that does not fit the column. Args: the unit, the column.
    WrongUnit = 1105 {
        en: "\"{0}\" is no unit of {1}", "units in brackets are 元, 万元 for money, 平方米, 亩 for areas; 人, 台, 册 and the like for what is counted", "convert the numbers to the column's own unit and take the brackets out of the header";
        zh: "“{0}”不是 {1} 的单位", "括号中的单位：金额用元、万元，面积用平方米、亩，计数用人、台、册等", "将数字换算为该列的基本单位，并去掉表头中的括号";
    }
    /// A row with too many or too few cells. Args: its cells, the headers.
    RaggedRow = 1106 {
        en: "the row has {0} cells, the header {1}", "a comma is missing or too many; a cell with a comma in it needs quotes", "make the row as long as the header";
        zh: "该行有 {0} 个单元格，表头有 {1} 个", "缺少或多出逗号；含逗号的单元格须加引号", "使该行与表头的列数一致";
    }
    /// A quoted cell that does not end where it should.
    UnclosedQuote = 1107 {
        en: "a quoted cell starts here and does not end properly", "a quote opens a cell and only a quote before a comma or line end closes it", "close the quote, delete it, or double a quote within the text";
        zh: "此处开始的带引号单元格没有正确结束", "引号开启单元格，须由逗号或行尾之前的引号关闭", "补上或删除引号；文本中的引号须写两个";
    }
    /// A row of more cells than any district has. Args: the most.
    TooManyColumns = 1108 {
        en: "the row has more than {0} cells", "no district has so many columns, so this is another file or its line ends are lost", "check that the file has one line for each section";
        zh: "该行超过 {0} 个单元格", "县域数据不会有这么多列，可能选错文件或换行丢失", "检查文件是否每个学段部一行";
    }

    // JH12xx: cells.

    /// A cell that must be a number is not. Args: the cell.
    NotANumber = 1201 {
        en: "\"{0}\" is not a number", "this column holds numbers only", "write a plain number such as 812 or 4.5; leave notes and units out of the cell";
        zh: "“{0}”不是数字", "该列只能填数字", "填写 812 或 4.5 这样的数字，不要在单元格内写备注或单位";
    }
    /// A section that does not say how much it holds. Args: the resource.
    EmptyStock = 1202 {
        en: "the stock of {0} is empty", "empty is not zero: a stock that is unknown cannot be planned with", "write 0 if there is none, or leave the whole column out";
        zh: "{0} 的存量为空", "空白不等于零，未知的存量无法用于规划", "没有则填 0，或删去整列";
    }
    /// A required cell that is empty. Args: the column.
    EmptyCell = 1203 {
        en: "{0} is empty", "every section needs it", "fill it in";
        zh: "{0} 为空", "每个学段部都必须填写", "填写该单元格";
    }
    /// A word that is no stage. Args: the cell.
    NotAStage = 1204 {
        en: "\"{0}\" is no stage", "a section teaches one stage; a school of both has a row for each", "write primary or junior, or 小学 or 初中";
        zh: "“{0}”不是学段", "每个学段部只有一个学段；两个学段都有的学校分两行填写", "填写 小学 或 初中（primary 或 junior）";
    }
    /// A word that is no locale. Args: the cell.
    NotALocale = 1205 {
        en: "\"{0}\" is no locale", "there are three of them", "write urban, town or rural, or 城区, 镇区 or 乡村, or leave it empty";
        zh: "“{0}”不是城乡类别", "城乡类别只有三种", "填写 城区、镇区 或 乡村（urban、town 或 rural），或留空";
    }
    /// A word that is neither yes nor no. Args: the cell.
    NotABoolean = 1206 {
        en: "\"{0}\" is neither yes nor no", "this column says whether something is so", "write true or false, yes or no, 是 or 否, 1 or 0";
        zh: "“{0}”既不是“是”也不是“否”", "该列只说明是或否", "填写 是 或 否（true/false、yes/no、1/0）";
    }
    /// One coordinate without the other. Args: the one given, the one missing.
    HalfAPosition = 1207 {
        en: "{0} is given without {1}", "a position needs both", "fill in {1}, or leave both empty";
        zh: "有 {0} 而没有 {1}", "位置需要两个坐标", "填写 {1}，或两者都留空";
    }

    // JH13xx: syntax and shape of TOML and JSON.

    /// Text that is no TOML. Args: what the parser says.
    TomlSyntax = 1301 {
        en: "this is not TOML", "the parser says: {0}", "correct the line; texts stand in quotes, a list item is headed [[lever]], a table [solve]";
        zh: "不符合 TOML 语法", "解析器提示：{0}", "更正该行；文本要加引号，列表项以 [[lever]] 开头，表以 [solve] 开头";
    }
    /// A key that must be there is not. Args: the key.
    MissingKey = 1302 {
        en: "the key {0} is missing", "nothing can stand in for it", "add a line {0} = ...";
        zh: "缺少键 {0}", "该键没有默认值", "添加一行 {0} = ...";
    }
    /// A key that nobody knows. Args: the key, the known ones.
    UnknownKey = 1303 {
        en: "there is no key \"{0}\" here", "the keys here are {1}", "use one of them, or delete the line";
        zh: "此处没有键“{0}”", "此处可用的键为 {1}", "改用其中之一，或删除该行";
    }
    /// A key that is nearly a known one. Args: the key, the known one.
    MisspeltKey = 1304 {
        en: "there is no key \"{0}\" here", "it is perhaps a slip for \"{1}\"", "write {1}, or delete the line";
        zh: "此处没有键“{0}”", "可能是“{1}”的笔误", "改为 {1}，或删除该行";
    }
    /// A word that is none of those allowed. Args: the word, those allowed.
    UnknownWord = 1305 {
        en: "\"{0}\" means nothing here", "the words known here are {1}", "write one of them";
        zh: "“{0}”在此处没有意义", "此处可用的词为 {1}", "改用其中之一";
    }
    /// A value that must be text is not. Args: the value.
    TextExpected = 1306 {
        en: "{0} is not text", "this key holds text", "put it in quotes, even if it is a number such as a school's id";
        zh: "{0} 不是文本", "该键只能填文本", "加上引号；学校代码等数字也要加引号";
    }
    /// A value that must be a number is not. Args: the value.
    NumberExpected = 1307 {
        en: "{0} is not a number", "this key holds a number", "write a number such as 2600 or 0.6, without quotes and units";
        zh: "{0} 不是数字", "该键只能填数字", "填写 2600 或 0.6 这样的数字，不加引号和单位";
    }
    /// A value that must be a whole number is not. Args: the value.
    WholeNumberExpected = 1308 {
        en: "{0} is not a whole number of 0 or more", "this key counts something", "write 0, 1, 2 ...";
        zh: "{0} 不是非负整数", "该键用于计数", "填写 0、1、2 等整数";
    }
    /// A value that must be true or false is not. Args: the value.
    FlagExpected = 1309 {
        en: "{0} is neither true nor false", "this key is a switch", "write true or false, without quotes";
        zh: "{0} 既非 true 也非 false", "该键是开关", "填写 true 或 false，不加引号";
    }
    /// A value that must be a list is not. Args: the value.
    ListExpected = 1310 {
        en: "{0} is not a list", "this key holds a list, even if it has one item", "put it in square brackets; what has keys of its own is headed [[...]]";
        zh: "{0} 不是列表", "该键只能填列表，即使只有一项", "加上方括号；自带键的项以 [[...]] 开头";
    }
    /// A value that must be a table is not. Args: the value.
    TableExpected = 1311 {
        en: "{0} is not a table", "this key has further keys below it", "write { key = value } or a heading in square brackets";
        zh: "{0} 不是表", "该键之下还有其他键", "写成 { 键 = 值 } 或用方括号标题";
    }

    // JH14xx: results on disk.

    /// A file that should be a plan is not. Args: what the reader says.
    NotAPlan = 1401 {
        en: "the file holds no plan", "{0}", "give the file that `junheng plan --json FILE` wrote";
        zh: "文件中没有方案", "{0}", "请给出由 junheng plan --json 文件 写出的文件";
    }
    /// A file is there already and would be lost.
    WouldOverwrite = 1402 {
        en: "the file is there already", "what is there would be lost", "name another folder, or move the file away";
        zh: "文件已存在", "写入会丢失已有内容", "换一个目录，或先移走该文件";
    }

    // JH20xx: the district.

    /// A district without a section.
    NoSections = 2001 {
        en: "there is no section", "a district needs at least one stage of one school", "add a row with school_id, stage and pupils for each stage of each school";
        zh: "没有任何学段部", "县域至少要有一所学校的一个学段", "为每所学校的每个学段添加一行，填写学校代码、学段和在校生数";
    }
    /// A school with two sections of one stage. Args: the section, where the first is.
    DuplicateSection = 2002 {
        en: "{0} is there twice", "one school has one row a stage; the first is at {1}", "merge the two rows, or give one of them another school_id or stage";
        zh: "{0} 重复出现", "每所学校每个学段只能有一行；首次出现在 {1}", "合并两行，或修改其中一行的学校代码或学段";
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
        en: "resource \"{0}\" is missing", "the indicator \"{1}\" of the standard is made of it", "check the headers and the warnings about them for a slip, add the column, or choose a standard that does not need it";
        zh: "缺少资源“{0}”", "标准中的指标“{1}”需要它", "检查表头及有关表头的提示是否有笔误；补充该列，或选用不需要它的标准";
    }
    /// A section without a number of classes. Args: the indicator.
    MissingClasses = 2015 {
        en: "the number of classes is missing", "the indicator \"{0}\" is per class", "fill in the column classes";
        zh: "缺少班数", "指标“{0}”按班计算", "填写班数";
    }

    // JH30xx: the standard.

    /// A standard without an indicator.
    NoIndicator = 3001 {
        en: "there is no indicator", "a standard needs something to measure", "add an [[indicator]] with id, resource and per";
        zh: "没有任何指标", "标准至少要有一个指标", "添加 [[indicator]]，填写 id、resource 和 per";
    }
    /// An indicator with none or both of resource and resources.
    OneOrSeveralResources = 3002 {
        en: "it is not said once what the indicator adds up", "either resource or resources says it, not both and not neither", "write resource = \"...\" for one, or resources = [\"...\", \"...\"] for a sum";
        zh: "指标所用的资源没有给出或重复给出", "resource 与 resources 必须且只能填一个", "单一资源写 resource = \"...\"，多项合计写 resources = [\"...\", \"...\"]";
    }
    /// A standard that is neither bundled nor a file. Args: the id, the bundled ids.
    UnknownStandard = 3003 {
        en: "there is no standard \"{0}\"", "the bundled standards are {1}", "correct the id, or give the path of a standard file";
        zh: "没有名为“{0}”的标准", "内置标准为 {1}", "更正标准代码，或给出标准文件的路径";
    }

    // JH40xx: the policy as a whole.

    /// Something that a later version builds. Args: the key or word.
    NotBuilt = 4001 {
        en: "\"{0}\" is not built yet in this version", "it belongs to the format, but the planner cannot yet obey it", "leave it out, or use a later version";
        zh: "“{0}”在本版本中尚未实现", "它属于文件格式，但规划器暂时无法执行", "去掉该项，或使用更新的版本";
    }
    /// Compliance with a standard for which it is not built. Args: the standard.
    ComplyNotBuilt = 4002 {
        en: "comply = true is not built yet for the standard \"{0}\"", "the standard lets a section miss minima or limits the mean of the CVs, which needs whole numbers", "leave comply out, or use a standard without may_miss and composite";
        zh: "标准“{0}”的 comply = true 尚未实现", "该标准允许学段部缺项或限制差异系数均值，需要整数规划", "去掉 comply，或使用没有 may_miss 和 composite 的标准";
    }
    /// A policy without a goal.
    NoGoal = 4003 {
        en: "there is no goal", "without a goal every plan is as good as any other", "name at least one goal, or leave goals out for the default";
        zh: "没有任何目标", "没有目标就无法比较方案优劣", "至少写一个目标，或删去 goals 以使用默认目标";
    }
    /// A goal given twice. Args: the goal.
    GoalTwice = 4004 {
        en: "the goal {0} is there twice", "goals rank in strict order, so the second can change nothing", "remove one of them";
        zh: "目标 {0} 重复出现", "目标按严格次序排列，第二次出现不起作用", "删除其中一个";
    }
    /// Something that is no goal. Args: the value.
    GoalExpected = 4005 {
        en: "{0} is no goal", "a goal is a word or { disparity = \"...\" }", "write for instance \"shortfall\", { disparity = \"gini\" } or \"cost\"";
        zh: "{0} 不是目标", "目标是一个词，或 { disparity = \"...\" }", "例如写成 \"shortfall\"、{ disparity = \"gini\" } 或 \"cost\"";
    }
    /// The goal floor with a standard that has no minimum. Args: the standard.
    FloorOfNoMinimum = 4006 {
        en: "the goal floor has nothing to raise", "the standard \"{0}\" has no minimum for the sections and weights here", "give the standard a minimum, or choose another goal";
        zh: "目标 floor 没有可提升的对象", "标准“{0}”对现有学段部和权重没有最低要求", "在标准中填写最低要求，或选用其他目标";
    }
    /// A weight for something that is no indicator. Args: the name, the indicators.
    UnknownIndicator = 4007 {
        en: "the standard has no indicator \"{0}\"", "its indicators are {1}", "correct the name, or delete the weight";
        zh: "标准中没有指标“{0}”", "标准的指标为 {1}", "更正名称，或删除该权重";
    }
    /// Every indicator has weight 0.
    NoWeight = 4008 {
        en: "every indicator has weight 0", "a weight of 0 leaves the indicator out, so nothing is left", "give at least one indicator a weight above 0";
        zh: "所有指标的权重都为 0", "权重为 0 表示不计该指标，因此没有任何指标可计", "至少给一个指标大于 0 的权重";
    }

    /// A district without a policy, where one is needed.
    NoPolicy = 4009 {
        en: "there is no policy", "a plan needs funds and levers; no policy.toml is beside or inside the district", "write a policy.toml, or name one with --policy";
        zh: "没有方案设定", "制定方案需要资金与举措，而县域目录内外都没有 policy.toml", "编写 policy.toml，或用 --policy 指定";
    }

    // JH41xx: names and figures.

    /// A name or id that is empty.
    EmptyName = 4101 {
        en: "the name is empty", "it is found by its name", "give it a name";
        zh: "名称为空", "该项靠名称识别", "填写名称";
    }
    /// A name or id given twice. Args: the name.
    DuplicateName = 4102 {
        en: "\"{0}\" is there twice", "each is found by its name", "rename or remove one of them";
        zh: "“{0}”重复出现", "各项靠名称识别", "改名或删除其中一项";
    }
    /// A number is negative. Args: the number.
    BelowZero = 4103 {
        en: "{0} is negative", "amounts, costs, limits, minima and weights are never below 0", "write 0 or more";
        zh: "{0} 为负数", "金额、单价、限额、最低要求和权重都不能小于 0", "填写 0 或正数";
    }
    /// A number is not above zero. Args: the number.
    NotAboveZero = 4104 {
        en: "{0} is not above 0", "a limit of 0 or less can never be kept", "write a number above 0, or leave the key out";
        zh: "{0} 不大于 0", "限值不大于 0 时永远无法满足", "填写大于 0 的数字，或删去该键";
    }
    /// A share outside 0 to 1. Args: the number.
    ShareOutside = 4105 {
        en: "{0} is no share", "a share lies between 0 and 1", "write 0.6 for 60 %";
        zh: "{0} 不是有效的比例", "比例应在 0 与 1 之间", "60% 应写成 0.6";
    }

    // JH42xx: funds, levers, rules.

    /// An amount that is neither a number nor "unlimited". Args: the value.
    AmountExpected = 4201 {
        en: "{0} is no amount of money", "an amount is a number of yuan or the word \"unlimited\"", "write 12_000_000 or \"unlimited\"";
        zh: "{0} 不是金额", "金额是以元为单位的数字，或 \"unlimited\"", "写成 12_000_000 或 \"unlimited\"";
    }
    /// A unit cost that is neither a number nor a table. Args: the value.
    UnitCostExpected = 4202 {
        en: "{0} is no unit cost", "a unit cost is a number of yuan, or one for each locale", "write 2600 or { urban = 3000, town = 2600, rural = 2400 }";
        zh: "{0} 不是单价", "单价是以元为单位的数字，或按城乡类别分列", "写成 2600 或 { urban = 3000, town = 2600, rural = 2400 }";
    }
    /// A fund that is not there. Args: the name, the funds.
    UnknownFund = 4203 {
        en: "there is no fund \"{0}\"", "the funds are: {1}", "correct the name, or add a [[fund]] of that name";
        zh: "没有名为“{0}”的资金", "现有资金：{1}", "更正名称，或添加同名的 [[fund]]";
    }
    /// A lever that costs something and has no fund. Args: the lever.
    NobodyPays = 4204 {
        en: "no fund pays for \"{0}\"", "it has a unit cost above 0 and no fund", "add fund = \"...\", or set the unit cost to 0";
        zh: "“{0}”没有资金来源", "其单价大于 0，但未指定资金", "添加 fund = \"...\"，或将单价设为 0";
    }
    /// A lever that adds nothing.
    AddsNothing = 4205 {
        en: "the lever adds nothing", "adds is empty or all 0", "name at least one resource and what a unit adds to it";
        zh: "该举措没有增加任何资源", "adds 为空或全为 0", "至少写明一种资源及每单位增加的数量";
    }
    /// No unit cost for a locale that the lever reaches. Args: the locale, a section.
    NoUnitCost = 4206 {
        en: "there is no unit cost for {0}", "the lever reaches sections there, such as {1}", "add a cost for {0}, or limit the lever with locales = [...]";
        zh: "没有 {0} 的单价", "该举措涉及该类地区的学段部，如 {1}", "补充 {0} 的单价，或用 locales = [...] 限定举措范围";
    }
    /// A unit cost by locale where a section has none. Args: a section.
    NoLocale = 4207 {
        en: "{0} has no locale, so its unit cost is unknown", "the unit cost is given by locale", "fill in the column locale, or give one unit cost for all";
        zh: "{0} 没有城乡类别，无法确定单价", "单价按城乡类别给出", "填写城乡类别，或给出统一单价";
    }
    /// A school that no section belongs to. Args: the school.
    UnknownSchool = 4208 {
        en: "there is no school \"{0}\"", "no section has that school_id", "correct the id, or delete it from the list";
        zh: "没有学校“{0}”", "没有学段部使用该学校代码", "更正学校代码，或从列表中删除";
    }
    /// A group that no section belongs to. Args: the group.
    UnknownGroup = 4209 {
        en: "there is no group \"{0}\"", "no section has that group", "correct the name, or delete it from the list";
        zh: "没有分组“{0}”", "没有学段部属于该分组", "更正名称，或从列表中删除";
    }
    /// A school that has no section of a stage. Args: the school, the stage.
    NoSuchStage = 4210 {
        en: "school \"{0}\" has no {1} section", "the rule keeps a section that is not there", "correct the stage, or leave it out to keep the whole school";
        zh: "学校“{0}”没有 {1} 学段部", "规则要保留的学段部不存在", "更正学段，或删去学段以保留整所学校";
    }
    /// A rule that no section matches.
    RuleReachesNothing = 4211 {
        en: "no section matches the rule", "all its lists must match one section at a time", "correct stages, locales, groups and schools, or delete the rule";
        zh: "没有学段部符合该规则", "同一学段部须同时符合各项筛选", "更正 stages、locales、groups、schools，或删除该规则";
    }
    /// A rule that is none or several of the kinds.
    OneRuleExpected = 4212 {
        en: "it is not clear which rule this is", "a [[rule]] is one of share, cap and keep", "write one of them under each [[rule]]";
        zh: "无法判断这是哪种规则", "每个 [[rule]] 只能是 share、cap、keep 之一", "在每个 [[rule]] 下只写一种";
    }

    // JH50xx: making districts.

    /// A number of schools that cannot be generated. Args: the number, the most.
    NoSuchSize = 5001 {
        en: "a county of {0} schools cannot be made", "the generator makes 1 to {1} schools", "choose a number of schools in that range";
        zh: "无法生成有 {0} 所学校的县域", "生成器支持 1 至 {1} 所学校", "在此范围内选择学校数";
    }

    // JH51xx: planning.

    /// A solver without cones. Args: the solver, what needs them.
    SolverWithoutCones = 5101 {
        en: "{0} cannot solve {1}", "{1} needs cones, which a simplex does not have", "use --solver clarabel (or auto), or the goal disparity with gini, mad or range";
        zh: "{0} 无法求解 {1}", "{1} 需要锥规划，单纯形法不支持", "使用 --solver clarabel（或 auto），或把差异目标改为 gini、mad 或 range";
    }
    /// A solver that this build lacks. Args: the solver.
    SolverMissing = 5102 {
        en: "this build has no solver {0}", "it comes with a cargo feature that is off", "build with --features highs, or use another solver";
        zh: "本程序未包含求解器 {0}", "它需要启用相应的 cargo 特性", "用 --features highs 重新构建，或改用其他求解器";
    }
    /// A goal without an end. Args: the lever.
    Endless = 5103 {
        en: "nothing limits the lever \"{0}\"", "the goals get better with ever more of it: its fund is unlimited or it costs nothing, and it has no cap", "give its fund an amount, or the lever a max_per_section or max_total";
        zh: "举措“{0}”没有任何限制", "用得越多目标越好：其资金不限或不花钱，且没有上限", "为其资金设定金额，或为该举措设定 max_per_section 或 max_total";
    }

    // JH60xx: promises of a plan about its actions.

    /// An action of a lever that the policy does not have. Args: the lever.
    UnknownLever = 6001 {
        en: "there is no lever \"{0}\"", "a plan uses the levers of its policy only", "verify the plan with the policy it was made for";
        zh: "没有名为“{0}”的举措", "方案只能使用其设定中的举措", "用制定该方案时的设定来核验";
    }
    /// An action at a section that the district does not have. Args: the section.
    UnknownSection = 6002 {
        en: "there is no section {0}", "a plan acts on sections of its district only", "verify the plan with the district it was made for";
        zh: "没有学段部 {0}", "方案只能作用于本县域的学段部", "用制定该方案时的县域来核验";
    }
    /// A lever listed twice at one section.
    DuplicateAction = 6003 {
        en: "the lever is listed twice at this section", "each lever has one action a section", "merge the two actions";
        zh: "同一举措在该学段部列出两次", "每项举措在每个学段部只能有一条", "合并两条";
    }
    /// A lever used where its filters do not allow it.
    OutsideFilter = 6004 {
        en: "the lever may not be used at this section", "one of its filters (stages, locales, groups, schools) does not match", "remove the action, or widen the filter in the policy";
        zh: "该举措不得用于该学段部", "其筛选条件（学段、城乡类别、分组、学校）不匹配", "删除该条，或在设定中放宽筛选条件";
    }
    /// An action of fewer than no units. Args: the units.
    NegativeUnits = 6005 {
        en: "{0} units are negative", "a lever can be used, not undone", "write 0 or more units";
        zh: "数量 {0} 为负", "举措只能实施，不能倒退", "数量填写 0 或正数";
    }
    /// More units at a section than the lever allows. Args: the units, the most.
    OverMaxPerSection = 6006 {
        en: "{0} units are more than {1}", "the lever has max_per_section = {1}", "reduce the action, or raise max_per_section";
        zh: "数量 {0} 超过 {1}", "该举措的 max_per_section = {1}", "减少数量，或提高 max_per_section";
    }
    /// More units in all than the lever allows. Args: the units, the most.
    OverMaxTotal = 6007 {
        en: "{0} units in all are more than {1}", "the lever has max_total = {1}", "reduce the lever's actions, or raise max_total";
        zh: "合计数量 {0} 超过 {1}", "该举措的 max_total = {1}", "减少该举措的数量，或提高 max_total";
    }
    /// Part of a unit of a lever that comes whole. Args: the units.
    NotWhole = 6008 {
        en: "{0} units are not a whole number", "the lever has whole = true", "use whole units, or set whole = false";
        zh: "数量 {0} 不是整数", "该举措设定为 whole = true", "使用整数，或设定 whole = false";
    }
    /// A cost that is not units times unit cost. Args: as stated, as recomputed.
    WrongCost = 6009 {
        en: "the cost is given as {0} but is {1}", "the cost is the units times the unit cost at this section", "correct the cost, or verify with the policy the plan was made for";
        zh: "费用写为 {0}，实为 {1}", "费用等于数量乘以该学段部的单位成本", "更正费用，或用制定该方案时的设定来核验";
    }
    /// A lever used where it has no price.
    UnpricedAction = 6010 {
        en: "the lever has no unit cost here", "its unit_cost names no price for the section's locale, or the locale is unknown", "add the price, or limit the lever with locales";
        zh: "该举措在此没有单位成本", "unit_cost 未给出该学段部城乡类别的价格，或城乡类别未知", "补充价格，或用 locales 限制该举措";
    }
    /// An action at a section that a rule keeps as it is. Args: the rule.
    KeptSection = 6011 {
        en: "the section must be kept as it is", "{0} forbids any lever here", "remove the action, or the rule";
        zh: "该学段部须保持不变", "{0} 禁止在此使用任何举措", "删除该条，或删除该规则";
    }
    /// Moves in a plan whose policy has no transfer. Args: how many.
    UnknownMoves = 6012 {
        en: "{0} moves are listed", "the policy has no transfer that could make them", "remove the moves, or verify with the policy the plan was made for";
        zh: "列出了 {0} 项调配", "该设定中没有任何调配", "删除调配，或用制定该方案时的设定来核验";
    }
    /// A number of a plan that is NaN or infinite. Args: the number.
    PlanNotFinite = 6013 {
        en: "{0} is not a finite number", "it is not a number, or beyond what a computer can hold", "the plan cannot be trusted; plan again";
        zh: "{0} 不是有限的数", "它不是数字，或超出计算机的表示范围", "该方案不可信，请重新制定";
    }

    // JH61xx: promises about the after-state.

    /// A stock below 0 after the plan. Args: the resource, the stock.
    StockBelowZero = 6101 {
        en: "{0} falls to {1}", "no stock may fall below 0", "reduce the levers that take it away";
        zh: "{0} 降至 {1}", "任何存量不得低于 0", "减少削减它的举措";
    }
    /// A value levelled down. Args: the indicator, the value, the least allowed.
    LevelledDown = 6102 {
        en: "{0} falls to {1}, below {2}", "no_levelling_down lets no value fall below {2} here", "reduce the levers that take it away, or change no_levelling_down";
        zh: "{0} 降至 {1}，低于 {2}", "no_levelling_down 不允许此处低于 {2}", "减少削减它的举措，或修改 no_levelling_down";
    }
    /// A section that fails the standard although the policy asks to comply. Args: the indicators below.
    SectionFails = 6103 {
        en: "the section does not meet the standard afterwards; below: {0}", "the policy has comply = true", "plan again, or set comply = false";
        zh: "方案实施后该学段部仍未达标；低于标准的有：{0}", "设定中 comply = true", "重新制定方案，或设定 comply = false";
    }
    /// A CV over its limit although the policy asks to comply. Args: the CV, the limit.
    CvFails = 6104 {
        en: "the difference coefficient is {0} afterwards, over {1}", "the policy has comply = true", "plan again, or set comply = false";
        zh: "方案实施后差异系数为 {0}，超过 {1}", "设定中 comply = true", "重新制定方案，或设定 comply = false";
    }

    // JH62xx: promises about money.

    /// Spending from a fund that the policy does not have. Args: the fund.
    UnplannedFund = 6201 {
        en: "there is no fund \"{0}\"", "a plan spends from the funds of its policy only", "verify the plan with the policy it was made for";
        zh: "没有名为“{0}”的资金", "方案只能使用其设定中的资金", "用制定该方案时的设定来核验";
    }
    /// Spending that is not the sum of the costs. Args: as stated, as recomputed.
    WrongSpent = 6202 {
        en: "spent is given as {0} but is {1}", "it is the sum of the costs of the fund's actions", "correct the figure, or verify with the policy the plan was made for";
        zh: "支出写为 {0}，实为 {1}", "支出等于该资金各项费用之和", "更正数字，或用制定该方案时的设定来核验";
    }
    /// More spent than a fund holds. Args: spent, the amount.
    FundExceeded = 6203 {
        en: "{0} yuan are spent of {1}", "a fund's amount is its limit", "reduce the actions, or raise the amount";
        zh: "共 {1} 元，支出 {0} 元", "资金数额即上限", "减少举措，或提高数额";
    }
    /// Too small a share of a fund. Args: the fund, the yuan at matching sections, the least.
    ShareNotMet = 6204 {
        en: "of fund \"{0}\", {1} yuan go to the sections meant, less than {2}", "the rule asks for at least that share of what is spent", "move spending to these sections, or lower at_least";
        zh: "资金“{0}”用于所指学段部的为 {1} 元，少于 {2} 元", "规则要求其占支出的最低比例", "把支出转向这些学段部，或降低 at_least";
    }
    /// Too much of a fund at one section. Args: the fund, the yuan, the most.
    OverCap = 6205 {
        en: "{1} yuan of fund \"{0}\" are more than {2}", "the rule caps what one section receives", "reduce the actions here, or raise per_section";
        zh: "资金“{0}”用于此处 {1} 元，超过 {2} 元", "规则限制了每个学段部可得的数额", "减少此处的举措，或提高 per_section";
    }

    // JH63xx: promises about the goals.

    /// Goals that are not those of the policy. Args: those of the plan, those of the policy.
    WrongGoals = 6301 {
        en: "the goals are {0}, not {1}", "a plan lists its policy's goals in their order", "verify the plan with the policy it was made for";
        zh: "目标为 {0}，而非 {1}", "方案须按顺序列出其设定的目标", "用制定该方案时的设定来核验";
    }
    /// A goal value that is not what the actions give. Args: as stated, as recomputed.
    WrongValue = 6302 {
        en: "the value is given as {0} but is {1}", "the value is recomputed from the district and the actions", "the plan cannot be trusted; plan again";
        zh: "目标值写为 {0}，实为 {1}", "目标值由县域和举措重新算出", "该方案不可信，请重新制定";
    }
    /// A value better than what was proven possible. Args: the value, the bound.
    BetterThanBound = 6303 {
        en: "the value {0} is better than its bound {1}", "the bound says that no plan can be better", "the bound is wrong; plan again";
        zh: "目标值 {0} 优于其界 {1}", "界表示任何方案都不会更好", "该界有误，请重新制定";
    }
    /// A plan called optimal outside the gap. Args: the value, the bound, the gap allowed.
    NotOptimal = 6304 {
        en: "value {0} and bound {1} are more than {2} apart", "a plan is optimal only if every goal is that near its bound", "call the plan feasible, or plan again with more time";
        zh: "目标值 {0} 与界 {1} 相差超过 {2}", "只有每个目标都与其界足够接近，方案才算最优", "将方案标为可行，或延长时间重新制定";
    }

    // JH64xx: promises about the assessments.

    /// A figure of the assessment before or after that is not so. Args: as stated, as recomputed.
    WrongAssessment = 6401 {
        en: "the assessment says {0} but it is {1}", "the assessments are recomputed from the district and the actions", "correct the figure, or verify with the district and standard the plan was made for";
        zh: "评估写为 {0}，实为 {1}", "评估由县域和举措重新算出", "更正数字，或用制定该方案时的县域和标准来核验";
    }
    /// Further figures of the assessments that are not so. Args: how many.
    MoreWrongAssessments = 6402 {
        en: "{0} more figures of the assessments are wrong", "one wrong action or stock changes many figures", "correct what is listed before; the figures follow";
        zh: "评估中另有 {0} 个数值不符", "一处举措或存量有误，会使许多数值不符", "先更正前面列出的问题，这些数值随之一致";
    }

    // JH70xx: sweeps.

    /// A sweep that varies nothing.
    SweepEmpty = 7001 {
        en: "nothing is varied", "a sweep needs at least one [[vary]] or [[scenario]], or a [sample] with a count above 0 and a [[sample.vary]]", "say what to vary";
        zh: "没有要变化的内容", "情景组至少要有一个 [[vary]] 或 [[scenario]]，或者 count 大于 0 且带 [[sample.vary]] 的 [sample]", "写明要变化什么";
    }
    /// Two of grid, list and samples.
    SweepTwoWays = 7002 {
        en: "it is not clear which scenarios are meant", "[[vary]], [[scenario]] and [sample] are three ways to make them, and more than one is given", "keep one of them, or write two files";
        zh: "无法判断指的是哪些情景", "[[vary]]、[[scenario]]、[sample] 是三种不同的方式，这里给出了不止一种", "只保留一种，或分成两个文件";
    }
    /// More scenarios than are planned. Args: the most.
    SweepTooMany = 7003 {
        en: "there are too many scenarios", "a sweep has {0} at most", "take fewer values, or samples instead of every combination";
        zh: "情景太多", "一个情景组最多 {0} 个", "减少取值，或以抽样代替全部组合";
    }
    /// One quantity twice. Args: it.
    SweepTwice = 7004 {
        en: "\"{0}\" is varied twice", "each quantity has one column of the table", "vary it once";
        zh: "“{0}”变化了两次", "每个量在结果表中只有一列", "只写一次";
    }
    /// A path that leads nowhere. Args: the path, the step that fails, what is there.
    SweepNoPath = 7005 {
        en: "the policy has no \"{0}\"", "at \"{1}\" there is only: {2}", "write a path such as fund.capital.amount, lever.'build rooms'.unit_cost.rural, rule.2.share.at_least or solve.gap; rules count from 1";
        zh: "方案设定中没有“{0}”", "在“{1}”处只有：{2}", "写成 fund.capital.amount、lever.'建教室'.unit_cost.rural、rule.2.share.at_least 或 solve.gap 这样的路径；规则从 1 数起";
    }
    /// A value that cannot stand where it is set. Args: the value, the path, the reason.
    SweepValue = 7006 {
        en: "{0} is no value of \"{1}\"", "{2}", "write what policy.toml would hold there";
        zh: "{0} 不能作为“{1}”的取值", "{2}", "写成 policy.toml 中该处允许的值";
    }
    /// A factor that cannot be. Args: it.
    SweepFactor = 7007 {
        en: "{0} is no factor", "pupils are multiplied, and must stay above 0", "write a number above 0, such as 0.9";
        zh: "{0} 不能作为倍数", "在校生数要乘以它，且必须保持大于 0", "写一个大于 0 的数，例如 0.9";
    }
    /// A quantity that is no number. Args: its path.
    SweepNotANumber = 7008 {
        en: "\"{0}\" cannot be multiplied", "there is no number in the policy at that place", "give values instead of factors, or write the number into the policy";
        zh: "“{0}”无法乘以倍数", "方案设定在该处没有数字", "改用 values，或先在方案设定中写上数字";
    }
    /// No section to vary.
    SweepReachesNothing = 7009 {
        en: "the pupils of no section are varied", "no section matches all filters of where", "correct the filters, or leave them out";
        zh: "没有任何学段部的在校生数会变化", "没有学段部同时满足 where 的所有条件", "改正条件，或去掉它们";
    }
    /// What only pupils have. Args: the path.
    SweepOnlyPupils = 7010 {
        en: "\"{0}\" has no sections", "where and per_section are for what = \"pupils\" only", "leave them out; a lever's own filters are in the policy";
        zh: "“{0}”不分学段部", "where 与 per_section 只用于 what = \"pupils\"", "去掉它们；举措的范围在方案设定中规定";
    }
    /// A distribution that is none. Args: the path.
    SweepDistribution = 7011 {
        en: "nothing can be drawn for \"{0}\"", "uniform needs two finite numbers, the lower first; normal a finite mean and an sd of 0 or more", "correct the numbers";
        zh: "无法为“{0}”抽样", "uniform 需要两个有限的数，小的在前；normal 需要有限的 mean 和不小于 0 的 sd", "改正这些数";
    }
    /// A quantity without values.
    SweepNoValues = 7012 {
        en: "it has no values", "a [[vary]] takes either values or factors, and at least one of them; a draw either uniform or normal", "give one of the two";
        zh: "没有取值", "[[vary]] 要有 values 或 factors 之一，且至少一个值；抽样要有 uniform 或 normal 之一", "给出两者之一";
    }
    /// A range that never ends. Args: from, to, step.
    SweepRange = 7013 {
        en: "there is no way from {0} to {1} in steps of {2}", "the step must be above 0 and the end not below the start, and a range has 1,000,000 values at most", "correct from, to and step";
        zh: "无法从 {0} 以步长 {2} 到达 {1}", "step 必须大于 0，to 不能小于 from，且一个范围最多 1,000,000 个值", "改正 from、to 和 step";
    }
    /// What stays the same in all scenarios. Args: the path.
    SweepFixed = 7014 {
        en: "\"{0}\" cannot be varied", "the standard and all names are the same in every scenario", "run one sweep for each standard";
        zh: "“{0}”不能变化", "标准和各项名称在所有情景中保持不变", "每个标准各运行一次情景组";
    }
    /// Changes that make no policy together. Args: the reason.
    SweepNoPolicy = 7015 {
        en: "the changes of this scenario make no policy together", "{0}", "each value stands by itself; look at their combination";
        zh: "该情景的各项变化合在一起不成为方案设定", "{0}", "每个取值单独都可用；请检查它们的组合";
    }

    // JH90xx: warnings about the policy.

    /// A lever that reaches no section. Args: the lever.
    LeverReachesNothing = 9001 {
        en: "the lever \"{0}\" reaches no section", "its filters match none, or rules keep all that they match", "check stages, locales, groups, schools and the rules keep";
        zh: "举措“{0}”不涉及任何学段部", "筛选条件无匹配，或所匹配的都被规则保留", "检查 stages、locales、groups、schools 以及 keep 规则";
    }
    /// A lever that no indicator counts. Args: the lever, the standard.
    LeverServesNothing = 9002 {
        en: "the lever \"{0}\" cannot help", "no indicator of the standard \"{1}\" counts what it adds", "check the names in adds, or leave the lever out";
        zh: "举措“{0}”不起作用", "标准“{1}”的指标不计入它所增加的资源", "检查 adds 中的名称，或去掉该举措";
    }
    /// The goal shortfall with a standard that has no minimum. Args: the standard.
    ShortfallOfNoMinimum = 9003 {
        en: "the goal shortfall is 0 from the start", "the standard \"{0}\" has no minimum for the sections and weights here", "nothing, or leave the goal out";
        zh: "目标 shortfall 一开始就为 0", "标准“{0}”对现有学段部和权重没有最低要求", "无需处理，或去掉该目标";
    }

    // JH91xx: warnings about files.

    /// An unknown column that is not all numbers. Args: the header, a cell.
    IgnoredColumn = 9101 {
        en: "the column \"{0}\" is ignored", "its header is not known and \"{1}\" is not a number, so it is no further resource", "correct the header, or the cell; otherwise nothing";
        zh: "“{0}”列被忽略", "表头未知，且“{1}”不是数字，因此不能作为其他资源", "更正表头或单元格；否则无需处理";
    }
    /// A column without a cell. Args: the header.
    EmptyColumn = 9102 {
        en: "the column \"{0}\" is ignored", "all its cells are empty", "fill it in, or delete it";
        zh: "“{0}”列被忽略", "该列全部为空", "填写该列，或将其删除";
    }
    /// A column or key of no use there. Args: the header.
    UnusedColumn = 9103 {
        en: "\"{0}\" is ignored", "it has no meaning in this place", "nothing, or move it to where it belongs";
        zh: "“{0}”被忽略", "它在此处没有含义", "无需处理，或移到应在的位置";
    }
    /// Degrees and kilometres of one section.
    TwoPositions = 9104 {
        en: "lat and lon are used, x_km and y_km are not", "a section has one position", "delete one of the two pairs of columns";
        zh: "采用经纬度，不采用 x_km 和 y_km", "每个学段部只有一个位置", "删除其中一组坐标列";
    }
    /// A mean far from its minimum. Args: the stage, the indicator, the mean, the minimum.
    FarFromMinimum = 9105 {
        en: "the {0} mean of {1} is {2}, its minimum is {3}", "a factor of 20 often means another unit: 万元 read as 元, 亩 as m2", "check the unit of the column and write it into the header, such as （万元）";
        zh: "{0} 的 {1} 均值为 {2}，最低要求为 {3}", "相差 20 倍以上往往是单位有误：万元当作元，或亩当作平方米", "检查该列的单位，并在表头注明，如（万元）";
    }
    /// A further resource whose name is near a known column's. Args: the header, the column's id, its Chinese name.
    NearColumn = 9106 {
        en: "the column \"{0}\" is taken as a further resource", "its header is not known; perhaps it is a slip for {1} ({2})", "correct the header if {1} is meant; otherwise nothing";
        zh: "“{0}”列被作为其他资源", "表头未知，可能是“{2}”（{1}）之误", "如指“{2}”，请更正表头；否则无需处理";
    }
}
