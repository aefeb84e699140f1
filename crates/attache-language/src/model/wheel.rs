//! A spaCy wheel, read as it is: a zip of msgpack, JSON and text.
//!
//! In: the wheel's bytes. Out: what [`super::flat`] writes.
//!
//! Only what the pipeline runs is taken: `tok2vec`, `tagger`, `parser`, `ner`, `tokenizer`, `attribute_ruler`, `lemmatizer` and the
//! vocabulary's norms. A wheel is untrusted until its hashes were checked, so every size is bounded.

use super::ModelError;
use super::blueprint::{
    AttributeRule, Blueprint, Embedding, Endings, Move, Network, Predicate, TokenRule, TokenizerRules,
};
use super::flat::Array;
use crate::network::hash::string_id;
use rmpv::Value;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Read;

/// A wheel may be as large, in bytes: five times the English one.
const LARGEST_WHEEL: usize = 64 << 20;
/// Files in a wheel at most; a pipeline has a few dozen.
const MOST_FILES: usize = 2_000;
/// All files taken together may unpack to as much, in bytes: five times those of the English pipeline. A zip bomb ends here.
const LARGEST: u64 = 64 << 20;

type Arrays = BTreeMap<String, Array>;
type Tables = BTreeMap<String, BTreeMap<String, String>>;

/// The files of the model's folder (the one with `config.cfg`), by their names in it.
pub(super) struct Files(BTreeMap<String, Vec<u8>>);

/// Unpacks the model's folder.
pub(super) fn read_files(wheel: &[u8]) -> Result<Files, ModelError> {
    let why = |error: zip::result::ZipError| ModelError::new(format!("not a readable wheel: {error}"));
    // Asked before the list of files is read: each of its entries begins so, and takes more room in memory than in the wheel.
    let entries = wheel.windows(4).filter(|bytes| *bytes == b"PK\x01\x02").count();
    if wheel.len() > LARGEST_WHEEL || entries > MOST_FILES {
        return Err(ModelError::new("the wheel is too large to be one of a pipeline that is supported"));
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(wheel)).map_err(why)?;
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    let folder = names.iter().filter_map(|name| name.strip_suffix("config.cfg")).min_by_key(|folder| folder.len());
    let folder = folder.ok_or_else(|| ModelError::new("the wheel holds no spaCy pipeline (no config.cfg)"))?;
    let mut files = BTreeMap::new();
    let mut left = LARGEST;
    for name in names.iter().filter(|name| !name.ends_with('/')) {
        let Some(inner) = name.strip_prefix(folder).filter(|inner| WANTED.contains(inner)) else { continue };
        let mut bytes = Vec::new();
        // One byte more than is left tells that there are more. What the wheel says of sizes is not believed.
        let mut file = archive.by_name(name).map_err(why)?.take(left + 1);
        file.read_to_end(&mut bytes).map_err(|error| ModelError::new(format!("the wheel is damaged: {error}")))?;
        left = left.checked_sub(bytes.len() as u64).ok_or_else(|| {
            ModelError::new(format!("the wheel unpacks to more than {} MiB, at `{inner}`: refused", LARGEST >> 20))
        })?;
        files.insert(inner.to_string(), bytes);
    }
    Ok(Files(files))
}

/// Everything that is taken from a wheel, and so everything that must have a sum where there are sums.
pub(super) const WANTED: &[&str] = &[
    "meta.json",
    "tokenizer",
    "tok2vec/model",
    "tagger/cfg",
    "tagger/model",
    "parser/model",
    "parser/moves",
    "ner/model",
    "ner/moves",
    "attribute_ruler/patterns",
    "lemmatizer/lookups/lookups.bin",
    "vocab/lookups.bin",
];

impl Files {
    fn get(&self, name: &str) -> Result<&[u8], ModelError> {
        self.0.get(name).map(Vec::as_slice).ok_or_else(|| {
            ModelError::new(format!("the wheel has no `{name}`: a pipeline of a kind that is not supported"))
        })
    }

