//! The ledger over small written sets: what merges, what stays apart, what supersedes, what contradicts; and over sets in any order.

use attache_pipeline::ledger::entry::Status;
use attache_pipeline::ledger::{Ledger, keep_ledger};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::Reader;
use attache_pipeline::record::Record;
use attache_pipeline::recording::take_record;
use attache_pipeline::span::CodePoints;
use proptest::prelude::*;
use std::sync::LazyLock;

#[path = "../../attache-language/tests/model/mod.rs"]
mod model;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Lexicons::embedded()).with_language(model::pipeline()));

/// The record of an article's text, published on a day; its id is its text.
fn record(text: &str, published: &str) -> Record {
    let known = Known { published: published.parse().ok(), ..Known::default() };
    let reading = READER.read(text.as_bytes(), MediaType::Article, known);
    let record = take_record(&reading, 0, &READER.lexicons, &|span| CodePoints { start: span.start, end: span.end });
    Record { id: format!("{published} {text}"), ..record }
}

fn keep(records: &[Record]) -> Ledger {
    keep_ledger(&records.iter().collect::<Vec<_>>())
}

fn records(texts: &[(&str, &str)]) -> Vec<Record> {
    texts.iter().map(|(published, text)| record(&format!("A report\n\n{text}"), published)).collect()
}

/// How often each utterance is worded, the largest first; only those of more than one report.
#[track_caller]
fn check_utterances(texts: &[(&str, &str)], expected: usize) {
    let ledger = keep(&records(texts));
    let joined = ledger
        .utterances
        .iter()
        .filter(|utterance| utterance.wordings.iter().any(|wording| wording.report != utterance.wordings[0].report));
    assert_eq!(joined.count(), expected, "{:#?}", ledger.utterances);
}

/// Entries of a rung: modality, status, assertions, origins; in the ledger's order.
#[track_caller]
fn check_entries(texts: &[(&str, &str)], rung: &str, expected: &[&str]) {
    let ledger = keep(&records(texts));
    let told = ledger.entries.iter().filter(|entry| entry.rung.name() == rung).map(|entry| {
        let date = entry.date.as_ref().map_or("undated", |date| date.value.as_str());
        let (name, status) = (&entry.holder.name, entry.status.name());
        format!(
            "{name} {} {date} {status} {} told, {} origins",
            entry.modality.name(),
            entry.assertions.len(),
            entry.origins
        )
    });
    assert_eq!(told.collect::<Vec<_>>(), expected, "{:#?}", ledger.entries);
}

/// Contradictions: type and strength.
#[track_caller]
fn check_contradictions(texts: &[(&str, &str)], expected: &[&str]) {
    let ledger = keep(&records(texts));
    let found = ledger.contradictions.iter().map(|found| format!("{} {}", found.kind.name(), found.strength.name()));
    assert_eq!(found.collect::<Vec<_>>(), expected, "{:#?}", ledger.contradictions);
}

#[test]
fn one_interview_in_two_papers_is_one_utterance() {
    let interview = "“We have spoken with the council in Tobruk every week since the spring,” the Italian envoy, Paolo Ferri, told Reuters on Monday.";
    let again = "The envoy, Paolo Ferri, was quoted by Reuters as saying: “We have spoken with the council in Tobruk every week since the spring.”";
    check_utterances(&[("2021-08-16", interview), ("2021-08-17", again)], 1);
    let ledger = keep(&records(&[("2021-08-16", interview), ("2021-08-17", again)]));
    assert_eq!(ledger.utterances[0].origins, 1);
}

#[test]
fn rewordings_of_a_spokesperson_and_the_ministry_are_one() {
    let spoken = "Foreign Ministry spokeswoman Hanna Virtanen said on Monday that Finland “honours the decision and the hopes of the Georgian voters”.";
    let posted = "The Finnish Foreign Ministry said on Monday that it “honours the free decision of Georgian voters”.";
    check_utterances(&[("2021-08-16", spoken), ("2021-08-17", posted)], 1);
}

#[test]
fn other_days_and_other_people_are_other_utterances() {
    let monday = "“We have spoken with the council in Tobruk every week since the spring,” the Italian envoy, Paolo Ferri, told Reuters on 16 August 2021.";
    let later = "“We have spoken with the council in Tobruk every week since the spring,” the Italian envoy, Paolo Ferri, told Reuters on 4 July 2025.";
    check_utterances(&[("2021-08-17", monday), ("2025-07-05", later)], 0);
    let other = "“We have spoken with the council in Tobruk every week since the spring,” the Italian minister, Carla Neri, told Reuters on 16 August 2021.";
    check_utterances(&[("2021-08-17", monday), ("2021-08-17", other)], 0);
}

