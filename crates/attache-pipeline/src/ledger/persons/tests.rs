use super::*;
use crate::ledger::keep_ledger;
use crate::lexicons::Lexicons;
use crate::recording::take_record;
use crate::sample::{READER, article, as_bytes};
use proptest::prelude::*;
use std::sync::LazyLock;

/// The record of a report: an id that is its day and text's.
fn record(day: &str, text: &str) -> Record {
    let reading = article(&format!("Talks go on\n\n{text}\n"), day);
    Record { id: format!("{day} {text}"), ..take_record(&reading, 0, &READER.lexicons, &as_bytes) }
}

/// "Name (party): role first..last [ended day]; …" of each person.
fn told(records: &[Record]) -> Vec<String> {
    let records: Vec<&Record> = records.iter().collect();
    let role = |role: &DatedRole| {
        let days = role
            .held
            .map(|(first, last)| if first == last { format!(" {first}") } else { format!(" {first}..{last}") });
        let ended = role.ended_by.map(|day| format!(" ended {day}")).unwrap_or_default();
        format!("{}{}{ended}", role.phrase, days.unwrap_or_default())
    };
    let person = |person: &Person| {
        let party = person.parties.first().map(|(party, _)| format!(" ({})", party.actor)).unwrap_or_default();
        let roles: Vec<String> = person.roles.iter().map(role).collect();
        format!("{}{party}: {}", person.name, roles.join("; "))
    };
    find_persons(&records).iter().map(person).collect()
}

#[track_caller]
fn check(reports: &[(&str, &str)], expected: &[&str]) {
    let records: Vec<Record> = reports.iter().map(|(day, text)| record(day, text)).collect();
    assert_eq!(told(&records), expected);
}

#[test]
fn one_person_in_several_reports() {
    check(
        &[
            (
                "2021-08-16",
                "Russia's ambassador to Afghanistan, Dmitry Zhirnov, said that the embassy would stay open.",
            ),
            (
                "2025-07-04",
                "Russian ambassador Zhirnov said that flights would start. Dmitri Zhirnov spoke on television.",
            ),
        ],
        &["Dmitri Zhirnov (rus): Russia's ambassador to Afghanistan 2021-08-16..2025-07-04"],
    );
}

#[test]
fn roles_that_have_ended() {
    check(
        &[
            ("2021-08-16", "Laurie Bristow, the British ambassador to Afghanistan, said that the embassy would close."),
            ("2024-02-01", "Former British ambassador to Afghanistan Laurie Bristow said that talks were needed."),
        ],
        &["Laurie Bristow (gbr): British ambassador to Afghanistan 2021-08-16 ended 2024-02-01"],
    );
    check(
        &[("2024-02-01", "The Soviet leader Mikhail Gorbachev pulled the troops out in 1989.")],
        &["Mikhail Gorbachev (x-ussr): Soviet leader 1989-01-01..1989-12-31"],
    );
}

#[test]
fn a_surname_alone_joins_only_where_one_bears_it() {
    let yi = ("2023-03-10", "Chinese Foreign Minister Wang Yi said that talks would go on.");
    let wenbin = ("2023-03-11", "Chinese Foreign Ministry spokesman Wang Wenbin said that talks would go on.");
    let minister = ("2023-03-12", "Chinese Foreign Minister Wang said that he was glad.");
    check(
        &[yi, wenbin, minister],
        &[
            "Wang Yi (chn): Chinese Foreign Minister 2023-03-10..2023-03-12",
            "Wang Wenbin (chn): Chinese Foreign Ministry spokesman 2023-03-11",
        ],
    );
    let ana = ("2023-03-10", "Peru's envoy Rosa Quispe said that talks would go on.");
    let other = ("2023-03-11", "Chile's envoy Luis Quispe said that talks would go on.");
    let third = ("2023-03-12", "Bolivia's envoy Quispe said that talks would go on.");
    check(
        &[ana, other, third],
        &[
            "Luis Quispe (chl): Chile's envoy 2023-03-11",
            "Quispe (bol): Bolivia's envoy 2023-03-12",
            "Rosa Quispe (per): Peru's envoy 2023-03-10",
        ],
    );
}

#[test]
fn what_is_no_person() {
    check(&[("2023-03-10", "He told Ekho Moskvy radio that Harwood Partners Ltd had shut its office in Kabul.")], &[]);
    check(&[("2023-03-10", "The chargé d'affaires left. Deputy Foreign Minister posts are vacant.")], &[]);
}

#[test]
fn neighbours_keep_their_roles() {
    check(
        &[(
            "2023-03-10",
            "Forty new ambassadors, Bilal Karimi of Afghanistan among them, gave their papers to Chinese President Xi Jinping.",
        )],
        &["Bilal Karimi: ", "Xi Jinping (chn): Chinese President 2023-03-10"],
    );
    check(
        &[("2023-03-10", "Talks between Ambassador Dmitry Zhirnov and Mullah Abdul Ghani Baradar went on.")],
        &["Abdul Ghani Baradar: ", "Dmitry Zhirnov: Ambassador 2023-03-10"],
    );
}

