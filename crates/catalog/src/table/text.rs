//! Texts in the encodings that spreadsheets write: UTF-8 with or without a mark, UTF-16 and GBK.

use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// Bytes read at a time.
const PIECE: usize = 64 * 1024;
/// Bytes that tell which half of UTF-16 comes first, and which mark sets the columns apart.
const LOOK: usize = 4 * 1024;

/// A file as UTF-8, whatever it is written in.
pub(super) struct Decoded {
    file: BufReader<File>,
    decoder: Decoder,
    raw: Vec<u8>,
    ready: Vec<u8>,
    at: usize,
    is_over: bool,
}

/// Opens a text file and finds out what it is written in: by its mark; UTF-16 by its zeros; UTF-8
/// if all of it is that; else GBK.
pub(super) fn open(path: &Path) -> io::Result<Decoded> {
    let mut file = File::open(path)?;
    let encoding = encoding_of(&mut file)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(Decoded {
        file: BufReader::with_capacity(PIECE, file),
        decoder: encoding.new_decoder_with_bom_removal(),
        raw: vec![0; PIECE],
        ready: Vec::new(),
        at: 0,
        is_over: false,
    })
}

fn encoding_of(file: &mut File) -> io::Result<&'static Encoding> {
    let mut head = vec![0; LOOK];
    let count = fill(file, &mut head)?;
    head.truncate(count);
    if let Some((encoding, _)) = Encoding::for_bom(&head) {
        return Ok(encoding);
    }
    // Latin letters and marks have a zero beside them in UTF-16.
    let zeros = |odd: usize| {
        let halves = head.iter().enumerate();
        halves.filter(|(nth, byte)| nth % 2 == odd && **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd > count / 16 && even == 0 {
        return Ok(UTF_16LE);
    }
    if even > count / 16 && odd == 0 {
        return Ok(UTF_16BE);
    }
    file.seek(SeekFrom::Start(0))?;
    if is_utf_8(file)? { Ok(UTF_8) } else { Ok(GB18030) }
}

fn is_utf_8(file: &mut File) -> io::Result<bool> {
    let mut held: Vec<u8> = Vec::with_capacity(PIECE + 4);
    let mut piece = vec![0; PIECE];
    loop {
        let count = fill(file, &mut piece)?;
        held.extend_from_slice(&piece[..count]);
        match std::str::from_utf8(&held) {
            Ok(_) => held.clear(),
            // A character may be cut by the end of a piece, not by the end of the file.
            Err(error) if error.error_len().is_none() && count > 0 => {
                held.drain(..error.valid_up_to());
            }
            Err(_) => return Ok(false),
        }
        if count == 0 {
            return Ok(held.is_empty());
        }
    }
}

fn fill(file: &mut impl Read, piece: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while count < piece.len() {
        match file.read(&mut piece[count..])? {
            0 => break,
            more => count += more,
        }
    }
    Ok(count)
}

impl Decoded {
    fn refill(&mut self) -> io::Result<()> {
        let count = self.file.read(&mut self.raw)?;
        self.is_over = count == 0;
        self.ready.resize(count * 3 + 16, 0);
        let (mut from, mut to) = (0, 0);
        loop {
            let raw = &self.raw[from..count];
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(raw, &mut self.ready[to..], self.is_over);
            (from, to) = (from + read, to + written);
            match result {
                CoderResult::InputEmpty => break,
                CoderResult::OutputFull => self.ready.resize(self.ready.len() + PIECE, 0),
            }
        }
        self.ready.truncate(to);
        self.at = 0;
        Ok(())
    }
}

impl Read for Decoded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.ready.len() {
            if self.is_over {
                return Ok(0);
            }
            self.refill()?;
        }
        let count = into.len().min(self.ready.len() - self.at);
        into[..count].copy_from_slice(&self.ready[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// The mark that sets columns apart: the one that stands most often in the first line with
/// anything in it, outside of quotes.
pub(super) fn delimiter(path: &Path) -> io::Result<u8> {
    let mut head = vec![0; LOOK * 4];
    let count = fill(&mut open(path)?, &mut head)?;
    let line = head[..count].split(|byte| *byte == b'\n').find(|line| line.len() > 1);
    let (mut counts, mut is_quoted) = ([0_usize; 4], false);
    const MARKS: [u8; 4] = [b',', b';', b'\t', b'|'];
    for byte in line.unwrap_or_default() {
        match MARKS.iter().position(|mark| mark == byte) {
            _ if *byte == b'"' => is_quoted = !is_quoted,
            Some(nth) if !is_quoted => counts[nth] += 1,
            _ => {}
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    Ok(MARKS[counts.iter().position(|count| *count == most).unwrap_or(0)])
}