    /// Checks the sha256 of every file, if sums are given: a file has one of those given for its name.
    pub(super) fn verify(&self, sums: &[(String, String)]) -> Result<(), ModelError> {
        if sums.is_empty() {
            return Ok(());
        }
        for name in WANTED {
            let found: String = Sha256::digest(self.get(name)?).iter().map(|byte| format!("{byte:02x}")).collect();
            let wanted: Vec<&str> = sums.iter().filter(|sum| sum.0 == *name).map(|sum| sum.1.as_str()).collect();
            if !wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(&found)) {
                let wanted = if wanted.is_empty() { "no sum is known".to_string() } else { wanted.join(" or ") };
                return Err(ModelError::new(format!("`{name}` in the wheel has sha256 {found}, wanted: {wanted}")));
            }
        }
        Ok(())
    }

    fn msgpack(&self, name: &str) -> Result<Value, ModelError> {
        let mut bytes = self.get(name)?;
        rmpv::decode::read_value(&mut bytes).map_err(|error| ModelError::new(format!("`{name}` is damaged: {error}")))
    }

    fn json(&self, name: &str) -> Result<Json, ModelError> {
        serde_json::from_slice(self.get(name)?)
            .map_err(|error| ModelError::new(format!("`{name}` is damaged: {error}")))
    }
}

/// Reads the whole pipeline.
pub(super) fn read_pipeline(files: &Files) -> Result<(Blueprint, Arrays, Tables), ModelError> {
    let meta = files.json("meta.json")?;
    let said = |key: &str| meta[key].as_str().unwrap_or_default().to_string();
    let mut arrays = Arrays::new();
    let tok2vec = read_network(&Nodes::of(files, "tok2vec/model")?, "tok2vec", &mut arrays)?;
    let ner = Nodes::of(files, "ner/model")?;
    let ner_tok2vec = read_network(&ner, "ner tok2vec", &mut arrays)?;
    let tags = files.json("tagger/cfg")?["labels"].as_array().cloned().unwrap_or_default();
    let tags: Vec<String> = tags.iter().filter_map(|tag| Some(tag.as_str()?.to_string())).collect();
    let tagger = Nodes::of(files, "tagger/model")?;
    tagger.take("softmax", 0, &["W", "b"], "tagger", &mut arrays)?;
    let parser_moves = read_moves(files, "parser/moves")?;
    let ner_moves = read_moves(files, "ner/moves")?;
    read_scorer(&Nodes::of(files, "parser/model")?, "parser", &mut arrays)?;
    read_scorer(&ner, "ner", &mut arrays)?;
    let (lemma_rules, mut tables) = read_lemmas(files)?;
    tables.insert("norms".into(), read_norms(files)?);
    let blueprint = Blueprint {
        name: format!("{}_{}", said("lang"), said("name")),
        version: said("version"),
        language: said("lang"),
        licence: said("license"),
        tokenizer: read_tokenizer(files)?,
        tok2vec,
        ner_tok2vec,
        tags,
        parser_moves,
        ner_moves,
        attribute_rules: read_attribute_rules(files)?,
        lemma_rules,
    };
    Ok((blueprint, arrays, tables))
}

/// The nodes of a thinc model: names, attributes and arrays, in the order they are stored in.
struct Nodes {
    names: Vec<String>,
    attributes: Vec<Value>,
    params: Vec<Value>,
}

impl Nodes {
    fn of(files: &Files, name: &str) -> Result<Nodes, ModelError> {
        let model = files.msgpack(name)?;
        let list = |key: &str| get(&model, key).and_then(Value::as_array).cloned().unwrap_or_default();
        let names = list("nodes").iter().map(|node| text(get(node, "name"))).collect();
        Ok(Nodes { names, attributes: list("attrs"), params: list("params") })
    }

    /// The numbers of the nodes of a name.
    fn named<'n>(&'n self, name: &'n str) -> impl Iterator<Item = usize> + 'n {
        (0..self.names.len()).filter(move |at| self.names[*at] == name)
    }

    fn attribute(&self, node: usize, key: &str) -> Option<Value> {
        let bytes = get(self.attributes.get(node)?, key)?.as_slice()?;
        rmpv::decode::read_value(&mut &bytes[..]).ok()
    }

    fn array(&self, node: usize, key: &str) -> Result<Array, ModelError> {
        let wrong = || ModelError::new(format!("a node `{}` has no array `{key}`", self.names[node]));
        let array = self.params.get(node).and_then(|params| get(params, key)).ok_or_else(wrong)?;
        let shape = get(array, "shape").and_then(Value::as_array).ok_or_else(wrong)?;
        let shape: Vec<usize> = shape.iter().filter_map(|n| usize::try_from(n.as_u64()?).ok()).collect();
        let data = get(array, "data").and_then(Value::as_slice).ok_or_else(wrong)?;
        let count = shape.iter().try_fold(4usize, |all, n| all.checked_mul(*n));
        if text(get(array, "type")) != "<f4" || shape.is_empty() || count != Some(data.len()) {
            return Err(ModelError::new(format!("array `{key}` of `{}` is not of 32-bit floats", self.names[node])));
        }
        let values = data.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        Ok(Array { shape, values })
    }

