//! Stories and origins over small written sets, over sets in any order, and over hostile ones.

use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::stories::{Origins, Stories, StoryWords, Telling, Tellings, find_origins, find_stories};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A wire about a ferry.
const FERRY: [&str; 8] = [
    "A ferry carrying cattle traders capsized off the island of Tarnholm before dawn on Tuesday, and rescuers pulled nineteen survivors from the strait.",
    "The vessel, a converted trawler named Grey Heron, had left the mainland jetty an hour late because of a broken winch.",
    "Harbour master Ilse Brandvik said the boat turned over within minutes after a wave struck its open loading door.",
    "Two lifeboats and a helicopter from the coastguard base at Skarvik searched the shallows until visibility failed.",
    "Seven people are still missing, among them the skipper, whose licence had been renewed only last month.",
    "Fishermen from three villages joined the search with lanterns, nets and their own engines.",
    "Maritime inspectors ordered sister ships of the same build to stay in port until their doors are checked.",
    "An inquiry led by a retired admiral will hear the first witnesses next week in the old customs hall.",
];

/// A wire about a bridge.
const BRIDGE: [&str; 8] = [
    "Engineers closed the Calder suspension bridge to lorries on Wednesday after sensors measured cracks in four of its hangers.",
    "The crossing carries forty thousand vehicles a day between the twin cities of Orlen and Maavik.",
    "Transport commissioner Dario Quint told councillors that replacing the steel would take until the autumn.",
    "Hauliers complained that the detour through the northern valley adds ninety kilometres to every trip.",
    "The bridge was opened in 1961 and was last repainted nine years ago under a contract that auditors criticised.",
    "Buses will continue to cross at walking pace, with inspectors riding on the first service each morning.",
    "A laboratory in Orlen is cutting one removed hanger into slices to learn how deep the corrosion goes.",
    "Insurers have asked for the measurements of the past five years, which the operator has promised to publish.",
];

/// An outlet's own report, of neither.
const LOCAL: [&str; 4] = [
    "Pupils of the village school at Elmsworth have planted three hundred willows along the brook that flooded their playground twice.",
    "Headteacher Morag Penhallow hopes that the roots will hold the bank when the snow melts.",
    "Parents baked for the volunteers, and a retired forester showed the youngest how to set a cutting.",
    "The council paid for the fencing out of its fund for parks.",
];

fn common() -> StoryWords {
    Lexicons::read_story_words(|_| None).expect("the list is well formed")
}

fn telling<'t>(paragraphs: &[&'t str]) -> Telling<'t> {
    Telling { paragraphs: paragraphs.to_vec(), ..Telling::default() }
}

