//! The parties the program knows, and every form that names one.
//!
//! In: `states.tsv`, `bodies.tsv`, `groups.tsv` and `not-parties.txt` of `lexicons/people/`. Out: [`Gazetteer`]. From the
//! row of `rus` it knows that "Russian", "Moscow" and "Kremlin" in "the Kremlin recognised the Taliban" are Russia.
//!
//! One form names one party: a form listed twice is an error that names both lines, so that a table cannot grow
//! ambiguous unnoticed. Where usage is divided, the head of the table says who got the form. Of persons the gazetteer knows
//! only whose the best known are (`leaders.rs`), nor which of two parties a bare "Guinea" in a headline might have meant.

use super::leaders::Leaders;
use crate::lexicon::lists::{lines_of, list_names};
use crate::lexicon::rows;
use crate::span::Span;
use aho_corasick::{AhoCorasick, Input, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::hash_map::Entry;
use std::sync::OnceLock;

/// Everybody who can recognise or be recognised, and how they are named.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    /// In the order of the tables: states, then bodies, then groups. Mentions point here by index.
    pub parties: Vec<Party>,
    /// Words that tell a person from a country.
    pub(super) context: Context,
    /// The texts that are searched for.
    texts: Vec<String>,
    /// Made of them when a text is searched first: who only asks whom a name means need not wait for it.
    matcher: OnceLock<Option<AhoCorasick>>,
    /// What each of the matcher's patterns means.
    meanings: Vec<Meaning>,
    /// Pattern by its exact text.
    patterns: FxHashMap<String, usize>,
    /// Whose well-known officeholders are.
    pub leaders: Leaders,
    /// Every word of a description.
    descriptions: FxHashSet<String>,
}

/// A state, an international body, or a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Stable: `chn`, `x-kosovo`, `org-nato`, `grp-taliban`. The tables' heads say how ids are made.
    pub id: String,
    /// Usual English name: "China", "Kosovo", "NATO", "Taliban".
    pub name: String,
    /// Which table it is from.
    pub kind: PartyKind,
    /// Of a state: `member` or `observer` of the United Nations, `disputed`, `territory` or `former`; else blank.
    pub status: String,
    /// Of a group: id of the state it governs, governed or claims to govern.
    pub state: Option<String>,
    /// Of a body: what news calls those who belong to it ("member states", "allies").
    pub members_noun: Option<String>,
    /// What news calls it without its name ("kingdom", "island"), in lower case.
    pub nouns: Vec<String>,
    /// Where that is, as a word before "country" or one of the nouns ("Gulf", "West African"), in lower case.
    pub regions: Vec<String>,
}

impl Party {
    /// Whether a word, in lower case, is one of its nouns or stands in one of its regions: "arab" of "gulf arab".
    pub fn is_described_by(&self, word: &str) -> bool {
        let is = |region: &String| region == word || region.split(' ').any(|part| part == word);
        self.regions.iter().chain(&self.nouns).any(is)
    }
}

/// What a party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartyKind {
    /// A state, a former or disputed one, a claim to statehood, or a territory: [`Party::status`] tells.
    State,
    /// An international body or an organ of one.
    Body,
    /// A movement, an armed group, a rival government.
    Group,
}

/// How a form names its party: a demonym is weaker evidence of the government than its seat is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Its name: "China", "PRC".
    Name,
    /// An adjective or its people: "Chinese", "Britons".
    Demonym,
    /// Its capital or a seat of embassies: "Beijing", "Tel Aviv". In a dateline it is a mere place.
    Capital,
    /// A house, street or office that stands for the government: "Kremlin", "Downing Street".
    Government,
}

/// What a pattern of the matcher is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A longer name that holds a party's: "Washington Post".
    NotParty,
    /// A party's form.
    Party { party: usize, form: Form, personal: bool, unsure_in_capitals: bool },
}