    /// Takes arrays of the `nth` node of a name as "prefix key".
    fn take(&self, name: &str, nth: usize, keys: &[&str], prefix: &str, arrays: &mut Arrays) -> Result<(), ModelError> {
        let node = self.named(name).nth(nth);
        let node = node.ok_or_else(|| ModelError::new(format!("{prefix}: no node `{name}` number {nth}")))?;
        for key in keys {
            arrays.insert(format!("{prefix} {key}"), self.array(node, key)?);
        }
        Ok(())
    }
}

/// A network of hashed embeddings, a maxout layer, and residual maxout layers over windows (thinc's `MaxoutWindowEncoder`).
fn read_network(nodes: &Nodes, prefix: &str, arrays: &mut Arrays) -> Result<Network, ModelError> {
    let columns = nodes.named("extract_features").next().and_then(|node| nodes.attribute(node, "columns"));
    let columns: Vec<String> = columns
        .as_ref()
        .and_then(Value::as_array)
        .map_or_else(Vec::new, |columns| columns.iter().map(|column| text(Some(column))).collect());
    let mut embeddings = Vec::new();
    for (at, node) in nodes.named("hashembed").enumerate() {
        let number = |key: &str| nodes.attribute(node, key).and_then(|value| value.as_u64());
        let attribute = number("column").and_then(|column| columns.get(column as usize)).cloned();
        let (Some(attribute), Some(seed)) = (attribute, number("seed")) else {
            return Err(ModelError::new(format!("{prefix}: an embedding does not say of what")));
        };
        let array = nodes.array(node, "E")?;
        embeddings.push(Embedding { attribute, seed: seed as u32, rows: array.shape[0] });
        arrays.insert(format!("{prefix} E{at}"), array);
    }
    let layers = nodes.named("maxout").count();
    for layer in 0..layers {
        nodes.take("maxout", layer, &["W", "b"], &format!("{prefix} maxout{layer}"), arrays)?;
        nodes.take("layernorm", layer, &["G", "b"], &format!("{prefix} norm{layer}"), arrays)?;
    }
    let width = arrays.get(&format!("{prefix} norm0 G")).map_or(0, |array| array.values.len());
    Ok(Network { embeddings, width, depth: layers.saturating_sub(1) })
}

/// What scores moves: a layer down, the products of each feature slot, a layer up.
fn read_scorer(nodes: &Nodes, prefix: &str, arrays: &mut Arrays) -> Result<(), ModelError> {
    nodes.take("precomputable_affine", 0, &["W", "b", "pad"], &format!("{prefix} slots"), arrays)?;
    nodes.take("linear", 0, &["W", "b"], &format!("{prefix} upper"), arrays)?;
    nodes.take("linear", 1, &["W", "b"], &format!("{prefix} lower"), arrays)
}

/// The moves in the order of the outputs: by action, then the most frequent label first, then the last in the alphabet.
fn read_moves(files: &Files, name: &str) -> Result<Vec<Move>, ModelError> {
    let outer = files.msgpack(name)?;
    let moves: Json = serde_json::from_str(&text(get(&outer, "moves")))
        .map_err(|error| ModelError::new(format!("`{name}` is damaged: {error}")))?;
    let mut list = Vec::new();
    for (action, labels) in moves.as_object().into_iter().flatten() {
        let action: u8 = action.parse().map_err(|_| ModelError::new(format!("`{name}`: action {action}?")))?;
        for (label, count) in labels.as_object().into_iter().flatten() {
            list.push((action, std::cmp::Reverse((count.as_i64().unwrap_or(0), label.clone()))));
        }
    }
    list.sort();
    Ok(list.into_iter().map(|(action, order)| Move { action, label: order.0.1 }).collect())
}

fn read_tokenizer(files: &Files) -> Result<TokenizerRules, ModelError> {
    // spaCy's numbers for the two attributes an exception may set.
    const ORTH: u64 = 65;
    const NORM: u64 = 67;
    let rules = files.msgpack("tokenizer")?;
    let pattern = |key: &str| text(get(&rules, key));
    if !get(&rules, "token_match").is_none_or(Value::is_nil) {
        return Err(ModelError::new("the tokenizer has a `token_match` pattern, which is not supported"));
    }
    let mut exceptions = Vec::new();
    for (word, pieces) in get(&rules, "exceptions").and_then(Value::as_map).into_iter().flatten() {
        let field = |piece: &Value, wanted: u64| {
            piece.as_map()?.iter().find(|(key, _)| key.as_u64() == Some(wanted)).map(|(_, value)| text(Some(value)))
        };
        let pieces = pieces.as_array().into_iter().flatten();
        let pieces = pieces.filter_map(|piece| Some((field(piece, ORTH)?, field(piece, NORM)))).collect();
        exceptions.push((text(Some(word)), pieces));
    }
    exceptions.sort();
    Ok(TokenizerRules {
        prefix: pattern("prefix_search"),
        suffix: pattern("suffix_search"),
        infix: pattern("infix_finditer"),
        url: pattern("url_match"),
        exceptions,
    })
}

