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
    } };
}
pub(super) use people;
