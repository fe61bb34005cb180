//! The contract as it was signed.

use super::{Whole, crumbs, time};
use crate::model::{Means, Proposal};
use maud::{Markup, html};
use web::page::{Viewer, section};

/// The exact text, its hash, and who signed it.
pub(crate) fn contract(
    viewer: &Viewer<'_>,
    whole: &Whole,
    (text, before): (&str, &[Proposal]),
) -> Markup {
    let deal = &whole.view.deal;
    let hash: String = deal.contract_hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let title = viewer.say("deal-contract");
    html! {
        div.page-head {
            (crumbs(viewer, whole, Some(&title)))
            h1 { (title) }
            p { (viewer.say("deal-contract-what")) }
        }
        div.stack-l {
            (section(&viewer.say("deal-contract-agreed"), None, &html! {
                (super::goods::lines(viewer, &whole.view))
                (super::goods::terms(viewer, &whole.view))
            }))
            (section(&viewer.say("deal-signatures"), None, &signatures(viewer, whole)))
            (section(&viewer.say("deal-contract-text"), None, &html! {
                pre.contract tabindex="0" { (text) }
                dl.kv { dt { "SHA-256" } dd { code { (hash) } } }
                p.mute { small { (viewer.say("deal-contract-check")) } }
            }))
            (super::proposal::before(viewer, before))
        }
    }
}

fn signatures(viewer: &Viewer<'_>, whole: &Whole) -> Markup {
    html! {
        @let hash = whole.view.deal.contract_hash;
        @let signed = whole.view.signatures.iter().filter(|one| one.contract_hash == hash);
        ul.rows { @for signature in signed { li {
            @let firm = whole.firms.get(&signature.firm);
            b { (firm.map_or_else(|| signature.firm.to_string(), |line| line.name.clone())) }
            span.n.end { (time(viewer, signature.signed_at)) }
            br;
            small { (by(viewer, signature.means)) }
        } } }
    }
}

fn by(viewer: &Viewer<'_>, means: Means) -> String {
    viewer.say(match means {
        Means::Person => "deal-signed-by-person",
        Means::OpenOffer => "deal-signed-by-open-offer",
        Means::Quote => "deal-signed-by-quote",
        Means::Record => "deal-signed-by-record",
        Means::Lowered => "deal-signed-by-lowered",
    })
}
