//! Files, tables, cells and syntax: `JH10xx` to `JH14xx`.

macro_rules! files {
    ($next:ident $($rest:ident)* ; $($before:tt)*) => { $next! { $($rest)* ; $($before)*
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
            en: "this is no district", "a district is a folder with schools.csv, an .xlsx or a .json file", "name the folder instead of a file in it; a policy (.toml) belongs to --policy, a sweep to sweep";
            zh: "这不是县域数据", "县域数据是含有 schools.csv 的文件夹，或 .xlsx、.json 文件", "指定文件夹本身，而不是其中的文件；方案设定（.toml）用 --policy 指定，情景设定用于 sweep";
        }
        /// A folder without schools.csv, a workbook without its sheet.
        NoSchoolsFile = 1007 {
            en: "there is no schools.csv in the folder, or no sheet 学校 (schools) in the workbook", "it lists the sections; without it there is no district", "put schools.csv into the folder, or give the sheet of the schools this name";
            zh: "文件夹中没有 schools.csv，或工作簿中没有工作表“学校”（schools）", "它列出各学段部，没有它就没有县域数据", "将 schools.csv 放入该文件夹，或将列出学校的工作表改为此名";
        }
        /// The same table in two files. Args: the other file.
        TwoFiles = 1008 {
            en: "the same table is also in {0}", "a folder holds each table once, under its English or its Chinese name", "delete or move away one of them";
            zh: "同一张表也在 {0} 中", "每张表在文件夹中只能有一份，用英文名或中文名", "删除或移走其中一份";
        }
        /// An .xlsx, where workbooks are not built in.
        WorkbookNotRead = 1009 {
            en: "this build does not read workbooks", "it was built without the feature xlsx", "save the sheet 学校 as schools.csv (CSV UTF-8) in a folder and name the folder";
            zh: "此程序不能读取 .xlsx 工作簿", "编译时未启用 xlsx 功能", "将工作表“学校”另存为文件夹中的 schools.csv（CSV UTF-8），并指定该文件夹";
        }
        /// A workbook in the binary format before .xlsx, or with a password.
        OldWorkbook = 1010 {
            en: "the workbook is in the old format .xls, or has a password", "its first bytes say so; both lie in a container that is not read", "open it in Excel or LibreOffice, take any password off and save it as .xlsx";
            zh: "工作簿是旧的 .xls 格式，或设有密码", "文件开头的标记如此；这两种文件都不能读取", "用 Excel 或 LibreOffice 打开，如有密码先取消，再另存为 .xlsx";
        }
        /// A .json file that is no JSON. Args: what the parser says.
        NotJson = 1012 {
            en: "the file is not valid JSON", "the parser says: {0}", "correct it at that spot, or write it again with the program it came from";
            zh: "文件不是有效的 JSON", "解析器提示：{0}", "在该处更正，或用原程序重新导出";
        }
        /// A document of another kind where a district is wanted. Args: what it is, where it
        /// belongs.
        WrongDocument = 1016 {
            en: "this is a {0}, not a district", "a district document has a list \"schools\"", "name the district here; a {0} belongs to {1}";
            zh: "这是 {0} 文件，不是县域数据", "县域数据文档含有列表 \"schools\"", "此处请指定县域数据；{0} 文件用于 {1}";
        }
        /// A workbook that cannot be opened. Args: what the reader says.
        BrokenWorkbook = 1017 {
            en: "the workbook cannot be opened", "it is damaged, cut short or no .xlsx at all (in detail: {0})", "open it in Excel or LibreOffice and save it anew as .xlsx";
            zh: "工作簿无法打开", "文件已损坏、不完整，或根本不是 .xlsx（细节：{0}）", "用 Excel 或 LibreOffice（WPS）打开后重新另存为 .xlsx";
        }
        /// Formulas whose value was never saved. Args: the cells, how many there are.
        FormulaWithoutValue = 1018 {
            en: "formulas without a value: {0}, in all {1}", "the program that wrote the workbook saved the formulas, but not what comes out", "open it in Excel or LibreOffice, which works them out, and save it";
            zh: "公式没有保存结果：{0}，共 {1} 个", "写出该工作簿的程序只保存了公式，没有保存计算结果", "用 Excel 或 LibreOffice（WPS）打开，计算后保存";
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
        /// A long code that a spreadsheet keeps as a number. Args: the cell.
        CodeCutShort = 1209 {
            en: "the code \"{0}\" has lost its last digits", "a spreadsheet keeps only 15 digits of a number, and this code is longer", "format the column as text, then type the codes anew";
            zh: "代码“{0}”的末几位已丢失", "电子表格的数字只保留 15 位，而此代码更长", "先将该列设为文本格式，再重新输入代码";
        }
        /// A count of people that is not whole. Args: the cell.
        NotPeople = 1208 {
            en: "\"{0}\" is no number of people", "teachers are counted in whole persons", "write a whole number";
            zh: "“{0}”不是人数", "教师按整人计数", "填写整数";
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
            en: "{0} is missing", "nothing can stand in for it", "add a line {0} = ..., in a workbook fill in the cell";
            zh: "缺少 {0}", "该项没有默认值", "添加一行 {0} = ...；在工作簿中填写该单元格";
        }
        /// A key that nobody knows. Args: the key, the known ones.
        UnknownKey = 1303 {
            en: "\"{0}\" is not known here", "known here: {1}", "use one of them, or delete the line";
            zh: "此处不认识“{0}”", "此处可用：{1}", "改用其中之一，或删除该行";
        }
        /// A key that is nearly a known one. Args: the key, the known one.
        MisspeltKey = 1304 {
            en: "\"{0}\" is not known here", "it is perhaps a slip for \"{1}\"", "write {1}, or delete the line";
            zh: "此处不认识“{0}”", "可能是“{1}”的笔误", "改为 {1}，或删除该行";
        }
        /// A word that is none of those allowed. Args: the word, those allowed.
        UnknownWord = 1305 {
            en: "\"{0}\" means nothing here", "the words known here are {1}", "write one of them, in a workbook also the Chinese word of the template";
            zh: "“{0}”在此处没有意义", "此处可用的词为 {1}", "改用其中之一；在工作簿中也可用模板里的中文词";
        }
        /// A value that must be text is not. Args: the value.
        TextExpected = 1306 {
            en: "{0} is not text", "text is wanted here", "put it in quotes, even if it is a number such as a school's id";
            zh: "{0} 不是文本", "此处只能填文本", "加上引号；学校代码等数字也要加引号";
        }
        /// A value that must be a number is not. Args: the value.
        NumberExpected = 1307 {
            en: "{0} is not a number", "a number is wanted here", "write a number such as 2600 or 0.6, without quotes and units";
            zh: "{0} 不是数字", "此处只能填数字", "填写 2600 或 0.6 这样的数字，不加引号和单位";
        }
        /// A value that must be a whole number is not. Args: the value.
        WholeNumberExpected = 1308 {
            en: "{0} is not a whole number of 0 or more", "it counts something", "write 0, 1, 2 ...";
            zh: "{0} 不是非负整数", "该项用于计数", "填写 0、1、2 等整数";
        }
        /// A value that must be true or false is not. Args: the value.
        FlagExpected = 1309 {
            en: "{0} is neither true nor false", "it is a switch", "write true or false without quotes, in a workbook yes or no";
            zh: "{0} 既非 true 也非 false", "该项是开关", "填写 true 或 false，不加引号；在工作簿中填 是 或 否";
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
            en: "the file is there already", "what is there would be lost", "choose another name, or move the file away";
            zh: "文件已存在", "写入会丢失已有内容", "换一个名称，或先移走该文件";
        }
        /// An output whose name is that of another kind of file. Args: the option, how its
        /// files end.
        OutputEnding = 1403 {
            en: "the file's name does not suit {0}", "what {0} writes is a file that ends in {1}", "give it such a name";
            zh: "文件名不适合 {0}", "{0} 写出的文件应以 {1} 结尾", "改用这样的文件名";
        }
        /// Two outputs to one file. Args: the two options.
        SameOutput = 1404 {
            en: "{0} and {1} name the same file", "the one would overwrite the other", "name two files";
            zh: "{0} 与 {1} 指向同一个文件", "后写的会覆盖先写的", "使用两个不同的文件名";
        }
        /// An output that is an input. Args: the option.
        OverInput = 1405 {
            en: "{0} names a file that is read", "the result would overwrite the input", "name another file";
            zh: "{0} 指向一个要读取的文件", "结果会覆盖输入", "换一个文件名";
        }

        // JH15xx: the command.

        /// Arguments that the command does not take. Args: what is wrong, the command for help.
        BadArguments = 1501 {
            en: "{0}", "the command takes the arguments that its help lists", "run {1} --help to see how it is used";
            zh: "{0}", "命令只接受帮助中列出的参数", "运行 {1} --help 查看用法";
        }
    } };
}
pub(super) use files;
