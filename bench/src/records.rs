//! Records of generated reports: what is left of them when their pages are let go.
//!
//! In: how many, and among how many parties. Out: [`Record`]s, always the same. Every report has three positions, four attributions, two event mentions, two
//! figures, two persons, a happening with its doer and a term; a fifth of the attributions hand on one of the report before, and one spokesman is quoted in
//! every tenth report, each time in other words. Of few parties much is told: it is where a loop over all pairs shows.

use attache_pipeline::designations::DesignationKind;
use attache_pipeline::events::EventType;
use attache_pipeline::figures::Qualifier;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::positions::ladder::Rung;
use attache_pipeline::record::happened::{DoerRecord, EventMention};
use attache_pipeline::record::named::{DesignationRecord, PartyRef, PersonRecord, RoleRecord};
use attache_pipeline::record::{
    Assertion, Attribution, Evidence, HappeningRecord, Quantity, Record, Relayed, Scope, Side, Unit, Voice, When,
};
use attache_pipeline::span::CodePoints;
use attache_pipeline::stories::Telling;
use attache_pipeline::stories::words::{each_word, read_words};

/// Numbers without pattern, always the same.
struct Chance {
    state: u64,
    parties: usize,
    /// Of each word, how often it and those before it are drawn.
    upto: Vec<usize>,
}

/// Different words of all reports.
const VOCABULARY: usize = 40_000;

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % most
    }

    /// Words as often as in a language: the second half as often as the first, the tenth a tenth (Zipf 1949).
    fn sentence(&mut self, words: usize) -> String {
        const COMMON: [&str; 12] = ["the", "of", "and", "to", "in", "a", "said", "that", "on", "for", "was", "with"];
        let word = |chance: &mut Chance| {
            let drawn = chance.below(chance.upto.last().copied().unwrap_or(1));
            let rank = chance.upto.partition_point(|upto| *upto <= drawn);
            COMMON.get(rank).map_or_else(|| format!("word{rank}"), ToString::to_string)
        };
        (0..words).map(|_| word(self)).collect::<Vec<_>>().join(" ")
    }

    fn side(&mut self) -> Side {
        let name = format!("Party {}", self.below(self.parties));
        Side {
            key: name.to_lowercase(),
            actor: Some(name.to_lowercase()),
            name,
            evidence: Evidence::default(),
            until: None,
        }
    }
}

