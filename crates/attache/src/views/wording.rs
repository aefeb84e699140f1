//! The words people read: days, where a day comes from, languages, counts.
//!
//! In: the contract's short values. Out: English. `2021-08-16`, `stated`, `json-ld` become "16 August 2021, stated by
//! json-ld". A value not known here is given as it is.

use attache_pipeline::modality::ModalityKind;
use attache_pipeline::statements::Kind;
use attache_pipeline::statements::cues::Act;
use attache_pipeline::statements::relay::RelayKind;

/// "16 August 2021" of "2021-08-16", "August 2021" of "2021-08", "week of 16 August 2021" of "2021-W33", "1980s" of "198", "summer 2021"
/// of "2021-SU", "15 August 2021, evening" of "2021-08-15TEV".
pub fn day(value: &str) -> String {
    // "PT2H" and "PRESENT_REF" have another T.
    if value.starts_with(|c: char| c.is_ascii_digit() || c == 'X')
        && let Some((day_of, time)) = value.split_once('T')
    {
        let part = PARTS_OF_DAY.iter().find(|(short, _)| *short == time).map(|(_, name)| *name);
        return part.map_or(day(day_of), |part| format!("{}, {part}", day(day_of)));
    }
    let known = || whole_day(value).or_else(|| month(value)).or_else(|| week(value)).or_else(|| season(value));
    let is_decade = value.len() == 3 && value.bytes().all(|byte| byte.is_ascii_digit());
    let vague = || yearless(value).or_else(|| length(value)).or_else(|| reference(value));
    if is_decade { format!("{value}0s") } else { known().or_else(vague).unwrap_or_else(|| value.to_string()) }
}

/// "16 August, year not told" of "XXXX-08-16", "August, year not told" of "XXXX-08", "a Thursday" of "XXXX-WXX-4".
fn yearless(value: &str) -> Option<String> {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let rest = value.strip_prefix("XXXX")?;
    if let Some(day) = rest.strip_prefix("-WXX-") {
        let known = day.parse::<usize>().ok().and_then(|day| DAYS.get(day.checked_sub(1)?));
        return Some(known.map_or("a day of a week".to_string(), |day| format!("a {day}")));
    }
    // A leap year, so that 29 February is a day.
    let day = rest.trim_start_matches('-');
    let told = whole_day(&format!("2000-{day}")).or_else(|| month(&format!("2000-{day}")));
    let told = told.map(|told| told.trim_end_matches(" 2000").to_string()).filter(|told| !told.is_empty());
    Some(told.map_or("a day not told".to_string(), |told| format!("{told}, year not told")))
}

/// "3 days" of "P3D", "2 hours" of "PT2H", "some years" of "PXY".
fn length(value: &str) -> Option<String> {
    const UNITS: &[(&str, &str)] = &[
        ("Y", "year"),
        ("M", "month"),
        ("W", "week"),
        ("D", "day"),
        ("H", "hour"),
        ("DE", "decade"),
        ("CE", "century"),
    ];
    let bare = value.strip_prefix('P')?;
    let (bare, is_time) = bare.strip_prefix('T').map_or((bare, false), |bare| (bare, true));
    let at = bare.find(|c: char| c.is_ascii_alphabetic() && c != 'X')?;
    let (number, unit) = bare.split_at(at);
    let unit = if is_time && unit == "M" { "minute" } else { UNITS.iter().find(|(short, _)| *short == unit)?.1 };
    match number {
        "X" | "" => Some(format!("some {unit}s")),
        "1" => Some(format!("1 {unit}")),
        number if number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => Some(format!("{number} {unit}s")),
        _ => None,
    }
}

/// "now" of "PRESENT_REF".
fn reference(value: &str) -> Option<String> {
    let word = match value {
        "PRESENT_REF" => "now",
        "PAST_REF" => "in the past",
        "FUTURE_REF" => "in the future",
        _ => return None,
    };
    Some(word.to_string())
}

