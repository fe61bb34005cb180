//! Firms as others see them.

use super::{each_store, firm, open_firm, person, read, write};
use kernel::{Firm, Id, Stop};
use party::{Deeds, DirectFirm, Name, NewFirm};
use testkit::noon;

#[tokio::test(flavor = "multi_thread")]
async fn trust_lines_of_many_firms_take_few_queries() {
    for fresh in each_store() {
        let open = |tx: &mut store::Tx<'_>| {
            (0..117)
                .map(|nth| {
                    let new = DirectFirm {
                        contact: None,
                        person: person("Owner"),
                        firm: firm(&format!("Firm {nth}")),
                        session: None,
                    };
                    party::open_firm_directly(tx, &new).map(|opened| opened.firm)
                })
                .collect::<Result<Vec<Id<Firm>>, Stop>>()
        };
        let mut known = write(&fresh, open).await.expect("firms");
        known.reverse();
        // 120 ids: three are unknown, one comes twice.
        let mut asked = known.clone();
        asked.insert(0, Id::new(1));
        asked.insert(60, Id::new(i64::MAX));
        asked.push(known[3]);
        assert_eq!(asked.len(), 120);
        let lines = read(&fresh, move |tx| party::trust_lines(tx, &asked)).await.expect("lines");
        let order: Vec<Id<Firm>> = lines.iter().map(|line| line.firm).collect();
        assert_eq!(order, known);
        assert_eq!(lines[0].name, "Firm 116");
        assert_eq!((lines[0].since, lines[0].finished), (noon(), 0));
        let none = read(&fresh, |tx| party::trust_lines(tx, &[])).await.expect("lines");
        assert_eq!(none, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn deeds_add_up_and_can_be_counted_anew() {
    for fresh in each_store() {
        let id = open_firm(&fresh, "anna@example.se").await.firm;
        let finished = Deeds { finished: 1, last_finished_at: Some(noon()), ..Deeds::default() };
        let rated = Deeds { good: 1, refunded: 1, ..Deeds::default() };
        let count = move |tx: &mut store::Tx<'_>| {
            party::count_deeds(tx, &[(id, finished)].into())?;
            party::count_deeds(tx, &[(id, rated)].into())
        };
        write(&fresh, count).await.expect("counted");
        let kept = read(&fresh, move |tx| party::standing(tx, id)).await.expect("a standing");
        assert_eq!((kept.finished, kept.good, kept.bad, kept.refunded), (1, 1, 0, 1));
        assert_eq!(kept.last_finished_at, Some(noon()));
        write(&fresh, party::forget_deeds).await.expect("forgotten");
        let anew = Deeds { bad: 7, ..Deeds::default() };
        let count = move |tx: &mut store::Tx<'_>| party::count_deeds(tx, &[(id, anew)].into());
        write(&fresh, count).await.expect("counted anew");
        let lines = read(&fresh, move |tx| party::trust_lines(tx, &[id])).await.expect("a line");
        assert_eq!((lines[0].good, lines[0].bad, lines[0].finished), (0, 7, 0));
        let unknown = Deeds { good: 1, ..Deeds::default() };
        let unknown = [(Id::new(9), unknown)].into();
        let unknown = write(&fresh, move |tx| party::count_deeds(tx, &unknown)).await;
        assert!(matches!(unknown, Err(Stop::Absent)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_of_every_script_come_back_as_they_were_typed() {
    for fresh in each_store() {
        let longest = "名".repeat(120);
        for told in ["<script>alert(1)</script>", "شركة '; --", "👩‍🌾 Łódź\u{1F955}", &longest]
        {
            let name = Name::parse(told, "firm.name").expect("a name");
            let new = DirectFirm {
                contact: None,
                person: person(told),
                firm: NewFirm { name, ..firm("x") },
                session: None,
            };
            let opened = write(&fresh, move |tx| party::open_firm_directly(tx, &new)).await;
            let id = opened.expect("a firm").firm;
            let kept = read(&fresh, move |tx| party::firm(tx, id)).await.expect("a firm");
            assert_eq!(kept.name, told);
            assert_eq!(kept.country.code(), "SE");
        }
        let unknown = read(&fresh, |tx| party::firm(tx, Id::new(3))).await;
        assert!(matches!(unknown, Err(Stop::Absent)));
    }
}
