//! Every kind of disagreement, in every language.

use super::*;
use crate::views::disagreement::says;

fn step(holder: &str, toward: &str, rung: Rung) -> Step {
    Step { holder: holder.into(), toward: toward.into(), rung, act: None }
}

fn days(first: &str, last: &str) -> Days {
    (first.parse().expect("a day"), last.parse().expect("a day"))
}

fn day(day: &str) -> Days {
    days(day, day)
}

fn names(first: &str, second: &str) -> [String; 2] {
    [first.into(), second.into()]
}

fn others(count: usize) -> Vec<(String, Option<Days>)> {
    let names = ["United States", "France", "Taliban", "Spain", "Chile", "Iran", "Mali", "Fiji"];
    names.iter().take(count).enumerate().map(|(at, name)| (name.to_string(), (at == 0).then_some(MAY))).collect()
}

const MAY: Days = (jiff::civil::date(2031, 5, 1), jiff::civil::date(2031, 5, 31));

/// One of each kind and of each way it is put.
fn differences() -> Vec<Difference> {
    let peru = || step("Peru", "Kosovo", Rung::RecogState);
    let (third, seventh) = (day("2031-05-03"), day("2031-05-07"));
    let mut all = Vec::new();
    for rung in Rung::ALL.iter().copied() {
        let step = step("United States", "Taliban", rung);
        all.push(Difference::StepDays { step: step.clone(), days: [third, seventh] });
        all.push(Difference::TwoFirsts { step, names: names("Houthis", "Iran") });
    }
    for act in ["sent", "accepted", "copies"] {
        let step = Step { act: Some(act.into()), ..step("Peru", "Taliban", Rung::Ambassador) };
        all.push(Difference::StepDays { step, days: [third, day("2032-01-07")] });
    }
    for pair in [[MAY, seventh], [days("2031-01-01", "2031-12-31"), MAY], [days("2031-05-01", "2031-05-04"), seventh]] {
        all.push(Difference::HappeningDays { noun: "bombing".into(), place: "Kabul".into(), days: pair });
        all.push(Difference::DoneOrNot { step: peru(), done: Some(pair[0]) });
    }
    for (claim, claimant) in
        [(Scope::First, Some("United States")), (Scope::Only, Some("Peru")), (Scope::NoOther, None)]
    {
        for class in ["", "G7", "\"Arab\""] {
            let (claimant, class) = (claimant.map(String::from), class.to_string());
            let others = others(if class.is_empty() { 5 } else { class.len() - 1 });
            all.push(Difference::Others { claim, claimant, class, step: peru(), others });
        }
    }
    all.push(Difference::Others {
        claim: Scope::Only,
        claimant: None,
        class: String::new(),
        step: peru(),
        others: others(8),
    });
    all.push(Difference::DoneOrNot { step: peru(), done: None });
    all.push(Difference::ClosedOrOpen { step: step("Peru", "Iran", Rung::MissionClosed), closed: third });
    for put in ModalityKind::ALL.iter().copied() {
        all.push(Difference::DoneOrToCome { step: peru(), done: third, put });
    }
    use Qualifier::{About, Exact, Over, Range, Under};
    let values = vec![(0.5, Exact), (12.0, Under), (1200.0, About), (15_000.0, Over), (2_000_000.0, Range)];
    all.push(Difference::Counts { of: "soldiers killed".into(), values: values.clone() });
    all.push(Difference::Counts { of: String::new(), values: values[..2].to_vec() });
    all.push(Difference::Speakers { names: names("Ana Quispe", "Taliban") });
    all.push(Difference::Doers { deed: "bombing".into(), place: "kabul".into(), names: names("Houthis", "Iran") });
    all.push(Difference::Assailants { recipient: "United Arab Emirates".into(), names: names("Houthis", "Iran") });
    all
}

#[test]
fn the_english_of_pages_is_that_of_the_command_line() {
    let t = Speech::of(Language::English);
    for difference in differences() {
        assert_eq!(t.disagreement(&difference).text(), says(&difference));
    }
}

#[test]
fn every_kind_is_in_every_language_with_its_names_as_written() {
    for language in Language::ALL {
        let t = Speech::of(language);
        for difference in differences() {
            let told = t.disagreement(&difference);
            let text = told.text();
            let is_whole = !["differs-", "check-", "rung-", "still-", "count-", "{$", "\u{2068}", "\u{2069}"]
                .iter()
                .any(|part| text.contains(part));
            assert!(is_whole && text.ends_with('.') && text.contains(": "), "{language:?}: {text}");
            if language == Language::English {
                continue;
            }
            assert_ne!(text, says(&difference), "{language:?}");
            // Names have no article of another language, and stand apart.
            for name in ["United States", "Taliban", "Houthis", "United Arab Emirates"] {
                assert!(!text.contains(&format!("he {name}")), "{language:?}: {text}");
                let all = text.matches(name).count();
                let apart = told.pieces.iter().filter(|(piece, is_name)| *is_name && piece == name).count();
                assert_eq!(all, apart, "{language:?}: {text}");
            }
        }
    }
}