#[test]
fn reports_of_one_act_are_one_entry_and_years_stay_apart() {
    let texts = [
        ("2025-07-04", "Russia recognised the Taliban on 3 July 2025 after long talks."),
        ("2025-07-09", "Russia has recognised the Taliban, to nobody's surprise."),
    ];
    check_entries(&texts, "recog_gov", &["Russia done 2025-07-03 standing 2 told, 2 origins"]);
    let apart = [
        ("2021-05-04", "Peru expelled Russian diplomats on 3 May 2021 over spying."),
        ("2025-07-04", "Peru expelled Russian diplomats on 3 July 2025 over spying."),
    ];
    check_entries(
        &apart,
        "expel",
        &["Peru done 2021-05-03 superseded 1 told, 1 origins", "Peru done 2025-07-03 standing 1 told, 1 origins"],
    );
}

#[test]
fn what_governs_a_state_is_that_state() {
    let texts = [
        ("2025-07-04", "Russia recognised the Taliban on 3 July 2025."),
        ("2025-07-05", "Russia recognised the government of Afghanistan on 3 July 2025."),
    ];
    check_entries(&texts, "recog_gov", &["Russia done 2025-07-03 standing 2 told, 2 origins"]);
}

#[test]
fn a_later_act_supersedes_and_talks_add_up() {
    let texts = [
        ("2021-08-16", "Russia is expected to recognise the Taliban."),
        ("2025-07-04", "Russia recognised the Taliban on 3 July 2025."),
    ];
    let expected =
        ["Russia expected undated superseded 1 told, 1 origins", "Russia done 2025-07-03 standing 1 told, 1 origins"];
    check_entries(&texts, "recog_gov", &expected);
    let talks = [
        ("2021-08-16", "China hosted a Taliban delegation on 28 July 2021."),
        ("2025-07-04", "China hosted a Taliban delegation on 21 May 2025."),
    ];
    let ledger = keep(&records(&talks));
    assert!(ledger.entries.iter().all(|entry| entry.status == Status::Standing), "{:#?}", ledger.entries);
}

#[test]
fn the_government_before_is_another() {
    let before = ("2021-07-28", "China recognises the government of Afghanistan.");
    check_contradictions(&[before, ("2025-07-04", "Russia became the first country to recognise the Taliban.")], &[]);
}

#[test]
fn what_ended_was_before_its_end_and_what_came_true_is_no_plan() {
    let listed = "Norway had listed Hezbollah as a terrorist group for years. \
        Norway removed Hezbollah from its list of terrorist organisations on 3 May 2023.";
    check_entries(&[("2023-05-03", listed)], "terror_listed", &["Norway done undated superseded 1 told, 1 origins"]);
    let came = "Norway announced on 3 May 2023 that it would recognise Kosovo. Norway recognised Kosovo on 3 May 2023.";
    let expected = [
        "Norway done 2023-05-03 standing 1 told, 1 origins",
        "Norway announced 2023-05-03 superseded 1 told, 1 origins",
    ];
    check_entries(&[("2023-05-03", came)], "recog_state", &expected);
}

#[test]
fn a_speakers_later_word_supersedes() {
    let texts = [(
        "2021-08-17",
        "Norway's foreign minister, Kari Moen, said that Norway had no plans to evacuate its embassy in Kabul. \
         Kari Moen said that part of the staff of the Norwegian embassy in Kabul would be evacuated.",
    )];
    let ledger = keep(&records(&texts));
    let open = ledger.entries.iter().find(|entry| entry.rung.name() == "mission_open").expect("an embassy that stays");
    assert_eq!(open.status, Status::Superseded, "{:#?}", ledger.entries);
}

#[test]
fn verdicts_are_contested() {
    let texts = [(
        "2024-01-31",
        "China took the credentials of the Taliban's envoy on Tuesday, thereby formally recognising the group.",
    )];
    let ledger = keep(&records(&texts));
    let done =
        ledger.entries.iter().filter(|entry| entry.rung.name() == "recog_gov" && entry.modality.name() == "done");
    assert!(done.clone().all(|entry| entry.status == Status::Contested), "{:#?}", ledger.entries);
    assert!(done.count() > 0);
}

