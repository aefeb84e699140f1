//! What pages load: one sheet of styles, one script, an icon; in the binary.

use super::answer::{Answer, Asked, Trouble};

/// The styles.
pub fn styles(_: &Asked) -> Result<Answer, Trouble> {
    Ok(Answer::of("text/css; charset=utf-8", include_str!("../../assets/attache.css").into()))
}

/// The script, without which every page works too.
pub fn script(_: &Asked) -> Result<Answer, Trouble> {
    Ok(Answer::of("text/javascript; charset=utf-8", include_str!("../../assets/attache.js").into()))
}

/// The icon.
pub fn icon(_: &Asked) -> Result<Answer, Trouble> {
    Ok(Answer::of("image/svg+xml", include_str!("../../assets/icon.svg").into()))
}
