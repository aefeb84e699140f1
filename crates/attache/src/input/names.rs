//! What a file is called, also where its name is no text.
//!
//! In: a path. Out: a name as text, another for every path, and the path again. A byte that is no UTF-8 is written `\xE9`,
//! so that `caf\xE9.txt` and `caf\xE8.txt` of an old disk stay two captures; a backslash in front of what would read as such
//! a byte is written `\x5C`. All other names are themselves.

use std::path::{Path, PathBuf};

/// The name of a path.
pub fn name_of(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        let mut rest = chunk.valid();
        while let Some(at) = rest.find('\\') {
            let (before, from) = rest.split_at(at);
            name += before;
            name += if byte_at(from.as_bytes()).is_some() { r"\x5C" } else { r"\" };
            rest = &from[1..];
        }
        name += rest;
        for byte in chunk.invalid() {
            name += &format!(r"\x{byte:02X}");
        }
    }
    name
}

/// The path of a name: what [`name_of`] was given.
#[cfg(unix)]
pub fn path_of(name: &str) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some(first) = rest.first() {
        let (byte, length) = byte_at(rest).map_or((*first, 1), |byte| (byte, 4));
        bytes.push(byte);
        rest = rest.get(length..).unwrap_or_default();
    }
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

/// Elsewhere paths are text but for halves of characters, and backslashes part folders.
#[cfg(not(unix))]
pub fn path_of(name: &str) -> PathBuf {
    PathBuf::from(name)
}

/// The byte that is written out at the start: `\x` and two digits, of which letters are capitals.
fn byte_at(text: &[u8]) -> Option<u8> {
    let [b'\\', b'x', high, low, ..] = text else { return None };
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    };
    Some(digit(*high)? * 16 + digit(*low)?)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    fn name(bytes: &[u8]) -> String {
        name_of(Path::new(OsStr::from_bytes(bytes)))
    }

    #[test]
    fn names_that_are_no_text_stay_apart() {
        assert_eq!(name(b"a/caf\xe9.txt"), r"a/caf\xE9.txt");
        assert_eq!(name(b"a/caf\xe8.txt"), r"a/caf\xE8.txt");
        assert_eq!(name(br"a/caf\xE9.txt"), r"a/caf\x5CxE9.txt");
        for plain in ["a/é.txt", r"C:\xmas\x.txt", r"a\\b", r"\xe9"] {
            assert_eq!(name(plain.as_bytes()), plain);
        }
    }

    proptest! {
        #[test]
        fn every_name_leads_back(bytes in proptest::collection::vec(
            prop_oneof![Just(b'\\'), Just(b'x'), Just(b'5'), Just(b'C'), Just(0xe9), Just(0xc3), any::<u8>()], 0..24))
        {
            let path = Path::new(OsStr::from_bytes(&bytes));
            let back = path_of(&name_of(path));
            prop_assert_eq!(back.as_os_str(), path.as_os_str());
        }
    }
}
