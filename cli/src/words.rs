//! Every word of the command, in both languages.

use junheng::Text;

macro_rules! words {
    ($( $name:ident: $zh:literal, $en:literal; )*) => {
        $(
            pub(crate) const $name: Text = {
                assert!(!$zh.is_empty() && !$en.is_empty(), "a translation is missing");
                Text::new($zh, $en)
            };
        )*
    };
}

// Help.
words! {
    ABOUT: "均衡：规划县域内教师、校舍、设备与资金在各校之间的配置，使学校办学条件更加均衡",
        "Plans how a county shares teachers, buildings, equipment and money among its schools";
    USAGE: "用法：", "Usage: ";
    COMMANDS: "命令", "Commands";
    ARGUMENTS: "参数", "Arguments";
    OPTIONS: "选项", "Options";
    USAGE_ROOT: "junheng [选项] <命令>", "junheng [OPTIONS] <COMMAND>";
    USAGE_ASSESS: "junheng assess [选项] <县域>", "junheng assess [OPTIONS] <DISTRICT>";
    USAGE_PLAN: "junheng plan [选项] <县域>", "junheng plan [OPTIONS] <DISTRICT>";
    USAGE_VERIFY: "junheng verify [选项] --plan <方案文件> <县域>",
        "junheng verify [OPTIONS] --plan <PLAN.json> <DISTRICT>";
    USAGE_SWEEP: "junheng sweep [选项] --sweep <文件> <县域>",
        "junheng sweep [OPTIONS] --sweep <FILE> <DISTRICT>";
    USAGE_FRONTIER: "junheng frontier [选项] --fund <资金> | --against <目标> <县域>",
        "junheng frontier [OPTIONS] --fund <NAME> | --against <GOAL> <DISTRICT>";
    USAGE_COMPARE: "junheng compare [选项] <方案或县域> [方案或县域]",
        "junheng compare [OPTIONS] <PLAN.json|DISTRICT> [PLAN.json|DISTRICT]";
    USAGE_GENERATE: "junheng generate [选项] --schools <N> --seed <S> <目录>",
        "junheng generate [OPTIONS] --schools <N> --seed <S> <DIR>";
    EXIT_CODES: "退出码：0 完成；2 输入或参数无法使用；3 没有方案能满足方案设定；4 在找到任何方案之前因限制停止；\n        5 方案未通过核验；1 其他错误。\n使用 --json - 时标准输出只有 JSON，提示与错误写到标准错误。",
        "Exit codes: 0 done; 2 unusable input or arguments; 3 no plan can satisfy the policy; 4 a limit\n            stopped it before any plan was found; 5 the plan does not hold; 1 anything else.\nWith --json - the JSON is all there is on standard output; problems go to standard error.";

    USAGE_TEMPLATE: "junheng template [选项] <文件>", "junheng template [OPTIONS] <FILE>";
    USAGE_SCHEMA: "junheng schema [选项] [district|policy|standard|sweep|plan|assessment]",
        "junheng schema [OPTIONS] [district|policy|standard|sweep|plan|assessment]";
    SCHEMA: "格式：以 JSON Schema 说明一种文档的形式；不指定则列出全部",
        "Schema: the form of a document, or of all, as JSON Schema";
    DOCUMENT: "district 县域、policy 方案设定、standard 标准、sweep 情景组、plan 方案或 assessment 评估",
        "district, policy, standard, sweep, plan or assessment";
    NAME_DOCUMENT: "文档", "DOCUMENT";
    TEMPLATE: "模板：写出一个待填写的 Excel 工作簿，含说明、单位、下拉选项和一行示例",
        "Template: an Excel workbook to fill in, with notes, units, lists and one example row";
    TEMPLATE_FILE: "要写入的 .xlsx 文件；不覆盖已有文件", "the .xlsx to write; overwrites nothing";
    ASSESS: "评估：县域现状是否达到标准，差异有多大",
        "Assess: does the district pass the standard, and how unequal is it";
    PLAN: "方案：在何处做什么、花多少钱、带来什么变化",
        "Plan: what to do where, at what cost, with what effect";
    VERIFY: "核验：仅依据县域数据与方案设定重新计算，检查一个方案是否成立",
        "Verify: recompute a plan from the district and the policy alone, and say whether it holds";
    SWEEP: "情景组：为许多情景各作一个方案，每个情景一行结果",
        "Sweep: a plan for each of many scenarios, a row of results for each";
    FRONTIER: "前沿：一项资金的多少，或另一个目标的高低，对一个目标有什么作用",
        "Frontier: what each amount of a fund, or of another goal, does for a goal";
    COMPARE: "比较：两个方案、方案与现状或两年的县域之间，谁有所得，谁无所失",
        "Compare two plans, a plan with today, or two districts: who gains, who loses nothing";
    GENERATE: "生成：按随机种子生成一个现状未达标的虚拟县域",
        "Generate: a synthetic district, from a seed, that fails the 2017 standard today";

    DISTRICT: "县域：含 schools.csv 的目录，或 .xlsx、.json 文件",
        "the district: a folder with schools.csv, an .xlsx or a .json file";
    STANDARD: "标准的编号或文件；默认取 policy.toml 中的标准，否则为 quality-balanced-2017",
        "id or file of a standard; default: policy.toml's, else quality-balanced-2017";
    POLICY: "方案设定文件；默认为县域目录中的 policy.toml",
        "the policy; default: policy.toml in the district's folder";
    JSON: "把结果以 JSON 写入文件；“-”表示标准输出，此时不再输出文字报告",
        "write the result as JSON to a file, or (-) to standard output, which then holds no report";
    HTML: "把报告写成一个 HTML 文件：中英文、图表、可排序筛选、可打印",
        "write the report as one HTML file: both languages, charts, tables to sort and filter";
    XLSX: "把结果写成一个 Excel 工作簿：数值可直接计算，未达标处有颜色",
        "write the results as an Excel workbook: figures as figures, what misses a minimum in colour";
    SOLVER: "求解器：auto（默认）、levels、clarabel、microlp 或 highs",
        "solver: auto (default), levels, clarabel, microlp or highs";
    AFTER_DIR: "把实施后的县域写入目录，可作为下一年的输入；目录中不得已有县域文件",
        "write the district after the plan to a folder, as next year's input; overwrites nothing";
    ALTERNATIVES: "另找至多 N 个同样好、但把资金用在别处的方案",
        "also find up to N plans nearly as good that put the money elsewhere";
    GAINS: "另算各项举措单独的作用：没有它、只有它时的最优方案（每项举措两个方案）",
        "also tell what each lever does: the best plan without it, and with it alone";
    SLACK: "备选方案的每个目标与最优方案至多相差的比例；默认 0.02",
        "how much worse than the best an alternative may be at every goal; default: 0.02";
    PLAN_FILE: "由 plan --json 写出的方案", "a plan as plan --json wrote it";
    SWEEP_FILE: "情景文件（sweep.toml）：要变化什么、取哪些值", "what to vary, and how (sweep.toml)";
    OUT: "结果表：.csv、.jsonl 或 .parquet", "the table of results: .csv, .jsonl or .parquet";
    THREADS: "线程数；默认用尽本机", "number of threads; default: all that the machine has";
    OVERWRITE: "覆盖已有的结果表", "replace a table that is there already";
    RESUME: "接着运行已中断的情景组，不重复也不遗漏；输入有变则拒绝",
        "continue a stopped sweep, without repeating or losing a row; changed inputs are refused";
    FUND: "哪项资金", "which fund";
    AGAINST: "代替资金：另一个目标，如 cost（shortfall、disparity、floor、cost）",
        "instead of a fund: another goal (shortfall, disparity, floor, cost)";
    GOAL: "画哪个目标，如 shortfall、disparity；默认为方案设定的第一个", "the goal drawn, such as shortfall or disparity; default: the policy's first";
    FROM: "从哪个数起；默认 0 或任何方案所需的最少金额", "from where; default: 0, or the least that any plan needs";
    TO: "到哪个数止；默认为再多也不再有帮助之处", "to where; default: where more stops helping";
    FIRST: "方案（plan --json 写出）或县域", "a plan, as plan --json wrote it, or a district";
    SECOND: "另一个；没有则方案与其中的现状比较", "another; without it a plan is compared with today";
    NAMING: "给出学校名称的县域（比较方案时）", "the district that names the schools of the plans";
    DIR: "要写入的目录；不覆盖已有文件", "the folder to write to; overwrites nothing";
    SCHOOLS: "学校数，1 至 300,000；超过 250 时分为多个县", "number of schools, 1 to 300,000; above 250 as many counties";
    TEACHERS: "同时生成分类的教师（teachers.csv）", "with teachers by kind (teachers.csv)";
    SEED: "随机种子：同一种子生成同一县域", "the seed: the same seed gives the same district";
    LANG: "语言：zh 中文或 en 英文；默认依系统区域设置",
        "language: zh or en; default: from the locale";
    QUIET: "不输出报告与提示，只输出错误", "no report and no warnings, only errors";
    TIMINGS: "显示各步骤用时，并写入方案的 JSON", "say how long each step took, also in the plan's JSON";
    HELP: "显示帮助", "print help";
    VERSION: "显示版本", "print version";

    NAME_DISTRICT: "县域", "DISTRICT";
    NAME_STANDARD: "编号|文件", "ID|FILE";
    NAME_FILE: "文件", "FILE";
    NAME_FILE_OR_DASH: "文件|-", "FILE|-";
    NAME_TABLE: "文件.csv|.jsonl|.parquet", "FILE.csv|.jsonl|.parquet";
    NAME_GOAL: "目标", "GOAL";
    NAME_FUND: "资金", "NAME";
    NAME_FIRST: "方案或县域", "PLAN.json|DISTRICT";
    NAME_SECOND: "方案或县域", "PLAN.json|DISTRICT";
    NAME_DIR: "目录", "DIR";
    NAME_SOLVER: "名称", "NAME";
    NAME_PLAN_FILE: "方案文件", "PLAN.json";
}