/// The records of `count` reports among `parties`, over two years.
pub fn write_records(count: usize, parties: usize, lexicons: &Lexicons) -> Vec<Record> {
    let shares = (1..=VOCABULARY).map(|rank| 10_000_000 / rank);
    let upto = shares.scan(0, |all, share| {
        *all += share;
        Some(*all)
    });
    let mut chance = Chance { state: 11, parties, upto: upto.collect() };
    let unit = |text: &str| -> Unit {
        let mut unit = Unit::new();
        let common = &lexicons.story_words;
        each_word(text, |hash, _, _, _| {
            let weight = if common.is_function_word(hash) { 0.0 } else { -common.share(hash).max(1e-4).ln() };
            unit.push((hash, weight));
        });
        unit
    };
    let start = jiff::civil::date(2021, 1, 1);
    let mut records: Vec<Record> = Vec::with_capacity(count);
    for number in 0..count {
        let report = start.checked_add(jiff::Span::new().days(chance.below(730) as i64)).ok();
        let dated = |chance: &mut Chance| When {
            days: report.filter(|_| chance.below(2) == 0).map(|day| (day, day)),
            firm: true,
            report,
            ..When::default()
        };
        let mut at = 0;
        let mut evidence = |quote: &str| {
            at += quote.len() + 1;
            Evidence { at: CodePoints { start: at - quote.len(), end: at }, quote: quote.to_string() }
        };
        let paragraphs: Vec<String> = (0..5).map(|_| chance.sentence(40) + ".").collect();
        let telling = Telling { paragraphs: paragraphs.iter().map(String::as_str).collect(), ..Telling::default() };
        let mut record = Record { id: format!("{number:08}"), published: report, ..Record::default() };
        record.text.words = read_words(&telling, &lexicons.story_words);
        record.text.paragraphs = paragraphs.clone();
        for _ in 0..3 {
            const RUNGS: [Rung; 4] = [Rung::RecogGov, Rung::MissionOpen, Rung::Contacts, Rung::Expel];
            const MODALITIES: [ModalityKind; 5] = [
                ModalityKind::Done,
                ModalityKind::Done,
                ModalityKind::Refused,
                ModalityKind::Expected,
                ModalityKind::Announced,
            ];
            let said = chance.below(3) == 0;
            record.positions.push(Assertion {
                holder: chance.side(),
                toward: chance.side(),
                rung: RUNGS[chance.below(4)],
                modality: MODALITIES[chance.below(5)],
                refusal: None,
                negated: false,
                act: None,
                undecided: false,
                condition: None,
                when: dated(&mut chance),
                evidence: evidence(&chance.sentence(12)),
                said_by: said.then(|| person(chance.below(40))),
                lasted: false,
                intended: false,
                spoken: false,
                reported_by: None,
                verdict: false,
                scope: (chance.below(40) == 0).then_some(Scope::NoOther),
                human: None,
                among: Default::default(),
                addressee: None,
                again: false,
                loosely_dated: false,
            });
        }
        for turn in 0..4 {
            let handed_on = chance.below(5) == 0;
            let before = records.last().and_then(|last| last.attributions.get(turn)).filter(|_| handed_on);
            let words = before.map_or_else(|| chance.sentence(24), |attribution| attribution.pieces[0].quote.clone());
            // One who speaks for years, of whom much is told.
            let name = if number % 10 == 0 && turn == 0 {
                "Ana Quispe".into()
            } else {
                format!("Speaker {}", chance.below(400))
            };
            let voice = before.map_or_else(
                || Voice { name: name.clone(), actor: None, role: None, person: true, spokesperson: false },
                |attribution| attribution.voice.clone(),
            );
            record.attributions.push(Attribution {
                voice,
                units: vec![unit(&words)],
                pieces: vec![evidence(&words)],
                quoted: true,
                plain: true,
                via: vec![Relayed { name: "Wire".into(), kind: "wire".into() }],
                when: if name == "Ana Quispe" {
                    When { report: start.into(), ..When::default() }
                } else {
                    dated(&mut chance)
                },
                paragraph: turn,
            });
        }
        for _ in 0..2 {
            let words = chance.sentence(20);
            record.event_mentions.push(EventMention {
                actor: chance.side(),
                recipient: Some(chance.side()),
                event_type: EventType::ALL[chance.below(EventType::ALL.len())],
                mode: None,
                modality: ModalityKind::Done,
                word: format!("verb{}", chance.below(20)),
                when: dated(&mut chance),
                said_by: None,
                reported_by: None,
                context: unit(&words),
                evidence: evidence(&words),
            });
            let value = chance.below(1000) as f64;
            record.quantities.push(Quantity {
                kin: None,
                standing: None,
                bounds: (value, value),
                value,
                qualifier: Qualifier::Exact,
                counted: true,
                unit: None,
                of: format!("noun{}", chance.below(60)),
                named: String::new(),
                which: Vec::new(),
                act: "die".into(),
                days: None,
                when: dated(&mut chance),
                said_by: None,
                reported_by: None,
                parties: Vec::new(),
                context: unit(&words),
                evidence: evidence(&words),
            });
        }
        for _ in 0..2 {
            let (given, family) = (chance.below(40), chance.below(200));
            let name = format!("Given{given} Family{family}");
            let party =
                PartyRef { actor: format!("party {}", family % parties), name: format!("Party {}", family % parties) };
            let words: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
            let alone = chance.below(4) == 0;
            record.persons.push(PersonRecord {
                words: if alone { words[1..].to_vec() } else { words },
                forms: vec![evidence(&name)],
                party: Some(party.clone()),
                roles: vec![RoleRecord {
                    phrase: format!("envoy of {}", party.name),
                    words: vec!["envoy".into()],
                    office: "envoy".into(),
                    party: Some(party),
                    evidence: evidence("envoy"),
                    ..RoleRecord::default()
                }],
                name,
                mentions: 2,
                statements: 1,
                sure: !alone,
                calling: None,
                human: None,
            });
        }
        let words = chance.sentence(20);
        let days = report.map(|day| (day, day)).unwrap_or((start, start));
        let places = vec![format!("place{}", chance.below(12))];
        record.happenings.push(HappeningRecord {
            noun: "attack".into(),
            places: places.clone(),
            definite: true,
            days,
            parties: Vec::new(),
            context: unit(&words),
            evidence: evidence(&words),
        });
        record.doers.push(DoerRecord {
            deed: false,
            noun: "attack".into(),
            by: chance.side(),
            plain: true,
            places,
            when: dated(&mut chance),
            context: unit(&words),
            evidence: evidence(&words),
        });
        let of = chance.below(parties);
        record.designations.push(DesignationRecord {
            party: PartyRef { actor: format!("party {of}"), name: format!("Party {of}") },
            term: "regime".into(),
            kind: DesignationKind::Said,
            scare: false,
            mouth: None,
            evidence: evidence("regime"),
        });
        record.outlet = Some(format!("Outlet {}", chance.below(60)));
        records.push(record);
    }
    records
}

fn person(number: usize) -> Voice {
    Voice { name: format!("Given{number} Family{number}"), actor: None, role: None, person: true, spokesperson: false }
}
