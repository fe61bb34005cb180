//! The name and the place of one's own firm.

use super::region;
use crate::model::{FirmSummary, Region};
use maud::{Markup, html};
use web::page::{Choice, Draft, FormKit, Input, Viewer};

/// The form.
pub(crate) fn page(viewer: &Viewer<'_>, firm: &FirmSummary, draft: &Draft) -> Markup {
    let kit = FormKit::new(viewer, draft);
    let name = Input::text("firm_name", "party-field-firm").hint("party-field-firm-hint");
    let regions = regions(viewer, firm);
    html! {
        div.page-head {
            h1 { (viewer.say("party-change")) }
            p.mute { (viewer.say("party-change-what")) }
        }
        form.form method="post" action="/firm/change" novalidate {
            (kit.summary()) (kit.guards()) (kit.hidden("version"))
            (kit.input(&name.autocomplete("organization")))
            @if regions.len() > 1 { (kit.select("region", "party-field-region", &regions)) }
            p.acts {
                button.btn.go { (viewer.say("party-change-save")) }
                a.btn.quiet href="/firm" { (viewer.say("party-firm-title")) }
            }
        }
    }
}

/// The parts of the firm's country, none first.
fn regions(viewer: &Viewer<'_>, firm: &FirmSummary) -> Vec<Choice> {
    let none = (String::new(), viewer.say("party-region-none"));
    let named = |one: Region| (one.code().to_owned(), region(viewer, one));
    [none].into_iter().chain(Region::all_of(firm.country).map(named)).collect()
}