#[test]
fn counts_of_one_thing_are_compared() {
    let some = "Some 15,000 Ottoman soldiers were killed in 1912 before the siege ended.";
    let more = "The siege killed more than 13,000 Ottoman soldiers in 1912.";
    check_contradictions(&[("2020-01-02", some), ("2020-01-09", more)], &["number differs"]);
    let others = "The siege killed more than 13,000 Bulgarian soldiers in 1912.";
    check_contradictions(&[("2020-01-02", some), ("2020-01-09", others)], &[]);
    let war = "More than 13,000 Ottoman soldiers were killed in 1877.";
    check_contradictions(&[("2020-01-02", some), ("2020-01-09", war)], &[]);
}

#[test]
fn tolls_grow_and_expulsions_do_not() {
    let three =
        "A blast in the harbour of Aden killed three people on 2 March 2015, the port's doctor said after midnight.";
    let five =
        "A blast in the harbour of Aden killed five people on 2 March 2015, the port's doctor said after midnight.";
    check_contradictions(&[("2015-03-02", three), ("2015-03-02", five)], &["number differs"]);
    check_contradictions(&[("2016-03-02", three), ("2017-03-02", five)], &["number clash"]);
    let seven = "Norway expelled seven Russian envoys on 5 April 2022 over spying on its Arctic harbours, the foreign minister said in Oslo.";
    let nine = "Norway expelled nine Russian envoys on 5 April 2022 over spying on its Arctic harbours, the foreign minister said in Oslo.";
    check_contradictions(&[("2022-04-05", seven), ("2022-04-06", nine)], &["number clash"]);
    let danish = "Denmark expelled nine Russian envoys on 5 April 2022 over spying on its Arctic harbours, the foreign minister said in Copenhagen.";
    check_contradictions(&[("2022-04-05", seven), ("2022-04-06", danish)], &[]);
}

#[test]
fn a_toll_that_rises_is_no_contradiction() {
    let toll = |count: &str| format!("The earthquake of 2 March killed {count} people in Chile, the red cross said.");
    let (low, middle, high) = (toll("3,120"), toll("3,904"), toll("4,450"));
    let care =
        "Some 9,800 people were treated in hospital after the earthquake of 2 March in Chile, the red cross said.";
    let hurt = "The earthquake of 2 March injured 4,100 people in Chile, the red cross said.";
    let rising = [("2031-03-20", &low[..]), ("2031-04-16", &middle), ("2031-05-02", &high)];
    check_contradictions(&rising, &[]);
    check_contradictions(&[("2031-03-20", hurt), ("2031-04-16", care)], &[]);
    // One day, or falling: a reader wants to see both, and both may hold.
    check_contradictions(&[("2031-04-16", &low), ("2031-04-16", &high)], &["number differs"]);
    check_contradictions(&[("2031-03-20", &high), ("2031-04-16", &low)], &["number differs"]);
}

#[test]
fn what_is_cut_off_is_no_cooperation() {
    let passive = "Trade between Kenya and Uganda is cut off, officials in Nairobi said on Monday.";
    check_events(&[("2031-03-03", passive)], &[]);
    check_events(
        &[("2031-03-03", "Trade with Chad was halted by France on 3 March 2031.")],
        &["France > Chad SANCTION/discontinue 2031-03-03 1 told, 1 origins"],
    );
    let texts = [
        ("2031-03-03", "Kenya suspended trade with Uganda on Monday, the ministry said."),
        ("2031-03-03", "Kenya cut off trade with Uganda on Monday after lorries burnt at the border."),
        ("2031-03-04", "Nairobi has halted commerce with Kampala."),
    ];
    check_events(&texts, &["Kenya > Uganda SANCTION/discontinue 2031-03-03 3 told, 3 origins"]);
    let again = [texts[0], ("2031-06-04", "Kenya suspended trade with Uganda on 3 June 2031.")];
    assert_eq!(keep(&records(&again)).events.len(), 2);
}

#[test]
fn one_event_has_one_date() {
    let slip = "In April 2013 two brothers killed three people at the marathon in Boston in a bombing. \
                The bombing in Boston in May 2013 changed the city, a runner said.";
    check_contradictions(&[("2020-01-02", slip)], &["date clash"]);
    let two =
        "In April 2013 a bomb killed three people in a bombing in Boston. In May 2010 a car bomb failed in New York.";
    check_contradictions(&[("2020-01-02", two)], &[]);
}

