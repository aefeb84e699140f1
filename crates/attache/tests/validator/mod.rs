//! A validator for as much of JSON Schema as the contract's schemas use.
//!
//! In: a schema and a value. Out: what is wrong with the value, a line each: "/articles/0/positions/0/rung: not one of those listed".
//!
//! A keyword it does not know is a panic, so that nothing is passed over; crates that know all of them bring forty others.

use serde_json::{Map, Value};

/// What of a value does not follow a schema; nothing where all does.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(schema, schema, value, "", &mut faults);
    faults
}

fn check(root: &Value, schema: &Value, value: &Value, place: &str, faults: &mut Vec<String>) {
    let rules = match schema {
        Value::Bool(true) => return,
        Value::Object(rules) => rules,
        other => panic!("no schema: {other}"),
    };
    let mut fail = |why: String| faults.push(format!("{place}: {why}"));
    for (keyword, rule) in rules {
        match keyword.as_str() {
            // A day's form is its reader's to hold.
            "$schema" | "$defs" | "title" | "description" | "format" | "default" | "pattern" => {}
            "type" => {
                if !is_of_type(rule, value) {
                    fail(format!("{value} is no {rule}"));
                }
            }
            "enum" => {
                if !list(rule).contains(value) {
                    fail(format!("{value} is not one of those listed"));
                }
            }
            "const" => {
                if rule != value {
                    fail(format!("{value} is not {rule}"));
                }
            }
            "minimum" | "maximum" => {
                let (limit, number) = (rule.as_f64().unwrap(), value.as_f64());
                let beyond = |number: f64| if keyword == "minimum" { number < limit } else { number > limit };
                if number.is_some_and(beyond) {
                    fail(format!("{value} is beyond {limit}"));
                }
            }
            "minItems" | "maxItems" => {
                let (limit, count) = (rule.as_u64().unwrap(), value.as_array().map(|items| items.len() as u64));
                if count.is_some_and(|count| if keyword == "minItems" { count < limit } else { count > limit }) {
                    fail(format!("not {keyword} {limit}"));
                }
            }
            "required" => {
                for key in list(rule).iter().filter_map(Value::as_str) {
                    if value.as_object().is_some_and(|object| !object.contains_key(key)) {
                        fail(format!("no {key}"));
                    }
                }
            }
            "additionalProperties" => {
                assert_eq!(rule, false, "known keys alone, or any");
                let known = rules.get("properties").and_then(Value::as_object);
                for key in value.as_object().into_iter().flat_map(Map::keys) {
                    if known.is_none_or(|known| !known.contains_key(key)) {
                        fail(format!("{key} is none of its keys"));
                    }
                }
            }
            "properties" | "items" | "prefixItems" | "anyOf" | "oneOf" | "allOf" | "$ref" => {}
            other => panic!("a keyword the validator does not know: {other}"),
        }
    }
    check_parts(root, rules, value, place, faults);
}

/// The keywords that hold schemas.
fn check_parts(root: &Value, rules: &Map<String, Value>, value: &Value, place: &str, faults: &mut Vec<String>) {
    if let Some(path) = rules.get("$ref").and_then(Value::as_str) {
        let schema = root.pointer(path.trim_start_matches('#')).unwrap_or_else(|| panic!("no {path}"));
        check(root, schema, value, place, faults);
    }
    if let (Some(Value::Object(properties)), Value::Object(object)) = (rules.get("properties"), value) {
        for (key, schema) in properties {
            if let Some(part) = object.get(key) {
                check(root, schema, part, &format!("{place}/{key}"), faults);
            }
        }
    }
    if let Value::Array(items) = value {
        let first = rules.get("prefixItems").map_or(&[][..], list);
        for (at, item) in items.iter().enumerate() {
            if let Some(schema) = first.get(at).or(rules.get("items")) {
                check(root, schema, item, &format!("{place}/{at}"), faults);
            }
        }
    }
    for schema in rules.get("allOf").map_or(&[][..], list) {
        check(root, schema, value, place, faults);
    }
    for (keyword, most) in [("anyOf", usize::MAX), ("oneOf", 1)] {
        let Some(schemas) = rules.get(keyword) else { continue };
        let mut tries: Vec<Vec<String>> = Vec::new();
        for schema in list(schemas) {
            let mut own = Vec::new();
            check(root, schema, value, place, &mut own);
            tries.push(own);
        }
        let fitting = tries.iter().filter(|own| own.is_empty()).count();
        if fitting > most {
            faults.push(format!("{place}: {fitting} of {keyword} fit"));
        } else if fitting == 0 {
            // Those of the nearest say most.
            faults.extend(tries.into_iter().min_by_key(Vec::len).unwrap_or_default());
        }
    }
}

fn is_of_type(rule: &Value, value: &Value) -> bool {
    match rule {
        Value::Array(types) => types.iter().any(|one| is_of_type(one, value)),
        Value::String(name) => match name.as_str() {
            "null" => value.is_null(),
            "boolean" => value.is_boolean(),
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            other => panic!("no type: {other}"),
        },
        other => panic!("no type: {other}"),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}"))
}
