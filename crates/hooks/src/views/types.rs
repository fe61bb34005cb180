//! How to receive, and the types of events, each with an example.

use super::{crumbs, type_word};
use crate::model::{CATALOGUE, example};
use maud::{Markup, html};
use web::page::{Viewer, section};

/// How to receive, as the documents tell it, with whole programs.
const RECEIVING: &str = include_str!("receiving.md");

/// The languages of these programs, as they are marked there and called here.
const LANGUAGES: [(&str, &str); 3] = [("python", "Python"), ("javascript", "Node"), ("sh", "sh")];

/// The program in a language.
fn program(language: &str) -> &'static str {
    let (_, rest) = RECEIVING.split_once(&format!("```{language}\n")).unwrap_or_default();
    rest.split_once("```").unwrap_or_default().0
}

pub(crate) fn page(viewer: &Viewer<'_>) -> Markup {
    html! {
        div.page-head {
            (crumbs(viewer, None))
            h1 { (viewer.say("hooks-types-title")) }
            p.mute { (viewer.say("hooks-types-what")) }
        }
        div.stack-l {
            (section(&viewer.say("hooks-recipes"), None, &html! {
                p.mute { (viewer.say("hooks-recipes-what")) }
                @for (language, name) in LANGUAGES { details.more {
                    summary { (name) }
                    pre.contract tabindex="0" { (program(language)) }
                } }
            }))
            @for (kinds, word) in CATALOGUE.iter().zip(["deals", "money", "market"]) {
                (section(&viewer.say(&format!("hooks-group-{word}")), None, &html! {
                    ul.rows { @for kind in *kinds { li.stack-s {
                        p { b { code { (kind.name) } } " " (type_word(viewer, kind.name)) }
                        details.more {
                            summary { (viewer.say("hooks-example")) }
                            pre.contract tabindex="0" { (format!("{:#}", example(kind))) }
                        }
                    } } }
                }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_program_in_each_language() {
        for (language, _) in LANGUAGES {
            assert!(program(language).contains("v1,"), "{language}");
        }
    }
}
