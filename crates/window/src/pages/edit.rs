//! The page that a firm writes of itself, in its owner's hands.

use crate::api::FirmPageView;
use crate::model::{FirmPage, FirmWords, NewFirmPage, WindowRefusal};
use crate::{actions, views};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use catalog::{keep_photo, read_certificates, write_certificates};
use kernel::{Actor, Lang, Outcome, Stop};
use party::{Country, TrustLine};
use std::collections::BTreeMap;
use store::Tx;
use web::page::{Draft, Frame, PageResult, Posted, PostedFile, Viewer, done};
use web::{App, Caller};

/// What the form shows.
enum Form {
    /// The page's own words.
    Saved,
    /// What was typed, and why it was refused.
    Refused(Draft),
    /// What was typed while somebody else saved other words.
    Overtaken(BTreeMap<String, String>),
}

/// The form with the page's words in it.
pub(super) async fn filled(State(app): State<App>, caller: Caller) -> PageResult {
    show(&app, &caller, Form::Saved).await
}

fn own(tx: &mut Tx<'_>, by: &Actor) -> Outcome<(TrustLine, FirmPage)> {
    let firm = actions::editor(by)?;
    let line = party::trust_lines(tx, &[firm])?.pop().ok_or(Stop::Absent)?;
    Ok((line, actions::page_of(tx, firm)?))
}

async fn show(app: &App, caller: &Caller, form: Form) -> PageResult {
    let (actor, (line, page)) = app.view("window.edit", caller, own).await?;
    let viewer = Viewer { app, caller, actor };
    let (status, draft, is_overtaken) = match form {
        Form::Saved => (StatusCode::OK, draft_of(&viewer, &page), false),
        Form::Refused(draft) => (StatusCode::UNPROCESSABLE_ENTITY, draft, false),
        Form::Overtaken(typed) => {
            let typed = typed.iter().map(|(name, value)| (name.as_str(), value.clone()));
            (StatusCode::PRECONDITION_FAILED, Draft::of(typed), true)
        }
    };
    let frame = Frame::new(&viewer, viewer.say("window-edit")).here("/firm").status(status);
    Ok(frame.page(&views::edit(&viewer, (&line, &page), &draft, is_overtaken)))
}

fn draft_of(viewer: &Viewer<'_>, page: &FirmPage) -> Draft {
    let told = &page.told;
    let words = |lang: Lang| told.words.iter().find(|words| words.lang == lang);
    let makes = |lang| words(lang).map_or_else(String::new, |words| words.makes.clone());
    let how = |lang| words(lang).map_or_else(String::new, |words| words.how.clone());
    let countries = told.markets.iter().filter_map(|code| Country::from_code(code));
    let markets: Vec<String> =
        countries.map(|country| party::views::country(viewer, country)).collect();
    Draft::of([
        ("other_name", told.other_name.clone()),
        ("founded", told.founded.map(|year| year.to_string()).unwrap_or_default()),
        ("markets", markets.join(", ")),
        ("certificates", write_certificates(&told.certificates)),
        ("makes_en", makes(Lang::En)),
        ("how_en", how(Lang::En)),
        ("makes_zh", makes(Lang::ZhCn)),
        ("how_zh", how(Lang::ZhCn)),
    ])
}

/// The page as the form says it.
fn typed_page(app: &App, posted: &Posted) -> NewFirmPage {
    let field = |name: &str| posted.field(name).to_owned();
    let words =
        |lang, makes: &str, how: &str| FirmWords { lang, makes: field(makes), how: field(how) };
    let marks = [',', '，', ';', '；', '、', '\n'];
    let markets = posted.field("markets").split(marks).filter(|told| !told.trim().is_empty());
    let founded = Some(posted.field("founded")).filter(|told| !told.is_empty());
    NewFirmPage {
        other_name: field("other_name"),
        // What is no year is refused like one that is too early.
        founded: founded.map(|told| told.parse().unwrap_or(0)),
        markets: markets.map(|told| code_of(app, told.trim())).collect(),
        certificates: read_certificates(posted.field("certificates")),
        words: vec![words(Lang::En, "makes_en", "how_en"), words(Lang::ZhCn, "makes_zh", "how_zh")],
    }
}

