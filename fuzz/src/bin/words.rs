//! `words`: prints the dictionary `words.dict`, made from the lexicons.

fn main() {
    print!("{}", attache_fuzz::seeds::write_dictionary());
}
