//! Requests to buy on a real store: review, quotes, awards, leads, saved searches.

use super::{BUYER, SELLER, fob_ningbo, migrations, of, refused, socks, tier};
use kernel::{Actor, Desk, Firm, Id, Lang, Outcome, Role, Scope, Stop};
use party::{Contact, Country, DirectFirm, Name, NewFirm, NewPerson};
use sourcing::{
    Answer, Filter, Match, Meets, NewQuoteLine, NewRequest, NewRequestLine, NewRequestQuote,
    NewSavedSearch, Order, QuoteState, Request, RequestKind, RequestQuote, RequestSeen,
    RequestState, ReviewReason, Spec, Take, Verdict,
};
use store::Tx;
use testkit::{Engine, Fresh, engines, fresh, noon};

pub(super) const CLERK: Actor = Actor::Clerk { person: Id::new(99), desk: Desk::Operator };

pub(super) fn store_on(engine: Engine) -> Fresh {
    fresh(engine, [party::MIGRATIONS, &migrations()].concat())
}

/// A firm of its own with an owner who has a mailbox.
pub(super) async fn firm(fresh: &Fresh, nth: i64) -> Actor {
    let open = move |tx: &mut Tx<'_>| {
        let name = |told: &str| Name::parse(told, "name");
        let new = DirectFirm {
            contact: Some(Contact::parse(&format!("owner{nth}@example.cn"))?),
            person: NewPerson { name: name("Lan")?, password_hash: None, lang: Lang::En },
            firm: NewFirm {
                name: name(&format!("Firm {nth}"))?,
                name_lang: Lang::En,
                country: Country::parse("CN", "country")?,
            },
            session: None,
        };
        party::open_firm_directly(tx, &new)
    };
    let opened = fresh.store.write("open", open).await.expect("a firm");
    let firm = Some((opened.firm, Role::Owner));
    Actor::Member { person: opened.person, firm, scope: Scope::Full }
}

fn spec(name: &str, value: &str) -> Spec {
    Spec { name: name.to_owned(), value: value.to_owned() }
}

fn line(what: &str, quantity: i64) -> NewRequestLine {
    NewRequestLine {
        what: what.to_owned(),
        quantity,
        unit: "PR".to_owned(),
        specs: vec![spec("Material", "merino, 62 g"), spec("Sizes", "36 to 47")],
        ..NewRequestLine::default()
    }
}

pub(super) fn merino() -> NewRequest {
    NewRequest {
        title: "30,000 par merinostrumpor".to_owned(),
        text: "Vi behöver strumpor i fyra storlekar, med vårt band.".to_owned(),
        lang: "sv".to_owned(),
        destination: "SEGOT".to_owned(),
        lines: vec![line("Merino crew socks", 30_000)],
        ..NewRequest::default()
    }
}

pub(super) fn quoted(price: &str, lines: &[i64], meets: Meets) -> NewRequestQuote {
    let base = fob_ningbo();
    let note = if meets == Meets::Alternative { "64 g" } else { "" };
    let answer = Answer { meets, note: note.to_owned() };
    let line = |line: &i64| NewQuoteLine {
        line: *line,
        tiers: vec![tier(1_000, price)],
        answers: vec![answer.clone(), Answer { meets: Meets::Yes, note: String::new() }],
    };
    NewRequestQuote {
        currency: base.currency,
        incoterm: base.incoterm,
        place: base.place,
        transport: base.transport,
        lead_time_d: base.lead_time_d,
        valid_until: base.valid_until,
        parts: base.parts,
        note: base.note,
        sample: None,
        lines: lines.iter().map(line).collect(),
    }
}

pub(super) async fn act<T: Send + 'static>(
    fresh: &Fresh,
    act: impl FnMut(&mut Tx<'_>) -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    fresh.store.write("act", act).await
}

async fn drafted(fresh: &Fresh, by: Actor, new: NewRequest) -> Request {
    act(fresh, move |tx| sourcing::draft_request(tx, &by, &new)).await.expect("a draft")
}

async fn send(fresh: &Fresh, by: Actor, id: Id<RequestKind>) -> Outcome<Request> {
    act(fresh, move |tx| sourcing::send_request(tx, &by, id)).await
}

async fn review(fresh: &Fresh, id: Id<RequestKind>, verdict: Verdict) -> Outcome<Request> {
    act(fresh, move |tx| sourcing::review_request(tx, &CLERK, id, &verdict)).await
}

