//! Promises of a plan that `verify` found broken: `JH60xx` to `JH64xx`.

macro_rules! promises {
    ($next:ident $($rest:ident)* ; $($before:tt)*) => { $next! { $($rest)* ; $($before)*
        // JH60xx: promises of a plan about its actions.

        /// A plan whose sections are another district's. Args: how many of its sections are
        /// not there, how many it has.
        OtherDistrict = 6015 {
            en: "the plan is of another district", "{0} of the {1} sections that it assesses are not in this one", "verify it with the district it was made for; what follows comes of this";
            zh: "这是另一个县域的方案", "它所评估的 {1} 个学段部中有 {0} 个不在本县域", "用制定该方案时的县域来核验；以下各条皆由此而来";
        }
        /// A plan whose levers are another policy's. Args: how many of its levers are not
        /// there, how many it uses.
        OtherPolicy = 6016 {
            en: "the plan is of another policy", "{0} of the {1} levers that it uses are not in this one", "verify it with the policy it was made for (--policy)";
            zh: "这是按另一个方案设定制定的方案", "它所用的 {1} 项举措中有 {0} 项不在本设定中", "用制定该方案时的设定来核验（--policy）";
        }

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
        /// A number of a plan that is NaN or infinite. Args: the number.
        PlanNotFinite = 6013 {
            en: "{0} is not a finite number", "it is not a number, or beyond what a computer can hold", "the plan cannot be trusted; plan again";
            zh: "{0} 不是有限的数", "它不是数字，或超出计算机的表示范围", "该方案不可信，请重新制定";
        }
        /// An action of no units.
        ZeroUnits = 6014 {
            en: "the action has 0 units", "a plan lists only what is done", "delete the action";
            zh: "该条数量为 0", "方案只列出要做的事", "删除该条";
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
        /// Levels of leximin that are not those of the actions. Args: how many are
        /// stated, how many there are.
        WrongLevels = 6305 {
            en: "the {0} levels stated are not the {1} that there are", "every value over its minimum, ascending, is recomputed from the district and the actions", "the plan cannot be trusted; plan again";
            zh: "所写的 {0} 个水平值与实际的 {1} 个不符", "各值与最低值之比由县域和举措重新算出，按升序排列", "该方案不可信，请重新制定";
        }
        /// A plan whose claim a better plan refutes. Args: as stated, the better value.
        BetterPlanAtHand = 6306 {
            en: "{0} is stated as the best possible, but {1} can be had", "a plan that keeps every promise and is no worse at the goals before reaches it", "plan again";
            zh: "所称最优为 {0}，但可以达到 {1}", "有一个遵守全部要求、且在先前各目标上不更差的方案达到了它", "请重新制定方案";
        }
        /// A gap that is not what the goals say. Args: as stated, as recomputed.
        WrongGap = 6307 {
            en: "the gap is given as {0} but is {1}", "it is the largest relative distance of a goal from its bound", "correct the figure, or plan again";
            zh: "差距写为 {0}，实为 {1}", "差距是各目标与其界的最大相对距离", "更正数字，或重新制定方案";
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

        // JH65xx: promises about prices.

        /// A price of something that has none. Args: of what, at which goal.
        UnknownPrice = 6501 {
            en: "there is no price of \"{0}\" at \"{1}\"", "limited funds, levers with max_total and the rules share and cap have a price, once at each goal but cost", "verify the plan with the policy it was made for";
            zh: "“{0}”对“{1}”没有价格", "有限额的资金、设有 max_total 的举措、share 与 cap 规则，对 cost 以外的每个目标各有一个价格", "用制定该方案时的设定来核验";
        }
    } };
}
pub(super) use promises;
