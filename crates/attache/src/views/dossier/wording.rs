//! The words people read: days, where a day comes from, languages, counts.
//!
//! In: the contract's short values. Out: English. `2021-08-16`, `stated`, `json-ld` become "16 August 2021, stated by
//! json-ld". A value not known here is given as it is.

/// "16 August 2021" of "2021-08-16", "August 2021" of "2021-08".
pub fn day(value: &str) -> String {
    whole_day(value).or_else(|| month(value)).unwrap_or_else(|| value.to_string())
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
        ("stated", "title element" | "time element" | "link element") => format!("stated by a {from}"),
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
pub fn kind(kind: &str) -> Option<&str> {
    match kind {
        "direct" => Some("in own words"),
        "mixed" => Some("partly in own words"),
        "indirect" => None,
        _ => Some(kind),
    }
}

/// What a statement is where nobody spoke.
pub fn act(act: &str) -> Option<&'static str> {
    match act {
        "think" => Some("a thought or wish"),
        "show" => Some("a finding"),
        _ => None,
    }
}

/// How the saying is put where it is not plainly told as done.
pub fn modality(modality: &str) -> Option<&str> {
    match modality {
        "done" => None,
        "announced" => Some("announced, not yet done"),
        "expected" => Some("expected, not yet done"),
        "considering" => Some("being considered"),
        "conditional" => Some("on a condition"),
        "refused" => Some("not done, or refused"),
        "denied" => Some("denied"),
        "urged" => Some("asked for, not yet done"),
        _ => Some(modality),
    }
}

/// How words came to the page.
pub fn relay(name: &str, kind: &str, told: bool) -> String {
    match (kind, told) {
        ("document", _) => format!("in {name}"),
        ("platform", false) => format!("on {name}"),
        ("wire", true) => format!("to {name} (news agency)"),
        ("wire", false) => format!("via {name} (news agency)"),
        (_, true) => format!("to {name}"),
        (_, false) => format!("via {name}"),
    }
}

/// "1 report", "2 reports".
pub fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// "16 August 2021", or "16 August 2021 to 9 July 2025".
pub fn days((first, last): (&str, &str)) -> String {
    if first == last { day(first) } else { format!("{} to {}", day(first), day(last)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_become_words() {
        assert_eq!(day("2021-08-06"), "6 August 2021");
        assert_eq!(day("2021-08"), "August 2021");
        assert_eq!(day("2003"), "2003");
        assert_eq!(basis("stated", "json-ld"), "stated by json-ld");
        assert_eq!(basis("resolved", "captured"), "resolved from the capture's day");
        assert_eq!(language("fr"), "French");
        assert_eq!(language("xx"), "xx");
        assert_eq!((kind("mixed"), act("say"), modality("done")), (Some("partly in own words"), None, None));
        assert_eq!(relay("Reuters", "wire", true), "to Reuters (news agency)");
        assert_eq!(relay("a statement", "document", false), "in a statement");
        assert_eq!(count(1, "outlet"), "1 outlet");
        assert_eq!(days(("2021-08-16", "2021-08-16")), "16 August 2021");
    }
}