fn read_attribute_rules(files: &Files) -> Result<Vec<AttributeRule>, ModelError> {
    let rules = files.msgpack("attribute_ruler/patterns")?;
    let mut found = Vec::new();
    for rule in rules.as_array().into_iter().flatten() {
        let attributes = get(rule, "attrs").cloned().unwrap_or(Value::Nil);
        let set = |key: &str| get(&attributes, key).map(|value| text(Some(value)));
        let mut patterns = Vec::new();
        for pattern in get(rule, "patterns").and_then(Value::as_array).into_iter().flatten() {
            let tokens = pattern.as_array().into_iter().flatten();
            patterns.push(tokens.map(read_token_rule).collect::<Result<Vec<_>, _>>()?);
        }
        found.push(AttributeRule {
            patterns,
            index: get(rule, "index").and_then(Value::as_u64).unwrap_or(0) as usize,
            tag: set("TAG"),
            pos: set("POS"),
            morphology: set("MORPH").map(|features| if features == "_" { String::new() } else { features }),
            lemma: set("LEMMA"),
            dep: set("DEP"),
        });
    }
    Ok(found)
}

fn read_token_rule(token: &Value) -> Result<TokenRule, ModelError> {
    let mut rule = TokenRule::default();
    for (key, value) in token.as_map().into_iter().flatten() {
        match text(Some(key)).as_str() {
            "TAG" => rule.tag = Some(read_predicate(value)?),
            "LOWER" => rule.lower = Some(read_predicate(value)?),
            "DEP" => rule.dep = Some(read_predicate(value)?),
            "IS_SPACE" => rule.is_space = value.as_bool(),
            other => return Err(ModelError::new(format!("an attribute rule asks for `{other}`: not supported"))),
        }
    }
    Ok(rule)
}

fn read_predicate(value: &Value) -> Result<Predicate, ModelError> {
    let list = |values: &Value| values.as_array().into_iter().flatten().map(|value| text(Some(value))).collect();
    match value.as_map().and_then(|map| map.first()) {
        None => Ok(Predicate::Is(text(Some(value)))),
        Some((key, values)) => match text(Some(key)).as_str() {
            "IN" => Ok(Predicate::In(list(values))),
            "NOT_IN" => Ok(Predicate::NotIn(list(values))),
            "REGEX" => Ok(Predicate::Regex(text(Some(values)))),
            other => Err(ModelError::new(format!("an attribute rule uses `{other}`: not supported"))),
        },
    }
}

/// The lemmatizer's endings, and its exceptions and index as tables "exceptions noun", "index noun", ….
fn read_lemmas(files: &Files) -> Result<(BTreeMap<String, Endings>, Tables), ModelError> {
    let lookups = files.msgpack("lemmatizer/lookups/lookups.bin")?;
    let names = ["adj", "adp", "adv", "aux", "cconj", "det", "intj", "noun", "num", "part", "pron", "propn", "punct"];
    let names = names.iter().chain(&["sconj", "sym", "verb", "x"]);
    let (mut rules, mut tables) = (BTreeMap::new(), Tables::new());
    for name in names {
        let key = string_id(name);
        let of = |table: &str| {
            let map = get(&lookups, table)?.as_map()?;
            map.iter().find(|(id, _)| id.as_u64() == Some(key)).map(|(_, value)| value)
        };
        if let Some(list) = of("lemma_rules").and_then(Value::as_array) {
            let pair = |rule: &Value| Some((text(rule.as_array()?.first()), text(rule.as_array()?.get(1))));
            rules.insert(name.to_string(), list.iter().filter_map(pair).collect());
        }
        if let Some(map) = of("lemma_exc").and_then(Value::as_map) {
            let lemmas = |value: &Value| {
                value.as_array().into_iter().flatten().map(|lemma| text(Some(lemma))).collect::<Vec<_>>().join("\n")
            };
            let table = map.iter().map(|(word, value)| (text(Some(word)), lemmas(value))).collect();
            tables.insert(format!("exceptions {name}"), table);
        }
        if let Some(list) = of("lemma_index").and_then(Value::as_array) {
            let table = list.iter().map(|word| (text(Some(word)), String::new())).collect();
            tables.insert(format!("index {name}"), table);
        }
    }
    Ok((rules, tables))
}

