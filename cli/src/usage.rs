//! What clap has to say, in either language: help, version, errors in the arguments.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use junheng::{Code, Lang, Place, Problem, Text};

use crate::words;

/// The text, and whether it is an error rather than help that was asked for.
pub(crate) fn say(error: &Error, lang: Lang) -> (String, bool) {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => (help(error), false),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => (help(error), true),
        _ => (complaint(error, lang), true),
    }
}

fn help(error: &Error) -> String {
    format!("{}\n", error.render().to_string().trim_end())
}

fn complaint(error: &Error, lang: Lang) -> String {
    let of = |kind| error.get(kind).map(|v| shown(v, lang)).unwrap_or_default();
    let argument = of(ContextKind::InvalidArg);
    let fill = |text: Text, args: &[String]| text.fill(lang, args);
    let what = match error.kind() {
        ErrorKind::UnknownArgument => fill(words::UNKNOWN_ARGUMENT, &[argument]),
        ErrorKind::InvalidSubcommand => fill(
            words::UNKNOWN_COMMAND,
            &[of(ContextKind::InvalidSubcommand)],
        ),
        ErrorKind::MissingSubcommand => fill(words::NO_COMMAND, &[]),
        ErrorKind::MissingRequiredArgument => fill(words::MISSING_ARGUMENT, &[argument]),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = of(ContextKind::InvalidValue);
            let known = of(ContextKind::ValidValue);
            let said = if value.is_empty() {
                fill(words::NO_VALUE, &[argument])
            } else {
                fill(words::BAD_VALUE, &[value, argument])
            };
            if known.is_empty() {
                said
            } else {
                fill(words::ONE_OF, &[said, known])
            }
        }
        ErrorKind::ArgumentConflict => {
            let other = of(ContextKind::PriorArg);
            if other.is_empty() || other == argument {
                fill(words::TWICE, &[argument])
            } else {
                fill(words::NOT_WITH, &[argument, other])
            }
        }
        ErrorKind::InvalidUtf8 => fill(words::NOT_TEXT, &[]),
        _ => error.render().to_string(),
    };
    let what = [what.as_str(), "junheng"];
    let problem = Problem::new(Code::BadArguments, Place::default(), what);
    format!("{}\n", problem.say(lang))
}

fn shown(value: &ContextValue, lang: Lang) -> String {
    match value {
        ContextValue::Strings(several) => {
            let several: Vec<String> = several.iter().map(|one| choice(one, lang)).collect();
            several.join(match lang {
                Lang::Zh => "、",
                Lang::En => ", ",
            })
        }
        ContextValue::String(one) => one.clone(),
        _ => String::new(),
    }
}

/// An argument, or a choice of several, which clap writes as `<--fund <NAME>|--against <GOAL>>`.
fn choice(argument: &str, lang: Lang) -> String {
    let inner = argument
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    match inner.filter(|inner| inner.contains("|--")) {
        Some(inner) => inner.replace("|--", &format!("{}--", words::OR.get(lang))),
        None => argument.to_owned(),
    }
}
