//! The same as people see it: pages, forms, cookies.

use super::{contact, each_store, open_firm, read, write};
use axum::body::{Body, to_bytes};
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{Request, StatusCode};
use party::LOCALES;
use std::collections::BTreeMap;
use testkit::Fresh;
use tower::ServiceExt;
use web::page::Menus;
use web::{App, Limits, Parts, Place, Words, say_problems};

/// Somebody with a browser, at a market of their own.
struct Browser<'a> {
    fresh: &'a Fresh,
    routes: axum::Router,
    lang: &'static str,
    cookies: BTreeMap<String, String>,
    status: StatusCode,
    place: String,
    text: String,
}

fn at<'a>(fresh: &'a Fresh, url: &str, is_simulated: bool) -> Browser<'a> {
    let place = Place {
        name: "Fair".to_owned(),
        name_zh: "集市".to_owned(),
        url: url.to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        is_simulated,
    };
    let app = App::new(Parts {
        store: fresh.store.clone(),
        words: Words::read(&[LOCALES, web::LOCALES].concat()).expect("words"),
        sign_in: party::sign_in_by_hash,
        place,
        limits: Limits::per_second(0, 0).guessing(3, 6),
        files: std::path::PathBuf::new(),
        secret: [7; 32],
        menus: Menus { public: &[], firm: &[], clerk: &[] },
        unread: None,
    });
    let layer = axum::middleware::from_fn_with_state(app.clone(), say_problems);
    Browser {
        fresh,
        routes: party::pages::pages().layer(layer).with_state(app),
        lang: "en",
        cookies: BTreeMap::new(),
        status: StatusCode::OK,
        place: String::new(),
        text: String::new(),
    }
}

fn visitor(fresh: &Fresh) -> Browser<'_> {
    at(fresh, "https://fair.example", true)
}

impl<'a> Browser<'a> {
    /// Another browser at the same market.
    fn beside(&self) -> Browser<'a> {
        Browser { routes: self.routes.clone(), ..visitor(self.fresh) }
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: String) {
        let pairs: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header(COOKIE, pairs.join("; ")).header(ACCEPT_LANGUAGE, self.lang);
        let request = request.body(Body::from(body)).expect("a request");
        let answer = self.routes.clone().oneshot(request).await.expect("an answer");
        self.status = answer.status();
        let header = |name| answer.headers().get(name).and_then(|value| value.to_str().ok());
        self.place = header(LOCATION).unwrap_or_default().to_owned();
        let set = answer.headers().get_all(SET_COOKIE).iter();
        for cookie in set.filter_map(|value| value.to_str().ok()) {
            let (pair, rest) = cookie.split_once(';').expect("attributes");
            let (name, value) = pair.split_once('=').expect("a pair");
            let is_secret = matches!(name, "jishi_session" | "jishi_browser");
            assert_eq!(rest.contains("HttpOnly"), is_secret, "{cookie}");
            assert!(rest.contains("SameSite=Lax") && rest.contains("Secure"), "{cookie}");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
        self.text = String::from_utf8(bytes.to_vec()).expect("text");
    }

    async fn open(&mut self, path: &str) {
        self.send(Request::get(path), String::new()).await;
    }

    /// Fills in the form that leads to `path`, as the page shows it, and sends it.
    async fn fill(&mut self, path: &str, typed: &[(&str, &str)]) {
        let mut fields = self.hidden(path);
        fields.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.post(path, &fields).await;
    }

    async fn post(&mut self, path: &str, fields: &BTreeMap<String, String>) {
        let body = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value)));
        let body = body.collect::<Vec<_>>().join("&");
        let form = "application/x-www-form-urlencoded";
        self.send(Request::post(path).header(CONTENT_TYPE, form), body).await;
    }

    /// The hidden fields of the form on the page that leads to `path`.
    fn hidden(&self, path: &str) -> BTreeMap<String, String> {
        let form = format!("action=\"{path}\"");
        let form = self.text.split("<form").find(|part| part.contains(&form)).expect("the form");
        let form = form.split("</form>").next().unwrap_or_default();
        let hidden = form.split("type=\"hidden\" name=\"").skip(1);
        hidden
            .map(|part| {
                let (name, rest) = part.split_once("\" value=\"").expect("a value");
                let value = rest.split('"').next().unwrap_or_default();
                (name.to_owned(), value.replace("&amp;", "&"))
            })
            .collect()
    }

    fn shows(&self, text: &str) {
        assert!(self.text.contains(text), "no {text:?} in {}", self.text);
    }

    /// A named value of the last letter to an address.
    async fn letter(&self, told: &str, fact: &str) -> String {
        let to = contact(told);
        let due = read(self.fresh, party::list_due_letters).await.expect("letters");
        let last = due.into_iter().rfind(|letter| letter.to == to).expect("a letter");
        last.facts.get(fact).cloned().expect("the fact")
    }

    /// Asks for a code and signs in with it.
    async fn sign_in_by_code(&mut self, mail: &str) {
        self.open("/sign-in").await;
        self.fill("/sign-in", &[("act", "send"), ("contact", mail)]).await;
        let code = self.letter(mail, "code").await;
        self.fill("/sign-in", &[("act", "enter"), ("code", &code)]).await;
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text);
    }

    async fn sign_out(&mut self) {
        self.open("/firm").await;
        self.fill("/sign-out", &[]).await;
    }

    /// Tries a password that is not theirs.
    async fn guess_at(&mut self, mail: &str) {
        self.open("/sign-in").await;
        let typed = [("act", "enter"), ("contact", mail), ("password", "a guess")];
        self.fill("/sign-in", &typed).await;
    }

    /// Invites somebody as staff; gives the path of the link.
    async fn invite(&mut self, mail: &str) -> String {
        self.open("/firm").await;
        self.fill("/firm/invite", &[("contact", mail), ("role", "staff")]).await;
        assert_eq!(self.place, "/firm?done=invited");
        let link = self.letter(mail, "link").await;
        link.strip_prefix("https://fair.example").expect("a link of ours").to_owned()
    }

    /// Opens a firm with two posts.
    async fn sign_up(&mut self, mail: &str, firm: &str) {
        self.open("/sign-up").await;
        let typed =
            [("name", "Anna Berg"), ("contact", mail), ("firm_name", firm), ("country", "SE")];
        self.fill("/sign-up", &typed).await;
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        let code = self.letter(mail, "code").await;
        self.fill("/sign-up", &[("act", "open"), ("code", &code), ("password", "")]).await;
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text);
    }
}

