//! A server of the program's, for tests, and HTTP as far as they need it.
//!
//! In: a folder, flags. Out: [`Server`]: `attache serve` at a free port, ended with the test; [`Server::get`] a page of it.

#![allow(dead_code)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A server that runs.
pub struct Server {
    child: Child,
    pub port: u16,
}

/// What it answered.
pub struct Response {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Serves the ledger of a folder.
    pub fn start(folder: &Path, flags: &[&str]) -> Server {
        Server::start_with(folder, flags, &[])
    }

    /// The same with variables of the environment.
    pub fn start_with(folder: &Path, flags: &[&str], variables: &[(&str, &str)]) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        command
            .current_dir(folder)
            .env_remove("ATTACHE_LEDGER")
            .envs(variables.iter().copied())
            .args(["serve", "--address", "127.0.0.1:0"])
            .args(flags);
        let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let mut told = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        let port = loop {
            line.clear();
            assert!(told.read_line(&mut line).unwrap() > 0, "the server ended before it said where it listens");
            if let Some((_, rest)) = line.split_once("http://127.0.0.1:") {
                break rest.split('/').next().unwrap().parse().unwrap();
            }
        };
        // What it says later is read, so that it never waits for us.
        std::thread::spawn(move || std::io::copy(&mut told, &mut std::io::sink()));
        Server { child, port }
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Gets a page.
    pub fn get(&self, path: &str) -> Response {
        self.ask("GET", path, &[("Host", &self.host())], "")
    }

    /// Sends a form as a page of ours does.
    pub fn post(&self, path: &str, form: &[(&str, &str)], origin: &str) -> Response {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let headers = [
            ("Host", self.host()),
            ("Origin", origin.into()),
            ("Content-Type", "application/x-www-form-urlencoded".into()),
        ];
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.ask("POST", path, &headers, &body)
    }

    /// Asks anything.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Response {
        request(self.port, method, path, headers, body)
    }
}

/// One request, one answer.
pub fn request(port: u16, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Response {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    headers.iter().for_each(|(name, value)| head += &format!("{name}: {value}\r\n"));
    stream.write_all(format!("{head}\r\n{body}").as_bytes()).unwrap();
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let status = line.split(' ').nth(1).unwrap_or_default().parse().unwrap_or(0);
    let mut headers = Vec::new();
    loop {
        line.clear();
        reader.read_line(&mut line).unwrap();
        let Some((name, value)) = line.trim_end().split_once(": ").or_else(|| line.trim_end().split_once(':')) else {
            break;
        };
        headers.push((name.to_lowercase(), value.to_string()));
    }
    let length: Option<usize> =
        headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, value)| value.parse().ok());
    let mut bytes = Vec::new();
    match length {
        Some(length) => {
            bytes.resize(length, 0);
            reader.read_exact(&mut bytes).unwrap();
        }
        None if status == 304 => {}
        None => {
            reader.read_to_end(&mut bytes).unwrap();
        }
    }
    Response { status, headers, body: String::from_utf8_lossy(&bytes).into_owned() }
}

impl Response {
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }

    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        assert_eq!(self.status, 200, "{}", self.body);
        serde_json::from_str(&self.body).unwrap()
    }
}

pub fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// A folder with a ledger of the examples.
pub fn kept() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    keep_in(folder.path());
    folder
}

/// The same in a folder that is there.
pub fn keep_in(folder: &Path) {
    std::fs::create_dir(folder.join("captures")).unwrap();
    for file in std::fs::read_dir(examples()).unwrap().flatten() {
        std::fs::copy(file.path(), folder.join("captures").join(file.file_name())).unwrap();
    }
    run(folder, &["add", "--captures", "captures/captures.csv", "captures"]);
}

/// Runs the program; what it printed.
#[track_caller]
pub fn run(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    let output = command.current_dir(folder).env_remove("ATTACHE_LEDGER").args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The first thing of a list of the API that fits.
#[track_caller]
pub fn find(server: &Server, list: &str, fits: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
    let items = server.get(list).json();
    let items = items["items"].as_array().unwrap();
    items.iter().find(|item| fits(item)).unwrap_or_else(|| panic!("{list}")).clone()
}

/// The id of Russia's recognition of 3 July 2025.
#[track_caller]
pub fn recognition(server: &Server) -> String {
    let fits = |line: &serde_json::Value| line["rung"] == "recog_gov" && line["modality"] == "done";
    find(server, "/api/v1/positions?holder=rus&toward=Taliban", fits)["id"].as_str().unwrap().to_string()
}

/// One address of each kind of page.
pub fn kinds(server: &Server) -> Vec<String> {
    let first = |list: &str| find(server, list, |_| true)["id"].as_str().unwrap().to_string();
    let outlet = find(server, "/api/v1/outlets", |_| true)["name"].as_str().unwrap().replace(' ', "%20");
    let story = find(server, "/api/v1/stories", |story| story["reports"].as_u64() > Some(2));
    let mut pages: Vec<String> = [
        "/",
        "/matrix",
        "/timeline",
        "/timeline?about=rus&from=2024-01-01&to=2025-12-31",
        "/map?toward=Taliban",
        "/search",
        "/search?q=Has+China+recognised+the+Taliban%3F",
        "/search?q=embassy+Kabul",
        "/diff?from=2025-07-03&to=2025-07-06",
        "/parties",
        "/people",
        "/statements",
        "/stories",
        "/outlets",
        "/reports",
        "/contradictions",
        "/party/rus",
        "/party/grp-taliban",
        "/corrections",
    ]
    .map(String::from)
    .to_vec();
    pages.push(format!("/entry/{}", recognition(server)));
    pages.push(format!("/entry/{}", first("/api/v1/events")));
    pages.push(format!("/statement/{}", first("/api/v1/statements")));
    pages.push(format!("/contradiction/{}", first("/api/v1/contradictions")));
    pages.push(format!("/person/{}", first("/api/v1/people")));
    pages.push(format!(
        "/report/{}?layers=chosen&layer=position&layer=event&layer=figure&layer=statement&layer=party",
        first("/api/v1/reports")
    ));
    pages.push(format!("/outlet/{outlet}"));
    pages.push(format!("/story/{}", story["id"].as_str().unwrap()));
    pages
}
