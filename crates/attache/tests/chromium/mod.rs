//! A browser for tests: Chromium, steered by WebDriver (W3C).
//!
//! In: nothing. Out: [`Browser`], with a profile of its own; or a line on why there is none, and the test is skipped. As much of WebDriver as the tests need is a page of JSON over HTTP;
//! crates for it bring a hundred others.

use super::serving::request;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a page may take to become what is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser that runs.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
    _profile: tempfile::TempDir,
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() && !std::thread::panicking() {
            let _ = self.send("DELETE", "", &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Says why tests are skipped, where the tests' own capture does not hide it.
fn skip(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped, no browser: {why}");
}

/// Installs what is absent; the folder of axe-core. `None`, with a line that says why, where it cannot be.
pub fn install() -> Option<PathBuf> {
    static INSTALLED: std::sync::OnceLock<Option<PathBuf>> = std::sync::OnceLock::new();
    let install = || {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let into = Path::new(env!("CARGO_TARGET_TMPDIR")).join("axe");
        let done = Command::new("bash").arg(here.join("tests/chromium/install.sh")).arg(&into).output();
        match done {
            Ok(done) if done.status.success() => Some(into.join("package")),
            Ok(done) => {
                skip(String::from_utf8_lossy(&done.stderr).trim());
                None
            }
            Err(error) => {
                skip(&format!("no bash to install a browser with: {error}"));
                None
            }
        }
    };
    INSTALLED.get_or_init(install).clone()
}

impl Browser {
    /// Starts one; without scripts where they are not wanted. `None` where none can be had.
    pub fn start(scripts: bool) -> Option<Browser> {
        install()?;
        let mut driver =
            Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let mut told = BufReader::new(driver.stdout.take()?);
        let mut line = String::new();
        let port = loop {
            line.clear();
            if told.read_line(&mut line).ok()? == 0 {
                skip("chromedriver did not start");
                return None;
            }
            if let Some((_, rest)) = line.split_once("started successfully on port ") {
                break rest.trim().trim_end_matches('.').parse().ok()?;
            }
        };
        std::thread::spawn(move || std::io::copy(&mut told, &mut std::io::sink()));
        let profile = tempfile::tempdir().ok()?;
        let folder = format!("--user-data-dir={}", profile.path().display());
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,1000",
            &folder,
        ];
        let preferences =
            if scripts { json!({}) } else { json!({ "profile.managed_default_content_settings.javascript": 2 }) };
        let wanted = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": { "args": arguments, "prefs": preferences } } } });
        let mut browser = Browser { driver, port, session: String::new(), _profile: profile };
        let begun = browser.send("POST", "/session", &wanted);
        let Some(session) = begun["sessionId"].as_str() else {
            skip(&format!("chromium did not start: {begun}"));
            return None;
        };
        browser.session = format!("/session/{session}");
        Some(browser)
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Value {
        let path = format!("{}{path}", self.session);
        let host = format!("localhost:{}", self.port);
        let headers = [("Host", host.as_str()), ("Content-Type", "application/json")];
        let text = if body.is_null() { String::new() } else { body.to_string() };
        let answer = request(self.port, method, &path, &headers, &text);
        serde_json::from_str::<Value>(&answer.body).unwrap_or_default()["value"].take()
    }

    #[track_caller]
    fn done(&self, path: &str, body: &Value) -> Value {
        let value = self.send("POST", path, body);
        assert!(value["error"].is_null(), "{path} {body}: {value}");
        value
    }

    /// Opens an address.
    #[track_caller]
    pub fn open(&self, address: &str) {
        self.done("/url", &json!({ "url": address }));
    }

    /// The page as the browser itself saves it, as one file of MHTML.
    #[track_caller]
    pub fn saved(&self) -> String {
        let asked = json!({ "cmd": "Page.captureSnapshot", "params": { "format": "mhtml" } });
        self.done("/goog/cdp/execute", &asked)["data"].as_str().expect("MHTML").to_string()
    }

    /// The page as the browser prints it, as a PDF in base 64.
    #[track_caller]
    pub fn printed(&self) -> String {
        let asked = json!({ "cmd": "Page.printToPDF", "params": { "displayHeaderFooter": true } });
        self.done("/goog/cdp/execute", &asked)["data"].as_str().expect("a PDF").to_string()
    }

    /// Shows pages as they are printed, on paper that is so many CSS pixels wide between its margins.
    #[track_caller]
    pub fn on_paper(&self, width: u32) {
        let media = json!({ "cmd": "Emulation.setEmulatedMedia", "params": { "media": "print" } });
        let size = json!({ "width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": false });
        let size = json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": size });
        [media, size].iter().for_each(|asked| drop(self.done("/goog/cdp/execute", asked)));
    }

    /// An element, once it is there.
    #[track_caller]
    fn find(&self, selector: &str) -> String {
        let begin = Instant::now();
        loop {
            let found = self.send("POST", "/element", &json!({ "using": "css selector", "value": selector }));
            if let Some(id) = found.as_object().and_then(|found| found.values().next()).and_then(Value::as_str)
                && found["error"].is_null()
            {
                return id.to_string();
            }
            assert!(begin.elapsed() < PATIENCE, "{selector} is not there: {}", self.text("main"));
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Waits until an element is there.
    #[track_caller]
    pub fn wait(&self, selector: &str) {
        self.find(selector);
    }

    /// Clicks, as soon as it can be.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        let id = self.find(selector);
        self.done(&format!("/element/{id}/click"), &json!({}));
    }

    /// Types into a field.
    #[track_caller]
    pub fn fill(&self, selector: &str, text: &str) {
        let id = self.find(selector);
        self.done(&format!("/element/{id}/clear"), &json!({}));
        self.done(&format!("/element/{id}/value"), &json!({ "text": text }));
    }

    /// Presses keys, one after another, wherever the focus is.
    #[track_caller]
    pub fn press(&self, keys: &[&str]) {
        let actions: Vec<Value> = keys
            .iter()
            .flat_map(|key| [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })])
            .collect();
        self.done("/actions", &json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] }));
    }

    /// The text of an element; empty where there is none.
    pub fn text(&self, selector: &str) -> String {
        let found = self.send("POST", "/element", &json!({ "using": "css selector", "value": selector }));
        let Some(id) = found.as_object().and_then(|found| found.values().next()).and_then(Value::as_str) else {
            return String::new();
        };
        self.send("GET", &format!("/element/{id}/text"), &Value::Null).as_str().unwrap_or_default().to_string()
    }

    /// What a script gives.
    #[track_caller]
    pub fn run(&self, script: &str) -> Value {
        self.done("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// What a script hands to the function it is given last.
    #[track_caller]
    pub fn run_later(&self, script: &str) -> Value {
        self.done("/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Where it is.
    pub fn address(&self) -> String {
        self.send("GET", "/url", &Value::Null).as_str().unwrap_or_default().to_string()
    }

    /// Waits until an address holds something.
    #[track_caller]
    pub fn wait_for_address(&self, part: &str) {
        let begin = Instant::now();
        while !self.address().contains(part) {
            assert!(begin.elapsed() < PATIENCE, "{} has no {part}", self.address());
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}