/// The vocabulary's norms, by the id of the word in hexadecimal.
fn read_norms(files: &Files) -> Result<BTreeMap<String, String>, ModelError> {
    let lookups = files.msgpack("vocab/lookups.bin")?;
    let norms = get(&lookups, "lexeme_norm").and_then(Value::as_map).into_iter().flatten();
    Ok(norms.filter_map(|(id, norm)| Some((format!("{:016x}", id.as_u64()?), text(Some(norm))))).collect())
}

/// The value of a key; msgpack has keys as text or as bytes.
fn get<'v>(map: &'v Value, key: &str) -> Option<&'v Value> {
    map.as_map()?
        .iter()
        .find(|(found, _)| found.as_str() == Some(key) || found.as_slice() == Some(key.as_bytes()))
        .map(|p| &p.1)
}

fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.as_str().unwrap_or_default().to_string(),
        Some(Value::Binary(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    fn wheel(files: &[(&str, usize)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, length) in files {
            writer.start_file(*name, SimpleFileOptions::default()).expect("begun");
            writer.write_all(&vec![b' '; *length]).expect("written");
        }
        writer.finish().expect("a zip").into_inner()
    }

    fn why(wheel: &[u8]) -> String {
        read_files(wheel).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_bomb_is_refused() {
        let half = LARGEST as usize / 2;
        let bomb = wheel(&[("m/config.cfg", 1), ("m/tokenizer", half), ("m/ner/model", half + 1)]);
        assert!(bomb.len() < 1 << 20, "small outside");
        assert!(why(&bomb).contains("unpacks to more than 64 MiB, at `"), "{}", why(&bomb));
        assert_eq!(why(&wheel(&[("m/config.cfg", 1), ("m/tokenizer", half), ("m/ner/model", half)])), "");
        // What is not taken may be of any size.
        assert_eq!(why(&wheel(&[("m/config.cfg", 1), ("m/vocab/vectors", 3 * half)])), "");
    }

    #[test]
    fn too_many_files_are_refused_before_they_are_listed() {
        let names: Vec<String> = (0..MOST_FILES).map(|number| format!("m/{number}")).collect();
        let mut files: Vec<(&str, usize)> = names.iter().map(|name| (name.as_str(), 0)).collect();
        assert!(why(&wheel(&files)).contains("no config.cfg"));
        files.push(("m/config.cfg", 0));
        assert!(why(&wheel(&files)).contains("too large"));
    }

    #[test]
    fn any_cut_and_any_changed_byte_gives_an_error_or_the_same_files() {
        let good = wheel(&[("m/config.cfg", 9), ("m/tokenizer", 50)]);
        let tokenizer = |wheel: &[u8]| read_files(wheel).ok().and_then(|mut files| files.0.remove("tokenizer"));
        assert_eq!(tokenizer(&good), Some(vec![b' '; 50]));
        for at in 0..good.len() {
            assert_eq!(tokenizer(&good[..at]), None, "cut at {at}");
            let mut bad = good.clone();
            bad[at] ^= 0x10;
            assert!(tokenizer(&bad).is_none_or(|found| found == vec![b' '; 50]), "byte {at}");
        }
    }

    #[test]
    fn every_file_needs_its_sum() {
        let files = Files(WANTED.iter().map(|name| (name.to_string(), name.as_bytes().to_vec())).collect());
        let sum = |text: &str| Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        let mut sums: Vec<(String, String)> = WANTED.iter().map(|name| (name.to_string(), sum(name))).collect();
        assert!(files.verify(&sums).is_ok() && files.verify(&[]).is_ok());
        // Two packagers, two sums for one file.
        sums.insert(0, (WANTED[0].to_string(), sum("another")));
        assert!(files.verify(&sums).is_ok());
        for at in 0..WANTED.len() {
            let mut sums = sums[1..].to_vec();
            sums[at].1 = sum("another");
            let why = files.verify(&sums).expect_err("another file").to_string();
            assert!(why.contains(&format!("`{}` in the wheel has sha256", WANTED[at])), "{why}");
            sums.remove(at);
            assert!(files.verify(&sums).expect_err("not named").to_string().contains("no sum is known"));
        }
    }
}