/// Words of a page between quotation marks: those around all of it are taken off, those within become single ones, and one without its other is closed.
pub fn quoted(text: &str) -> String {
    let is_open = |c: char| matches!(c, '“' | '„' | '«');
    let is_close = |c: char| matches!(c, '”' | '»');
    let is_mark = |c: char| c == '"' || is_open(c) || is_close(c);
    let mut bare = text.trim();
    let marks = |text: &str| text.chars().filter(|c| is_mark(*c)).count();
    if bare.starts_with(is_mark) && bare.ends_with(is_mark) && marks(bare) == 2 {
        bare = bare.trim_matches(is_mark);
    }
    let mut inner = String::new();
    let mut open = false;
    for c in bare.chars() {
        let opens = is_open(c) || c == '"' && !open;
        match c {
            c if is_mark(c) && opens && !open => {
                inner.push('‘');
                open = true;
            }
            c if is_mark(c) && open => {
                inner.push('’');
                open = false;
            }
            // The other mark of this one is outside.
            c if is_mark(c) => {}
            c => inner.push(c),
        }
    }
    if open {
        inner.push('’');
    }
    format!("“{inner}”")
}

/// TIMEX3's parts of the day.
const PARTS_OF_DAY: &[(&str, &str)] =
    &[("MO", "morning"), ("MI", "midday"), ("AF", "afternoon"), ("EV", "evening"), ("NI", "night"), ("DT", "daytime")];
/// TIMEX3's parts of the year.
const PARTS_OF_YEAR: &[(&str, &str)] = &[
    ("SP", "spring"),
    ("SU", "summer"),
    ("FA", "autumn"),
    ("WI", "winter"),
    ("Q1", "first quarter of"),
    ("Q2", "second quarter of"),
    ("Q3", "third quarter of"),
    ("Q4", "fourth quarter of"),
    ("H1", "first half of"),
    ("H2", "second half of"),
];

/// "week of 16 August 2021" of "2021-W33": its Monday.
fn week(value: &str) -> Option<String> {
    let (year, week) = value.split_once("-W")?;
    let monday =
        jiff::civil::ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, jiff::civil::Weekday::Monday).ok()?;
    Some(format!("week of {}", monday.date().strftime("%-d %B %Y")))
}

/// "summer 2021" of "2021-SU".
fn season(value: &str) -> Option<String> {
    let (year, part) = value.split_once('-')?;
    let (_, name) = PARTS_OF_YEAR.iter().find(|(short, _)| *short == part)?;
    Some(format!("{name} {year}"))
}

/// "August 2021" of "2021-08".
fn month(value: &str) -> Option<String> {
    (value.len() == 7)
        .then(|| format!("{value}-01").parse::<jiff::civil::Date>().ok())?
        .map(|date| date.strftime("%B %Y").to_string())
}

/// The same, where the value is one day.
pub fn whole_day(value: &str) -> Option<String> {
    value.parse::<jiff::civil::Date>().ok().map(|date| date.strftime("%-d %B %Y").to_string())
}

/// Why a day is what it is.
pub fn basis(basis: &str, from: &str) -> String {
    match (basis, from) {
        ("stated", "address") => "stated in its address".into(),
        ("stated", "visible text") => "stated in the visible text".into(),
        ("stated", "title element" | "time element" | "data attribute" | "link element") => {
            format!("stated by a {from}")
        }
        ("stated", _) => format!("stated by {from}"),
        ("resolved", _) => "resolved from the capture's day".into(),
        ("published", _) => "known from outside the page".into(),
        ("captured", _) => "the day of the capture".into(),
        ("inferred", _) => "inferred from other reports".into(),
        _ => format!("{basis}, {from}"),
    }
}

