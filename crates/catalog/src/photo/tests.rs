//! What is taken as a photo, and what is not.

use super::*;
use image::{Rgb, Rgba, RgbaImage};
use web::Folder;

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

fn red(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_pixel(width, height, Rgb([200, 10, 10])))
}

/// A JPEG with an EXIF segment that says where it was taken, and to turn it right by 90 degrees.
fn jpeg_with_exif() -> Vec<u8> {
    let plain = encoded(&red(40, 20), ImageFormat::Jpeg);
    let mut exif =
        b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    exif.extend(b"GPS 59.3293 N 18.0686 E");
    let length = u16::try_from(exif.len() + 2).expect("a short segment").to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..]].concat()
}

fn refused(sent: &[u8]) -> CatalogRefusal {
    read(sent).expect_err("a refusal")
}

/// A PNG of that many pixels in a few bytes: its header only.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = encoded(&red(1, 1), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc32(&bytes[12..29]).to_be_bytes();
    bytes[29..33].copy_from_slice(&crc);
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }
        })
    })
}

#[test]
fn jpeg_png_and_webp_are_taken_and_shrunk() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let taken = read(&encoded(&red(2_400, 600), format)).expect("a photo");
        assert_eq!(taken.dimensions(), (1_200, 300), "{format:?}");
    }
    assert_eq!(read(&encoded(&red(3, 2), ImageFormat::Png)).map(|p| p.dimensions()), Ok((3, 2)));
}

#[test]
fn a_jpeg_comes_back_without_exif_and_upright() {
    let folder = tempfile::tempdir().expect("a folder");
    let sent = jpeg_with_exif();
    assert!(sent.windows(4).any(|part| part == b"Exif"));
    let photo = keep_photo(&Folder(folder.path().to_owned()), &sent).expect("a photo");
    assert_eq!((photo.width, photo.height), (20, 40));
    for suffix in ["", "-card", "-thumb"] {
        let name = format!("{}{suffix}", name_of(&photo.hash));
        let kept = find_photo(&Folder(folder.path().to_owned()), &name).expect("a file");
        assert!(!kept.windows(4).any(|part| part == b"Exif" || part == b"GPS "));
        assert_eq!(image::guess_format(&kept).ok(), Some(ImageFormat::Jpeg));
    }
    let kept =
        find_photo(&Folder(folder.path().to_owned()), &name_of(&photo.hash)).expect("a file");
    assert_eq!(<[u8; 32]>::from(Sha256::digest(&kept)), photo.hash);
    let files = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(files, 3, "nothing half written is left");
}

#[test]
fn a_picture_bomb_is_refused() {
    let too_many = CatalogRefusal::PhotoTooManyPixels { most: 10_000 };
    assert_eq!(refused(&png_header(10_001, 1)), too_many);
    assert_eq!(refused(&png_header(100_000, 100_000)), too_many);
    // Within the sides, but 300 MB when decoded.
    assert_eq!(refused(&png_header(10_000, 10_000)), too_many);
}

#[test]
fn a_text_file_with_a_pictures_name_is_refused() {
    for sent in [b"Hello, I am photo.jpg".as_slice(), b"", b"GIF89a......", b"<svg></svg>"] {
        assert_eq!(refused(sent), CatalogRefusal::PhotoWrongKind);
    }
    let large = vec![0; UPLOAD_MOST_BYTES + 1];
    assert_eq!(refused(&large), CatalogRefusal::PhotoTooLarge { most: 8 });
}

#[test]
fn a_picture_that_ends_too_early_is_refused() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = encoded(&red(300, 300), format);
        assert_eq!(refused(&whole[..whole.len() / 2]), CatalogRefusal::PhotoBroken, "{format:?}");
    }
    assert_eq!(refused(&[0xff, 0xd8, 0xff, 0xe0]), CatalogRefusal::PhotoBroken);
}

#[test]
fn what_can_be_seen_through_shows_white() {
    let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(4, 4, Rgba([9, 9, 9, 0])));
    let taken = read(&encoded(&clear, ImageFormat::Png)).expect("a photo");
    assert_eq!(taken.get_pixel(1, 1), &Rgb([255, 255, 255]));
}

#[test]
fn only_names_of_photos_open_files() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("secret.jpg"), b"x").expect("a file");
    let upper = "A".repeat(64);
    for name in ["secret", "../secret", "", "-thumb", upper.as_str()] {
        assert!(
            matches!(find_photo(&Folder(folder.path().to_owned()), name), Err(Stop::Absent)),
            "{name}"
        );
    }
    assert!(matches!(
        find_photo(&Folder(folder.path().to_owned()), &"a".repeat(64)),
        Err(Stop::Absent)
    ));
}
