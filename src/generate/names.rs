//! Names of counties, townships, villages and schools: made up, but as they are made.

use super::random::Random;
use super::roll::{Kind, Seat};
use crate::district::Locale;

const COUNTY: (&[&str], &[&str]) = (
    &["安", "宁", "云", "丰", "泰", "和", "景", "瑞"],
    &["岭", "溪", "原", "湖", "泉", "峰", "浦", "塘"],
);
const TOWNSHIP: (&[&str], &[&str]) = (
    &[
        "石", "柳", "白", "双", "龙", "青", "黄", "马", "大", "松", "竹", "杨", "金", "长",
    ],
    &[
        "桥", "林", "沙", "坪", "溪", "塘", "岭", "湾", "泉", "坝", "河", "山",
    ],
);
const VILLAGE: (&[&str], &[&str]) = (
    &[
        "王", "李", "张", "刘", "陈", "杨", "赵", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
        "何", "郭", "罗", "梁", "宋",
    ],
    &["庄", "家湾", "家沟", "家坪", "家铺", "家塘", "家坳", "家集"],
);

/// The name of a county, such as 安岭县.
pub(super) fn county(random: &mut Random) -> String {
    drawn(COUNTY, 1, random).pop().unwrap_or_default() + "县"
}

/// Names of counties, all different.
pub(super) fn counties(count: usize, random: &mut Random) -> Vec<String> {
    let names = drawn(COUNTY, count, random).into_iter();
    names.map(|name| name + "县").collect()
}

/// Names of townships, all different: the county town, then market towns, then two
/// country townships (乡) in every five.
pub(super) fn townships(count: usize, random: &mut Random) -> Vec<String> {
    let others = drawn(TOWNSHIP, count.saturating_sub(1), random);
    let towns = (others.len() * 3).div_ceil(5);
    let others = others
        .into_iter()
        .zip(0..)
        .map(|(name, i)| name + if i < towns { "镇" } else { "乡" });
    std::iter::once("城关镇".to_owned()).chain(others).collect()
}

/// Different names, first half and second half drawn together; numbered once all
/// combinations are used.
fn drawn((first, second): (&[&str], &[&str]), count: usize, random: &mut Random) -> Vec<String> {
    let mut pairs: Vec<String> = first
        .iter()
        .flat_map(|a| second.iter().map(move |b| format!("{a}{b}")))
        .collect();
    random.shuffle(&mut pairs);
    let rounds = count.div_ceil(pairs.len().max(1));
    (0..rounds)
        .flat_map(|round| {
            pairs.iter().map(move |name| match round {
                0 => name.clone(),
                _ => format!("{name}{}", numeral(round + 1)),
            })
        })
        .take(count)
        .collect()
}

/// Gives the schools of a county their names, in the order in which they come.
#[derive(Debug)]
pub(super) struct Naming<'a> {
    county: &'a str,
    villages: std::vec::IntoIter<String>,
    /// Schools named so far in this township: of each kind, in town.
    township: usize,
    named: [usize; 3],
}

impl<'a> Naming<'a> {
    /// For at most so many schools.
    pub(super) fn new(county: &'a str, schools: usize, random: &mut Random) -> Self {
        Self {
            county,
            villages: drawn(VILLAGE, schools, random).into_iter(),
            township: 0,
            named: [0; 3],
        }
    }

    /// The name of a school in a township; schools of a township follow one another.
    pub(super) fn school(&mut self, seat: &Seat, township: &str) -> String {
        if seat.township != self.township {
            self.township = seat.township;
            self.named = [0; 3];
        }
        if seat.locale == Locale::Rural {
            let village = self.villages.next().unwrap_or_default();
            return format!("{township}{village}{}", seat.kind.ending());
        }
        let [primary, junior, nine_year] = &mut self.named;
        let named = match seat.kind {
            Kind::Primary | Kind::Point => primary,
            Kind::Junior => junior,
            Kind::NineYear => nine_year,
        };
        *named += 1;
        let ending = seat.kind.ending();
        match (seat.locale, seat.kind, *named) {
            (Locale::Urban, Kind::Junior, 1) => format!("{}中学", self.county),
            (Locale::Urban, Kind::Primary, 1) => format!("{}实验小学", self.county),
            (Locale::Urban, _, n) => format!("{}第{}{ending}", self.county, numeral(n)),
            (_, Kind::Primary, 1) => format!("{township}中心小学"),
            (_, _, 1) => format!("{township}{ending}"),
            (_, _, n) => format!("{township}第{}{ending}", numeral(n)),
        }
    }
}

/// A number in Chinese, up to 99; digits beyond.
fn numeral(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |d: usize| DIGITS.get(d).copied().unwrap_or_default();
    match (n / 10, n % 10) {
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens @ 2..=9, ones) => format!("{}十{}", digit(tens), digit(ones)),
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_chinese() {
        let said: Vec<String> = [1, 10, 11, 20, 47, 100].map(numeral).into();
        assert_eq!(said, ["一", "十", "十一", "二十", "四十七", "100"]);
    }
}
