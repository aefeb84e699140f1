//! The ledger in a browser: `attache serve`.
//!
//! In: a ledger, an address to listen at. Out: pages, `/api/v1/…`, feeds; until the run is told to end. `GET /entry/e1?as-of=2021-09-01` is checked by [`guard`], finds its function in
//! [`routes`], is answered from a handle that may not write ([`crate::answers::handles`]), by the questions that the command line asks too, and drawn by [`crate::views::web`].
//!
//! Nothing is fetched, nothing is set up. What is answered depends on the address and the state of the ledger alone, so that both make the ETag.

pub mod answer;
pub mod api;
pub mod assets;
pub mod cache;
pub mod corrections;
pub mod feeds;
pub mod guard;
pub mod openapi;
pub mod pages;
pub mod routes;

use crate::answers::handles::{HANDLES, Ledger, PATIENCE, runtime};
use crate::answers::parties::Names;
use crate::reading::lexicons::open_lexicons;
use crate::views::shown::tell;
use crate::views::web::address::Address;
use crate::views::web::languages::Languages;
use answer::{Answer, Asked, Trouble};
use anyhow::{Context, Result, bail};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::questions::lexicon::QuestionLexicon;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ETAG, HOST, HeaderName, IF_NONE_MATCH, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use cache::Cache;
use guard::{Guard, HEADERS, Refused};
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

/// A form, at most, in bytes.
const BODY: usize = 16 << 10;
/// An address, at most, in bytes.
const ADDRESS: usize = 4 << 10;
/// How long a form may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(10);

/// What the flags ask for.
pub struct Settings {
    /// Where it listens: "127.0.0.1:8321".
    pub address: String,
    /// The origin that a proxy serves it under: `https://ledger.example`.
    pub public: Option<String>,
    /// What all must bring who ask.
    pub token: Option<String>,
    /// Whether lines may be corrected by form.
    pub corrections: bool,
    /// Whether a browser is started.
    pub open: bool,
}

/// What all requests share.
pub struct App {
    pub ledger: Ledger,
    pub guard: Guard,
    pub languages: Languages,
    pub names: Names,
    pub questions: QuestionLexicon,
    pub corrections: bool,
    /// One correction at a time: each merges the ledger anew.
    pub correcting: Arc<std::sync::Mutex<()>>,
    /// What the ledger has, and in which state of it.
    pub tallies: std::sync::Mutex<Option<(String, crate::store::browsing::Tallies)>>,
    permits: Arc<Semaphore>,
    cache: Cache,
}

/// Serves a ledger until the run is told to end.
///
/// # Errors
/// One line: an address that cannot be listened at, one that others can reach without a token.
pub fn serve(ledger: Ledger, settings: &Settings, lexicons: Option<&Path>) -> Result<()> {
    let names = Names::read(lexicons)?;
    let questions = open_lexicons(lexicons, |open| Lexicons::read_questions(open))?;
    let runtime = runtime()?;
    runtime.block_on(async {
        let listener = listen(settings).await?;
        let at = listener.local_addr().context("cannot tell where the server listens")?;
        let guard = Guard::new(at.port(), &host_of(at.ip()), settings.public.as_deref(), settings.token.clone())?;
        let app = Arc::new(App {
            ledger,
            guard,
            languages: Languages::read(),
            names,
            questions,
            corrections: settings.corrections,
            correcting: Arc::default(),
            tallies: std::sync::Mutex::default(),
            permits: Arc::new(Semaphore::new(HANDLES)),
            cache: Cache::default(),
        });
        let address = format!("http://{}:{}/", host_of(at.ip()), at.port());
        tell(&format!("serving {} at {address} until Ctrl-C", crate::views::shown::shown_path(app.ledger.file())));
        tokio::spawn(warm(app.clone(), at.port()));
        if settings.open {
            open(&match &settings.token {
                Some(token) => {
                    let token = form_urlencoded::byte_serialize(token.as_bytes()).collect::<String>();
                    format!("{address}?token={token}")
                }
                None => address,
            });
        }
        axum::serve(listener, router(app)).await.context("the server ended")
    })
}

/// Makes the first pages before they are asked for: what is counted over all of a large ledger is counted once.
async fn warm(app: Arc<App>, port: u16) {
    let host = HeaderValue::from_str(&format!("127.0.0.1:{port}"));
    let headers: HeaderMap = host.into_iter().map(|host| (HOST, host)).collect();
    for (path, page) in routes::PAGES.iter().take(2) {
        respond(app.clone(), *page, String::new(), Uri::from_static(path), headers.clone()).await;
    }
}

/// Listens; beyond this machine only with a token.
async fn listen(settings: &Settings) -> Result<TcpListener> {
    let asked = &settings.address;
    let mut addresses = tokio::net::lookup_host(asked).await.ok().into_iter().flatten().peekable();
    if addresses.peek().is_none() {
        bail!("--address {asked}: write a host and a port, like 127.0.0.1:8321");
    }
    let addresses: Vec<SocketAddr> = addresses.collect();
    if settings.token.is_none() && addresses.iter().any(|address| !address.ip().is_loopback()) {
        bail!("--address {asked} can be reached from other machines: give --token, and encrypt by a proxy in front");
    }
    TcpListener::bind(addresses.as_slice())
        .await
        .map_err(|error| anyhow::anyhow!("cannot listen at {asked}: {error}; --address HOST:PORT names another"))
}

fn host_of(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) if ip.is_unspecified() => "127.0.0.1".into(),
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    }
}