/// The English name of a language.
pub fn language(code: &str) -> &str {
    const NAMES: &[(&str, &str)] = &[
        ("ar", "Arabic"),
        ("bn", "Bengali"),
        ("cs", "Czech"),
        ("da", "Danish"),
        ("de", "German"),
        ("el", "Greek"),
        ("en", "English"),
        ("es", "Spanish"),
        ("fa", "Persian"),
        ("fi", "Finnish"),
        ("fr", "French"),
        ("he", "Hebrew"),
        ("hi", "Hindi"),
        ("hu", "Hungarian"),
        ("id", "Indonesian"),
        ("it", "Italian"),
        ("ja", "Japanese"),
        ("ko", "Korean"),
        ("nb", "Norwegian"),
        ("nl", "Dutch"),
        ("pl", "Polish"),
        ("ps", "Pashto"),
        ("pt", "Portuguese"),
        ("ro", "Romanian"),
        ("ru", "Russian"),
        ("sr", "Serbian"),
        ("sv", "Swedish"),
        ("th", "Thai"),
        ("tr", "Turkish"),
        ("uk", "Ukrainian"),
        ("ur", "Urdu"),
        ("uz", "Uzbek"),
        ("vi", "Vietnamese"),
        ("zh", "Chinese"),
    ];
    NAMES.iter().find(|(short, _)| *short == code).map_or(code, |(_, name)| name)
}

/// Whose words a statement is in; nothing where they are the reporter's, as most are.
pub fn kind(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Direct => Some("in own words"),
        Kind::Mixed => Some("partly in own words"),
        Kind::Indirect => None,
    }
}

/// What a statement is where nobody spoke.
pub fn act(act: Act) -> Option<&'static str> {
    match act {
        Act::Think => Some("a thought or wish"),
        Act::Show => Some("a finding"),
        _ => None,
    }
}

/// How the saying is put where it is not plainly told as done.
pub fn modality(modality: ModalityKind) -> Option<&'static str> {
    match modality {
        ModalityKind::Done => None,
        ModalityKind::Announced => Some("announced, not yet done"),
        ModalityKind::Expected => Some("expected, not yet done"),
        ModalityKind::Considering => Some("being considered"),
        ModalityKind::Conditional => Some("on a condition"),
        ModalityKind::Refused => Some("not done, or refused"),
        ModalityKind::Denied => Some("denied"),
        ModalityKind::Urged => Some("asked for, not yet done"),
    }
}

/// How words came to the page.
pub fn relay(name: &str, kind: RelayKind, told: bool) -> String {
    match (kind, told) {
        (RelayKind::Document, _) => format!("in {name}"),
        (RelayKind::Platform, false) => format!("on {name}"),
        (RelayKind::Wire, true) => format!("to {name} (news agency)"),
        (RelayKind::Wire, false) => format!("via {name} (news agency)"),
        (_, true) => format!("to {name}"),
        (_, false) => format!("via {name}"),
    }
}

/// "1 report", "2 reports".
pub fn count(number: usize, thing: &str) -> String {
    let ending = match number {
        1 => "",
        // "2 addresses".
        _ if thing.ends_with('s') => "es",
        _ => "s",
    };
    format!("{number} {thing}{ending}")
}