list_names! {
    /// The lists of `people/not-parties.txt`.
    NotPartyList {
        StepOver "step over", Personal "also personal names", GivenNames "given names", NotSurnames "not surnames",
        BeforeAPlace "before a place", NotInCapitals "not in capitals", LastWords "last words",
    }
}

/// Word lists of `not-parties.txt`.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    pub(super) given_names: FxHashSet<String>,
    pub(super) not_surnames: FxHashSet<String>,
    pub(super) before_a_place: FxHashSet<String>,
    pub(super) last_words: FxHashSet<String>,
    step_over: Vec<String>,
    personal: FxHashSet<String>,
    not_in_capitals: FxHashSet<String>,
}

/// A form as listed: its text, whom it names and how, and where it is listed ("states.tsv line 12").
struct Listed<'t>(&'t str, usize, Form, String);

const STATES: &[&str] = &["id", "name", "names", "demonyms", "capitals", "governments", "status", "source"];
const BODIES: &[&str] = &["id", "name", "names", "members_noun", "source"];
const DESCRIPTIONS: &[&str] = &["actor", "nouns", "regions"];
const GROUPS: &[&str] = &["id", "name", "names", "state", "source"];
const STATUSES: &[&str] = &["member", "observer", "disputed", "territory", "former"];
/// Bytes of all forms, at most.
const MOST_BYTES: usize = 1 << 28;
/// Forms of fewer letters are not looked for in capitals: "LAO" and "LET" are other words.
const SHORTEST_IN_CAPITALS: usize = 4;

impl Gazetteer {
    /// Reads the contents of the three tables and of `not-parties.txt`.
    ///
    /// # Errors
    /// One line naming the file, the line (from 1) and what is wrong: the columns, an id or a form that stands elsewhere
    /// already, an unknown status, state or section.
    pub fn read(states: &str, bodies: &str, groups: &str, not_parties: &str) -> Result<Gazetteer, String> {
        let mut parties: Vec<Party> = Vec::new();
        let mut ids: FxHashSet<&str> = FxHashSet::default();
        let mut listed: Vec<Listed> = Vec::new();
        let tables = [
            ("states.tsv", states, STATES, PartyKind::State),
            ("bodies.tsv", bodies, BODIES, PartyKind::Body),
            ("groups.tsv", groups, GROUPS, PartyKind::Group),
        ];
        for (file, text, columns, kind) in tables {
            for (line, cells) in read_table(file, text, columns)? {
                let place = format!("{file} line {line}");
                let cell = |column: &str| columns.iter().position(|c| *c == column).map_or("", |at| cells[at].trim());
                let (id, status, state) = (cell("id"), cell("status"), cell("state"));
                if kind == PartyKind::State && !STATUSES.contains(&status) {
                    return Err(format!("{place}: status `{status}` is none of {}", STATUSES.join(", ")));
                }
                if !state.is_empty() && !ids.contains(state) {
                    return Err(format!("{place}: no state has the id `{state}`"));
                }
                if id.is_empty() || cell("name").is_empty() || !ids.insert(id) {
                    return Err(format!("{place}: a name and an id of its own are wanted, the id is `{id}`"));
                }
                let forms = [
                    ("name", Form::Name),
                    ("names", Form::Name),
                    ("demonyms", Form::Demonym),
                    ("capitals", Form::Capital),
                    ("governments", Form::Government),
                ];
                for (column, form) in forms {
                    let written = cell(column).split('|').map(str::trim).filter(|form| !form.is_empty());
                    listed.extend(written.map(|text| Listed(text, parties.len(), form, place.clone())));
                }
                parties.push(Party {
                    id: id.to_string(),
                    name: cell("name").to_string(),
                    kind,
                    status: status.to_string(),
                    state: Some(state.to_string()).filter(|id| !id.is_empty()),
                    members_noun: Some(cell("members_noun").to_string()).filter(|noun| !noun.is_empty()),
                    nouns: Vec::new(),
                    regions: Vec::new(),
                });
            }
        }
        let context = read_context(not_parties)?;
        let (texts, meanings, patterns) = list_patterns(&listed, &parties, &context)?;
        // A state of the matcher a byte, counted in 31 bits: what it cannot be made of is said here.
        if texts.iter().map(String::len).sum::<usize>() > MOST_BYTES {
            return Err("the forms of people/ are too many to be searched for".into());
        }
        Ok(Gazetteer {
            parties,
            context,
            texts,
            matcher: OnceLock::new(),
            meanings,
            patterns,
            leaders: Leaders::default(),
            descriptions: FxHashSet::default(),
        })
    }

