//! Corrections by form: only where `--allow-corrections` says so.
//!
//! In: a form of ours, sent by a page of ours. Out: the ledger merged anew with what it says, and the way back. "recognised → relations, the decree speaks of ties only, Ann": the entry's page shows it as
//! corrected by hand, with a button that takes it back.
//!
//! The line of command is the same: `answers/correction.rs` checks and does it.

use super::answer::{Answer, Asked, Trouble};
use super::{App, plain};
use crate::answers::correction::{ActionWritten, Change, Wanted, carry_out};
use crate::views::web::address::Address;
use crate::views::web::sections::{Cell, Page, Section};
use askama::Template;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Zoned;
use std::sync::{Arc, PoisonError};

/// Captures that a form can name.
const PATHS: usize = 200;

/// `GET /corrections`: what was corrected.
pub fn list(asked: &Asked) -> Result<Answer, Trouble> {
    let t = asked.t;
    let mut page = Page::new(asked.frame(t.say("nav-corrections"), None));
    let row = |one: &crate::store::corrections::Correction| {
        vec![
            Cell::Text(one.made.as_deref().map(|day| t.day(day)).unwrap_or_default()),
            Cell::Link { words: one.said.clone(), address: asked.at.link(&format!("/entry/{}", one.line)) },
            Cell::Data(one.what()),
            Cell::Data(one.why.clone()),
            Cell::Data(one.who.clone().unwrap_or_default()),
        ]
    };
    let corrections = asked.store.corrections()?;
    page.sections.push(Section {
        id: "list",
        title: t.count("lines", corrections.len()),
        heads: ["head-day", "head-line", "head-what", "head-why", "head-by"].map(|key| t.say(key)).to_vec(),
        rows: corrections.iter().rev().map(row).collect(),
        ..Section::default()
    });
    Ok(Answer::page(&page.render()?))
}

/// `POST /corrections`: a line is corrected.
pub async fn correct(State(app): State<Arc<App>>, request: Request) -> Response {
    change(app, request, |form| {
        let get = |name: &str| form.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim().to_string());
        let text = |name: &str| get(name).filter(|value| !value.is_empty());
        let paths = form.iter().filter(|(name, _)| name == "path").take(PATHS).map(|(_, path)| path.clone());
        let written = ActionWritten {
            action: get("action").unwrap_or_default(),
            field: text("field"),
            value: text("value"),
            other: text("other"),
            paths: paths.collect(),
        };
        let action = written.read()?;
        Ok(Change::Correct(Wanted {
            id: text("id").ok_or("name a line")?,
            action,
            why: text("why").ok_or("say why: it stands beside the line wherever it does")?,
            who: Some(text("who").ok_or("say who says so")?),
            on: Zoned::now().date(),
        }))
    })
    .await
}

/// `POST /corrections/undo`: a correction is taken back.
pub async fn undo(State(app): State<Arc<App>>, request: Request) -> Response {
    change(app, request, |form| {
        let number = form.iter().find(|(name, _)| name == "number").and_then(|(_, value)| value.parse().ok());
        Ok(Change::Undo(number.ok_or("name a correction by its number")?))
    })
    .await
}

type Form = Vec<(String, String)>;

async fn change(app: Arc<App>, request: Request, read: fn(&Form) -> Result<Change, String>) -> Response {
    let headers = request.headers().clone();
    let Ok(body) = to_bytes(request.into_body(), super::BODY).await else {
        return plain(StatusCode::PAYLOAD_TOO_LARGE, "the form is too large\n");
    };
    let form: Form =
        form_urlencoded::parse(&body).map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
    let field = |name: &str| form.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
    let (back, at) = way_back(field("back"));
    let refuse = |why: &str| Trouble::Forbidden(why.into()).answer(&app, &at).into_response();
    if !app.corrections {
        return refuse("corrections are not allowed here: `attache serve --allow-corrections` allows them");
    }
    if app.guard.check_form(&headers, "corrections", field("signed")).is_err() {
        return refuse("this form was not sent from a page of this run: open the page again");
    }
    let wanted = match read(&form) {
        Ok(wanted) => wanted,
        Err(why) => return Trouble::Wrong(why).answer(&app, &at).into_response(),
    };
    let shared = app.clone();
    let work = move || {
        let one = shared.correcting.clone();
        let _one = one.lock().unwrap_or_else(PoisonError::into_inner);
        carry_out(&wanted, shared.ledger.file(), None)
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(_)) => Answer::go_to(back).into_response(),
        // What was asked cannot be: it says so as the command does, without its flags.
        Ok(Err(error)) => Trouble::Wrong(format!("{error:#}").replace("--", "")).answer(&app, &at).into_response(),
        Err(_) => Trouble::Failed(anyhow::anyhow!("a fault of the program")).answer(&app, &at).into_response(),
    }
}

/// The page a form was on: one of ours, whatever the form says.
fn way_back(back: &str) -> (String, Address) {
    let (path, query) = back.split_once('?').unwrap_or((back, ""));
    let is_ours = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    match Address::read(path, query) {
        Ok(at) if is_ours => (at.here(), at),
        _ => ("/corrections".into(), Address { path: "/corrections".into(), ..Address::default() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_ours() {
        assert_eq!(way_back("/entry/e1?lang=ar").0, "/entry/e1?lang=ar");
        for strange in ["//evil.example/", "https://evil.example", "/\\evil.example", "", "/entry/e1?lang=xx"] {
            assert_eq!(way_back(strange).0, "/corrections", "{strange}");
        }
    }
}
