//! What was done with a case and what was shown in it; claims of other kinds show theirs alike.

use crate::model::{Evidence, EvidenceSource, Step};
use kernel::{Firm, Id};
use maud::{Markup, html};
use party::TrustLine;
use web::page::{Viewer, icon, time};

/// Whose record it is.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// The two firms.
    pub firms: &'a [TrustLine],
    /// The address of the case's page.
    pub path: &'a str,
    /// The key of what was done, as `remedy-did-remedy-asked`.
    pub did: fn(&str) -> String,
}

impl Record<'_> {
    fn name(&self, firm: Id<Firm>) -> &str {
        self.firms.iter().find(|line| line.firm == firm).map_or("", |line| line.name.as_str())
    }

    /// All that was done, newest first.
    pub fn steps(&self, viewer: &Viewer<'_>, steps: &[Step]) -> Markup {
        html! { ol.rows { @for step in steps.iter().rev() { li { (self.step(viewer, step)) } } } }
    }

    fn step(&self, viewer: &Viewer<'_>, step: &Step) -> Markup {
        let who = match (step.firm, step.person) {
            (Some(firm), _) => self.name(firm).to_owned(),
            (None, Some(_)) => viewer.say("remedy-by-officer"),
            (None, None) => viewer.say("remedy-by-timer"),
        };
        html! {
            div.stack-s {
                p.row.near {
                    b { (viewer.say(&(self.did)(&step.told))) }
                    small { (who) }
                    small.push { (time(viewer, step.at)) }
                }
                @if let Some(text) = &step.text { @for line in text.lines() { p { (line) } } }
            }
        }
    }

    /// All that was shown, oldest first.
    pub fn evidence(&self, viewer: &Viewer<'_>, evidence: &[Evidence]) -> Markup {
        html! {
            @if evidence.is_empty() { p.mute { (viewer.say("remedy-evidence-none")) } }
            ul.rows { @for shown in evidence { li { (self.piece(viewer, shown)) } } }
        }
    }

    fn piece(&self, viewer: &Viewer<'_>, shown: &Evidence) -> Markup {
        let (sign, kind) = match shown.source {
            EvidenceSource::Talk => ("message", viewer.say("remedy-evidence-talk")),
            EvidenceSource::File => ("file", viewer.say("remedy-evidence-file")),
        };
        html! {
            div.stack-s {
                p { a href=(format!("{}/evidence/{}", self.path, shown.id)) {
                    (icon(sign)) span.w { (shown.name) }
                } }
                p { small { (kind) " · " (self.name(shown.firm)) " · " (time(viewer, shown.at)) } }
                p { small { code.hash { (shown.sha256) } } }
            }
        }
    }
}