#[test]
fn the_only_one_has_no_second() {
    let no_other =
        "Russia recognised the Taliban on 3 July 2025. No other country has recognised the Taliban government.";
    let another = "Iran recognised the Taliban on 20 June 2025, the ministry in Tehran said.";
    let ledger = keep(&records(&[("2025-07-09", no_other), ("2025-07-09", another)]));
    assert!(ledger.contradictions.iter().any(|found| found.kind.name() == "scope"), "{:#?}", ledger);
    check_contradictions(&[("2025-07-09", no_other)], &[]);
    let later = "Iran recognised the Taliban on 20 August 2025, the ministry in Tehran said.";
    check_contradictions(&[("2025-07-09", no_other), ("2025-08-21", later)], &[]);
}

#[test]
fn done_here_and_not_done_there() {
    let done = "Peru recognised Kosovo on 2 May 2019, its ministry said.";
    let not = "Peru has not recognised Kosovo.";
    check_contradictions(&[("2019-05-04", done), ("2019-05-06", not)], &["status clash"]);
    check_contradictions(&[("2019-05-04", done), ("2018-05-06", not)], &[]);
}

/// Entries of events: actor, recipient, type, mode, day, tellings; in the ledger's order.
#[track_caller]
fn check_events(texts: &[(&str, &str)], expected: &[&str]) {
    let ledger = keep(&records(texts));
    let told = ledger.events.iter().map(|entry| {
        let date = entry.date.as_ref().map_or("undated", |date| date.value.as_str());
        let recipient = entry.recipient.as_ref().map_or("-", |side| side.name.as_str());
        let mode = entry.mode.as_ref().map_or(String::new(), |mode| format!("/{mode}"));
        let (name, tellings) = (entry.event_type.name(), entry.assertions.len());
        format!("{} > {recipient} {name}{mode} {date} {tellings} told, {} origins", entry.actor.name, entry.origins)
    });
    assert_eq!(told.collect::<Vec<_>>(), expected, "{:#?}", ledger.events);
}

/// Entries of figures: what, act, values, tellings; in the ledger's order.
#[track_caller]
fn check_figures(texts: &[(&str, &str)], expected: &[&str]) {
    let ledger = keep(&records(texts));
    let told = ledger.figures.iter().map(|entry| {
        let (low, high) = entry.values;
        format!("{} {} {low}-{high}, {} told", entry.of, entry.act, entry.assertions.len())
    });
    assert_eq!(told.collect::<Vec<_>>(), expected, "{:#?}", ledger.figures);
}

#[test]
fn one_event_of_one_day_is_one_entry() {
    let texts = [
        ("2011-03-21", "Chad bombed Libya on 19 March 2011, the ministry in Paris said."),
        ("2011-03-22", "On 19 March 2011 Chad bombed Libya for the first time in years."),
        ("2011-04-22", "Chad bombed Libya on 20 April 2011, the ministry in Paris said."),
    ];
    let ledger = keep(&records(&texts));
    let told: Vec<usize> = ledger.events.iter().map(|entry| entry.assertions.len()).collect();
    assert_eq!(told, [2, 1], "{:#?}", ledger.events);
    let other = [texts[0], ("2011-03-22", "On 19 March 2011 Niger bombed Libya for the first time in years.")];
    assert_eq!(keep(&records(&other)).events.len(), 2);
}

#[test]
fn what_is_a_position_is_no_event_as_well() {
    check_events(&[("2019-05-04", "Peru recognised Kosovo on 2 May 2019, its ministry said.")], &[]);
    check_events(&[("2019-05-04", "Peru expelled two Russian diplomats on 2 May 2019.")], &[]);
    check_events(&[("2019-05-04", "Somali pirates attacked a Kenyan ship on 2 May 2019.")], &[]);
}

#[test]
fn one_figure_told_twice_is_one_entry() {
    let some = "Some 15,000 Ottoman soldiers were killed in 1912 before the siege ended.";
    let again = "The siege killed 15,000 Ottoman soldiers in 1912.";
    let more = "The siege killed more than 13,000 Ottoman soldiers in 1912.";
    let texts = [("2020-01-02", some), ("2020-01-03", again), ("2020-01-09", more)];
    check_figures(&texts, &["ottoman soldier die 13000-13000, 1 told", "ottoman soldier die 15000-15000, 2 told"]);
}

