//! Which language a text is in.
//!
//! In: a page and an article's spans. Out: [`Language`]: what the page declares, what the words say, and which holds.
//! A page that declares `lang="en"` over a French article is French.

use super::{Field, Page};
use crate::span::Span;

/// A text's language, as ISO 639-1 codes ("en"), ISO 639-3 where there is no shorter one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Language {
    /// The one to go by.
    pub code: Option<String>,
    /// What the page declares.
    pub declared: Option<String>,
    /// What the words say; `None` where they are too few to tell.
    pub detected: Option<String>,
}

/// How much text is looked at, in characters.
const SAMPLE: usize = 1500;
/// Less text than this is not told apart reliably, in bytes.
const SHORTEST: usize = 120;

/// The language of an article's spans. Detection wins over declaration where it is sure.
pub fn of(page: &Page, body: &[Span]) -> Language {
    let declared = page.values_of(Field::Language).find_map(|value| short_code(&value.text));
    let mut sample = String::new();
    for span in body {
        sample.push_str(page.quote(*span));
        sample.push(' ');
        if sample.len() > SAMPLE {
            break;
        }
    }
    let info = recognise(&sample);
    let detected = info.as_ref().map(|info| iso_639_1(info.lang().code()).to_string());
    let sure = info.is_some_and(|info| info.is_reliable());
    let fits = |code: &Option<String>| code.as_deref().is_some_and(|code| is_written_so(code, &sample));
    let named = [declared.clone(), detected.clone()];
    // A headline in Cyrillic letters is not English, whatever the page declares; of few words nothing else can be told.
    let code =
        if sure { detected.clone() } else { named.into_iter().find(fits).flatten().or_else(|| only_one(&sample)) };
    Language { code, declared, detected }
}

/// The language of a text by its words alone; `None` where they are too few or it is not sure.
pub fn detect(text: &str) -> Option<String> {
    let sample: String = text.chars().take(SAMPLE).collect();
    let info = recognise(&sample)?;
    info.is_reliable().then(|| iso_639_1(info.lang().code()).to_string())
}

/// Whether a language is written in the letters of a text. Languages the detector does not know are taken at their word, as is text without letters.
fn is_written_so(code: &str, sample: &str) -> bool {
    let Some(script) = whatlang::detect_script(sample) else { return true };
    let known = |lang: &whatlang::Lang| iso_639_1(lang.code()) == code;
    whatlang::Lang::all().iter().find(|lang| known(lang)).is_none_or(|_| script.langs().iter().any(known))
}

/// The language of letters that only one is written in, as far as the detector knows: Hangul, Thai, Greek.
fn only_one(sample: &str) -> Option<String> {
    match whatlang::detect_script(sample)?.langs() {
        [only] => Some(iso_639_1(only.code()).to_string()),
        _ => None,
    }
}

/// What the detector says of a text; nothing of one too short to tell.
fn recognise(sample: &str) -> Option<whatlang::Info> {
    if sample.len() < SHORTEST { None } else { whatlang::detect(sample) }
}

/// `en-US`, `en_GB`, `EN` to `en`.
fn short_code(tag: &str) -> Option<String> {
    let code = tag.split(['-', '_', ',', ' ']).next()?.to_ascii_lowercase();
    ((2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}

/// ISO 639-3 to 639-1 for the detector's languages; others stay as they are.
fn iso_639_1(code: &str) -> &str {
    const PAIRS: &[(&str, &str)] = &[
        ("eng", "en"),
        ("rus", "ru"),
        ("cmn", "zh"),
        ("spa", "es"),
        ("por", "pt"),
        ("ita", "it"),
        ("ben", "bn"),
        ("fra", "fr"),
        ("deu", "de"),
        ("ukr", "uk"),
        ("kat", "ka"),
        ("ara", "ar"),
        ("hin", "hi"),
        ("jpn", "ja"),
        ("heb", "he"),
        ("yid", "yi"),
        ("pol", "pl"),
        ("amh", "am"),
        ("jav", "jv"),
        ("kor", "ko"),
        ("nob", "nb"),
        ("dan", "da"),
        ("swe", "sv"),
        ("fin", "fi"),
        ("tur", "tr"),
        ("nld", "nl"),
        ("hun", "hu"),
        ("ces", "cs"),
        ("ell", "el"),
        ("bul", "bg"),
        ("bel", "be"),
        ("mar", "mr"),
        ("kan", "kn"),
        ("ron", "ro"),
        ("slv", "sl"),
        ("hrv", "hr"),
        ("srp", "sr"),
        ("mkd", "mk"),
        ("lit", "lt"),
        ("lav", "lv"),
        ("est", "et"),
        ("tam", "ta"),
        ("vie", "vi"),
        ("urd", "ur"),
        ("tha", "th"),
        ("guj", "gu"),
        ("uzb", "uz"),
        ("pan", "pa"),
        ("aze", "az"),
        ("ind", "id"),
        ("tel", "te"),
        ("pes", "fa"),
        ("mal", "ml"),
        ("ori", "or"),
        ("mya", "my"),
        ("nep", "ne"),
        ("sin", "si"),
        ("khm", "km"),
        ("tuk", "tk"),
        ("aka", "ak"),
        ("zul", "zu"),
        ("sna", "sn"),
        ("afr", "af"),
        ("lat", "la"),
        ("slk", "sk"),
        ("cat", "ca"),
        ("tgl", "tl"),
        ("hye", "hy"),
        ("epo", "eo"),
        ("cym", "cy"),
    ];
    PAIRS.iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_codes_are_shortened() {
        assert_eq!(short_code("en-US").as_deref(), Some("en"));
        assert_eq!(short_code("x"), None);
    }

    #[test]
    fn letters_rule_languages_out() {
        assert!(is_written_so("ru", "Россия признала") && is_written_so("uk", "Россия признала"));
        assert!(!is_written_so("en", "Россия признала") && !is_written_so("ru", "Russia recognised"));
        assert!(is_written_so("en", "1945") && is_written_so("xx", "Россия"));
        assert_eq!((only_one("탈레반 인정").as_deref(), only_one("Россия")), (Some("ko"), None));
    }
}
