//! Pages of A4 on which texts and rules are put; measures are tenths of a point, from the top left.

use super::font::{Letters, Ruler};
use anyhow::Context;
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::TextDirection;

/// A4.
const WIDTH: i32 = 5_953;
const HEIGHT: i32 = 8_419;
/// The margins: left and right, top.
pub(super) const LEFT: i32 = 560;
pub(super) const RIGHT: i32 = WIDTH - 560;
const TOP: i32 = 620;
/// The last line of a page, and where its number stands.
const BOTTOM: i32 = HEIGHT - 780;
const FOOT: i32 = HEIGHT - 440;
/// The usual size, the small one, that of a title.
pub(super) const PLAIN: i32 = 95;
pub(super) const SMALL: i32 = 80;
pub(super) const TITLE: i32 = 190;
/// From line to line, for every hundred of size.
const LEADING: i32 = 145;

enum Mark {
    Text { x: i32, y: i32, size: i32, ink: u8, text: String },
    Rule { x: i32, to: i32, y: i32, weight: u8 },
}

/// Where on a line a text stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum At {
    /// It begins here.
    From(i32),
    /// It ends here, as figures do.
    Until(i32),
}

/// Pages on their way: a line is put where the last one ended, on a new page if there is no room.
pub(super) struct Sheets<'a> {
    letters: &'a Letters,
    ruler: Ruler<'a>,
    pages: Vec<Vec<Mark>>,
    pub(super) y: i32,
}

impl<'a> Sheets<'a> {
    pub(super) fn new(letters: &'a Letters) -> anyhow::Result<Self> {
        let ruler = letters.ruler().context("a font that can be read no more")?;
        Ok(Self { letters, ruler, pages: vec![Vec::new()], y: TOP })
    }

    /// Whether so much needs a new page; makes one.
    pub(super) fn turns_for(&mut self, height: i32) -> bool {
        if self.y + height <= BOTTOM {
            return false;
        }
        self.pages.push(Vec::new());
        self.y = TOP;
        true
    }

    pub(super) fn skip(&mut self, by: i32) {
        self.y += by;
    }

    /// Puts a text on the current line, black or grey.
    pub(super) fn put(&mut self, at: At, size: i32, ink: u8, text: &str) {
        let x = match at {
            At::From(x) => x,
            At::Until(x) => x - self.ruler.width(text, size),
        };
        let (y, text) = (self.y, text.to_owned());
        self.mark(Mark::Text { x, y, size, ink, text });
    }

    /// Puts a text of any length, line by line, and goes on below it.
    pub(super) fn paragraph(&mut self, x: i32, most: i32, (size, ink): (i32, u8), text: &str) {
        for line in self.ruler.lines(text, size, most) {
            self.turns_for(size);
            self.put(At::From(x), size, ink, &line);
            self.next(size);
        }
    }

    /// Goes on with the next line.
    pub(super) fn next(&mut self, size: i32) {
        self.y += size * LEADING / 100;
    }

    /// A rule under the current line.
    pub(super) fn rule(&mut self, x: i32, to: i32, weight: u8) {
        let y = self.y;
        self.mark(Mark::Rule { x, to, y, weight });
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// The document, with a foot and the number of each page.
    pub(super) fn finish(mut self, title: &str, lang: &str, foot: &str) -> anyhow::Result<Vec<u8>> {
        let count = self.pages.len();
        for nth in 0..count {
            let number = format!("{} / {count}", nth + 1);
            let x = RIGHT - self.ruler.width(&number, SMALL);
            let marks = [(LEFT, foot.to_owned()), (x, number)];
            let foot = |(x, text)| Mark::Text { x, y: FOOT, size: SMALL, ink: 110, text };
            self.pages[nth].extend(marks.into_iter().map(foot));
        }
        let mut document = Document::new();
        for page in &self.pages {
            let size = PageSettings::from_wh(points(WIDTH), points(HEIGHT));
            let mut sheet = document.start_page_with(size.context("a page of no size")?);
            let mut surface = sheet.surface();
            page.iter().for_each(|mark| draw(&mut surface, self.letters, mark));
            surface.finish();
            sheet.finish();
        }
        let metadata = Metadata::new().title(title.to_owned()).language(lang.to_owned());
        document.set_metadata(metadata.creator("jishi".to_owned()));
        document.finish().map_err(|error| anyhow::anyhow!("a document that is none: {error:?}"))
    }
}

/// Points, as the library wants them: the only place where a document meets a float.
#[expect(clippy::float_arithmetic, reason = "coordinates on paper, never money")]
fn points(tenths: i32) -> f32 {
    f32::from(i16::try_from(tenths).unwrap_or(i16::MAX)) / 10.0
}

fn draw(surface: &mut Surface<'_>, letters: &Letters, mark: &Mark) {
    match mark {
        Mark::Text { x, y, size, ink, text } => {
            let paint = rgb::Color::new(*ink, *ink, *ink).into();
            surface.set_stroke(None);
            surface.set_fill(Some(Fill { paint, ..Fill::default() }));
            let start = Point::from_xy(points(*x), points(*y));
            let direction = TextDirection::Auto;
            surface.draw_text(start, letters.font.clone(), points(*size), text, false, direction);
        }
        Mark::Rule { x, to, y, weight } => {
            let mut path = PathBuilder::new();
            path.move_to(points(*x), points(*y));
            path.line_to(points(*to), points(*y));
            let paint = rgb::Color::new(60, 60, 60).into();
            let width = points(i32::from(*weight));
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke { paint, width, ..Stroke::default() }));
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
    }
}
