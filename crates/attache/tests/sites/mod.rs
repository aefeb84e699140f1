//! A site for tests: HTTP on a free port of this machine, answered by a closure.
//!
//! In: what each request is answered with. Out: [`Site`]: its address, and what it was asked. Ended with the test.

#![allow(dead_code)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A request.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    pub path: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// An answer.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Sent a byte at a time, with so long between.
    pub slow: Option<Duration>,
    /// Broken off before its end.
    pub broken: bool,
}

impl Reply {
    pub fn of(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Reply {
        Reply { status, headers: vec![("Content-Type".into(), kind.into())], body: body.into(), ..Reply::default() }
    }

    pub fn page(body: &str) -> Reply {
        Reply::of(200, "text/html; charset=utf-8", body)
    }

    pub fn to(location: &str) -> Reply {
        Reply { status: 302, ..Reply::default() }.with("Location", location)
    }

    pub fn status(status: u16) -> Reply {
        Reply { status, ..Reply::default() }
    }

    pub fn with(mut self, name: &str, value: &str) -> Reply {
        self.headers.push((name.into(), value.into()));
        self
    }
}

/// A site that runs.
pub struct Site {
    pub address: SocketAddr,
    scheme: &'static str,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Site {
    /// Answers every request by `answer`.
    pub fn start(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Site {
        Site::start_with(None, answer)
    }

    /// The same, secured.
    pub fn start_secured(
        how: Arc<rustls::ServerConfig>,
        answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static,
    ) -> Site {
        Site::start_with(Some(how), answer)
    }

    fn start_with(
        how: Option<Arc<rustls::ServerConfig>>,
        answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static,
    ) -> Site {
        let scheme = if how.is_some() { "https" } else { "http" };
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let (log, answer) = (asked.clone(), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer, how) = (log.clone(), answer.clone(), how.clone());
                std::thread::spawn(move || {
                    let _ = stream.set_read_timeout(Some(Duration::from_secs(20)));
                    let serve = |stream: &mut dyn Stream| -> Option<()> {
                        let request = read(stream)?;
                        log.lock().unwrap().push(request.clone());
                        write(stream, &request, &answer(&request)).ok()
                    };
                    match how {
                        None => drop(serve(&mut { stream })),
                        Some(how) => {
                            let connection = rustls::ServerConnection::new(how).unwrap();
                            let mut stream = rustls::StreamOwned::new(connection, stream);
                            if serve(&mut stream).is_some() {
                                stream.conn.send_close_notify();
                                let _ = stream.flush();
                            }
                        }
                    }
                });
            }
        });
        Site { address, scheme, asked }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}://{}{path}", self.scheme, self.address)
    }

    /// What it was asked, in order: "GET /a".
    pub fn log(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(|asked| format!("{} {}", asked.method, asked.path)).collect()
    }

    /// How often a path was asked for.
    pub fn count(&self, path: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|asked| asked.path == path).count()
    }

    /// The requests for a path.
    pub fn requests(&self, path: &str) -> Vec<Asked> {
        self.asked.lock().unwrap().iter().filter(|asked| asked.path == path).cloned().collect()
    }
}

trait Stream: Read + Write {}
impl<S: Read + Write> Stream for S {}

fn read(stream: &mut dyn Stream) -> Option<Asked> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split(' ').map(str::to_string);
    let (method, path) = (words.next()?, words.next()?);
    let mut headers = Vec::new();
    loop {
        line.clear();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_lowercase(), value.trim().to_string()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, value)| value.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    Some(Asked { method, path, headers, body })
}

fn write(stream: &mut dyn Stream, asked: &Asked, reply: &Reply) -> std::io::Result<()> {
    let mut head = format!("HTTP/1.1 {} X\r\nConnection: close\r\n", reply.status);
    if reply.status != 304 {
        let more = if reply.broken { 1000 } else { 0 };
        head += &format!("Content-Length: {}\r\n", reply.body.len() + more);
    }
    reply.headers.iter().for_each(|(name, value)| head += &format!("{name}: {value}\r\n"));
    stream.write_all(format!("{head}\r\n").as_bytes())?;
    if asked.method == "HEAD" || reply.status == 304 {
        return Ok(());
    }
    match reply.slow {
        None => stream.write_all(&reply.body),
        Some(pause) => {
            for byte in &reply.body {
                stream.write_all(&[*byte])?;
                std::thread::sleep(pause);
            }
            Ok(())
        }
    }
}

/// Runs the program in a folder, allowed to reach these sites alone.
pub fn attache(folder: &Path, sites: &[&Site], arguments: &[&str]) -> Output {
    command(folder, sites, arguments).output().unwrap()
}

/// The same, to be begun.
pub fn command(folder: &Path, sites: &[&Site], arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.current_dir(folder).env_remove("ATTACHE_LEDGER").args(arguments);
    for site in sites {
        command.arg("--allow-address").arg(site.address.to_string());
    }
    if !sites.is_empty() {
        command.args(["--pause", "0"]);
    }
    command
}

pub fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A page with one report of a day.
pub fn report(headline: &str, day: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>{headline}</title><meta property=\"article:published_time\" content=\"{day}\">\
         <meta property=\"og:site_name\" content=\"The Harbour Courier\"></head><body><article><h1>{headline}</h1>{}</article></body></html>",
        body.split("\n\n").map(|paragraph| format!("<p>{paragraph}</p>")).collect::<String>()
    )
}
