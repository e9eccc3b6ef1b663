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
    } };
}
pub(super) use planning;
