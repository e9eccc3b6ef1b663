//! Sweeps, frontiers and comparisons: `JH70xx` to `JH73xx`.

macro_rules! sweeps {
    ($next:ident $($rest:ident)* ; $($before:tt)*) => { $next! { $($rest)* ; $($before)*
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

        // JH71xx: tables of sweeps.

        /// A table of no known kind.
        SweepFormat = 7101 {
            en: "a table cannot be written to this file", "its name ends neither in .csv nor in .jsonl, nor in .parquet in a build with that feature", "choose one of these endings";
            zh: "无法把结果表写入该文件", "文件名不以 .csv 或 .jsonl 结尾，也不以 .parquet 结尾（程序须带此特性构建）", "使用上述扩展名之一";
        }
        /// A table whose inputs have changed.
        SweepChanged = 7102 {
            en: "the sweep cannot be continued", "district, standard, policy, sweep file, solver or version are not those of the rows that are there", "restore them, or start anew with --overwrite";
            zh: "无法接着运行该情景组", "县域、标准、方案设定、情景文件、求解器或程序版本与已有各行所用的不同", "恢复原来的输入，或用 --overwrite 重新开始";
        }
        /// A table that is not one of a sweep.
        SweepNotOurs = 7103 {
            en: "the sweep cannot be continued", "the file is no table that this sweep left: its header is another, its rows are not numbered one by one, or FILE.resume is not beside it", "name the file of the stopped sweep, or start anew with --overwrite";
            zh: "无法接着运行该情景组", "该文件不是这个情景组留下的结果表：表头不同、各行编号不连续，或旁边没有“文件名.resume”", "指定中断的情景组的文件，或用 --overwrite 重新开始";
        }

        /// A table that is there already.
        SweepExists = 7104 {
            en: "the table is there already", "its rows would be lost", "continue it with --resume, replace it with --overwrite, or name another file";
            zh: "结果表已存在", "其中的各行会丢失", "用 --resume 接着运行，用 --overwrite 覆盖，或换一个文件名";
        }

        // JH72xx: frontiers.

        /// A frontier of a fund that is not there. Args: the name, those there.
        FrontierNoFund = 7201 {
            en: "the policy has no fund \"{0}\"", "its funds are: {1}", "name one of them with --fund";
            zh: "方案设定中没有资金“{0}”", "已有的资金：{1}", "用 --fund 指定其中之一";
        }
        /// A range that is none. Args: from, to.
        FrontierRange = 7202 {
            en: "no curve can be drawn from {0} to {1}", "both ends must be finite numbers; of a fund none below 0, and the second above the first", "correct --from and --to";
            zh: "无法从 {0} 画到 {1}", "两端必须是有限的数；对资金而言不得为负，且后者大于前者", "改正 --from 和 --to";
        }

        /// Two goals between which no curve can be drawn. Args: the two.
        FrontierGoals = 7203 {
            en: "no curve can be drawn of {0} against {1}", "the two must differ and be of shortfall, disparity, floor and cost, and a policy with whole units or comply has no plans in between", "choose other goals, or draw the goal against a fund with --fund";
            zh: "无法画出 {0} 对 {1} 的曲线", "两个目标必须不同，且属于 shortfall、disparity、floor、cost；含整数举措或 comply 的方案设定在两者之间没有连续的方案", "改选目标，或用 --fund 画出目标对资金的曲线";
        }

        /// A frontier of the cost where nothing need be spent.
        FrontierIdle = 7204 {
            en: "the cost has no frontier here", "the cheapest plan spends nothing, however much is in the fund", "draw another goal with --goal, such as shortfall, or the other way round with --against cost";
            zh: "这里画不出费用的前沿", "无论资金多少，最省钱的方案都是什么也不做", "用 --goal 改画其他目标，如 shortfall，或反过来用 --against cost";
        }

        // JH73xx: comparisons.

        /// Two things that cannot be compared. Args: the two standards.
        CompareStandards = 7301 {
            en: "the two cannot be compared", "one is measured by the standard {0}, the other by {1}", "compare what is measured by one standard";
            zh: "两者无法比较", "一个按标准 {0} 衡量，另一个按 {1}", "请比较按同一标准衡量的结果";
        }
        /// A district with nothing to compare it with.
        CompareAlone = 7302 {
            en: "there is nothing to compare the district with", "only a plan's JSON holds two states, today and after the plan; a district is one", "name a second: another district, such as last year's, or a plan as plan --json wrote it";
            zh: "没有可与该县域比较的对象", "只有方案的 JSON 同时含有现状与实施后两个状态，县域只是一个状态", "再给出一个：另一个县域（如上一年的），或 plan --json 写出的方案";
        }
        /// Two plans in different currencies. Args: the two.
        CompareCurrencies = 7303 {
            en: "the two plans cannot be compared", "one counts in {0}, the other in {1}", "compare plans in one currency";
            zh: "两个方案无法比较", "一个以 {0} 计，另一个以 {1} 计", "请比较同一币种的方案";
        }
    } };
}
pub(super) use sweeps;