    /// With the contents of `leaders.tsv` and `offices.tsv`.
    ///
    /// # Errors
    /// As [`Leaders::read`], with the folder's name.
    pub fn with_leaders(self, leaders: &str, offices: &str) -> Result<Gazetteer, String> {
        let leaders = Leaders::read(leaders, offices, &self).map_err(|why| format!("people/{why}"))?;
        Ok(Gazetteer { leaders, ..self })
    }

    /// With the content of `descriptions.tsv`: what news calls parties without their names.
    ///
    /// # Errors
    /// One line naming the file, the line (from 1) and what is wrong: the columns, an unknown party, one that stands twice.
    pub fn with_descriptions(mut self, text: &str) -> Result<Gazetteer, String> {
        for (line, cells) in read_table("descriptions.tsv", text, DESCRIPTIONS)? {
            let place = format!("people/descriptions.tsv line {line}");
            let party = self.find_id(cells[0]).ok_or_else(|| format!("{place}: no party has the id `{}`", cells[0]))?;
            let words =
                |cell: &str| cell.split('|').map(str::trim).filter(|w| !w.is_empty()).map(str::to_string).collect();
            let party = &mut self.parties[party];
            if !party.nouns.is_empty() || !party.regions.is_empty() {
                return Err(format!("{place}: `{}` stands twice", cells[0]));
            }
            (party.nouns, party.regions) = (words(cells[1]), words(cells[2]));
            for description in party.regions.iter().chain(&party.nouns) {
                self.descriptions.extend(description.split(' ').chain([description.as_str()]).map(str::to_string));
            }
        }
        Ok(self)
    }

    /// Whether a word, in lower case, describes any party.
    pub fn describes(&self, word: &str) -> bool {
        self.descriptions.contains(word)
    }

    /// Index in [`Gazetteer::parties`] of the party with this id.
    pub fn find_id(&self, id: &str) -> Option<usize> {
        self.parties.iter().position(|party| party.id == id)
    }

    /// The party that `written`, the whole of it, names: "Taleban" is the Taliban. No context is looked at.
    pub fn find_form(&self, written: &str) -> Option<(usize, Form)> {
        match self.meanings[*self.patterns.get(written)?] {
            Meaning::Party { party, form, .. } => Some((party, form)),
            Meaning::NotParty => None,
        }
    }

    /// The leftmost, longest form between two bytes, whole word or not. The bytes may be inside a character.
    pub(super) fn next_form(&self, text: &str, from: usize, to: usize) -> Option<(Span, Meaning)> {
        let matcher = self.matcher.get_or_init(|| {
            let builder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&self.texts);
            builder.ok()
        });
        let found = matcher.as_ref()?.find(Input::new(text).range(from.min(to)..to))?;
        Some((Span::new(found.start(), found.end()), self.meanings[found.pattern().as_usize()]))
    }
}

/// Rows below the header, with their line numbers and as many cells as the header.
fn read_table<'t>(file: &str, text: &'t str, columns: &[&str]) -> Result<Vec<(usize, Vec<&'t str>)>, String> {
    let mut rows = rows(text);
    let (line, header) = rows.next().ok_or_else(|| format!("{file} line 1: no header"))?;
    if header != columns {
        return Err(format!("{file} line {line}: the columns should be {}", columns.join(", ")));
    }
    rows.map(|(line, cells)| match cells.len() == columns.len() {
        true => Ok((line, cells)),
        false => Err(format!("{file} line {line}: {} columns where {} are wanted", cells.len(), columns.len())),
    })
    .collect()
}

