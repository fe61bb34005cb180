//! The installed Chromium, spoken to in its own protocol over two pipes.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Chromium reads commands from descriptor 3 and answers on descriptor 4.
const PIPES: &str = "exec \"$0\" \"$@\" 3<&0 4>&1 0</dev/null 1>&2 2>/dev/null";
/// Quiet, without a network of its own, and with nothing of the person's.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
];
const DEBIAN: &str = "/usr/bin/chromium";

/// A browser with one open tab. It ends with this value.
pub(super) struct Browser {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    last: i64,
    session: Option<String>,
    /// What the tab said meanwhile: events in the order in which they came.
    events: Vec<Value>,
}

impl Browser {
    /// The program named by JISHI_CHROMIUM, or Debian's.
    #[expect(clippy::disallowed_methods, reason = "the command reads where the browser is, once")]
    pub(super) fn find() -> Result<PathBuf> {
        let told = std::env::var_os("JISHI_CHROMIUM").map(PathBuf::from);
        let program = told.unwrap_or_else(|| PathBuf::from(DEBIAN));
        if !program.is_file() {
            bail!(
                "{} is not there. Install Chromium (apt-get install chromium fonts-noto-cjk) or \
                 say where it is by JISHI_CHROMIUM",
                program.display()
            );
        }
        Ok(program)
    }

    /// Starts it with a fresh profile in a folder.
    pub(super) fn start(program: &Path, profile: &Path) -> Result<Self> {
        let mut shell = Command::new("sh");
        shell.args(["-c", PIPES]).arg(program).args(FLAGS);
        shell.arg(format!("--user-data-dir={}", profile.display()));
        shell.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = shell.spawn().context("starting the browser")?;
        let to = child.stdin.take().context("no way to the browser")?;
        let from = child.stdout.take().map(BufReader::new).context("no way from the browser")?;
        let mut browser = Self { child, to, from, last: 0, session: None, events: Vec::new() };
        let target = browser.tell("Target.createTarget", json!({ "url": "about:blank" }))?;
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = browser.tell("Target.attachToTarget", attach)?;
        browser.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.tell(&format!("{domain}.enable"), json!({}))?;
        }
        Ok(browser)
    }

    /// Gives a command and waits for its answer.
    pub(super) fn tell(&mut self, method: &str, params: Value) -> Result<Value> {
        self.last += 1;
        let id = self.last;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.to.write_all(message.to_string().as_bytes())?;
        self.to.write_all(b"\0")?;
        self.to.flush()?;
        loop {
            let heard = self.hear()?;
            if heard["id"] == id {
                if let Some(error) = heard.get("error") {
                    bail!("the browser refuses {method}: {error}");
                }
                return Ok(heard["result"].clone());
            }
            self.events.push(heard);
        }
    }

    fn hear(&mut self) -> Result<Value> {
        let mut bytes = Vec::new();
        self.from.read_until(0, &mut bytes)?;
        if bytes.pop() != Some(0) {
            bail!("the browser has ended");
        }
        Ok(serde_json::from_slice(&bytes)?)
    }

    /// Waits until the tab has said this; gives everything that it said since the last time.
    pub(super) fn wait_for(&mut self, event: &str) -> Result<Vec<Value>> {
        while !self.events.iter().any(|said| said["method"] == event) {
            let heard = self.hear()?;
            self.events.push(heard);
        }
        Ok(std::mem::take(&mut self.events))
    }

    /// What was said and nobody waited for.
    pub(super) fn take_events(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.events)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// What Base64 stands for (RFC 4648, with padding).
pub(super) fn read_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut kept, mut bits) = (0_u32, 0_u32);
    for letter in text.bytes().take_while(|letter| *letter != b'=') {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        kept = (kept << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((kept >> bits) & 0xFF).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::read_base64;

    #[test]
    fn base64_is_read() {
        for (text, bytes) in
            [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYmFy", "foobar")]
        {
            assert_eq!(read_base64(text).as_deref(), Some(bytes.as_bytes()));
        }
        assert_eq!(read_base64("Zm9v\n"), None);
    }
}
