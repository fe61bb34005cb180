//! People and firms as they look: the trust line, which every domain shows beside a counterparty.

use crate::model::{Country, TrustLine};
use kernel::Fact;
use maud::Markup;
use web::page::{Trust, Viewer, Who, trust};

/// The line beside a counterparty's name, worst news last; the name leads to the firm's page.
pub fn trust_line(viewer: &Viewer<'_>, line: &TrustLine) -> Markup {
    let href = format!("/firms/{}", line.firm);
    shown(viewer, line, Some(Who { name: line.name.clone(), lang: line.name_lang, href }))
}

/// The same on the firm's own page, where its name is the heading.
pub(crate) fn trust_line_of_page(viewer: &Viewer<'_>, line: &TrustLine) -> Markup {
    shown(viewer, line, None)
}

fn shown(viewer: &Viewer<'_>, line: &TrustLine, who: Option<Who>) -> Markup {
    trust(&Trust {
        who,
        // Nothing verifies firms yet, and the line says so.
        stamp: (false, viewer.say("party-not-verified")),
        facts: facts(viewer, line),
        worst: worst(viewer, line),
    })
}

/// A country's name in the reader's language.
pub fn country(viewer: &Viewer<'_>, country: Country) -> String {
    viewer.say(&format!("country-{}", country.code().to_ascii_lowercase()))
}

fn facts(viewer: &Viewer<'_>, line: &TrustLine) -> Vec<String> {
    let year = Fact::Text(viewer.caller.reader.year(line.since));
    let rated = line.good + line.neutral + line.bad;
    let good = || [("good", Fact::Count(line.good)), ("all", Fact::Count(rated))];
    let ratings = (rated > 0).then(|| viewer.say_with("party-trust-ratings", &good()));
    let shown = [
        country(viewer, line.country),
        viewer.say_with("party-trust-finished", &[("count", line.finished.into())]),
    ];
    let since = viewer.say_with("party-trust-since", &[("year", year)]);
    shown.into_iter().chain(ratings).chain([since]).collect()
}

fn worst(viewer: &Viewer<'_>, line: &TrustLine) -> Option<String> {
    let (bad, refunded) = (Fact::Count(line.bad), Fact::Count(line.refunded));
    match (line.bad, line.refunded) {
        (0, 0) => None,
        (_, 0) => Some(viewer.say_with("party-trust-bad", &[("count", bad)])),
        (0, _) => Some(viewer.say_with("party-trust-refunded", &[("count", refunded)])),
        _ => {
            let both = [("bad", bad), ("refunded", refunded)];
            Some(viewer.say_with("party-trust-bad-and-refunded", &both))
        }
    }
}