#[test]
fn who_said_it_is_one_person() {
    let quispe =
        "“We shall keep the harbour of Callao open to every flag,” the Peruvian minister, Ana Quispe, said on Monday.";
    let rojas =
        "“We shall keep the harbour of Callao open to every flag,” the Chilean minister, Luis Rojas, said on Monday.";
    check_contradictions(&[("2021-08-16", quispe), ("2021-08-17", rojas)], &["who clash"]);
    // A month later, a pronoun, the ministry, a report that names both: open.
    check_contradictions(&[("2021-08-16", quispe), ("2021-09-21", rojas)], &[]);
    let he = "The Chilean minister, Luis Rojas, was in Callao. “We shall keep the harbour of Callao open to every flag,” he said on Monday.";
    check_contradictions(&[("2021-08-16", quispe), ("2021-08-17", he)], &[]);
    let ministry =
        "“We shall keep the harbour of Callao open to every flag,” the Peruvian Foreign Ministry said on Monday.";
    check_contradictions(&[("2021-08-16", quispe), ("2021-08-17", ministry)], &[]);
    let both = format!("{quispe} {rojas}");
    check_contradictions(&[("2021-08-16", quispe), ("2021-08-17", &both)], &[]);
}

#[test]
fn who_did_it_is_one_party() {
    let one =
        "The Islamic State carried out the bombing of a crowded fish market in Quetta on 3 May 2019, police said.";
    let two = "The Taliban carried out the bombing of a crowded fish market in Quetta on 3 May 2019, police said.";
    check_contradictions(&[("2019-05-04", one), ("2019-05-05", two)], &["who differs"]);
    check_contradictions(&[("2019-05-04", one), ("2019-05-05", one)], &[]);
    // Another day, a denial, a report that names both.
    let later = two.replace("3 May", "9 July");
    check_contradictions(&[("2019-05-04", one), ("2019-07-10", &later)], &[]);
    let denied = "The Taliban did not carry out the bombing of a crowded fish market in Quetta on 3 May 2019.";
    check_contradictions(&[("2019-05-04", one), ("2019-05-05", denied)], &[]);
    check_contradictions(&[("2019-05-04", one), ("2019-05-05", &format!("{one} {two}"))], &[]);
}

static SET: LazyLock<Vec<Record>> = LazyLock::new(|| {
    records(&[
        (
            "2021-08-16",
            "Russia is expected to recognise the Taliban. “We have spoken with the council in Kabul every week since the spring,” the Russian envoy, Pavel Orlov, told Reuters on Monday.",
        ),
        (
            "2021-08-17",
            "The Russian envoy, Pavel Orlov, was quoted as saying: “We have spoken with the council in Kabul every week since the spring.” China's embassy in Kabul remains open.",
        ),
        (
            "2025-07-04",
            "Russia recognised the Taliban on 3 July 2025. Chad bombed Libya on 1 July 2025. Some 15,000 Soviet soldiers were killed in the 1980s.",
        ),
        (
            "2025-07-09",
            "No other country has recognised the Taliban government. On 1 July 2025 Chad bombed Libya. More than 13,000 Soviet soldiers were killed in the 1980s.",
        ),
        (
            "2025-07-09",
            "Iran recognised the Taliban in June 2025. Iran is in contact with the Taliban, the ministry said on Monday.",
        ),
        ("", "Russia has recognised the Taliban. China has not recognised the Taliban."),
    ])
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn order_changes_nothing(order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle()) {
        let whole = keep(&SET);
        let shuffled: Vec<&Record> = order.iter().map(|at| &SET[*at]).collect();
        let kept = keep_ledger(&shuffled);
        prop_assert!(whole.entries.len() > 5 && !whole.utterances.is_empty() && !whole.contradictions.is_empty());
        prop_assert!(!whole.events.is_empty() && whole.figures.len() > 1);
        prop_assert_eq!(&kept.entries, &whole.entries);
        prop_assert_eq!(&kept.events, &whole.events);
        prop_assert_eq!(&kept.figures, &whole.figures);
        prop_assert_eq!(&kept.utterances, &whole.utterances);
        prop_assert_eq!(&kept.contradictions, &whole.contradictions);
        prop_assert_eq!(&kept.lineage, &whole.lineage);
        let ids = |ledger: &Ledger, given: &[&Record]| ledger.order.iter().map(|at| given[*at].id.clone()).collect::<Vec<_>>();
        prop_assert_eq!(ids(&kept, &shuffled), ids(&whole, &SET.iter().collect::<Vec<_>>()));
    }
}
