//! What revisit records refer to.
//!
//! In: the pages of a WARC file, and its `revisit` records, which hold no page but say that one captured before had not changed. Out: for each the record of the same
//! file that holds that page. "#5 found at noon what #2 holds".
//!
//! By the payload's digest, or the address and moment that the revisit names; the record's id is not looked at, since deduplicating tools name it seldom.
//! Of each page two sums are kept, of 16 bytes, until the file was gone through.

use super::Fields;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Pages and revisits of a file.
#[derive(Debug, Default)]
pub struct Revisits {
    /// By the sum of a digest, or of an address and a moment: the number of the record.
    pages: Vec<(u64, u64)>,
    found: Vec<Revisit>,
}

/// A revisit.
#[derive(Debug)]
pub struct Revisit {
    /// Its number.
    pub number: u64,
    /// What was asked for.
    pub url: Option<String>,
    /// The moment: `2021-08-16T09:00:00Z`.
    pub date: Option<String>,
    sums: [Option<u64>; 2],
}

impl Revisits {
    /// Notes a record that holds a page.
    pub fn add_page(&mut self, number: u64, fields: &Fields) {
        let sums = [digest(fields), sum(fields.url.as_deref(), fields.date.as_deref())];
        self.pages.extend(sums.into_iter().flatten().map(|sum| (sum, number)));
    }

    /// Notes a revisit.
    pub fn add(&mut self, number: u64, fields: Fields) {
        let (url, date) = &fields.refers_to;
        // Without an address of its own it refers to the one that was asked for.
        let sums = [digest(&fields), sum(url.as_deref().or(fields.url.as_deref()), date.as_deref())];
        self.found.push(Revisit { number, url: fields.url, date: fields.date, sums });
    }

    /// Each revisit with the first record that holds what it found.
    pub fn resolve(mut self) -> impl Iterator<Item = (Revisit, Option<u64>)> {
        if !self.found.is_empty() {
            self.pages.sort_unstable();
        }
        self.found.into_iter().map(move |revisit| {
            let of = |sum: u64| {
                let at = self.pages.partition_point(|(own, _)| *own < sum);
                self.pages.get(at).filter(|(own, _)| *own == sum).map(|(_, number)| *number)
            };
            let number = revisit.sums.iter().flatten().find_map(|sum| of(*sum));
            (revisit, number)
        })
    }
}

fn digest(fields: &Fields) -> Option<u64> {
    fields.digest.as_ref().map(sum_of)
}

fn sum(url: Option<&str>, date: Option<&str>) -> Option<u64> {
    Some(sum_of(&(url?, date?)))
}

/// The same for the same, in every run.
fn sum_of(what: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revisit_is_led_back_by_digest_or_by_address_and_moment() {
        let fields = |url: &str, date: &str, digest: Option<&str>| Fields {
            url: Some(url.into()),
            date: Some(date.into()),
            digest: digest.map(str::to_string),
            ..Fields::default()
        };
        let mut revisits = Revisits::default();
        revisits.add_page(2, &fields("a", "monday", Some("sha1:x")));
        revisits.add_page(3, &fields("b", "monday", None));
        revisits.add(5, fields("a", "tuesday", Some("sha1:x")));
        revisits.add(6, Fields { refers_to: (None, Some("monday".into())), ..fields("b", "tuesday", None) });
        revisits.add(7, fields("c", "tuesday", Some("sha1:y")));
        revisits.add(8, fields("b", "tuesday", None));
        let found: Vec<_> = revisits.resolve().map(|(revisit, page)| (revisit.number, page)).collect();
        assert_eq!(found, [(5, Some(2)), (6, Some(3)), (7, None), (8, None)]);
    }
}