/// The code of a country that is named in any language of ours; else what was typed.
fn code_of(app: &App, told: &str) -> String {
    let lower = told.to_lowercase();
    let named = |country: &Country| {
        let key = format!("country-{}", country.code().to_ascii_lowercase());
        Lang::ALL.iter().any(|lang| app.words().say(*lang, &key).to_lowercase() == lower)
    };
    Country::all().find(named).map_or_else(|| told.to_owned(), |one| one.code().to_owned())
}

/// The version that the form was made from.
fn version(posted: &Posted) -> Outcome<i64> {
    posted.field("version").parse().map_err(|_| Stop::Stale)
}

/// Saves what the firm says.
pub(super) async fn change(State(app): State<App>, caller: Caller, posted: Posted) -> PageResult {
    let (new, version) = (typed_page(&app, &posted), version(&posted)?);
    let act = app.act("window.change-page", &caller, &posted.call, None, move |tx, by| {
        actions::change_page(tx, by, version, &new).map(FirmPageView::from)
    });
    match act.await {
        Ok(_) => Ok(done("/firm/page", "firm-page-saved")),
        Err(Stop::Stale) => show(&app, &caller, Form::Overtaken(posted.typed)).await,
        Err(stop) => {
            let draft = Draft::refused(posted.typed, stop)?;
            show(&app, &caller, Form::Refused(draft)).await
        }
    }
}

/// Puts a photo behind the firm's others.
pub(super) async fn add_photo(
    State(app): State<App>,
    caller: Caller,
    PostedFile { posted, file, .. }: PostedFile,
) -> PageResult {
    let version = version(&posted)?;
    // Whoever may not change the page has nothing decoded or kept.
    app.look("window.may-change", &caller, |_, by| actions::editor(by).map(|_| ())).await?;
    let files = app.kept();
    let kept = app.compute(move || match file.is_empty() {
        true => Err(WindowRefusal::PhotoMissing.into()),
        false => keep_photo(&*files, &file),
    });
    let photo = match kept.await? {
        Ok(photo) => photo,
        Err(stop) => return refused_photo(&app, &caller, stop).await,
    };
    let act = app.act("window.add-photo", &caller, &posted.call, None, move |tx, by| {
        actions::add_photo(tx, by, version, photo).map(FirmPageView::from)
    });
    match act.await {
        Ok(_) => Ok(done("/firm/page", "firm-photo-added")),
        Err(stop) => refused_photo(&app, &caller, stop).await,
    }
}

/// The form again with the page's own words, and what is wrong with the photo.
async fn refused_photo(app: &App, caller: &Caller, stop: Stop) -> PageResult {
    let (actor, (_, page)) = app.view("window.edit", caller, own).await?;
    let viewer = Viewer { app, caller, actor };
    let saved = draft_of(&viewer, &page);
    let names = [
        "other_name",
        "founded",
        "markets",
        "certificates",
        "makes_en",
        "how_en",
        "makes_zh",
        "how_zh",
    ];
    let typed = names.map(|name| (name.to_owned(), saved.value(name).to_owned()));
    show(app, caller, Form::Refused(Draft::refused(typed.into(), stop)?)).await
}

/// Takes one of the firm's photos away.
pub(super) async fn remove_photo(
    State(app): State<App>,
    caller: Caller,
    Path(place): Path<String>,
    posted: Posted,
) -> PageResult {
    let place: usize = place.parse().map_err(|_| Stop::Absent)?;
    let version = version(&posted)?;
    let act = app.act("window.remove-photo", &caller, &posted.call, None, move |tx, by| {
        actions::remove_photo(tx, by, version, place).map(FirmPageView::from)
    });
    act.await?;
    Ok(done("/firm/page", "firm-photo-removed"))
}
