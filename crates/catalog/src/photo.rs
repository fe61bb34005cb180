//! Photos: checked, decoded, encoded anew, and kept as files under their hash.
//!
//! What people send is never kept: only pixels survive, so no place, camera or hidden program does.

use crate::model::{CatalogRefusal, Photo};
use anyhow::Context;
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage};
use kernel::{Outcome, Stop};
use sha2::{Digest, Sha256};
use std::io::Cursor;
use std::sync::{Mutex, PoisonError};
use web::Files;

/// What a phone's camera makes fits; a picture for print does not.
pub(crate) const UPLOAD_MOST_BYTES: usize = 8 * 1024 * 1024;
/// The same, as a sentence says it.
const UPLOAD_MOST_MB: i64 = 8;
/// No camera of a small firm makes more pixels on a side.
const SIDE_MOST: u32 = 10_000;
/// A decoded picture takes no more memory than this; a bomb would.
const MEMORY_MOST_BYTES: u64 = 128 * 1024 * 1024;
/// Fills a page at a desk.
const PHOTO_SIDE: u32 = 1_200;
/// Fills a phone's width, and a large card at a desk.
const CARD_SIDE: u32 = 640;
/// Fills a card of a list, on a screen of two dots a pixel.
const THUMB_SIDE: u32 = 320;
/// No difference is seen above it, and files grow fast.
const JPEG_QUALITY: u8 = 85;

/// One picture is decoded at a time, so that many at once take no more memory than one.
static DECODING: Mutex<()> = Mutex::new(());

/// Takes a picture that somebody sent and keeps it with a small one beside it, durable before this
/// returns. Blocks for as long as decoding takes.
pub fn keep_photo(files: &dyn Files, sent: &[u8]) -> Outcome<Photo> {
    let picture = read(sent)?;
    let (width, height) = picture.dimensions();
    let photo = jpeg(&picture)?;
    let picture = shrink(DynamicImage::ImageRgb8(picture), CARD_SIDE);
    let card = jpeg(&picture.to_rgb8())?;
    let thumb = jpeg(&shrink(picture, THUMB_SIDE).to_rgb8())?;
    let hash: [u8; 32] = Sha256::digest(&photo).into();
    let name = name_of(&hash);
    files.keep(&format!("{name}-thumb.jpg"), &thumb)?;
    files.keep(&format!("{name}-card.jpg"), &card)?;
    files.keep(&format!("{name}.jpg"), &photo)?;
    Ok(Photo { hash, width: width.into(), height: height.into() })
}

/// The bytes of a kept photo by its name: 64 hexadecimal digits, with `-card` or `-thumb` behind
/// them for the smaller ones. One that was kept before there were cards shows itself whole.
pub(crate) fn find_photo(files: &dyn Files, name: &str) -> Outcome<Vec<u8>> {
    let digits = ["-thumb", "-card"].iter().find_map(|size| name.strip_suffix(size));
    let digits = digits.unwrap_or(name);
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if digits.len() != 64 || !digits.bytes().all(is_digit) {
        return Err(Stop::Absent);
    }
    files.find(&format!("{name}.jpg")).or_else(|stop| match stop {
        Stop::Absent if name.ends_with("-card") => find_photo(files, digits),
        stop => Err(stop),
    })
}

/// The hash as 64 hexadecimal digits.
pub fn name_of(hash: &[u8; 32]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Decodes what was sent to a picture of at most `PHOTO_SIDE`, upright, on white.
fn read(sent: &[u8]) -> Result<RgbImage, CatalogRefusal> {
    if sent.len() > UPLOAD_MOST_BYTES {
        return Err(CatalogRefusal::PhotoTooLarge { most: UPLOAD_MOST_MB });
    }
    let format = image::guess_format(sent).ok();
    let known = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
    let format =
        format.filter(|format| known.contains(format)).ok_or(CatalogRefusal::PhotoWrongKind)?;
    if format == ImageFormat::Jpeg && !is_whole_jpeg(sent) {
        return Err(CatalogRefusal::PhotoBroken);
    }
    let _turn = DECODING.lock().unwrap_or_else(PoisonError::into_inner);
    let (picture, orientation) = decode(sent, format)?;
    let mut picture = shrink(picture, PHOTO_SIDE);
    picture.apply_orientation(orientation);
    Ok(on_white(picture))
}

fn decode(sent: &[u8], format: ImageFormat) -> Result<(DynamicImage, Orientation), CatalogRefusal> {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(SIDE_MOST);
    limits.max_image_height = Some(SIDE_MOST);
    limits.max_alloc = Some(MEMORY_MOST_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(sent), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| refusal(&error))?;
    if decoder.total_bytes() > MEMORY_MOST_BYTES {
        return Err(CatalogRefusal::PhotoTooManyPixels { most: SIDE_MOST.into() });
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(|error| refusal(&error))?;
    Ok((picture, orientation))
}

fn refusal(error: &ImageError) -> CatalogRefusal {
    match error {
        ImageError::Limits(_) => CatalogRefusal::PhotoTooManyPixels { most: SIDE_MOST.into() },
        _ => CatalogRefusal::PhotoBroken,
    }
}

/// Whether the scan of a JPEG has an end; the decoder would paint what is missing grey. The
/// segments before the scan are stepped over, since a small picture in one has an end of its own.
fn is_whole_jpeg(sent: &[u8]) -> bool {
    let mut at = 2;
    while let Some(&[0xff, marker, high, low]) = sent.get(at..at + 4) {
        if marker == 0xff {
            // A byte to fill up.
            at += 1;
            continue;
        }
        if marker == 0xda {
            return sent[at..].windows(2).any(|pair| pair == [0xff, 0xd9]);
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    false
}

fn shrink(picture: DynamicImage, side: u32) -> DynamicImage {
    if picture.width().max(picture.height()) <= side {
        return picture;
    }
    picture.thumbnail(side, side)
}

/// JPEG knows no transparency: what can be seen through shows a white ground.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let seen = picture.to_rgba8();
    let mut ground = image::RgbaImage::from_pixel(seen.width(), seen.height(), [255; 4].into());
    image::imageops::overlay(&mut ground, &seen, 0, 0);
    DynamicImage::ImageRgba8(ground).to_rgb8()
}

fn jpeg(picture: &RgbImage) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    picture.write_with_encoder(encoder).context("a JPEG that cannot be written")?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
