//! Which address is answered by what.
//!
//! In: nothing. Out: the router. `/party/{id}` is answered by `pages::party::page`, with what stands for `id`; a path of nobody's by the page that says so.

use super::answer::{Answer, Asked, Trouble};
use super::pages::{
    browse, contradiction, diff, entry, map, matrix, outlet, party, person, report, search, statement, story, timeline,
    today,
};
use super::{App, Page, api, assets, corrections, feeds, openapi, respond};
use axum::extract::{RawPathParams, State};
use axum::http::{HeaderMap, Uri};
use axum::routing::{MethodRouter, get, post};
use std::sync::Arc;

/// Pages, and what pages load.
pub const PAGES: &[(&str, Page)] = &[
    ("/", today::today),
    ("/matrix", matrix::page),
    ("/matrix.csv", matrix::csv),
    ("/matrix.json", matrix::json),
    ("/timeline", timeline::page),
    ("/map", map::page),
    ("/map.json", map::json),
    ("/search", search::page),
    ("/diff", diff::page),
    ("/parties", browse::parties),
    ("/people", browse::people),
    ("/statements", browse::statements),
    ("/stories", browse::stories),
    ("/outlets", browse::outlets),
    ("/reports", browse::reports),
    ("/contradictions", browse::contradictions_page),
    ("/party/{id}", party::page),
    ("/person/{id}", person::page),
    ("/outlet/{id}", outlet::page),
    ("/story/{id}", story::page),
    ("/statement/{id}", statement::page),
    ("/contradiction/{id}", contradiction::page),
    ("/report/{id}", report::page),
    ("/entry/{id}", entry::page),
    ("/corrections", corrections::list),
    ("/feed.atom", feeds::atom),
    ("/feed.json", feeds::json),
    ("/api/openapi.json", openapi::document),
    ("/assets/attache.css", assets::styles),
    ("/assets/attache.js", assets::script),
    ("/assets/icon.svg", assets::icon),
];

/// The router.
pub fn router() -> axum::Router<Arc<App>> {
    let mut router = axum::Router::new();
    for (path, page) in PAGES.iter().copied().chain(api::ENDPOINTS.iter().map(|one| (one.path, one.page))) {
        let mut method = answered(page);
        if path == "/corrections" {
            method = method.post(corrections::correct);
        }
        router = router.route(path, method);
    }
    router.route("/corrections/undo", post(corrections::undo)).fallback(answered(nothing))
}

/// A page, for whoever gets it.
fn answered(page: Page) -> MethodRouter<Arc<App>> {
    get(move |State(app): State<Arc<App>>, params: RawPathParams, uri: Uri, headers: HeaderMap| {
        let name = params.iter().next().map(|(_, value)| value.to_string()).unwrap_or_default();
        respond(app, page, name, uri, headers)
    })
}

fn nothing(_: &Asked) -> Result<Answer, Trouble> {
    Err(Trouble::NotFound)
}