/// What a difference is in the three other languages.
fn elsewhere(difference: &Difference) -> [String; 3] {
    [Language::Spanish, Language::Portuguese, Language::Arabic].map(|of| Speech::of(of).disagreement(difference).text())
}

#[test]
fn steps_and_their_days() {
    let peru = step("Peru", "Kosovo", Rung::RecogState);
    let days = [day("2031-05-03"), day("2031-05-07")];
    let [spanish, portuguese, arabic] = elsewhere(&Difference::StepDays { step: peru.clone(), days });
    assert_eq!(
        spanish,
        "Se dan dos fechas para el paso de Peru de reconocer a Kosovo como Estado (3 de mayo de 2031 y 7 de mayo de 2031): \
         compruebe cuál es la decisión, cuál el anuncio y cuándo surtió efecto."
    );
    assert_eq!(
        portuguese,
        "São dadas duas datas para o passo de Peru de reconhecer Kosovo como Estado (3 de maio de 2031 e 7 de maio de 2031): \
         verifique qual é a decisão, qual o anúncio e quando passou a valer."
    );
    assert_eq!(
        arabic,
        "يُذكر يومان لخطوة Peru، وهي الاعتراف بـ Kosovo دولةً (٣ مايو ٢٠٣١ و٧ مايو ٢٠٣١): تحقَّق أيّهما القرار وأيّهما الإعلان ومتى سرى."
    );
    let [spanish, portuguese, arabic] = elsewhere(&Difference::DoneOrNot { step: peru.clone(), done: Some(MAY) });
    assert!(spanish.contains("como Estado, en mayo de 2031; según otra, no: "), "{spanish}");
    assert!(portuguese.contains("como Estado, em maio de 2031; segundo outra, não: "), "{portuguese}");
    assert!(arabic.contains("دولةً، في مايو ٢٠٣١؛ وبحسب آخر لم تتمّ: "), "{arabic}");
    let put = ModalityKind::Conditional;
    let [spanish, portuguese, arabic] = elsewhere(&Difference::DoneOrToCome { step: peru, done: days[0], put });
    assert!(spanish.contains("; según otra posterior, sigue sujeto a una condición: "), "{spanish}");
    assert!(portuguese.contains("; segundo outra, posterior, continua sujeito a uma condição: "), "{portuguese}");
    assert!(arabic.contains("؛ وبحسب تقرير لاحق ما زالت معلّقة على شرط: "), "{arabic}");
}

#[test]
fn plurals_and_numbers_are_the_languages() {
    let step = step("Peru", "Kosovo", Rung::RecogState);
    let told = |count: usize| {
        let (class, step, others) = (String::new(), step.clone(), others(count));
        elsewhere(&Difference::Others { claim: Scope::NoOther, claimant: None, class, step, others })
    };
    let [spanish, portuguese, arabic] = told(5);
    assert!(spanish.contains("United States (en mayo de 2031), France, Taliban, Spain y 1 más: "), "{spanish}");
    assert!(portuguese.contains("United States (em maio de 2031), France, Taliban, Spain e mais 1: "), "{portuguese}");
    assert!(arabic.contains("Spain وطرف آخر: "), "{arabic}");
    assert!(told(6)[2].contains("Spain وطرفان آخران: ") && told(7)[2].contains("Spain و٣ أطراف أخرى: "));
    let values = vec![(1200.0, Qualifier::About), (15_000.0, Qualifier::Over)];
    let [spanish, portuguese, arabic] = elsewhere(&Difference::Counts { of: "soldiers killed".into(), values });
    assert!(
        spanish.starts_with("La cifra de “soldiers killed” se da como cerca de 1200 y como 15.000 o más: "),
        "{spanish}"
    );
    assert!(portuguese.starts_with("O número de “soldiers killed” é dado como cerca de 1.200 e como 15.000 ou mais: "));
    assert!(arabic.starts_with("يُذكر عدد «soldiers killed» هكذا: نحو ١٬٢٠٠، و١٥٬٠٠٠ أو أكثر: "), "{arabic}");
}

#[test]
fn a_name_cannot_turn_the_sentence_round() {
    let difference = Difference::Speakers { names: names("Ana\u{2069}\u{202e} Quispe", "\u{2068}Iran") };
    let told = Speech::of(Language::Arabic).disagreement(&difference);
    let apart: Vec<&str> = told.pieces.iter().filter(|piece| piece.1).map(|piece| piece.0.as_str()).collect();
    assert_eq!(apart, [r"Ana\u{202e} Quispe", "Iran"]);
}
