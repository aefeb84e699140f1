//! `/api/openapi.json`: the API, described.
//!
//! In: [`ENDPOINTS`] and the types they give. Out: an OpenAPI 3.1 document. Its schemas are those of the contract, made from the types by `schemars`: 3.1 takes JSON Schema as it is, so
//! that the types need not be described a second time.

use super::Page;
use super::answer::{Answer, Asked, Trouble};
use super::api::{ENDPOINTS, Items};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// An address of the API.
pub struct Endpoint {
    /// With `{id}` where a line is named.
    pub path: &'static str,
    /// What it gives, in a sentence.
    pub about: &'static str,
    /// The fields it understands.
    pub fields: &'static [&'static str],
    /// What answers it.
    pub page: Page,
    pub gives: Gives,
}

/// What it gives.
pub enum Gives {
    /// One thing.
    One(fn(&mut SchemaGenerator) -> Schema),
    /// A page of a list.
    List(fn(&mut SchemaGenerator) -> Schema),
    /// A list that is whole.
    All(fn(&mut SchemaGenerator) -> Schema),
}

/// The schema of a thing.
pub fn one_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// The schema of a page of things.
pub fn list_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<Items<T>>()
}

/// What each field means.
const FIELDS: &[(&str, &str, &str)] = &[
    ("about", "string", "Only what concerns this party, by any of its names or its id; may be given several times"),
    ("holder", "string", "Only positions of this party; may be given several times"),
    ("toward", "string", "Only positions toward this party; may be given several times"),
    ("rung", "string", "Only this step of the ladder: recog_gov, mission_closed …; may be given several times"),
    (
        "family",
        "string",
        "Only steps of this family: recognition, relations, mission, contact, listing, sanctions, seat, other",
    ),
    ("modality", "string", "Only what is put so: done, announced, refused …"),
    ("outlet", "string", "Only reports of outlets whose names hold these words; may be given several times"),
    ("origins", "integer", "Only lines told by at least so many independent origins"),
    ("story", "string", "Only reports that tell this story"),
    ("by", "string", "Only what this party, or persons whose names hold these words, said"),
    ("named", "string", "Only persons whose names hold these words"),
    ("q", "string", "Words, or a question"),
    ("from", "date", "The earlier day"),
    ("to", "date", "The later day"),
    ("since", "date", "Only reports of this day or later"),
    ("as-of", "date", "Only what could be known on this day"),
    ("lang", "string", "The language of words made for people: en, es, pt, ar"),
    ("skip", "integer", "Lines that are passed over"),
    ("limit", "integer", "Lines at most: 100 where nothing is asked, 500 at most"),
];

/// The document.
pub fn document(asked: &Asked) -> Result<Answer, Trouble> {
    Answer::json(&describe(asked.origin))
}

/// Describes the API as it is served at an origin.
pub fn describe(origin: &str) -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    let mut paths = Map::new();
    for endpoint in ENDPOINTS {
        let schema = match &endpoint.gives {
            Gives::One(schema) | Gives::List(schema) | Gives::All(schema) => schema(&mut generator),
        };
        let mut parameters: Vec<Value> = endpoint.fields.iter().filter_map(|name| parameter(name)).collect();
        if endpoint.path.contains("{id}") {
            parameters
                .insert(0, json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }));
        }
        let trouble = |about: &str| {
            let body = json!({ "schema": { "type": "object", "properties": { "error": { "type": "string" } }, "required": ["error"] } });
            json!({ "description": about, "content": { "application/json": body } })
        };
        let name = endpoint.path.trim_start_matches("/api/v1/").replace("/{id}", "_one");
        let operation = json!({
            "operationId": name,
            "summary": endpoint.about,
            "parameters": parameters,
            "responses": {
                "200": {
                    "description": endpoint.about,
                    "headers": { "ETag": { "description": "Another once the ledger is", "schema": { "type": "string" } } },
                    "content": { "application/json": { "schema": schema } },
                },
                "304": { "description": "As known by the ETag that was sent in If-None-Match" },
                "400": trouble("A field that is not understood"),
                "404": trouble("The ledger has nothing of that name"),
                "503": trouble("It took too long"),
            },
        });
        paths.insert(endpoint.path.to_string(), json!({ "get": operation }));
    }
    let schemas: Map<String, Value> = generator.take_definitions(true).into_iter().collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Attaché",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Who stands where toward whom, by whose account, with the words that say it.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": origin }],
        "paths": paths,
        "components": { "schemas": schemas, "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } } },
        "security": [{}, { "token": [] }],
    })
}

fn parameter(name: &str) -> Option<Value> {
    let (_, kind, about) = FIELDS.iter().find(|(known, _, _)| *known == name)?;
    let is_many = about.contains("several times");
    let one = match *kind {
        "date" => json!({ "type": "string", "format": "date" }),
        kind => json!({ "type": kind }),
    };
    let schema = if is_many { json!({ "type": "array", "items": one }) } else { one };
    Some(json!({ "name": name, "in": "query", "description": about, "schema": schema }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_field_and_every_schema_is_described() {
        for endpoint in ENDPOINTS {
            for field in endpoint.fields {
                assert!(parameter(field).is_some(), "{} {field}", endpoint.path);
            }
        }
        let document = describe("http://localhost");
        let names: BTreeSet<&String> = document["components"]["schemas"].as_object().unwrap().keys().collect();
        let text = document.to_string();
        for reference in text.split("\"$ref\":\"").skip(1) {
            let reference = reference.split('"').next().unwrap();
            let name = reference.strip_prefix("#/components/schemas/").unwrap_or_else(|| panic!("{reference}"));
            assert!(names.iter().any(|known| *known == name), "{name}");
        }
        assert!(
            document["paths"]["/api/v1/positions"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
                ["$ref"]
                .is_string()
        );
    }
}
