//! Warnings, what was skipped or guessed: `JH90xx`, `JH91xx`.

macro_rules! warnings {
    ($next:ident $($rest:ident)* ; $($before:tt)*) => { $next! { $($rest)* ; $($before)*
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
        /// Shares of one fund that cannot all be kept but by spending nothing. Args: the fund, the rules, their sum.
        SharesContradict = 9004 {
            en: "of the fund \"{0}\" nothing can be spent", "the shares of {1} are for different sections and add up to {2}, more than the whole", "lower one of them, or widen its filter";
            zh: "资金“{0}”一分也不能使用", "{1} 的比例针对不同的学段部，合计 {2}，超过全部", "降低其中一项，或放宽其筛选条件";
        }
        /// A fund of less than a yuan a pupil. Args: the amount, the pupils.
        TinyFund = 9005 {
            en: "the fund has {0} for {1} pupils", "less than 1 for each pupil often means another unit: 万元 read as 元", "check the unit: amounts are in yuan, so 1,200 万元 is 12_000_000";
            zh: "该资金只有 {0}，而在校生有 {1} 人", "生均不足 1 元往往是单位有误：万元当作元", "检查单位：金额以元计，1200 万元应写作 12_000_000";
        }
        /// A fund of more than a million yuan a pupil. Args: the amount, the pupils.
        HugeFund = 9007 {
            en: "the fund has {0} for {1} pupils", "more than 1,000,000 for each pupil often means another unit: 元 read as 万元 or 亿元", "check the unit in the cell and in the header: amounts are in yuan";
            zh: "该资金有 {0}，而在校生只有 {1} 人", "生均超过 100 万元往往是单位有误：元当作万元或亿元", "检查单元格和表头中的单位：金额以元计";
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
            en: "the {0} mean of {1} is {2}, its minimum is {3}", "a factor of 20 often means another unit: 万元 read as 元, 亩 as m2", "check the unit of the column; of money and areas the header may name it, as in equipment_yuan（万元） or sports_area_m2（亩）";
            zh: "{0} 的 {1} 均值为 {2}，最低要求为 {3}", "相差 20 倍以上往往是单位有误：万元当作元，或亩当作平方米", "检查该列的单位；金额和面积可在表头注明单位，如 教学仪器设备值（万元）、体育运动场馆面积（亩）";
        }
        /// A further resource whose name is near a known column's. Args: the header, the column's id, its Chinese name.
        NearColumn = 9106 {
            en: "the column \"{0}\" is taken as a further resource", "its header is not known; perhaps it is a slip for {1} ({2})", "correct the header if {1} is meant; otherwise nothing";
            zh: "“{0}”列被作为其他资源", "表头未知，可能是“{2}”（{1}）之误", "如指“{2}”，请更正表头；否则无需处理";
        }
        /// A title above the headers, or a remark below the rows. Args: its text.
        RemarkLeftOut = 9107 {
            en: "the row \"{0}\" is left out", "it is a title above the headers or a remark, not a section", "nothing, if that is so";
            zh: "“{0}”这一行未读入", "它是表头之上的标题或备注，不是学段部", "如确是如此，无需处理";
        }
        /// A row of totals. Args: its text.
        TotalsLeftOut = 9108 {
            en: "the row of totals \"{0}\" is left out", "totals are computed, not read", "nothing, if it is no school";
            zh: "合计行“{0}”未读入", "合计由程序计算，不从表中读取", "如它不是学校，无需处理";
        }
        /// Merged cells. Args: how many rows were filled.
        MergedFilled = 9109 {
            en: "merged cells were read as if each held their text (rows: {0})", "a merged cell has its text only in its first row", "nothing, if that is meant";
            zh: "合并单元格按每格内容相同读取（涉及 {0} 行）", "合并单元格只有第一行存有内容", "如确是此意，无需处理";
        }
        /// The only sheet, taken for the schools. Args: its name.
        SheetGuessed = 9110 {
            en: "the sheet \"{0}\" was read as the schools", "the workbook has no other, and none called 学校 or schools", "nothing, or call it 学校";
            zh: "工作表“{0}”按“学校”读取", "工作簿中只有这一张表，且没有名为“学校”的工作表", "无需处理，或将其改名为“学校”";
        }
        /// A sheet nobody knows. Args: its name.
        SheetIgnored = 9111 {
            en: "the sheet \"{0}\" is ignored", "no table of a district has that name", "nothing, or call it schools, campuses, goals, funds, levers or rules";
            zh: "工作表“{0}”被忽略", "县域数据没有这个名称的表", "无需处理，或改名为：学校、校区、目标、资金、举措、规则";
        }
        /// Money with its unit in the cell. Args: the cell, the yuan.
        UnitInCell = 9112 {
            en: "\"{0}\" was read as {1} yuan", "the cell names its own unit, which counts before that of the header", "nothing, if that is meant";
            zh: "“{0}”按 {1} 元读取", "单元格自带单位，优先于表头中的单位", "如确是此意，无需处理";
        }
        /// A header of a policy's sheet that nobody knows. Args: the header.
        HeaderIgnored = 9113 {
            en: "the column \"{0}\" is ignored", "no sheet of the policy has this header", "write the header as in the template (junheng template); if it is a remark, nothing";
            zh: "“{0}”列被忽略", "方案设定的工作表没有这个表头", "按模板（junheng template）的表头填写；如只是备注，无需处理";
        }
    } };
}
pub(super) use warnings;
