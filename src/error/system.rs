//! What an operating system says of files, in Chinese.

use crate::text::Lang;

/// Its words, which begin or make up what it says, and what they are in Chinese.
const WORDS: [(&str, &str); 17] = [
    ("No such file or directory", "文件或文件夹不存在"),
    ("The system cannot find the", "文件或文件夹不存在"),
    ("entity not found", "文件或文件夹不存在"),
    ("Permission denied", "没有权限"),
    ("Access is denied", "没有权限"),
    ("permission denied", "没有权限"),
    ("Is a directory", "这是文件夹，不是文件"),
    ("Not a directory", "路径中有一段不是文件夹"),
    ("not a regular file", "不是普通文件"),
    ("damaged inside", "文件内部已损坏"),
    ("File exists", "已有同名文件"),
    ("File name too long", "文件名太长"),
    ("No space left on device", "磁盘空间不足"),
    ("There is not enough space", "磁盘空间不足"),
    ("Read-only file system", "磁盘只读"),
    ("Too many open files", "打开的文件太多"),
    ("stream did not contain valid UTF-8", "内容不是 UTF-8 文本"),
];

/// What a system says, in a language; words that are not known stay as they are.
pub(super) fn system(said: &str, lang: Lang) -> String {
    let known = WORDS.iter().find(|(en, _)| said.contains(en));
    match (lang, known) {
        (Lang::Zh, Some((_, zh))) => {
            let number = said
                .split_once("(os error ")
                .and_then(|(_, n)| n.split_once(')'));
            let number = number.map(|(n, _)| format!("（os error {n}）"));
            format!("{zh}{}", number.unwrap_or_default())
        }
        _ => said.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Code, Place, Problem};

    #[test]
    fn what_this_system_says_is_said_in_both_languages() {
        let missing = std::fs::read("there is no such file").err();
        let said = missing.map(|e| e.to_string()).unwrap_or_default();
        let problem = Problem::new(Code::FileUnreadable, Place::default(), [said.clone()]);
        let zh = problem.cause(Lang::Zh);
        assert!(zh.contains("文件或文件夹不存在（os error"), "{zh}");
        assert!(problem.cause(Lang::En).contains(&said));
        assert_eq!(system("something else", Lang::Zh), "something else");
    }
}
