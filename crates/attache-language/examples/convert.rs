//! Turns a spaCy wheel into a flat file: `convert WHEEL.whl OUT.attlang`.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [wheel, out] = arguments.as_slice() else {
        return Err("usage: convert WHEEL.whl OUT.attlang".into());
    };
    std::fs::write(out, attache_language::model::convert_wheel(&std::fs::read(wheel)?, &[])?)?;
    Ok(())
}