fn origins_of(articles: &[Telling<'_>]) -> Origins {
    find_origins(&Tellings::read(articles, &common()))
}

fn stories_of(articles: &[Telling<'_>]) -> Stories {
    let common = common();
    find_stories(&Tellings::read(articles, &common), &common)
}

/// Checks which pairs share an origin: a letter an article, a word each group of kin ("ab bc": a and b, b and c).
#[track_caller]
fn check_kin(articles: &[Telling<'_>], expected: &str) {
    let found = origins_of(articles);
    let letter = |number: usize| char::from(b'a' + number as u8);
    let mut kin = BTreeSet::new();
    for one in 0..articles.len() {
        for other in one + 1..articles.len() {
            if found.origins[one].iter().any(|id| found.origins[other].contains(id)) {
                kin.insert(format!("{}{}", letter(one), letter(other)));
            }
        }
    }
    assert_eq!(kin.into_iter().collect::<Vec<_>>().join(" "), expected);
    assert!(found.origins.iter().all(|ids| !ids.is_empty()));
}

#[test]
fn a_trimmed_copy_draws_on_the_wire() {
    let articles = [telling(&FERRY), telling(&FERRY[..3]), telling(&BRIDGE)];
    check_kin(&articles, "ab");
    let found = origins_of(&articles);
    let drawn = found.derived_from[1].first().expect("a source");
    assert!(drawn.telling == 0 && drawn.share > 0.95, "{drawn:?}");
    assert!(found.derived_from[0].is_empty() && found.derived_from[2].is_empty());
}

#[test]
fn parts_from_the_middle_the_end_and_under_local_text() {
    let under: Vec<&str> = LOCAL.iter().chain(&FERRY[..4]).copied().collect();
    check_kin(
        &[telling(&FERRY), telling(&FERRY[3..6]), telling(&FERRY[5..]), telling(&under), telling(&LOCAL)],
        "ab ac ad bc bd cd de",
    );
}

#[test]
fn a_reworded_copy_is_one() {
    let reworded = [
        "A ferry with cattle traders aboard capsized off Tarnholm island early on Tuesday; rescuers have pulled nineteen survivors out of the strait.",
        "The converted trawler, Grey Heron, left the mainland jetty one hour late after a winch broke.",
        "According to harbour master Ilse Brandvik, the boat was turned over within minutes when a wave struck the open loading door.",
        "Two lifeboats and a coastguard helicopter from the Skarvik base were searching the shallows until visibility failed.",
    ];
    check_kin(&[telling(&FERRY), telling(&reworded), telling(&BRIDGE)], "ab");
}

#[test]
fn another_reporters_account_is_no_copy() {
    let own = [
        "Nineteen people were saved and seven are feared drowned after the Grey Heron went down near Tarnholm on Tuesday.",
        "Survivors told this newspaper that water came in through the stern and that nobody had shown them where the vests were.",
        "\"It was dark and the animals were screaming,\" said Petter Lund, a trader who clung to a crate until fishermen found him.",
        "His brother is among the missing.",
    ];
    let articles = [telling(&FERRY), telling(&own), telling(&BRIDGE)];
    check_kin(&articles, "");
    assert_eq!(stories_of(&articles).stories.len(), 2);
}

#[test]
fn a_composite_has_both_wires_and_they_stay_apart() {
    let both: Vec<&str> = FERRY[..4].iter().chain(&BRIDGE[..4]).copied().collect();
    check_kin(&[telling(&FERRY), telling(&both), telling(&BRIDGE)], "ab bc");
    // In the middle of other copies of each.
    check_kin(
        &[telling(&FERRY), telling(&FERRY[..5]), telling(&both), telling(&BRIDGE), telling(&BRIDGE[..6])],
        "ab ac bc cd ce de",
    );
    // With words of its own in between.
    let between: Vec<&str> = FERRY[..4].iter().chain(&LOCAL[..2]).chain(&BRIDGE[..4]).copied().collect();
    check_kin(&[telling(&FERRY), telling(&between), telling(&BRIDGE)], "ab bc");
    // A short one, of which neither is half, under a line of its own.
    let short: Vec<&str> = LOCAL[3..].iter().chain(&FERRY[..3]).chain(&BRIDGE[..3]).copied().collect();
    check_kin(&[telling(&FERRY), telling(&short), telling(&BRIDGE)], "ab bc");
    // And copied whole by another outlet.
    check_kin(&[telling(&FERRY), telling(&both), telling(&both), telling(&BRIDGE)], "ab ac bc bd cd");
}

#[test]
fn copies_of_a_wire_nobody_captured_share_an_origin() {
    let one: Vec<&str> = LOCAL[..1].iter().chain(&FERRY[..5]).copied().collect();
    let other: Vec<&str> = FERRY[1..6].iter().chain(&BRIDGE[..1]).copied().collect();
    check_kin(&[telling(&one), telling(&other), telling(&BRIDGE[2..])], "ab");
}

#[test]
fn boilerplate_alone_joins_nobody() {
    let notice = "This newspaper is edited under the charter of the Northern Press Trust; complaints are answered within ten working days by the readers' editor.";
    let with = |text: &[&'static str]| telling(&text.iter().copied().chain([notice]).collect::<Vec<_>>());
    check_kin(&[with(&FERRY), with(&BRIDGE), with(&LOCAL)], "");
}

#[test]
fn a_speech_both_quote_makes_nobody_a_copy() {
    let speech = "\"We shall not rest until the last hull of this build has been opened, measured and either mended or sunk, and I say that to owners as to widows,\" minister Aud Rekdal told parliament.";
    let one: Vec<&str> = FERRY[..2].iter().copied().chain([speech]).collect();
    let other: Vec<&str> = BRIDGE[..2].iter().copied().chain([speech]).collect();
    check_kin(&[telling(&one), telling(&other)], "");
}

#[test]
fn the_day_says_who_came_first() {
    let day = |text: &str| text.parse().ok();
    let wire = Telling { published: day("2021-05-04"), ..telling(&FERRY[..4]) };
    let longer = Telling { published: day("2021-05-05"), ..telling(&FERRY) };
    let found = origins_of(&[longer, wire]);
    assert_eq!(found.derived_from[0].first().map(|drawn| drawn.telling), Some(1));
    assert!(found.derived_from[1].is_empty());
}

#[test]
fn a_credit_says_so_where_no_day_does() {
    let wire = Telling { outlet: Some("Strait Agency"), ..telling(&FERRY) };
    let copy = Telling { outlet: Some("Island Post"), credits: vec!["Strait Agency"], ..telling(&FERRY) };
    let found = origins_of(&[copy, wire]);
    assert_eq!(found.derived_from[0].first().map(|drawn| drawn.telling), Some(1));
    assert!(found.derived_from[1].is_empty());
    // Crediting one agency, with no passage in common, is no common origin: an agency sends a thousand wires a day.
    let other = Telling { credits: vec!["Strait Agency"], ..telling(&BRIDGE) };
    let one = Telling { credits: vec!["Strait Agency"], ..telling(&FERRY) };
    check_kin(&[one, other], "");
}

#[test]
fn what_happens_again_a_year_later_is_another_story() {
    let on = |day: &str, title| Telling { published: day.parse().ok(), title: Some(title), ..telling(&FERRY[..2]) };
    let again =
        [on("2021-05-04", "Ferry capsizes"), on("2021-05-05", "Survivors ashore"), on("2022-05-04", "A year on")];
    let found = stories_of(&again);
    assert_eq!(found.stories.iter().map(|story| story.members.clone()).collect::<Vec<_>>(), [vec![0, 1], vec![2]]);
    assert!(found.stories[0].shared.iter().any(|word| word == "Tarnholm"), "{:?}", found.stories[0].shared);
}

/// Hostile: none of these may take long or panic.
#[test]
fn hostile_sets_are_read() {
    let repeated = "ferry winch hull ".repeat(20_000);
    let one_word = "a".repeat(1 << 20);
    let many: Vec<String> = (0..2000)
        .map(|number| format!("The same forty words on every page of number {number}. {}", FERRY[0]))
        .collect();
    let mut articles: Vec<Telling<'_>> = many.iter().map(|text| telling(&[text.as_str()])).collect();
    articles.extend([
        telling(&[]),
        telling(&[""]),
        telling(&[&repeated]),
        telling(&[&repeated]),
        telling(&[&one_word]),
    ]);
    let found = origins_of(&articles);
    assert_eq!(found.origins[0], found.origins[1999]);
    assert_eq!(stories_of(&articles).story_of.len(), articles.len());
}

/// Everything that is found, by article and not by number: as text, so that it can be compared byte for byte.
fn told(articles: &[Telling<'_>], keys: &[usize]) -> Vec<String> {
    let (stories, origins) = (stories_of(articles), origins_of(articles));
    let mut lines: Vec<String> = (0..articles.len())
        .map(|number| {
            let story = &stories.stories[stories.story_of[number]];
            let mut drawn: Vec<String> = origins.derived_from[number]
                .iter()
                .map(|drawn| format!("{} {}", keys[drawn.telling], drawn.share))
                .collect();
            drawn.sort();
            format!("{} {} {:?} {:?} {:?}", keys[number], story.id, story.shared, origins.origins[number], drawn)
        })
        .collect();
    lines.sort();
    lines
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Any mixture of the texts, in any order, gives the same answer for each article.
    #[test]
    fn order_changes_nothing(
        parts in prop::collection::vec((0usize..20, 1usize..8, 0usize..20, 1usize..5, prop::option::of(1i8..28)), 1..12),
        order in any::<prop::sample::Index>(),
    ) {
        let all: Vec<&str> = FERRY.iter().chain(&BRIDGE).chain(&LOCAL).copied().collect();
        let cut = |from: usize, count: usize| &all[from..(from + count).min(all.len())];
        let made: Vec<Telling<'_>> = parts
            .iter()
            .map(|(from, count, then, more, day)| Telling {
                published: day.map(|day| jiff::civil::date(2021, 5, day)),
                ..telling(&[cut(*from, *count), cut(*then, *more)].concat())
            })
            .collect();
        // Twins cannot be told apart by content, so each article has something of its own.
        let marks: Vec<String> = (0..made.len()).map(|number| format!("Mark{number} of the printer.")).collect();
        let made: Vec<Telling<'_>> = made
            .into_iter()
            .zip(&marks)
            .map(|(mut telling, mark)| {
                telling.paragraphs.push(mark);
                telling
            })
            .collect();
        let keys: Vec<usize> = (0..made.len()).collect();
        let turn = order.index(made.len());
        let mut turned_keys: Vec<usize> = keys.iter().map(|key| (key + turn) % made.len()).collect();
        if turn % 2 == 1 {
            turned_keys.reverse();
        }
        let turned: Vec<Telling<'_>> = turned_keys.iter().map(|key| made[*key].clone()).collect();
        prop_assert_eq!(told(&made, &keys), told(&turned, &turned_keys));
    }
}
