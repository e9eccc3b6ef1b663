//! The language, chosen before anything else is read: help and errors speak it too.

use std::ffi::OsString;

use junheng::Lang;

/// `--lang zh|en` wherever it stands, else the locale of the environment.
pub(crate) fn choose(args: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Lang {
    asked(args).unwrap_or_else(|| of_locale(variable))
}

fn asked(args: &[OsString]) -> Option<Lang> {
    let args: Vec<&str> = args.iter().filter_map(|a| a.to_str()).collect();
    args.iter().enumerate().find_map(|(i, arg)| {
        let value = match *arg {
            "--lang" => args.get(i + 1)?,
            _ => arg.strip_prefix("--lang=")?,
        };
        match value {
            "zh" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        }
    })
}

/// The first variable that is set decides, as POSIX has it.
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| variable(name).filter(|v| !v.is_empty()));
    match set {
        Some(locale) if locale.starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(args: &[&str], set: &[(&str, &str)]) -> Lang {
        let args: Vec<OsString> = args.iter().map(Into::into).collect();
        choose(&args, |name| {
            let found = set.iter().find(|(n, _)| *n == name);
            found.map(|(_, v)| (*v).to_owned())
        })
    }

    #[test]
    fn the_argument_comes_before_the_locale() {
        let zh = [("LANG", "zh_CN.UTF-8")];
        assert_eq!(chosen(&["junheng", "assess"], &zh), Lang::Zh);
        assert_eq!(chosen(&["junheng", "--lang", "en"], &zh), Lang::En);
        assert_eq!(chosen(&["junheng", "plan", "--lang=zh"], &[]), Lang::Zh);
        assert_eq!(chosen(&["junheng", "--lang", "fr"], &zh), Lang::Zh);
    }

    #[test]
    fn lc_all_comes_before_lang() {
        let set = [("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")];
        assert_eq!(chosen(&[], &set), Lang::En);
        let set = [("LANG", "zh_CN.UTF-8"), ("LC_ALL", "")];
        assert_eq!(chosen(&[], &set), Lang::Zh);
    }
}
