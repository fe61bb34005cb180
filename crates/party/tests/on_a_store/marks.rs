//! What is known of a firm beside its name, and what tells that it changed.

use super::{acting, each_store, firm, name, open_firm, owner, person, read, refused, write};
use kernel::{Actor, Desk, Firm, Id, Lang, Outcome, Role, Stop};
use party::events::FirmChanged;
use party::{ChangedFirm, Country, Deeds, DirectFirm, FirmSummary, NewFirm};
use store::{Event, Heard, Tx};
use testkit::Fresh;

const CLERK: Actor = Actor::Clerk { person: Id::new(99), desk: Desk::Operator };

async fn in_china(fresh: &Fresh) -> (Actor, Id<Firm>) {
    let new = DirectFirm {
        contact: None,
        person: person("Lan"),
        firm: NewFirm { country: Country::from_code("CN").expect("China"), ..firm("Lanhua") },
        session: None,
    };
    let opened = write(fresh, move |tx| party::open_firm_directly(tx, &new)).await.expect("a firm");
    (owner(opened), opened.firm)
}

fn told(as_name: &str, region: &str) -> ChangedFirm {
    ChangedFirm { name: name(as_name), name_lang: Lang::En, region: region.to_owned() }
}

async fn change(fresh: &Fresh, by: Actor, version: i64, new: ChangedFirm) -> Outcome<FirmSummary> {
    write(fresh, move |tx| party::change_firm(tx, &by, version, &new)).await
}

/// How often it was told since that a firm changed.
async fn told_since(fresh: &Fresh, heard: &mut Heard) -> usize {
    let from = heard.clone();
    let (told, now) = read(fresh, move |tx| from.next(tx, 200)).await.expect("what was told");
    *heard = now;
    told.iter().filter(|told| told.name == FirmChanged::NAME).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_renames_the_firm_over_the_version_that_was_read() {
    for fresh in each_store() {
        let (by, id) = in_china(&fresh).await;
        let mut heard = Heard::default();
        told_since(&fresh, &mut heard).await;
        let renamed = change(&fresh, by, 1, told("Orchid Mill", "cn-zj")).await.expect("renamed");
        assert_eq!((renamed.name.as_str(), renamed.version), ("Orchid Mill", 2));
        assert_eq!(told_since(&fresh, &mut heard).await, 1);
        let marks = read(&fresh, move |tx| party::marks(tx, &[id])).await.expect("marks");
        assert_eq!(marks[&id].region.map(party::Region::code), Some("CN-ZJ"));
        let stale = change(&fresh, by, 1, told("Other", "")).await;
        assert!(matches!(stale, Err(Stop::Stale)));
        let foreign = change(&fresh, by, 2, told("Orchid Mill", "SE-O")).await;
        assert_eq!(refused(foreign), "party-region-unknown");
        let Actor::Member { person, .. } = by else { panic!("a member") };
        let staff = acting(person, id, Role::Staff);
        let forbidden = change(&fresh, staff, 2, told("Mine", "")).await;
        assert!(matches!(forbidden, Err(Stop::Forbidden)));
        assert_eq!(told_since(&fresh, &mut heard).await, 0, "what was refused is not told");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trade_is_told_only_when_it_reaches_another_step() {
    for fresh in each_store() {
        let (_, id) = in_china(&fresh).await;
        let mut heard = Heard::default();
        told_since(&fresh, &mut heard).await;
        for (finished, refunded, wanted) in [(1, 0, 1), (1, 0, 0), (7, 0, 0), (1, 0, 1), (0, 1, 1)]
        {
            let deeds = Deeds { finished, refunded, ..Deeds::default() };
            let count = move |tx: &mut Tx<'_>| party::count_deeds(tx, &[(id, deeds)].into());
            write(&fresh, count).await.expect("counted");
            let told = told_since(&fresh, &mut heard).await;
            assert_eq!(told, wanted, "{finished} more, {refunded} refunded");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_alone_hides_a_firm_and_the_rest_of_what_is_known_stays() {
    for fresh in each_store() {
        let opened = open_firm(&fresh, "anna@example.se").await;
        let (by, id) = (owner(opened), opened.firm);
        let role = move |tx: &mut Tx<'_>| party::set_trade_role(tx, id, "factory");
        write(&fresh, role).await.expect("said");
        let own = write(&fresh, move |tx| party::hide_firm(tx, &by, id)).await;
        assert!(matches!(own, Err(Stop::Forbidden)));
        let none = write(&fresh, |tx| party::hide_firm(tx, &CLERK, Id::new(3))).await;
        assert!(matches!(none, Err(Stop::Absent)));
        for is_hidden in [true, true, false] {
            let set = move |tx: &mut Tx<'_>| match is_hidden {
                true => party::hide_firm(tx, &CLERK, id),
                false => party::show_firm(tx, &CLERK, id),
            };
            write(&fresh, set).await.expect("set");
            let marks = read(&fresh, move |tx| party::marks(tx, &[id])).await.expect("marks");
            assert_eq!((marks[&id].is_hidden, marks[&id].role.as_str()), (is_hidden, "factory"));
        }
    }
}