/// "the Taliban", "the United States", "France".
pub fn with_article(name: &str) -> String {
    /// Names of one word that take it.
    const ALONE: &[&str] = &[
        "Taliban",
        "Netherlands",
        "Philippines",
        "Bahamas",
        "Gambia",
        "Maldives",
        "Comoros",
        "Seychelles",
        "Vatican",
        "Houthis",
    ];
    /// Last words that make a name a description: the United States, the Dominican Republic, the African Union.
    const LAST: &[&str] = &[
        "Republic",
        "Union",
        "States",
        "Nations",
        "Emirates",
        "Kingdom",
        "Islands",
        "League",
        "Council",
        "Committee",
        "Organization",
        "Organisation",
        "Authority",
        "Movement",
        "Party",
        "Front",
        "Army",
        "Federation",
        "Court",
        "Bank",
        "Fund",
        "Commission",
        "Assembly",
        "Forces",
        "Group",
        "Agency",
        "Cooperation",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    let takes = match words.as_slice() {
        [only] => ALONE.contains(only),
        // "former government of Afghanistan"; groups in the plural take none.
        [first, ..] if first.starts_with(char::is_lowercase) => !is_plural(name),
        [.., last] => LAST.contains(last),
        [] => false,
    };
    if takes && !name.starts_with("the ") && !name.starts_with("The ") {
        format!("the {name}")
    } else {
        name.to_string()
    }
}

/// "Russia's", "the United States'".
pub fn possessive(name: &str) -> String {
    format!("{name}{}", if name.ends_with('s') { "'" } else { "'s" })
}

/// Whether a name takes "are": a group told in the plural ("Western countries"), a movement named by its members.
pub fn is_plural(name: &str) -> bool {
    let is_group = name
        .split_whitespace()
        .next_back()
        .is_some_and(|last| last.ends_with('s') && last.starts_with(char::is_lowercase));
    is_group || matches!(name, "Taliban" | "Houthis")
}

/// "The Taliban" of "the Taliban".
pub fn capitalise(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// "16 August 2021", or "16 August 2021 to 9 July 2025".
pub fn days((first, last): (&str, &str)) -> String {
    if first == last { day(first) } else { format!("{} to {}", day(first), day(last)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_counted() {
        let told = [count(1, "address"), count(0, "address"), count(2, "page")];
        assert_eq!(told, ["1 address", "0 addresses", "2 pages"]);
    }

    #[test]
    fn values_become_words() {
        assert_eq!(day("2021-08-06"), "6 August 2021");
        assert_eq!(day("2021-08"), "August 2021");
        assert_eq!(day("2003"), "2003");
        assert_eq!([day("2021-W33"), day("198"), day("2021-SU")], ["week of 16 August 2021", "1980s", "summer 2021"]);
        assert_eq!(
            (day("2021-08-15TEV"), day("2021-08-15T09:30")),
            ("15 August 2021, evening".into(), "15 August 2021".into())
        );
        assert_eq!([day("P3D"), day("PT2H"), day("PXY"), day("P1W")], ["3 days", "2 hours", "some years", "1 week"]);
        assert_eq!([day("XXXX-WXX-4"), day("PRESENT_REF")], ["a Thursday", "now"]);
        assert_eq!([day("XXXX-08-16"), day("XXXX-08")], ["16 August, year not told", "August, year not told"]);
        assert_eq!(quoted("if they respect rights"), "“if they respect rights”");
        assert_eq!(quoted("“we shall see”"), "“we shall see”");
        assert_eq!(quoted("on the basis of “the conduct of the new"), "“on the basis of ‘the conduct of the new’”");
        assert_eq!(quoted("good” is “better"), "“good is ‘better’”");
        assert_eq!(basis("stated", "json-ld"), "stated by json-ld");
        assert_eq!(basis("resolved", "captured"), "resolved from the capture's day");
        assert_eq!(language("fr"), "French");
        assert_eq!(language("xx"), "xx");
        assert_eq!(
            (kind(Kind::Mixed), act(Act::Say), modality(ModalityKind::Done)),
            (Some("partly in own words"), None, None)
        );
        assert_eq!(relay("Reuters", RelayKind::Wire, true), "to Reuters (news agency)");
        assert_eq!(relay("a statement", RelayKind::Document, false), "in a statement");
        assert_eq!(
            [with_article("United States"), with_article("Taliban"), with_article("France")],
            ["the United States", "the Taliban", "France"]
        );
        assert_eq!(with_article("former government of Peru"), "the former government of Peru");
        assert_eq!(
            (possessive("the United States"), possessive("Iran")),
            ("the United States'".into(), "Iran's".into())
        );
        assert!(is_plural("Western countries") && is_plural("Taliban") && !is_plural("United States"));
        assert_eq!(capitalise("the Taliban"), "The Taliban");
        assert_eq!(count(1, "outlet"), "1 outlet");
        assert_eq!(days(("2021-08-16", "2021-08-16")), "16 August 2021");
    }
}