/// Starts a browser; where none starts the address stands on the terminal.
fn open(address: &str) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let mut command = if cfg!(windows) {
        let mut command = std::process::Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else {
        std::process::Command::new(program)
    };
    if command.arg(address).stdout(Stdio::null()).spawn().is_err() {
        tell("no browser could be started: open that address in one");
    }
}

/// All addresses, behind what guards them.
pub fn router(app: Arc<App>) -> axum::Router {
    routes::router()
        .layer(from_fn_with_state(app.clone(), guarded))
        .layer(RequestBodyLimitLayer::new(BODY))
        .layer(RequestBodyTimeoutLayer::new(ARRIVAL))
        .layer(CatchPanicLayer::new())
        .with_state(app)
}

/// Refuses who may not ask; says to the browser what it may do with the rest.
async fn guarded(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let mut response = match refusal(&app, &request) {
        Err(Refused::Host) => plain(StatusCode::MISDIRECTED_REQUEST, "this server is not called by that name\n"),
        Err(_) => plain(StatusCode::UNAUTHORIZED, "a token is needed: open the address with ?token=… once\n"),
        Ok(Some(address)) => {
            let mut response = (StatusCode::SEE_OTHER, [("location", address)]).into_response();
            response.headers_mut().extend(app.guard.cookie().map(|cookie| (SET_COOKIE, cookie)));
            response
        }
        Ok(None) if request.uri().to_string().len() > ADDRESS => {
            plain(StatusCode::URI_TOO_LONG, "the address is too long\n")
        }
        Ok(None) => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        let name = HeaderName::from_static(name);
        // Assets may be kept for a day.
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    response
}

/// Whether a request is refused; the address to go on to, where it brought the token for the browser.
fn refusal(app: &App, request: &Request) -> Result<Option<String>, Refused> {
    app.guard.check_host(request.headers())?;
    let query = request.uri().query().unwrap_or_default();
    let given = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "token").map(|(_, value)| value);
    app.guard.check_token(request.headers(), given.as_deref())?;
    // Readers of feeds keep no cookie: what they ask for is answered.
    let is_page = !request.uri().path().starts_with("/feed.") && !request.uri().path().starts_with("/api/");
    if given.is_none() || !is_page || request.method() != Method::GET {
        return Ok(None);
    }
    let fields = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "token");
    let rest = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    // A path that begins with two slashes would be another host.
    let path = format!("/{}", request.uri().path().trim_start_matches('/'));
    Ok(Some(if rest.is_empty() { path } else { format!("{path}?{rest}") }))
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    (status, [("content-type", "text/plain; charset=utf-8")], text).into_response()
}

/// What answers an address.
pub type Page = fn(&Asked) -> Result<Answer, Trouble>;

/// Answers an address: from the cache, by its ETag, or by its function on a thread that may block.
async fn respond(app: Arc<App>, page: Page, name: String, uri: Uri, headers: HeaderMap) -> Response {
    // The token is no part of what is asked.
    let query: Vec<&str> =
        uri.query().unwrap_or_default().split('&').filter(|field| !field.starts_with("token=")).collect();
    let (address, wrong) = match Address::read(uri.path(), &query.join("&")) {
        Ok(address) => (address, None),
        Err(why) => (Address { path: uri.path().to_string(), ..Address::default() }, Some(why)),
    };
    let origin = app.guard.origin(&headers);
    let Ok(permit) = app.permits.clone().acquire_owned().await else {
        return plain(StatusCode::SERVICE_UNAVAILABLE, "the server ends\n");
    };
    let store = match app.ledger.borrow() {
        Ok(store) => store,
        Err(error) => return Trouble::Failed(error).answer(&app, &address).into_response(),
    };
    let interrupter = store.interrupter();
    let (shared, asked) = (app.clone(), address.clone());
    let known = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default().to_string();
    let work = move || {
        let speech = shared.languages.of(asked.language);
        let asked = Asked { app: &shared, store: &store, t: speech, at: &asked, name: &name, origin: &origin };
        let found = match wrong {
            Some(why) => Err(Trouble::Wrong(why)),
            None => answer_or_cached(&asked, page, &known),
        };
        let response = found.unwrap_or_else(|trouble| trouble.answer(&shared, asked.at).into_response());
        shared.ledger.give_back(store);
        drop(permit);
        response
    };
    let job = tokio::task::spawn_blocking(work);
    match tokio::time::timeout(PATIENCE, job).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => Trouble::Failed(anyhow::anyhow!("a fault of the program")).answer(&app, &address).into_response(),
        Err(_) => {
            // The thread ends at its next step in the file, and gives the handle back.
            interrupter.interrupt();
            Trouble::Slow.answer(&app, &address).into_response()
        }
    }
}

/// The answer, or that the browser has it.
fn answer_or_cached(asked: &Asked, page: Page, known: &str) -> Result<Response, Trouble> {
    let state = asked.store.state()?;
    // Feeds and documents name the host they were asked by.
    let tag = cache::tag(&[&state, asked.origin, &asked.at.here()]);
    if known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag || one.trim() == "*") {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response());
    }
    let answer = match asked.app.cache.get(&tag) {
        Some(answer) => answer,
        None => {
            let answer = Arc::new(page(asked)?);
            asked.app.cache.put(&tag, answer.clone());
            answer
        }
    };
    let mut response = Answer::clone(&answer).into_response();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(ETAG, tag);
    }
    Ok(response)
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert("content-type", HeaderValue::from_static(self.kind));
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
        response
    }
}
