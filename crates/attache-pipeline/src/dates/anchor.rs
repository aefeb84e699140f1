//! The day that an article's words are counted from.
//!
//! In: an article, its page's known days, its dateline. Out: an [`Anchor`]. An article published on 16 August 2021 has
//! that day, whatever its dateline says; one without any day has none, and its "on Thursday" stays `XXXX-WXX-4`.
//!
//! A file's own time stamp is no day of an article and is never asked for.

use super::dateline::Dateline;
use crate::article::Article;
use crate::when::Basis;
use jiff::civil::Date;

/// The day of reference, and why it is this day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The day; `None` where nothing tells, or only an interval.
    pub day: Option<Date>,
    /// First and last day it can be, where it is inferred.
    pub interval: Option<(Date, Date)>,
    /// Where it comes from.
    pub basis: AnchorBasis,
}

/// Where an anchor comes from, the best first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AnchorBasis {
    /// The article's day of publication.
    Published,
    /// The day its dateline states.
    Dateline,
    /// The day of the capture: the article is of that day or an earlier one.
    Captured,
    /// Days told in the text agree with this interval only.
    Inferred,
    /// There is none.
    #[default]
    None,
}

impl Anchor {
    /// A day of publication.
    pub fn published(day: Date) -> Anchor {
        Anchor { day: Some(day), interval: None, basis: AnchorBasis::Published }
    }

    /// An interval that the text agrees with.
    pub fn inferred(interval: (Date, Date)) -> Anchor {
        Anchor { day: None, interval: Some(interval), basis: AnchorBasis::Inferred }
    }

    /// The anchor of an article: published, else dateline, else captured.
    pub fn of(article: &Article, dateline: Option<&Dateline>, captured: Option<Date>) -> Anchor {
        let published = article.published.as_ref().map(|dated| (dated.date, basis_of(dated.basis)));
        let stated = dateline.and_then(|dateline| dateline.day).map(|day| (day, AnchorBasis::Dateline));
        let upper = captured.map(|day| (day, AnchorBasis::Captured));
        match published.or(stated).or(upper) {
            Some((day, basis)) => Anchor { day: Some(day), interval: None, basis },
            None => Anchor::default(),
        }
    }

    /// The basis of a date counted from this anchor.
    pub fn basis_of_resolved(&self) -> Basis {
        match self.basis {
            AnchorBasis::Published | AnchorBasis::Dateline | AnchorBasis::None => Basis::Resolved,
            AnchorBasis::Captured => Basis::Captured,
            AnchorBasis::Inferred => Basis::Inferred,
        }
    }
}

fn basis_of(basis: Basis) -> AnchorBasis {
    match basis {
        Basis::Stated | Basis::Resolved | Basis::Published => AnchorBasis::Published,
        Basis::Captured => AnchorBasis::Captured,
        Basis::Inferred => AnchorBasis::Inferred,
    }
}
