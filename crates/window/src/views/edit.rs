//! The form of a firm's page, with its photos beside it.

use crate::model::FirmPage;
use catalog::views::photo_path;
use maud::{Markup, html};
use party::TrustLine;
use web::page::{Draft, FormKit, Input, Tone, Viewer, note, section};

/// The whole page. Where somebody saved other words in the meantime, what was typed is kept.
pub(crate) fn edit(
    viewer: &Viewer<'_>,
    (line, page): (&TrustLine, &FirmPage),
    draft: &Draft,
    is_overtaken: bool,
) -> Markup {
    let kit = FormKit::new(viewer, draft);
    html! {
        div.page-head {
            h1 { (viewer.say("window-edit")) }
            p.mute { (viewer.say("window-edit-what")) }
            p { a href=(format!("/firms/{}", line.firm)) lang=(line.name_lang.tag()) {
                (line.name)
            } }
        }
        @if is_overtaken {
            div.mb { (note(Tone::Warn, &viewer.say("window-overtaken"),
                Some(&viewer.say("window-overtaken-what")))) }
        }
        div.cols.main-side.ruled {
            form.form method="post" {
                (kit.guards())
                input type="hidden" name="version" value=(page.version);
                (kit.summary())
                (fields(&kit))
                p.acts { button.btn.go { (viewer.say("catalog-save")) } }
            }
            aside.stack-l {
                (section(&viewer.say("window-photos"), None, &photos(viewer, &kit, page)))
                (section(&viewer.say("window-choose"), None, &html! {
                    p.mute { (viewer.say("window-choose-what")) }
                    p.acts { a.btn href="/firm/window" { (viewer.say("window-choose")) } }
                }))
            }
        }
    }
}

fn fields(kit: &FormKit<'_>) -> Markup {
    html! {
        (kit.input(&Input::text("other_name", "window-field-other-name")
            .hint("window-field-other-name-hint")))
        (kit.input(&Input::text("makes_en", "window-field-makes-en")
            .hint("window-field-makes-hint")))
        (kit.input(&Input::text("makes_zh", "window-field-makes-zh")))
        (kit.area("how_en", "window-field-how-en", Some("window-field-how-hint")))
        (kit.area("how_zh", "window-field-how-zh", None))
        (kit.input(&Input::text("founded", "window-field-founded")))
        (kit.input(&Input::text("markets", "window-field-markets")
            .hint("window-field-markets-hint")))
        (kit.area("certificates", "window-certificates", Some("window-field-certificates-hint")))
    }
}

fn photos(viewer: &Viewer<'_>, kit: &FormKit<'_>, page: &FirmPage) -> Markup {
    html! {
        @if page.photos.is_empty() { p.mute { (viewer.say("window-photos-none")) } }
        @else {
            ul.grid {
                @for (nth, photo) in page.photos.iter().enumerate() {
                    li.stack-s {
                        div.pic {
                            img src=(format!("{}-thumb", photo_path(photo))) alt="" width="320"
                                height="320" loading="lazy";
                        }
                        form method="post" action=(format!("/firm/page/photos/{nth}/remove")) {
                            (kit.guards())
                            input type="hidden" name="version" value=(page.version);
                            button.btn.quiet {
                                (viewer.say("window-photo-remove")) span.vh { " " (nth + 1) }
                            }
                        }
                    }
                }
            }
        }
        form.stack-s method="post" enctype="multipart/form-data" action="/firm/page/photos" {
            (kit.guards())
            input type="hidden" name="version" value=(page.version);
            (kit.input(&Input::text("photo", "catalog-field-photo").kind("file")
                .hint("catalog-field-photo-hint")))
            p.acts { button.btn { (viewer.say("catalog-photo-send")) } }
        }
    }
}
