//! The district, the standard and the policy: `JH20xx` to `JH42xx`.

macro_rules! input {
    ($next:ident $($rest:ident)* ; $($before:tt)*) => { $next! { $($rest)* ; $($before)*
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
            en: "{0} is negative", "a count, an amount or a time cannot be below nothing", "write the real number";
            zh: "{0} 为负数", "人数、存量、金额或时间不可能小于零", "填写实际数字";
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
        /// A figure beyond what is planned with. Args: the number, the least, the most.
        OutOfRange = 2016 {
            en: "{0} is beyond the range of such figures", "they are 0 or lie between {1} and {2}; beyond that sums are no longer exact, and no real district comes near", "check the unit and the number of digits; a figure far larger or smaller in truth needs another unit";
            zh: "{0} 超出此类数值的范围", "此类数值应为 0，或在 {1} 与 {2} 之间；超出后求和不再精确，实际县域远在此范围之内", "检查单位和位数；若确实过大或过小，请换用其他单位";
        }
        /// Figures that cannot be weighed together. Args: what they are, the least, the most, how far apart they may be.
        TooFarApart = 2017 {
            en: "{0} of {1} beside {2} are too far apart", "figures more than {3} times apart cannot be weighed together exactly", "check the unit and the number of digits of both, or plan these sections apart";
            zh: "{0} {1} 与 {2} 相差过大", "相差超过 {3} 倍的数值无法一并精确衡量", "检查两者的单位和位数，或将这些学段部分开规划";
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
        /// The goal floor or leximin with a standard that has no minimum. Args: the
        /// standard, the goal.
        FloorOfNoMinimum = 4006 {
            en: "the goal {1} has nothing to raise", "the standard \"{0}\" has no minimum for the sections and weights here", "give the standard a minimum, or choose another goal";
            zh: "目标 {1} 没有可提升的对象", "标准“{0}”对现有学段部和权重没有最低要求", "在标准中填写最低要求，或选用其他目标";
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
        /// The goal worst_cv with a standard that has no CV limit. Args: the standard.
        WorstCvOfNoLimit = 4010 {
            en: "the goal worst_cv has nothing to hold against", "the standard \"{0}\" limits no single indicator's CV for the stages and weights here", "give the standard a cv_limit, or choose another goal such as { disparity = \"std\" }";
            zh: "目标 worst_cv 没有可比照的限值", "标准“{0}”对现有学段和权重没有规定单项指标的差异系数限值", "在标准中填写 cv_limit，或选用其他目标，如 { disparity = \"std\" }";
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
        /// Something that is no currency. Args: the value.
        NotACurrency = 4106 {
            en: "\"{0}\" is no currency", "a currency is written with the three capital letters of ISO 4217", "write for instance \"USD\", or leave the key out for yuan";
            zh: "“{0}”不是货币代码", "货币用 ISO 4217 的三个大写字母表示", "例如写成 \"USD\"；人民币可省略该键";
        }

        // JH42xx: funds, levers, rules.

        /// An amount that is neither a number nor "unlimited". Args: the value.
        AmountExpected = 4201 {
            en: "{0} is no amount of money", "an amount is a number of yuan or the word unlimited", "write 12000000 or \"unlimited\"; in a workbook also 1200万元 or 不限";
            zh: "{0} 不是金额", "金额是以元为单位的数字，或“不限”（unlimited）", "写成 12000000 或 \"unlimited\"；在工作簿中也可写 1200万元 或 不限";
        }
        /// A unit cost that is neither a number nor a table. Args: the value.
        UnitCostExpected = 4202 {
            en: "{0} is no unit cost", "a unit cost is a number of yuan, or one for each locale", "write 2600 or { urban = 3000, town = 2600, rural = 2400 }; in a workbook also 0.26万元, or a column for each locale";
            zh: "{0} 不是单价", "单价是以元为单位的数字，或按城乡类别分列", "写成 2600 或 { urban = 3000, town = 2600, rural = 2400 }；在工作簿中也可写 0.26万元，或分城乡三列填写";
        }
        /// A fund that is not there. Args: the name, the funds.
        UnknownFund = 4203 {
            en: "there is no fund \"{0}\"", "the funds are: {1}", "correct the name, or add a fund of that name";
            zh: "没有名为“{0}”的资金", "现有资金：{1}", "更正名称，或添加同名的资金";
        }
        /// A lever that costs something and has no fund. Args: the lever.
        NobodyPays = 4204 {
            en: "no fund pays for \"{0}\"", "it has a unit cost above 0 and no fund", "name its fund, or set the unit cost to 0";
            zh: "“{0}”没有资金来源", "其单价大于 0，但未指定资金", "填写其资金（fund），或将单价设为 0";
        }
        /// A lever that adds nothing.
        AddsNothing = 4205 {
            en: "the lever adds nothing", "adds is empty or all 0", "name at least one resource and what a unit adds to it";
            zh: "该举措没有增加任何资源", "adds 为空或全为 0", "至少写明一种资源及每单位增加的数量";
        }
        /// No unit cost for a locale that the lever reaches. Args: the locale, a section.
        NoUnitCost = 4206 {
            en: "there is no unit cost for {0}", "the lever reaches sections there, such as {1}", "add a cost for {0}, or limit the lever to the other locales";
            zh: "没有 {0} 的单价", "该举措涉及该类地区的学段部，如 {1}", "补充 {0} 的单价，或用城乡类别（locales）限定举措范围";
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
            en: "it is not clear which rule this is", "a rule is one of share, cap, keep and staffing", "write one of them for each rule";
            zh: "无法判断这是哪种规则", "每条规则只能是 share（份额）、cap（单部上限）、keep（保留）、staffing（编制）之一", "每条规则只写一种";
        }
        /// A sheet of the policy without headers.
        NoPolicyHeaders = 4213 {
            en: "the sheet has no row of headers", "no row has two headers that a sheet of the policy can have, so none of its rows was read", "write the headers as in the template (junheng template)";
            zh: "工作表没有表头行", "没有任何一行含有两个以上已知的表头，因此其内容均未读取", "按模板（junheng template）的表头填写";
        }
    } };
}
pub(super) use input;
