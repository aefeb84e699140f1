//! A client of `attache mcp` for tests: lines of JSON over its standard input and output.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};

/// A server that runs, and a client of it that has begun.
pub struct Assistant {
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    asked: u64,
    /// What it answered to `initialize`.
    pub began: Value,
}

impl Drop for Assistant {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program in a folder.
pub fn program(folder: &Path, flags: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.current_dir(folder).env_remove("ATTACHE_LEDGER").arg("mcp").args(flags);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

impl Assistant {
    /// Begins with the ledger of a folder.
    pub fn start(folder: &Path, flags: &[&str]) -> Assistant {
        let mut child = program(folder, flags).spawn().unwrap();
        let (to, from) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let mut assistant = Assistant { child, to, from, asked: 0, began: Value::Null };
        let own = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "test", "version": "1" } });
        assistant.began = assistant.request("initialize", own)["result"].clone();
        assistant.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }).to_string());
        assistant
    }

    /// Sends a line.
    pub fn send(&mut self, line: &str) {
        let to = self.to.as_mut().unwrap();
        to.write_all(format!("{line}\n").as_bytes()).unwrap();
        to.flush().unwrap();
    }

    /// The next line, as it came.
    pub fn line(&mut self) -> String {
        let mut line = String::new();
        assert!(self.from.read_line(&mut line).unwrap() > 0, "the server ended");
        line
    }

    /// Asks; the whole answer.
    pub fn request(&mut self, method: &str, given: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": given }).to_string());
        let answer: Value = serde_json::from_str(&self.line()).unwrap();
        assert_eq!((&answer["jsonrpc"], &answer["id"]), (&json!("2.0"), &json!(id)), "{answer}");
        answer
    }

    /// Calls a tool; its whole result.
    pub fn call(&mut self, tool: &str, given: Value) -> Value {
        let answer = self.request("tools/call", json!({ "name": tool, "arguments": given }));
        assert!(answer["error"].is_null(), "{tool}: {answer}");
        answer["result"].clone()
    }

    /// Calls a tool that answers; its data.
    #[track_caller]
    pub fn data(&mut self, tool: &str, given: Value) -> Value {
        let result = self.call(tool, given);
        assert_eq!(result["isError"], false, "{tool}: {result}");
        assert!(!result["content"][0]["text"].as_str().unwrap().is_empty());
        let data = result["structuredContent"].clone();
        assert!(data["as_of"]["last_report"].is_string(), "{tool}: {}", data["as_of"]);
        assert!(data["as_of"].as_object().unwrap().contains_key("day"), "{tool}");
        data
    }

    /// Calls a tool that cannot; what it says of that.
    #[track_caller]
    pub fn trouble(&mut self, tool: &str, given: Value) -> String {
        let result = self.call(tool, given);
        assert_eq!(result["isError"], true, "{tool}: {result}");
        let text = result["content"][0]["text"].as_str().unwrap().to_string();
        assert_eq!(text.lines().count(), 1, "{text}");
        text
    }

    /// Ends its input; how it ended.
    pub fn end(mut self) -> ExitStatus {
        drop(self.to.take());
        self.child.wait().unwrap()
    }
}
