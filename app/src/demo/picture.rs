//! Photos for the fresh firms: knitwear, drawn stitch by stitch.

use anyhow::{Context, Result};
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

/// Pixels of a stitch on each side.
const STITCH: u32 = 24;
/// Stitches in a row, and rows.
const SIZE: (u32, u32) = (40, 30);
/// Fine enough for wool.
const QUALITY: u8 = 88;
/// A band of the pattern: `#` is the second yarn, `+` the third. It repeats sideways.
const BANDS: &[&str] = &[
    "....................",
    "#.#.#.#.#.#.#.#.#.#.",
    "....................",
    "..+.......+.......+.",
    ".+++.....+++.....+++",
    "+++++...+++++...++++",
    ".+++..#..+++..#..+++",
    "..+..###..+..###..+.",
    "....#####...#####...",
    ".....###.....###....",
    "......#.......#.....",
    "....................",
    "++..++..++..++..++..",
    "..++..++..++..++..++",
    "....................",
];

/// Three colours.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Yarn([Rgb<u8>; 3]);

impl Yarn {
    /// For the socks of 兰花, the orchid.
    pub(crate) const ORCHID: Self =
        Self([Rgb([244, 238, 230]), Rgb([146, 62, 122]), Rgb([74, 107, 83])]);
    /// For gloves.
    pub(crate) const EMBER: Self =
        Self([Rgb([92, 32, 36]), Rgb([236, 190, 120]), Rgb([214, 106, 62])]);
    /// For beanies.
    pub(crate) const NIGHT: Self =
        Self([Rgb([32, 44, 70]), Rgb([225, 230, 236]), Rgb([120, 160, 200])]);
    /// For hiking socks.
    pub(crate) const FOREST: Self =
        Self([Rgb([66, 84, 66]), Rgb([222, 208, 176]), Rgb([176, 74, 50])]);
}

/// A JPEG of knitted bands.
pub(crate) fn knit(yarn: Yarn) -> Result<Vec<u8>> {
    let (across, down) = SIZE;
    let picture =
        RgbImage::from_fn(across * STITCH, down * STITCH, |x, y| shade(colour(yarn, x, y), x, y));
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    picture.write_with_encoder(encoder).context("drawing a photo")?;
    Ok(bytes)
}

/// How far down the middle of a stitch hangs at this column: both legs of a V.
fn hang(x: u32) -> u32 {
    let half = STITCH / 2;
    let across = x % STITCH;
    if across < half { across } else { STITCH - 1 - across }
}

fn colour(Yarn([ground, second, third]): Yarn, x: u32, y: u32) -> Rgb<u8> {
    let row = (y + STITCH - hang(x)) / STITCH;
    let bands = BANDS.len();
    let band = BANDS[usize::try_from(row).unwrap_or(0) % bands].as_bytes();
    match band[usize::try_from(x / STITCH).unwrap_or(0) % band.len()] {
        b'#' => second,
        b'+' => third,
        _ => ground,
    }
}

/// Darker between the legs and at the end of a stitch.
fn shade(Rgb(colour): Rgb<u8>, x: u32, y: u32) -> Rgb<u8> {
    let down = (y + STITCH - hang(x)) % STITCH;
    let edge = down.min(STITCH - 1 - down).min(hang(x) + 1).min(6);
    let percent = 76 + 4 * edge;
    let part = |value: u8| u8::try_from(u32::from(value) * percent / 100).unwrap_or(u8::MAX);
    Rgb(colour.map(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawn_photo_is_a_photo() {
        let jpeg = knit(Yarn::ORCHID).expect("a picture");
        let read = image::load_from_memory(&jpeg).expect("a JPEG");
        assert_eq!((read.width(), read.height()), (960, 720));
    }
}
