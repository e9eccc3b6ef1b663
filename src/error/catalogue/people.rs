//! Teachers by kind, journeys and transfers: `JH21xx` the district, `JH43xx` the policy.

macro_rules! people {
    ($next:ident $($rest:ident)* ; $($before:tt)*) => { $next! { $($rest)* ; $($before)*
        // JH21xx: teachers and journeys of a district.

        /// Teachers at a section that is not there. Args: the section.
        TeachersOfNoSection = 2101 {
            en: "there is no section {0}", "teachers.csv counts teachers of a stage of a school that schools.csv does not have", "correct school_id or stage, or add the section";
            zh: "没有学段部 {0}", "教师表统计了学校表中不存在的学校或学段的教师", "更正学校代码或学段，或补充该学段部";
        }
        /// A stock of teachers that is not what the teachers by kind add up to. Args: the
        /// resource, the stock, the count.
        TeachersDisagree = 2102 {
            en: "{0} is {1}, but teachers.csv counts {2}", "where teachers.csv is given, it is the source of the four resources of teachers", "correct one of the two, or leave the column out of schools.csv";
            zh: "{0} 为 {1}，而教师表合计为 {2}", "提供教师表时，四项教师资源以教师表为准", "更正其中一处，或在学校表中去掉该列";
        }
        /// A journey from or to a school that is not there. Args: the school.
        TravelOfNoSchool = 2103 {
            en: "there is no school \"{0}\"", "travel.csv names a school that schools.csv does not have", "correct the id, or delete the row";
            zh: "没有学校“{0}”", "路程表中的学校不在学校表中", "更正学校代码，或删除该行";
        }
        /// A journey given twice. Args: from, to, where it is first.
        TravelTwice = 2104 {
            en: "the journey from \"{0}\" to \"{1}\" is there twice", "one row a direction; the first is at {2}", "delete one of the two";
            zh: "从“{0}”到“{1}”的路程重复出现", "每个方向只能有一行；首次出现在 {2}", "删除其中一行";
        }
        /// Time taken within one school. Args: the school.
        TravelWithin = 2105 {
            en: "the journey from \"{0}\" to itself takes time", "both stages of a school are at one place", "delete the row, or correct from or to";
            zh: "“{0}”到自身的路程用时不为 0", "同一学校的各学段在同一地点", "删除该行，或更正起点或终点";
        }

        // JH43xx: people and transfers in a policy.

        /// A lever or transfer of teachers where they are not known by kind. Args: its name.
        NoTeachers = 4301 {
            en: "\"{0}\" needs teachers by kind, and there is no teachers.csv", "people are recruited, trained and moved by what they are: subject, degree, backbone", "add teachers.csv, or write a lever with adds = { teachers = 1.0 }";
            zh: "“{0}”需要分类的教师，但没有教师表", "招聘、培训和调配教师都要知道其学科、学历和是否骨干", "补充教师表，或写成 adds = { teachers = 1.0 } 的举措";
        }
        /// A resource of teachers used as a thing where they are known by kind. Args: the resource.
        TeachersAreCounted = 4302 {
            en: "{0} cannot be added to or moved by itself", "with teachers.csv it is counted from the teachers, who come with all that they are", "write recruit = { ... } or train = { ... } in a lever, or moves = \"teachers\" in a transfer";
            zh: "{0} 不能单独增减或调配", "提供教师表时，该数由教师合计得出，教师连同其全部属性一起变动", "举措中写 recruit = { ... } 或 train = { ... }，调配中写 moves = \"teachers\"";
        }
        /// A lever with several of adds, recruit and train. Args: what it has.
        OneDeedExpected = 4303 {
            en: "the lever has {0}", "a lever does one thing: adds, recruit or train", "make a lever of each";
            zh: "该举措同时含有 {0}", "一个举措只做一件事：adds、recruit 或 train", "分别写成不同的举措";
        }
        /// Training that changes nobody.
        TrainsNothing = 4304 {
            en: "the training changes nothing", "whoever matches from has all that to gives already", "say in from who lacks it, such as { higher_degree = false }, and in to what they get";
            zh: "该培训不改变任何人", "符合 from 的教师已具备 to 的全部属性", "在 from 中写明尚不具备者，如 { higher_degree = false }，在 to 中写明培训后的属性";
        }
        /// Parts of people. Args: the lever or transfer.
        PeopleAreWhole = 4305 {
            en: "\"{0}\" is about people, who come whole", "whole = false would move or train parts of them", "leave whole out";
            zh: "“{0}”涉及教师，只能是整数", "whole = false 会出现不足一人的情况", "去掉 whole";
        }
        /// A key of teachers in a transfer of things. Args: the key, the resource.
        OnlyForTeachers = 4306 {
            en: "{0} is said of {1}", "it is about teachers and means nothing for things", "leave it out";
            zh: "对 {1} 写了 {0}", "该项只用于教师，对物品没有意义", "去掉该项";
        }
        /// A reach in two units.
        ReachTwice = 4307 {
            en: "the reach is given twice", "one transfer measures distances in one way: reach_km or reach_minutes", "leave one of them out";
            zh: "可达范围给出了两次", "一项调配只用一种距离：reach_km 或 reach_minutes", "去掉其中一个";
        }
        /// No distance where one is needed. Args: a section.
        NoDistance = 4308 {
            en: "how far {0} is from others is not known", "reach_km needs coordinates of every section that may send or receive, reach_minutes needs travel.csv, and nearest needs one of the two", "fill in lat and lon (or x_km and y_km), add travel.csv, or name no reach and a nearest that leaves no section out";
            zh: "{0} 与其他学段部的距离未知", "reach_km 需要每个可调出或调入的学段部的坐标，reach_minutes 需要路程表，nearest 需要两者之一", "填写纬度和经度（或 x_km、y_km），或补充路程表；也可不写可达范围并放宽 nearest";
        }
        /// More must rotate than may leave. Args: how many must, how many may.
        RatesContradict = 4309 {
            en: "{0} teachers must rotate, but only {1} may leave their sections", "rotate_at_least of the eligible in scope is more than leave_at_most lets go from all sections together", "lower rotate_at_least, or raise leave_at_most";
            zh: "须交流 {0} 名教师，但各学段部合计只允许调出 {1} 名", "rotate_at_least 要求的人数超过 leave_at_most 允许调出的人数", "降低 rotate_at_least，或提高 leave_at_most";
        }
        /// The goal moves where nobody can move.
        MovesOfNobody = 4310 {
            en: "the goal moves has nothing to count", "no transfer moves teachers", "add a [[transfer]] with moves = \"teachers\", or leave the goal out";
            zh: "目标 moves 没有可计的对象", "没有调配教师的 [[transfer]]", "添加 moves = \"teachers\" 的 [[transfer]]，或去掉该目标";
        }

        // JH66xx: promises about moves and people.

        /// A move under a transfer that is not there. Args: the transfer.
        UnknownTransfer = 6601 {
            en: "there is no transfer \"{0}\"", "a plan uses the transfers of its policy only", "verify the plan with the policy it was made for";
            zh: "没有名为“{0}”的调配", "方案只能使用其设定中的调配", "用制定该方案时的设定来核验";
        }
        /// A move of what its transfer does not move. Args: what moves, what may.
        WrongLoad = 6602 {
            en: "{0} moves under a transfer of {1}", "a transfer moves one thing only", "move {1}, or name another transfer";
            zh: "{0} 列在 {1} 的调配之下", "一项调配只调动一种对象", "改为调动 {1}，或写明另一项调配";
        }
        /// A move from a section to itself.
        MovesNowhere = 6603 {
            en: "the move ends where it starts", "such a move changes nothing and would count towards the rates", "delete the move";
            zh: "调出与调入为同一学段部", "这样的调动没有变化，却会计入交流比例", "删除该调动";
        }
        /// A move to another stage where one stays within. Args: the stages.
        LeavesStage = 6604 {
            en: "the move goes from {0} to {1}", "within_stage = true keeps everyone in their stage", "move within the stage, or set within_stage = false";
            zh: "从 {0} 调往 {1}", "within_stage = true 要求在同一学段内调动", "改为同一学段，或设 within_stage = false";
        }
        /// Someone moved who is not due for it. Args: the kind.
        NotEligible = 6605 {
            en: "{0} are not due for rotation", "with eligible_only = true only those move who are", "move others, or set eligible_only = false";
            zh: "{0} 不符合交流条件", "eligible_only = true 时只调动符合条件者", "改调他人，或设 eligible_only = false";
        }
        /// A move beyond the reach. Args: the section reached, its distance, the reach.
        OutOfReach = 6606 {
            en: "{0} is {1} away, beyond {2}", "nothing moves farther than the reach of the transfer", "move to a nearer section, or widen the reach";
            zh: "{0} 的距离为 {1}，超出 {2}", "调动不得超出该项调配的可达范围", "改调到较近的学段部，或放宽可达范围";
        }
        /// A move to a section that is not among the nearest. Args: the section, its distance, how many.
        NotNearest = 6607 {
            en: "{0}, {1} away, is not among the nearest {2}", "a section sends only to the nearest of those that it could send to", "move to a nearer section, or raise nearest";
            zh: "{0}（距离 {1}）不在最近的 {2} 个之内", "每个学段部只调往可调往者中最近的若干个", "改调到较近的学段部，或增大 nearest";
        }
        /// A distance that is not so. Args: as stated, as it is.
        WrongDistance = 6608 {
            en: "the distance is given as {0} but is {1}", "distances follow from coordinates and travel.csv", "correct the figure";
            zh: "距离写为 {0}，实为 {1}", "距离由坐标和路程表得出", "更正数字";
        }
        /// More leave than are there. Args: who or what, how many leave, how many there are.
        NobodyThere = 6609 {
            en: "{1} of {0} leave where {2} are", "over all transfers only what is there today moves, and only once", "move fewer";
            zh: "{0} 调出 {1}，而现有 {2}", "各项调配合计只能调动现有的人和物，且只调动一次", "减少调动";
        }
        /// More leave a section than may. Args: how many, how many may.
        TooManyLeave = 6610 {
            en: "{0} leave, but at most {1} may", "leave_at_most limits what leaves one section", "move fewer from here, or raise leave_at_most";
            zh: "调出 {0}，而最多允许 {1}", "leave_at_most 限制每个学段部的调出数", "减少从此处调出，或提高 leave_at_most";
        }
        /// Fewer rotate than must. Args: how many, how many must, of how many.
        RotationNotMet = 6611 {
            en: "{0} rotate, but {1} of {2} eligible must", "rotate_at_least asks for this part of the eligible", "move more, or lower rotate_at_least";
            zh: "交流 {0} 人，而符合条件的 {2} 人中至少应有 {1} 人", "rotate_at_least 规定了交流比例", "增加交流，或降低 rotate_at_least";
        }
        /// Fewer backbone teachers rotate than must. Args: how many, how many must, of how many moved.
        BackboneNotMet = 6612 {
            en: "{0} backbone teachers move, but {1} of the {2} moved must be", "backbone_at_least asks for this part of all that move", "move more backbone teachers, or lower backbone_at_least";
            zh: "交流骨干教师 {0} 人，而交流的 {2} 人中至少应有 {1} 人", "backbone_at_least 规定了骨干教师的比例", "增加骨干教师的交流，或降低 backbone_at_least";
        }
        /// A headcount that changes. Args: how many come, how many leave.
        HeadcountChanged = 6613 {
            en: "{0} come and {1} leave", "keep_headcount = true: as many come to a section as leave it", "even them out, or set keep_headcount = false";
            zh: "调入 {0} 人，调出 {1} 人", "keep_headcount = true 要求调入与调出人数相等", "使两者相等，或设 keep_headcount = false";
        }
        /// A lever that acts on whom it may not, or does not say on whom. Args: the kind.
        WrongGroup = 6614 {
            en: "it acts on {0}", "a lever that recruits or trains names the kind that its policy means, and no other lever names one", "correct the group, or verify with the policy the plan was made for";
            zh: "其对象为 {0}", "招聘或培训的举措须写明其设定所指的教师类别，其他举措不写", "更正 group，或用制定该方案时的设定来核验";
        }
        /// More trained than are there. Args: the kind, how many, how many are there.
        TrainedTooMany = 6615 {
            en: "{1} of {0} are trained where {2} are", "training happens after moving, to those who are then there, each once", "train fewer";
            zh: "培训 {0} 共 {1} 人，而调配后此处有 {2} 人", "培训在调配之后进行，只培训届时在此的人，每人一次", "减少培训";
        }
        /// More teachers than staffing allows. Args: how many, how many may be.
        TooManyTeachers = 6616 {
            en: "there are {0} teachers, but staffing allows {1}", "the rule staffing asks for so many pupils a teacher, where there are not more teachers today", "recruit or move fewer to here, or change the rule";
            zh: "教师 {0} 人，而编制允许 {1} 人", "staffing 规则规定了每名教师对应的学生数（现已超出者以现状为限）", "减少在此的招聘或调入，或更改该规则";
        }
        /// A figure of a transfer in all that is not so. Args: as stated, as it is.
        WrongTransferred = 6617 {
            en: "it is given as {0} but is {1}", "what a transfer does in all follows from its moves", "correct the figure; the moves decide";
            zh: "写为 {0}，实为 {1}", "每项调配的合计由各项调动得出", "更正数字，以各项调动为准";
        }

        // JH90xx: warnings.

        /// A transfer under which nothing can move. Args: the transfer.
        TransferReachesNothing = 9006 {
            en: "under the transfer \"{0}\" nothing can move", "no section that may send has one within reach that may receive", "check from, to, within_stage, the reach and the rules keep";
            zh: "“{0}”无可调动", "可调出的学段部在可达范围内没有可调入的学段部", "检查 from、to、within_stage、可达范围以及 keep 规则";
        }
    } };
}
pub(super) use people;
