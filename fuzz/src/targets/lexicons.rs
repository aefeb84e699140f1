//! Files of knowledge that users write: `--lexicons FOLDER`.
//!
//! In: a byte that tells which file, then its text. Of any: an error that names the file, or lexicons with which a page can be read.

use super::{articles, language};
use attache_language::Pipeline;
use attache_pipeline::lexicons::{Lexicons, built_in};
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::Reader;
use std::sync::Mutex;

const TEXT: &str = "Envoy returns to Kabul\n\nBy Ann Lee\n16 August 2021\n\nKABUL, Aug 16 (Reuters) - Russia has recognised the Taliban, \
                    “and we will open an embassy”, Foreign Minister Ann Lee said on Monday. Some 149 people were killed.\n\nREAD: \
                    More on this\n";

/// Handed from reading to reading: it takes long to load.
static LANGUAGE: Mutex<Option<Pipeline>> = Mutex::new(None);

/// Reads lexicons, one of them strange, and a page by them.
pub fn check(bytes: &[u8]) {
    let Some((number, text)) = bytes.split_first() else { return };
    let (path, _) = built_in().nth(usize::from(*number) % built_in().count()).expect("a file");
    let text = String::from_utf8_lossy(text).into_owned();
    match Lexicons::read(|asked| (asked == path).then(|| text.clone())) {
        Err(why) => {
            // Not always this file: groups name states that may be gone now.
            let named = built_in().any(|(path, _)| why.contains(path.rsplit('/').next().unwrap_or(path)));
            assert!(named && !why.contains('\n'), "an error in {path} says `{why}`");
        }
        Ok(lexicons) => {
            let taken = LANGUAGE.lock().unwrap_or_else(|poison| poison.into_inner()).take();
            let mut reader = Reader::new(lexicons).with_language(taken.unwrap_or_else(language));
            for media_type in [MediaType::Text, MediaType::Article] {
                articles::check_spans(&reader.read(TEXT.as_bytes(), media_type, Known::default()));
            }
            *LANGUAGE.lock().unwrap_or_else(|poison| poison.into_inner()) = reader.language.take();
        }
    }
}
