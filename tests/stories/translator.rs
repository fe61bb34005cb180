//! A server beside the market that speaks LibreTranslate's JSON, as far as a story needs it.

use super::program::Place;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

/// What readers see beside what it made.
pub(super) const NAME: &str = "Apertium";

/// It answers until its story ends.
pub(super) struct Translator {
    at: SocketAddr,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Translator {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let at = listener.local_addr().expect("its address");
        let is_over = Arc::new(AtomicBool::new(false));
        let ends = is_over.clone();
        let thread = std::thread::spawn(move || {
            for asked in listener.incoming().map_while(Result::ok) {
                if ends.load(Ordering::Relaxed) {
                    return;
                }
                // A market that is killed hears no answer.
                let _ = answer(asked);
            }
        });
        Self { at, is_over, thread: Some(thread) }
    }

    /// Tells the market of this place where it is.
    pub(super) fn serve(&self, place: &Place) {
        let told = format!("[translator]\naddress = \"http://{}\"\nname = \"{NAME}\"\n", self.at);
        place.configure(&told);
    }
}

impl Drop for Translator {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        // Wakes it, so that it sees that it is over.
        drop(TcpStream::connect(self.at));
        if let Some(thread) = self.thread.take() {
            // What went wrong in it is told already.
            let _ = thread.join();
        }
    }
}

/// What it makes of a text: the text in brackets, after the language's sign.
pub(super) fn made_of(text: &str, to: &str) -> String {
    format!("[{to}] {text}")
}

fn answer(asked: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(asked);
    let mut bytes = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? <= 2 {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            bytes = value.trim().parse().unwrap_or_default();
        }
    }
    let mut body = vec![0; bytes];
    reader.read_exact(&mut body)?;
    let question: Value = serde_json::from_slice(&body).unwrap_or_default();
    let told = |member: &str| question[member].as_str().unwrap_or_default();
    let made = json!({ "translatedText": made_of(told("q"), told("target")),
        "detectedLanguage": { "language": "sv", "confidence": 90 } });
    let made = made.to_string();
    let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/json";
    write!(reader.into_inner(), "{head}\r\ncontent-length: {}\r\n\r\n{made}", made.len())
}