/// What whoever tries a wrong password is told, and who has tried too many.
const WRONG: &str = "do not belong together";
const ENOUGH: &str = "Too many passwords";

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_is_opened_with_two_posts() {
    for fresh in each_store() {
        let mut anna = visitor(&fresh);
        anna.sign_up("anna@example.se", "Berg & Söner AB").await;
        assert_eq!(anna.place, "/firm?done=firm-opened");
        anna.open("/firm?done=firm-opened").await;
        anna.shows("Your firm is open.");
        anna.shows("<h1 lang=\"en\">Berg &amp; Söner AB</h1>");
        anna.shows("Sweden");
        anna.shows("Not verified");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_is_kept_when_something_is_wrong() {
    for fresh in each_store() {
        let mut anna = visitor(&fresh);
        anna.lang = "zh-CN";
        anna.open("/sign-up").await;
        anna.shows("<option value=\"CN\" selected>中国</option>");
        let typed = [("name", "沈兰"), ("contact", "anna"), ("firm_name", ""), ("country", "SE")];
        anna.fill("/sign-up", &typed).await;
        assert_eq!(anna.status, StatusCode::UNPROCESSABLE_ENTITY);
        anna.shows("请填写企业名称。");
        anna.shows("value=\"沈兰\"");
        anna.shows("<option value=\"SE\" selected>瑞典</option>");

        let typed = [("contact", "anna@example.se"), ("firm_name", "兰花"), ("name", "沈兰")];
        anna.fill("/sign-up", &[&typed[..], &[("country", "CN")]].concat()).await;
        let wrong = if anna.letter("anna@example.se", "code").await == "1" { "2" } else { "1" };
        anna.fill("/sign-up", &[("act", "open"), ("code", wrong), ("password", "")]).await;
        assert_eq!(anna.status, StatusCode::UNPROCESSABLE_ENTITY);
        anna.shows("验证码不对");
        anna.fill("/sign-up", &[("act", "change")]).await;
        anna.shows("value=\"兰花\"");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_signs_in_by_a_code_and_goes_on_only_within_the_market() {
    for fresh in each_store() {
        open_firm(&fresh, "anna@example.se").await;
        for (next, to) in [("/firms", "/firms"), ("//evil.example", "/"), ("https://e.vil", "/")] {
            let mut anna = visitor(&fresh);
            anna.open(&format!("/sign-in?next={}", encoded(next))).await;
            anna.fill("/sign-in", &[("act", "send"), ("contact", "Anna@example.se")]).await;
            let code = anna.letter("anna@example.se", "code").await;
            anna.fill("/sign-in", &[("act", "enter"), ("code", &code)]).await;
            assert_eq!((anna.status, anna.place.as_str()), (StatusCode::SEE_OTHER, to));
            anna.open("/firm").await;
            anna.fill("/sign-out", &[]).await;
            assert_eq!(anna.place, "/?done=signed-out");
            anna.open("/firm").await;
            assert_eq!(anna.place, "/sign-in?next=/firm");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_browser_that_one_signed_in_with_is_known_when_strangers_have_tried_too_much() {
    for fresh in each_store() {
        let mut anna = visitor(&fresh);
        anna.sign_up("anna@example.se", "Berg AB").await;
        anna.sign_out().await;
        let mut bo = anna.beside();
        bo.sign_up("bo@example.se", "Ek AB").await;
        bo.sign_out().await;
        let mut stranger = anna.beside();
        // A browser is known for the contact that was proved there, and for no other.
        for (nth, told) in [WRONG, WRONG, WRONG, ENOUGH].into_iter().enumerate() {
            let who = if nth % 2 == 0 { &mut stranger } else { &mut bo };
            who.guess_at("anna@example.se").await;
            who.shows(told);
        }
        anna.guess_at("anna@example.se").await;
        anna.shows(WRONG);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_browser_in_which_one_joined_by_a_link_is_known_when_strangers_have_tried_too_much() {
    for fresh in each_store() {
        let mut anna = visitor(&fresh);
        anna.sign_up("anna@example.se", "Berg AB").await;
        let path = anna.invite("bo@example.se").await;
        let (mut bo, mut stranger) = (anna.beside(), anna.beside());
        bo.open(&path).await;
        bo.fill(&path, &[("name", "Bo Ek")]).await;
        assert_eq!(bo.place, "/firm?done=joined");
        bo.sign_out().await;
        for told in [WRONG, WRONG, WRONG, ENOUGH] {
            stranger.guess_at("bo@example.se").await;
            stranger.shows(told);
        }
        bo.guess_at("bo@example.se").await;
        bo.shows(WRONG);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_is_known_stays_the_same_one_however_often_one_signs_in() {
    for fresh in each_store() {
        let mut anna = visitor(&fresh);
        anna.sign_up("anna@example.se", "Berg AB").await;
        let mark = anna.cookies["jishi_browser"].clone();
        anna.sign_out().await;
        anna.sign_in_by_code("anna@example.se").await;
        assert_eq!(anna.cookies["jishi_browser"], mark);
        anna.sign_out().await;
        // Of somebody else it knows nothing.
        anna.sign_up("bo@example.se", "Ek AB").await;
        assert_ne!(anna.cookies["jishi_browser"], mark);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_too_many_codes_can_still_type_the_last_one() {
    for fresh in each_store() {
        let mut anna = visitor(&fresh);
        anna.open("/sign-up").await;
        let typed = [("name", "Anna"), ("contact", "anna@example.se"), ("country", "SE")];
        anna.fill("/sign-up", &[&typed[..], &[("firm_name", "Berg AB")]].concat()).await;
        for _ in 1..5 {
            anna.fill("/sign-up", &[("act", "send")]).await;
            assert_eq!(anna.status, StatusCode::OK, "{}", anna.text);
        }
        anna.fill("/sign-up", &[("act", "send")]).await;
        assert_eq!(anna.status, StatusCode::UNPROCESSABLE_ENTITY);
        anna.shows("codes were sent there within an hour");
        let code = anna.letter("anna@example.se", "code").await;
        anna.fill("/sign-up", &[("act", "open"), ("code", &code), ("password", "")]).await;
        assert_eq!(anna.status, StatusCode::SEE_OTHER, "{}", anna.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_its_proof_is_not_taken() {
    for fresh in each_store() {
        let mut anna = visitor(&fresh);
        anna.sign_up("anna@example.se", "Berg AB").await;
        let typed = [("contact", "bo@example.se"), ("role", "owner"), ("csrf", "guessed")];
        let fields =
            typed.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect();
        anna.post("/firm/invite", &fields).await;
        assert_eq!(anna.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_joins_by_the_link_and_has_no_owners_controls() {
    for fresh in each_store() {
        let mut anna = visitor(&fresh);
        anna.sign_up("anna@example.se", "Berg AB").await;
        let path = anna.invite("bo@example.se").await;
        let mut bo = visitor(&fresh);
        bo.open(&path).await;
        bo.shows("Join Berg AB");
        bo.fill(&path, &[("name", "")]).await;
        assert_eq!(bo.status, StatusCode::UNPROCESSABLE_ENTITY);
        bo.fill(&path, &[("name", "Bo Ek")]).await;
        assert_eq!(bo.place, "/firm?done=joined");
        bo.open("/firm").await;
        assert!(!bo.text.contains("/firm/invite") && !bo.text.contains("/firm/keys"));
        bo.open("/firm/keys").await;
        assert_eq!(bo.status, StatusCode::FORBIDDEN);
        bo.open(&path).await;
        assert_eq!(bo.status, StatusCode::GONE);

        anna.open("/firm").await;
        anna.shows("Remove Bo Ek");
        anna.fill("/firm/leave", &[]).await;
        assert_eq!(anna.status, StatusCode::UNPROCESSABLE_ENTITY);
        anna.shows("A firm always has an owner.");
        bo.open("/firm").await;
        bo.fill("/firm/leave", &[]).await;
        assert_eq!(bo.place, "/sign-in?done=left");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_shown_once() {
    for fresh in each_store() {
        let mut anna = visitor(&fresh);
        anna.sign_up("anna@example.se", "Berg AB").await;
        anna.open("/firm/keys").await;
        anna.fill("/firm/keys", &[("name", "Warehouse"), ("scope", "read")]).await;
        anna.shows("It is shown only this once.");
        let token = anna.text.split("<code>").nth(1).and_then(|rest| rest.split('<').next());
        let token = token.expect("a token").to_owned();
        anna.open("/firm/keys").await;
        anna.shows("Warehouse");
        assert!(!anna.text.contains(&token));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_are_shown_by_the_demonstration_alone() {
    for fresh in each_store() {
        let mut anna = visitor(&fresh);
        anna.open("/sign-up").await;
        let typed = [("name", "Anna"), ("contact", "anna@example.se"), ("country", "SE")];
        anna.fill("/sign-up", &[&typed[..], &[("firm_name", "Berg AB")]].concat()).await;
        anna.shows("/letters?contact=anna@example.se");
        let code = anna.letter("anna@example.se", "code").await;
        let due = read(&fresh, party::list_due_letters).await.expect("letters");
        let id = due[0].id;
        write(&fresh, move |tx| party::record_sent_and_keep(tx, id)).await.expect("recorded");
        anna.open("/letters?contact=anna@example.se").await;
        anna.shows(&code);
        let mut real = at(&fresh, "https://fair.example", false);
        real.open("/letters?contact=anna@example.se").await;
        assert_eq!(real.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_that_nobody_made_is_not_there() {
    for fresh in each_store() {
        let mut guest = visitor(&fresh);
        guest.open("/i/nothing").await;
        assert_eq!(guest.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_is_remembered() {
    for fresh in each_store() {
        let mut guest = visitor(&fresh);
        for (back, to) in [("/sign-in", "/sign-in"), ("//evil.example", "/")] {
            let typed = [("lang", "zh-CN"), ("back", back)];
            let fields = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
            guest.post("/language", &fields.into_iter().collect()).await;
            assert_eq!((guest.status, guest.place.as_str()), (StatusCode::SEE_OTHER, to));
        }
        guest.open("/sign-in").await;
        guest.shows("<h1>登录</h1>");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_changes_the_firms_name_on_a_page_of_its_own() {
    for fresh in each_store() {
        let mut anna = visitor(&fresh);
        anna.open("/firm/change").await;
        assert_ne!(anna.status, StatusCode::OK, "a stranger has no firm to change");
        anna.sign_up("anna@example.se", "Berg & Söner AB").await;
        anna.open("/firm/change").await;
        anna.shows("value=\"Berg &amp; Söner AB\"");
        anna.fill("/firm/change", &[("firm_name", "")]).await;
        assert_eq!(anna.status, StatusCode::UNPROCESSABLE_ENTITY);
        anna.fill("/firm/change", &[("firm_name", "Berg Wool AB")]).await;
        assert_eq!(anna.place, "/firm?done=firm-changed", "{}", anna.text);
        anna.open("/firm?done=firm-changed").await;
        anna.shows("<h1 lang=\"en\">Berg Wool AB</h1>");
    }
}