fn read_context(text: &str) -> Result<Context, String> {
    let mut context = Context::default();
    for (_, list, entry) in lines_of::<NotPartyList>(text).map_err(|why| format!("not-parties.txt {why}"))? {
        let words = match list {
            NotPartyList::StepOver => {
                context.step_over.push(entry.to_string());
                continue;
            }
            NotPartyList::Personal => &mut context.personal,
            NotPartyList::GivenNames => &mut context.given_names,
            NotPartyList::NotSurnames => &mut context.not_surnames,
            NotPartyList::BeforeAPlace => &mut context.before_a_place,
            NotPartyList::NotInCapitals => &mut context.not_in_capitals,
            NotPartyList::LastWords => &mut context.last_words,
        };
        words.insert(entry.to_string());
    }
    Ok(context)
}

type Patterns = (Vec<String>, Vec<Meaning>, FxHashMap<String, usize>);

/// Every text to search for: forms and names to step over, then their variants, where nothing listed is in the way.
fn list_patterns(listed: &[Listed], parties: &[Party], context: &Context) -> Result<Patterns, String> {
    let mut claimed: FxHashMap<&str, (usize, &str)> = FxHashMap::default();
    let mut wanted: Vec<(&str, Meaning)> = Vec::new();
    for Listed(text, party, form, place) in listed {
        if let Some((owner, first)) = claimed.insert(text, (*party, place)) {
            return Err(format!("{place}: `{text}` already stands for {} ({first})", parties[owner].name));
        }
        let personal = context.personal.contains(*text);
        let unsure_in_capitals = context.not_in_capitals.contains(*text);
        wanted.push((text, Meaning::Party { party: *party, form: *form, personal, unsure_in_capitals }));
    }
    for name in &context.step_over {
        if let Some((_, place)) = claimed.get(name.as_str()) {
            return Err(format!("not-parties.txt: `{name}` is a party's form ({place})"));
        }
        wanted.push((name, Meaning::NotParty));
    }
    let curly = |text: &str| text.replace('\'', "’");
    let mut all: Vec<(String, Meaning)> = wanted.iter().map(|(text, meaning)| (text.to_string(), *meaning)).collect();
    all.extend(wanted.iter().map(|(text, meaning)| (curly(text), *meaning)));
    for (text, meaning) in wanted {
        let unsure = matches!(meaning, Meaning::Party { unsure_in_capitals: true, .. });
        if !unsure && text.chars().count() >= SHORTEST_IN_CAPITALS {
            all.extend([text.to_uppercase(), curly(&text.to_uppercase())].map(|text| (text, meaning)));
        }
    }
    let (mut texts, mut meanings, mut patterns) = (Vec::new(), Vec::new(), FxHashMap::default());
    for (text, meaning) in all {
        if let Entry::Vacant(place) = patterns.entry(text) {
            texts.push(place.key().clone());
            meanings.push(meaning);
            place.insert(texts.len() - 1);
        }
    }
    Ok((texts, meanings, patterns))
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::parties::find_parties;
    use super::*;

    const STATES: &str = include_str!("../../lexicons/people/states.tsv");
    const BODIES: &str = include_str!("../../lexicons/people/bodies.tsv");
    const GROUPS: &str = include_str!("../../lexicons/people/groups.tsv");
    const NOT_PARTIES: &str = include_str!("../../lexicons/people/not-parties.txt");

    /// Lists of `not-parties.txt` with a word that is none.
    const OTHER_LISTS: &str = "[also personal names]\n-\n[given names]\n-\n[not surnames]\n-\n[before a place]\n-\n[not in capitals]\n-\n\
         [last words]\n-\n";

    /// The tables of the project.
    pub fn embedded() -> Gazetteer {
        Gazetteer::read(STATES, BODIES, GROUPS, NOT_PARTIES).unwrap()
    }

    /// Small tables: China, NATO, the Taliban, and one more row in the table named.
    #[track_caller]
    fn check_error(table: usize, row: &str, why: &str) {
        let mut tables = [
            "# a comment\nid\tname\tnames\tdemonyms\tcapitals\tgovernments\tstatus\tsource\nchn\tChina\tPRC\tChinese\tBeijing\t\tmember\tISO\n".to_string(),
            "id\tname\tnames\tmembers_noun\tsource\norg-nato\tNATO\tNato\tallies\tusage\n".to_string(),
            "id\tname\tnames\tstate\tsource\ngrp-taliban\tTaliban\tTaleban\tchn\tusage\n".to_string(),
            format!("{OTHER_LISTS}[step over]\nChina Daily\n"),
        ];
        tables[table].push_str(row);
        let [states, bodies, groups, not_parties] = &tables;
        assert_eq!(Gazetteer::read(states, bodies, groups, not_parties).err().unwrap_or_default(), why);
    }

    #[test]
    fn errors_name_the_file_and_the_line() {
        check_error(0, "", "");
        check_error(0, "prk\tNorth Korea\n", "states.tsv line 4: 2 columns where 8 are wanted");
        check_error(
            0,
            "chn\tTaiwan\t\t\t\t\tmember\tISO\n",
            "states.tsv line 4: a name and an id of its own are wanted, the id is `chn`",
        );
        check_error(
            0,
            "twn\tTaiwan\t\t\t\t\tisland\tISO\n",
            "states.tsv line 4: status `island` is none of member, observer, disputed, territory, former",
        );
        check_error(
            0,
            "twn\tTaiwan\tPRC\t\t\t\tdisputed\tISO\n",
            "states.tsv line 4: `PRC` already stands for China (states.tsv line 3)",
        );
        check_error(
            1,
            "org-x\tX\tBeijing\t\tusage\n",
            "bodies.tsv line 3: `Beijing` already stands for China (states.tsv line 3)",
        );
        check_error(2, "grp-x\tX\t\tafg\tusage\n", "groups.tsv line 3: no state has the id `afg`");
        check_error(3, "PRC\n", "not-parties.txt: `PRC` is a party's form (states.tsv line 3)");
        check_error(
            3,
            "[outlets]\nLe Monde\n",
            "not-parties.txt line 15: no list is called `outlets`; there are step over, also personal names, given names, not surnames, before \
             a place, not in capitals, last words",
        );
    }

    #[test]
    fn the_tables_hold_the_united_nations() {
        let gazetteer = embedded();
        let count = |status: &str| gazetteer.parties.iter().filter(|party| party.status == status).count();
        assert_eq!((count("member"), count("observer")), (193, 2));
        for (written, id) in [("Taleban", "grp-taliban"), ("Türkiye", "tur"), ("People’s Republic of China", "chn")]
        {
            assert_eq!(gazetteer.find_form(written).map(|(party, _)| party), gazetteer.find_id(id));
        }
    }

    #[test]
    fn every_line_of_not_parties_has_work_to_do() {
        let context = read_context(NOT_PARTIES).unwrap();
        let without = Gazetteer::read(STATES, BODIES, GROUPS, &format!("{OTHER_LISTS}[step over]\n-\n")).unwrap();
        let mut idle: Vec<&String> =
            context.step_over.iter().filter(|n| find_parties(n, &without).is_empty()).collect();
        let forms = context.personal.union(&context.not_in_capitals);
        idle.extend(forms.filter(|form| without.find_form(form).is_none()));
        assert_eq!(idle, Vec::<&String>::new());
    }
}