static MANY: LazyLock<Vec<Record>> = LazyLock::new(|| {
    let reports = [
        (
            "2021-08-16",
            "Russia's ambassador to Afghanistan, Dmitry Zhirnov, said that the embassy would stay open. Zhirnov was calm.",
        ),
        ("2025-07-04", "Russian ambassador Zhirnov said that flights would start."),
        (
            "2023-03-10",
            "Chinese Foreign Minister Wang Yi said that talks would go on. Sergei Lavrov, Russia's minister, agreed.",
        ),
        ("2023-03-11", "Chinese Foreign Ministry spokesman Wang Wenbin said so. “Né é”, said Sergey Lavrov."),
        ("2023-03-12", "Wang said that he was glad, and former envoy Zamir Kabulov, too."),
        ("2023-03-13", "Mohammad Hasan said so. Mohammad Hasan Akhund, the Taliban's prime minister, did not."),
        ("2023-03-14", "Hassan Akhund said so. Z. Kabulov, the envoy, did not."),
    ];
    reports.iter().map(|(day, text)| record(day, text)).collect()
});

#[test]
fn evidence_is_its_characters() {
    for record in MANY.iter() {
        let text = format!("Talks go on\n\n{}\n", record.id.split_once(' ').map_or("", |(_, text)| text));
        let roles = record.persons.iter().flat_map(|person| person.roles.iter().map(|role| &role.evidence));
        for evidence in record.persons.iter().flat_map(|person| &person.forms).chain(roles) {
            assert_eq!(text.get(evidence.at.start..evidence.at.end), Some(evidence.quote.as_str()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_order_of_records_changes_nothing(order in Just((0..7usize).collect::<Vec<_>>()).prop_shuffle()) {
        let forth: Vec<&Record> = MANY.iter().collect();
        let back: Vec<&Record> = order.iter().map(|at| &MANY[*at]).collect();
        prop_assert_eq!(keep_ledger(&forth).persons, keep_ledger(&back).persons);
    }
}

#[test]
fn lexicons_are_read() {
    let roles = Lexicons::embedded().roles;
    assert!(
        roles.is_ended("former")
            && roles.is_passing("veteran")
            && roles.is_sent("envoy")
            && roles.is_institution("Ltd.")
    );
}

/// Marks whoever of a report has the name.
fn say(records: &mut [Record], report: usize, name: &str, change: impl Fn(&mut crate::record::named::PersonHuman)) {
    let persons = records[report].persons.iter_mut().filter(|person| person.name == name);
    persons.for_each(|person| change(person.human.get_or_insert_default()));
}

#[test]
fn humans_join_and_part() {
    let mut records = vec![
        record("2031-05-03", "Peru's foreign minister, Luis Rojas, said that talks would go on."),
        record("2031-05-04", "Peru's envoy, Lucho Tovar, said that talks would go on."),
        record("2031-05-05", "Luis Rojas of Peru said that an agreement was near."),
        record("2031-05-06", "Lucho Tovar, Peru's envoy, said that an agreement was near."),
    ];
    let names = |records: &[Record]| -> Vec<(String, usize)> {
        let records: Vec<&Record> = records.iter().collect();
        find_persons(&records).iter().map(|person| (person.name.clone(), person.reports())).collect()
    };
    let two = [("Luis Rojas".to_string(), 2), ("Lucho Tovar".to_string(), 2)];
    assert_eq!(BTreeSet::from_iter(names(&records)), BTreeSet::from(two));
    // Said of one report of each: whoever is found to be one of them is that person too.
    let joined = |human: &mut crate::record::named::PersonHuman| {
        human.joined.insert("join".into());
    };
    say(&mut records, 0, "Luis Rojas", joined);
    say(&mut records, 1, "Lucho Tovar", joined);
    // Of two names that as many reports have, the first by letters.
    assert_eq!(names(&records), [("Lucho Tovar".to_string(), 4)]);
    // Two that were joined to the same third one by one are one.
    let also = |human: &mut crate::record::named::PersonHuman| {
        human.joined.insert("another".into());
    };
    say(&mut records, 2, "Luis Rojas", also);
    assert_eq!(names(&records).len(), 1);
    let mut turned = records.clone();
    turned.reverse();
    assert_eq!(names(&turned), names(&records));
    let apart = |human: &mut crate::record::named::PersonHuman| {
        human.joined.clear();
        human.apart = Some("split".into());
    };
    say(&mut records, 3, "Lucho Tovar", apart);
    assert_eq!(names(&records), [("Luis Rojas".to_string(), 3), ("Lucho Tovar".to_string(), 1)]);
}