pub(super) async fn opened(fresh: &Fresh, by: Actor, new: NewRequest) -> Request {
    let draft = drafted(fresh, by, new).await;
    send(fresh, by, draft.id).await.expect("sent");
    review(fresh, draft.id, Verdict::default()).await.expect("opened")
}

pub(super) async fn quote(
    fresh: &Fresh,
    by: Actor,
    id: Id<RequestKind>,
    new: NewRequestQuote,
) -> Outcome<RequestQuote> {
    act(fresh, move |tx| sourcing::quote_request(tx, &by, id, &new)).await
}

async fn award(
    fresh: &Fresh,
    by: Actor,
    quote: &RequestQuote,
    takes: &[(i64, i64)],
) -> Outcome<sourcing::RequestAward> {
    let (id, quote) = (quote.request, quote.id);
    let takes: Vec<Take> =
        takes.iter().map(|(line, quantity)| Take { line: *line, quantity: *quantity }).collect();
    act(fresh, move |tx| sourcing::award_request(tx, &by, id, quote, &takes)).await
}

async fn see(fresh: &Fresh, by: Actor, id: Id<RequestKind>, order: Order) -> Outcome<RequestSeen> {
    fresh.store.read("see", move |tx| sourcing::request(tx, &by, id, order)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_opens_a_request_or_sends_it_back_with_reasons_and_nothing_is_lost() {
    let fresh = store_on(Engine::Both);
    let buyer = firm(&fresh, 1).await;
    let mut selling = merino();
    selling.text = "We sell merino socks, 我们供应羊毛袜".to_owned();
    selling.lines[0].specs.push(spec("Trim", "ivory buttons"));
    let draft = drafted(&fresh, buyer, selling).await;
    let sent = send(&fresh, buyer, draft.id).await.expect("sent");
    let marks: Vec<_> = sent.marks.iter().map(|mark| (mark.reason, mark.word.as_str())).collect();
    let wanted = [(ReviewReason::WrongDirection, "we sell"), (ReviewReason::Forbidden, "ivory")];
    assert_eq!((sent.state, marks.as_slice()), (RequestState::Review, &wanted[..]));
    // Noon in UTC is 20:00 in Shanghai on a Monday: the clerks begin at nine.
    assert_eq!(sent.due_at.expect("due").to_string(), "2026-03-03T05:00:00Z");
    let other = firm(&fresh, 2).await;
    assert!(matches!(see(&fresh, other, sent.id, Order::Fit).await, Err(Stop::Absent)));
    let queue = fresh.store.read("queue", |tx| sourcing::requests_in_review(tx, &CLERK));
    assert_eq!(queue.await.expect("a queue").len(), 1);
    let barred = act(&fresh, move |tx| sourcing::requests_in_review(tx, &buyer)).await;
    assert!(matches!(barred, Err(Stop::Forbidden)));
    let reasons = vec![ReviewReason::WrongDirection];
    let verdict = Verdict { reasons: reasons.clone(), note: "Say what you buy.".to_owned() };
    let back = review(&fresh, sent.id, verdict.clone()).await.expect("sent back");
    assert_eq!((back.state, back.reasons), (RequestState::Draft, reasons));
    assert_eq!(refused(review(&fresh, sent.id, verdict).await), "request-not-in-review");
    let seen = see(&fresh, buyer, sent.id, Order::Fit).await.expect("seen").request;
    assert_eq!(seen.wanted.text, "We sell merino socks, 我们供应羊毛袜");
    let version = seen.version;
    let change =
        move |tx: &mut Tx<'_>| sourcing::change_request(tx, &buyer, seen.id, version, &merino());
    let changed = act(&fresh, change).await.expect("changed");
    let sent = send(&fresh, buyer, changed.id).await.expect("sent");
    assert!(sent.marks.is_empty() && sent.reasons.is_empty());
    let open = review(&fresh, sent.id, Verdict::default()).await.expect("opened");
    assert_eq!(open.state, RequestState::Open);
    assert_eq!(open.open_until, Some(noon().plus_days(14)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_asked_twice_is_marked_and_a_bare_one_is_refused() {
    let fresh = store_on(Engine::Both);
    let buyer = firm(&fresh, 1).await;
    opened(&fresh, buyer, merino()).await;
    let mut again = merino();
    again.title = "30,000 PAR  merinostrumpor!".to_owned();
    let draft = drafted(&fresh, buyer, again).await;
    let sent = send(&fresh, buyer, draft.id).await.expect("sent");
    assert_eq!(sent.marks[0].reason, ReviewReason::Duplicate);
    let mut bare = merino();
    bare.destination.clear();
    bare.text.clear();
    bare.lines[0].specs.clear();
    let draft = drafted(&fresh, buyer, bare).await;
    let stop = send(&fresh, buyer, draft.id).await.expect_err("refused");
    let Stop::RefusedAll(all) = stop else { panic!("{stop:?}") };
    let codes: Vec<_> = all.iter().map(|one| one.code).collect();
    assert_eq!(codes, ["request-destination-missing", "request-facts-missing"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_four_sellers_at_once_exactly_ten_quote() {
    for engine in engines() {
        let fresh = store_on(engine);
        let buyer = firm(&fresh, 0).await;
        let request = opened(&fresh, buyer, merino()).await;
        let mut sellers = Vec::new();
        for nth in 1..=64 {
            sellers.push(firm(&fresh, nth).await);
        }
        let mut tasks = tokio::task::JoinSet::new();
        for seller in sellers.clone() {
            let (store, id) = (fresh.store.clone(), request.id);
            let new = quoted("0.62", &[1], Meets::Yes);
            tasks.spawn(async move {
                let act = move |tx: &mut Tx<'_>| sourcing::quote_request(tx, &seller, id, &new);
                store.write("quote", act).await
            });
        }
        let answers = tasks.join_all().await;
        let passed = answers.iter().filter(|answer| answer.is_ok()).count();
        assert_eq!(passed, 10);
        for stopped in answers.into_iter().filter(Result::is_err) {
            assert_eq!(refused(stopped), "request-full");
        }
        let seen = see(&fresh, buyer, request.id, Order::Fit).await.expect("seen");
        assert_eq!((seen.request.state, seen.request.quotes), (RequestState::Full, 10));
        assert_eq!(seen.quotes.len(), 10);
        // One goes: there is room for one again, and only one.
        let gone = seen.quotes[0].quote.clone();
        let is_gone = |seller: &&Actor| seller.is(gone.seller);
        let seller = *sellers.iter().find(is_gone).expect("the seller");
        let (id, quote_id) = (request.id, gone.id);
        let back =
            move |tx: &mut Tx<'_>| sourcing::withdraw_request_quote(tx, &seller, id, quote_id);
        assert_eq!(act(&fresh, back).await.expect("back").state, QuoteState::Withdrawn);
        let has_none = |seller: &&Actor| !seen.quotes.iter().any(|one| seller.is(one.quote.seller));
        let mut free = sellers.iter().filter(has_none);
        let (one, two) = (*free.next().expect("a seller"), *free.next().expect("another"));
        quote(&fresh, one, id, quoted("0.6", &[1], Meets::Yes)).await.expect("room for one");
        let late = quote(&fresh, two, id, quoted("0.6", &[1], Meets::Yes)).await;
        assert_eq!(refused(late), "request-full");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quote_is_revised_once_and_the_best_fit_stands_first_whatever_it_costs() {
    let fresh = store_on(Engine::Both);
    let buyer = firm(&fresh, 1).await;
    let (dear, cheap) = (firm(&fresh, 2).await, firm(&fresh, 3).await);
    let request = opened(&fresh, buyer, merino()).await;
    let id = request.id;
    quote(&fresh, cheap, id, quoted("0.40", &[1], Meets::No)).await.expect("quoted");
    let first = quote(&fresh, dear, id, quoted("0.71", &[1], Meets::Alternative)).await;
    assert_eq!(first.expect("quoted").revision, 0);
    let second = quote(&fresh, dear, id, quoted("0.70", &[1], Meets::Yes)).await.expect("once");
    assert_eq!(second.revision, 1);
    let third = quote(&fresh, dear, id, quoted("0.69", &[1], Meets::Yes)).await;
    assert_eq!(refused(third), "request-revisions-used");
    let own = quote(&fresh, buyer, id, quoted("0.69", &[1], Meets::Yes)).await;
    assert_eq!(refused(own), "request-own");
    let orders = [(Order::Fit, dear), (Order::Price, cheap)];
    for (order, wanted) in orders {
        let seen = see(&fresh, buyer, id, order).await.expect("seen");
        assert_eq!((seen.quotes.len(), seen.request.quotes), (2, 2));
        assert!(wanted.is(seen.quotes[0].quote.seller), "{order:?}");
    }
    let seen = see(&fresh, buyer, id, Order::Fit).await.expect("seen");
    let (fit, sum) = (seen.quotes[0].fit, seen.quotes[0].sum.expect("a sum"));
    assert_eq!((fit.met, fit.all, sum.minor), (2, 2, 2_100_000));
    // A seller sees its own quote and no other's.
    let seen = see(&fresh, cheap, id, Order::Fit).await.expect("seen");
    assert_eq!(seen.quotes.len(), 1);
    assert!(cheap.is(seen.quotes[0].quote.seller));
    let mine = fresh.store.read("mine", move |tx| {
        sourcing::own_request_quotes(tx, &dear, None, kernel::Limit::DEFAULT)
    });
    let mine = mine.await.expect("mine").rows;
    assert_eq!((mine.len(), mine[0].1.revision), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_quote_hears_all_that_is_wrong_and_takes_no_place() {
    let fresh = store_on(Engine::Both);
    let (buyer, seller) = (firm(&fresh, 1).await, firm(&fresh, 2).await);
    let request = opened(&fresh, buyer, merino()).await;
    let mut new = quoted("0.62", &[1, 2], Meets::Yes);
    new.place = "CNCTU".to_owned();
    new.lines[0].answers.pop();
    new.lines[0].tiers.clear();
    let stop = quote(&fresh, seller, request.id, new).await.expect_err("refused");
    let Stop::RefusedAll(all) = stop else { panic!("{stop:?}") };
    let codes: Vec<_> = all.iter().map(|one| one.code).collect();
    let wanted = [
        "sourcing-place-not-port",
        "catalog-tiers-missing",
        "request-answers-missing",
        "request-line-not-asked",
    ];
    assert_eq!(codes, wanted);
    let mut vague = quoted("0.62", &[1], Meets::Alternative);
    vague.lines[0].answers[0].note.clear();
    let stop = quote(&fresh, seller, request.id, vague).await;
    assert_eq!(refused(stop), "request-alternative-untold");
    let seen = see(&fresh, buyer, request.id, Order::Fit).await.expect("seen");
    assert_eq!((seen.request.quotes, seen.quotes.len()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_shared_by_several_sellers_and_never_exceeded() {
    let fresh = store_on(Engine::Both);
    let buyer = firm(&fresh, 1).await;
    let (one, two, late) = (firm(&fresh, 2).await, firm(&fresh, 3).await, firm(&fresh, 4).await);
    let mut new = merino();
    new.lines.push(line("Leather gloves", 5_000));
    let request = opened(&fresh, buyer, new).await;
    let id = request.id;
    let shelves = fresh.store.read("shelves", move |tx| sourcing::request_categories(tx, id));
    assert!(!shelves.await.expect("categories").is_empty());
    let first = quote(&fresh, one, id, quoted("0.62", &[1], Meets::Yes)).await.expect("quoted");
    let both = quote(&fresh, two, id, quoted("0.7", &[1, 2], Meets::Yes)).await.expect("quoted");
    assert!(matches!(award(&fresh, one, &first, &[(1, 1)]).await, Err(Stop::Forbidden)));
    let more = award(&fresh, buyer, &first, &[(1, 30_001)]).await;
    assert_eq!(refused(more), "request-more-than-asked");
    let few = award(&fresh, buyer, &first, &[(1, 999)]).await;
    assert_eq!(refused(few), "request-below-minimum");
    let foreign = award(&fresh, buyer, &first, &[(2, 5_000)]).await;
    assert_eq!(refused(foreign), "request-line-not-offered");
    let nothing = award(&fresh, buyer, &first, &[]).await;
    assert_eq!(refused(nothing), "request-nothing-taken");
    let taken = award(&fresh, buyer, &first, &[(1, 20_000)]).await.expect("awarded");
    assert_eq!((taken.lines[0].quantity, taken.terms.lead_time_d), (20_000, 25));
    let again = award(&fresh, buyer, &first, &[(1, 10_000)]).await;
    assert_eq!(refused(again), "request-quote-accepted");
    let more = award(&fresh, buyer, &both, &[(1, 10_001), (2, 5_000)]).await;
    assert_eq!(refused(more), "request-more-than-asked");
    let seen = see(&fresh, buyer, id, Order::Fit).await.expect("seen");
    assert_eq!(seen.request.state, RequestState::Open);
    award(&fresh, buyer, &both, &[(1, 10_000), (2, 5_000)]).await.expect("the rest");
    let seen = see(&fresh, buyer, id, Order::Fit).await.expect("seen");
    assert_eq!((seen.request.state, seen.awards.len()), (RequestState::Awarded, 3));
    let late = quote(&fresh, late, id, quoted("0.5", &[1], Meets::Yes)).await;
    assert_eq!(refused(late), "request-awarded");
}

#[tokio::test(flavor = "multi_thread")]
async fn quotes_end_with_the_requests_time_and_what_came_may_still_be_accepted() {
    let fresh = store_on(Engine::Both);
    let (buyer, seller) = (firm(&fresh, 1).await, firm(&fresh, 2).await);
    let request = opened(&fresh, buyer, merino()).await;
    let given = quote(&fresh, seller, request.id, quoted("0.62", &[1], Meets::Yes)).await;
    let given = given.expect("quoted");
    fresh.clock.set(noon().plus_days(14));
    let late = quote(&fresh, seller, request.id, quoted("0.6", &[1], Meets::Yes)).await;
    assert_eq!(refused(late), "request-ended");
    store::run_timers(&fresh.store, sourcing::jobs::on_due).await.expect("timers");
    let seen = see(&fresh, buyer, request.id, Order::Fit).await.expect("seen");
    assert_eq!(seen.request.state, RequestState::Expired);
    award(&fresh, buyer, &given, &[(1, 30_000)]).await.expect("awarded");
    let expired = opened(&fresh, buyer, merino()).await;
    let given = quote(&fresh, seller, expired.id, {
        let mut new = quoted("0.62", &[1], Meets::Yes);
        new.valid_until = noon().plus_days(20).to_string();
        new
    });
    let given = given.await.expect("quoted");
    fresh.clock.set(noon().plus_days(21));
    let gone = award(&fresh, buyer, &given, &[(1, 30_000)]).await;
    assert_eq!(refused(gone), "request-quote-expired");
    let id = expired.id;
    let close = move |tx: &mut Tx<'_>| sourcing::close_request(tx, &buyer, id);
    assert_eq!(act(&fresh, close).await.expect("closed").state, RequestState::Closed);
    let late = quote(&fresh, seller, id, quoted("0.6", &[1], Meets::Yes)).await;
    assert_eq!(refused(late), "request-not-open");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_request_reaches_the_sellers_that_can_serve_it_once_with_its_arithmetic() {
    let fresh = store_on(Engine::Both);
    let (buyer, maker, other) =
        (firm(&fresh, 1).await, firm(&fresh, 2).await, firm(&fresh, 3).await);
    let list = move |tx: &mut Tx<'_>| {
        catalog::list_product(
            tx,
            &maker,
            &catalog::NewProduct { title: "Merino crew socks 羊毛袜".to_owned(), ..socks() },
        )?;
        let chairs = catalog::NewProduct { title: "Garden chairs".to_owned(), ..socks() };
        catalog::list_product(tx, &other, &chairs)
    };
    act(&fresh, list).await.expect("listed");
    let mut asked = merino();
    asked.audience = Some("asked".to_owned());
    let request = opened(&fresh, buyer, asked).await;
    let id = request.id;
    assert!(matches!(see(&fresh, maker, id, Order::Fit).await, Err(Stop::Absent)));
    let matcher = sourcing::jobs::Matcher::default();
    assert_eq!(matcher.run(&fresh.store).await.expect("matched"), 1);
    assert_eq!(matcher.run(&fresh.store).await.expect("nothing left"), 0);
    let look = move |tx: &mut Tx<'_>| sourcing::leads(tx, &maker, None, kernel::Limit::DEFAULT);
    let leads = fresh.store.read("leads", look).await.expect("leads").rows;
    let (lead_request, lead) = &leads[0];
    let sum: i64 = lead.arithmetic.iter().map(|points| points.points).sum();
    assert_eq!((lead_request.id, leads.len(), lead.points), (id, 1, sum));
    assert!(matches!(see(&fresh, other, id, Order::Fit).await, Err(Stop::Absent)));
    assert_eq!(see(&fresh, maker, id, Order::Fit).await.expect("seen").leads.len(), 1);
    assert_eq!(see(&fresh, CLERK, id, Order::Fit).await.expect("seen").leads.len(), 1);
    let letters = fresh.store.read("letters", party::list_due_letters).await;
    let kinds: Vec<_> = letters.expect("letters").into_iter().map(|one| one.kind).collect();
    assert_eq!(kinds, ["request-opened", "lead"]);
    // Whoever brings it again changes nothing.
    let firm: Id<Firm> = maker.firm().expect("a firm");
    let again = Match { firm, total: 1, line: 1, arithmetic: Vec::new() };
    act(&fresh, move |tx| sourcing::bring(tx, id, std::slice::from_ref(&again))).await.expect("no");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_search_writes_one_letter_a_day_until_it_is_stopped() {
    let fresh = store_on(Engine::Both);
    let (buyer, seller) = (firm(&fresh, 1).await, firm(&fresh, 2).await);
    let filter =
        Filter { words: "merino sock".to_owned(), country: "se".to_owned(), ..Filter::default() };
    let save = move |tx: &mut Tx<'_>| {
        let new = NewSavedSearch { filter: filter.clone(), ..NewSavedSearch::default() };
        sourcing::save_search(tx, &seller, &new)
    };
    let kept = act(&fresh, save).await.expect("kept");
    assert_eq!(kept.filter.country, "SE");
    let empty =
        move |tx: &mut Tx<'_>| sourcing::save_search(tx, &seller, &NewSavedSearch::default());
    assert_eq!(refused(act(&fresh, empty).await), "request-search-empty");
    fresh.clock.set(noon().plus_seconds(60));
    opened(&fresh, buyer, merino()).await;
    let mut gloves = merino();
    gloves.lines = vec![line("Leather gloves", 100)];
    opened(&fresh, buyer, gloves).await;
    let digest = |tx: &mut Tx<'_>| {
        let alerts = sourcing::due_alerts(tx, None)?;
        sourcing::write_alerts(tx, &alerts, |_, _| "proof".to_owned())
    };
    assert_eq!(act(&fresh, digest).await.expect("not yet"), 0);
    let alerts = async |fresh: &Fresh| {
        let letters = fresh.store.read("letters", party::list_due_letters).await;
        let letters = letters.expect("letters").into_iter().filter(|one| one.kind == "alert");
        letters.map(|one| one.facts["count"].clone()).collect::<Vec<_>>()
    };
    fresh.clock.set(noon().plus_days(1));
    assert_eq!(act(&fresh, digest).await.expect("one"), 1);
    assert_eq!(act(&fresh, digest).await.expect("only one"), 0);
    assert_eq!(alerts(&fresh).await, ["1"]);
    fresh.clock.set(noon().plus_days(2));
    assert_eq!(act(&fresh, digest).await.expect("looked"), 1);
    assert_eq!(alerts(&fresh).await, ["1"], "nothing new, no letter");
    let look = move |tx: &mut Tx<'_>| {
        let filter = Filter { words: "merino".to_owned(), ..Filter::default() };
        sourcing::demand(tx, &seller, &filter, None, kernel::Limit::DEFAULT)
    };
    assert_eq!(fresh.store.read("demand", look).await.expect("demand").rows.len(), 1);
    let all = move |tx: &mut Tx<'_>| {
        sourcing::demand(tx, &seller, &Filter::default(), None, kernel::Limit::DEFAULT)
    };
    assert_eq!(fresh.store.read("demand", all).await.expect("demand").rows.len(), 2);
    let id = kept.id;
    act(&fresh, move |tx| sourcing::forget_search(tx, &seller, id)).await.expect("forgotten");
    let mine = move |tx: &mut Tx<'_>| sourcing::saved_searches(tx, &seller);
    assert!(fresh.store.read("mine", mine).await.expect("none").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_and_read_keys_change_nothing() {
    let fresh = store_on(Engine::Both);
    let draft = |by: Actor| move |tx: &mut Tx<'_>| sourcing::draft_request(tx, &by, &merino());
    assert!(matches!(act(&fresh, draft(Actor::Stranger)).await, Err(Stop::SignIn)));
    let Actor::Member { person, firm, .. } = of(BUYER) else { panic!("a member") };
    let reading = Actor::Member { person, firm, scope: Scope::Read };
    assert!(matches!(act(&fresh, draft(reading)).await, Err(Stop::Forbidden)));
    let mine = drafted(&fresh, of(BUYER), merino()).await;
    let foreign = send(&fresh, of(SELLER), mine.id).await;
    assert!(matches!(foreign, Err(Stop::Absent)));
    let page = fresh
        .store
        .read("own", move |tx| sourcing::own_requests(tx, &reading, None, kernel::Limit::DEFAULT));
    assert_eq!(page.await.expect("own").rows.len(), 1);
}
