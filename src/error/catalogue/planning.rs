//! Making districts and plans: `JH50xx` to `JH52xx`.

macro_rules! planning {
    ($next:ident $($rest:ident)* ; $($before:tt)*) => { $next! { $($rest)* ; $($before)*
        // JH50xx: making districts.

        /// A number of schools or sections that cannot be generated. Args: the number, the most.
        NoSuchSize = 5001 {
            en: "a district of {0} cannot be made", "the generator makes 1 to {1} schools or sections", "choose a number in that range";
            zh: "无法生成规模为 {0} 的县域", "生成器支持 1 至 {1} 所学校或学段部", "在此范围内选择数目";
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
        /// A policy that water levels and level sets do not fit. Args: what of it.
        NoLevels = 5105 {
            en: "the solver levels cannot solve {0}", "it takes levers that each raise one indicator, one fund for each indicator of a stage, no rule but keep and, for a disparity as the first goal, one share of a fund that no money need be wasted for, and the goals shortfall, disparity with std, gini or mad, and cost, in this order", "use --solver auto or clarabel";
            zh: "求解器 levels 无法求解 {0}", "它要求每项举措只提高一个指标，同一学段的每个指标只由一项资金支付，规则只有 keep，以及首个目标为差异时每项资金的一条 share（且不必为满足它而浪费资金），目标依次为缺口、差异（std、gini 或 mad）、费用", "使用 --solver auto 或 clarabel";
        }

        // JH52xx: no plan.

        /// No plan can satisfy the policy. The place names what conflicts.
        Impossible = 5201 {
            en: "no plan can satisfy the policy: these cannot be had together", "together the funds, limits and demands named here leave no plan, and each of them is needed for that", "raise or relax one of them";
            zh: "没有方案能满足该设定：以上各项无法同时满足", "所列资金、限制与要求合在一起没有可行的方案，且缺一不成冲突", "提高或放宽其中一项";
        }
        /// A limit met before any plan was found. Args: the limit.
        StoppedEarly = 5202 {
            en: "stopped before any plan was found: {0}", "the limit was met while the first goal was being solved", "raise the limit (time_limit_s under [solve]), or plan a smaller district";
            zh: "在找到任何方案之前已停止：{0}", "求解第一个目标时已达到限制", "提高限制（[solve] 中的 time_limit_s），或规划较小的县域";
        }
        /// A solver without a usable answer. Args: the solver, what it or our check says.
        NoUsableAnswer = 5203 {
            en: "the solver {0} gave no usable answer", "it, or the check of what it gave, says: {1}", "try another solver with --solver; look for figures of very different sizes; if that does not help, report it with the district";
            zh: "求解器 {0} 没有给出可用的结果", "求解器或对其结果的检查提示：{1}", "用 --solver 换一个求解器；检查大小悬殊的数值；仍无效时请附上县域数据反馈";
        }
    } };
}
pub(super) use planning;