// Errors in the arguments.
words! {
    UNKNOWN_ARGUMENT: "没有“{0}”这个参数", "there is no argument {0}";
    UNKNOWN_COMMAND: "没有“{0}”这个命令", "there is no command {0}";
    NO_COMMAND: "缺少命令", "a command is missing";
    MISSING_ARGUMENT: "缺少必需的参数：{0}", "these arguments are missing: {0}";
    NO_VALUE: "{0} 缺少取值", "{0} has no value";
    BAD_VALUE: "{1} 的取值“{0}”无效", "{0} is no value of {1}";
    ONE_OF: "{0}；可选：{1}", "{0}; it is one of {1}";
    TWICE: "{0} 重复出现", "{0} is there twice";
    NOT_WITH: "{0} 不能与 {1} 同时使用", "{0} does not go with {1}";
    OR: " 或 ", " or ";
    NOT_TEXT: "参数不是有效的 UTF-8 文本", "an argument is not valid UTF-8";
}

// Timings, on standard error.
words! {
    TIME: "用时 {0} 秒：{1}", "{0} s: {1}";
    READING: "读取", "reading";
    ASSESSING: "评估", "assessing";
    PLANNING: "规划", "planning";
    VERIFYING: "核验", "verifying";
    GENERATING: "生成", "generating";
    WRITING: "写出", "writing";
    DRAWING: "前沿", "drawing the frontier";
    SWEEPING: "情景组", "sweeping";
}

// Done.
words! {
    PROGRESS: "{bar:30} {pos}/{len}，每秒 {per_sec}，还需 {eta}", "{bar:30} {pos}/{len}, {per_sec}, {eta} left";
    WROTE: "已写入 {0}", "Wrote {0}";
}
