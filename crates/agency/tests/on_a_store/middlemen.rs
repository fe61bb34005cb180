//! What firms say they are, and who lets them act.

use super::{Market, OPERATOR, each_market, firm_of, refused};
use agency::{CapabilityKind, Disclosure, MandateState, NewMandate, NewRole};
use kernel::rules::Rules;
use kernel::{Actor, Limit, Outcome};
use store::Tx;

fn role(word: &str) -> NewRole {
    NewRole {
        role: word.to_owned(),
        about: "Knitted goods from Cixi since 1998, for chains in the north.".to_owned(),
        offers: vec!["quality control".to_owned(), "consolidation".to_owned()],
        shows_mandates: true,
        licence: None,
    }
}

async fn declare(market: &Market, by: Actor, word: &'static str) -> Outcome<agency::TradeRole> {
    market.act(move |tx| agency::declare(tx, &by, &role(word))).await
}

async fn file(market: &Market, by: Actor, of: Actor) -> agency::RoleFile {
    market.look(move |tx| agency::role_file(tx, &by, firm_of(&of))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mandate_counts_when_both_sides_agree_and_until_one_revokes_it() {
    for market in each_market() {
        let [agent, maker, buyer] = market.firms(3).await[..] else { panic!("three") };
        declare(&market, agent, "agent").await.expect("declared");
        let new = NewMandate {
            firm: firm_of(&maker).to_string(),
            side: "middleman".to_owned(),
            scope: "Hats, for the Nordic countries".to_owned(),
            days: 365,
            is_shown: true,
        };
        let offer = {
            let new = new.clone();
            move |tx: &mut Tx<'_>| agency::offer_mandate(tx, &agent, &new)
        };
        let id = market.act(offer).await.expect("offered").id;
        let answer = |by: Actor, to| market.act(move |tx| agency::answer_mandate(tx, &by, id, to));
        assert_eq!(file(&market, buyer, agent).await.mandates_in_force, 0);
        assert_eq!(refused(answer(agent, MandateState::Agreed).await), "agency-mandate-not-yours");
        assert!(answer(buyer, MandateState::Agreed).await.is_err());
        answer(maker, MandateState::Agreed).await.expect("agreed");
        answer(maker, MandateState::Agreed).await.expect("once");
        let seen = file(&market, buyer, agent).await;
        assert_eq!((seen.mandates.len(), seen.mandates[0].other_firm), (1, firm_of(&maker)));
        answer(maker, MandateState::Revoked).await.expect("revoked");
        assert_eq!(file(&market, buyer, agent).await.mandates_in_force, 0);
        assert_eq!(refused(answer(agent, MandateState::Agreed).await), "agency-mandate-over");
        let own = NewMandate { firm: firm_of(&agent).to_string(), ..new };
        let oneself = market.act(move |tx| agency::offer_mandate(tx, &agent, &own)).await;
        assert_eq!(refused(oneself), "agency-mandate-of-oneself");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_level_is_what_a_clerk_has_seen() {
    for market in each_market() {
        let agent = market.firm().await;
        let claim = |kind| {
            market.act(move |tx: &mut Tx<'_>| {
                agency::claim(tx, &agent, kind, "Inspection reports of 2025, 41 of them.")
            })
        };
        assert_eq!(refused(claim(CapabilityKind::Quality).await), "agency-no-role");
        declare(&market, agent, "trading-house").await.expect("declared");
        claim(CapabilityKind::Quality).await.expect("claimed");
        claim(CapabilityKind::Credit).await.expect("claimed");
        let judge = |by: Actor, kind, holds| {
            let firm = firm_of(&agent);
            market.act(move |tx| agency::judge(tx, &by, firm, kind, holds, "Seen on site."))
        };
        assert!(judge(agent, CapabilityKind::Quality, true).await.is_err());
        judge(OPERATOR, CapabilityKind::Quality, true).await.expect("judged");
        judge(OPERATOR, CapabilityKind::Credit, false).await.expect("judged");
        let nothing = judge(OPERATOR, CapabilityKind::Design, true).await;
        assert_eq!(refused(nothing), "agency-not-claimed");
        let level = file(&market, Actor::Stranger, agent).await.role.map(|role| role.level);
        assert_eq!(level, Some(1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_false_factory_is_undisclosed_after_its_time_to_answer_and_a_middleman_never_is() {
    for market in each_market() {
        let [fake, agent] = market.firms(2).await[..] else { panic!("two") };
        declare(&market, fake, "factory").await.expect("declared");
        declare(&market, agent, "agent").await.expect("declared");
        let find = |firm| {
            market.act(move |tx: &mut Tx<'_>| {
                agency::find_against(tx, &OPERATOR, firm, "On site: an office, no machines.")
            })
        };
        assert_eq!(refused(find(firm_of(&agent)).await), "agency-factory-not-claimed");
        let finding = find(firm_of(&fake)).await.expect("found");
        let both = [firm_of(&fake), firm_of(&agent)];
        let standing = || market.look(move |tx| agency::standing_of(tx, &both));
        let open = Disclosure::Disclosed;
        assert_eq!(standing().await, [(both[0], open), (both[1], open)]);
        let id = finding.id;
        let reply = move |tx: &mut Tx<'_>| agency::reply(tx, &fake, id, "We moved in March.");
        market.act(reply).await.expect("answered");
        assert_eq!(refused(market.act(reply).await), "agency-already-replied");
        let days = Rules::current().middleman.reply_d;
        market.fresh.clock.set(testkit::noon().plus_days(days));
        let hidden = Disclosure::Undisclosed;
        assert_eq!(standing().await, [(both[0], hidden), (both[1], open)]);
        let seen = file(&market, Actor::Stranger, fake).await;
        assert_eq!(seen.findings[0].reply.as_deref(), Some("We moved in March."));
        let firm = firm_of(&fake);
        let lift = move |tx: &mut Tx<'_>| agency::lift(tx, &OPERATOR, firm, id, "Seen at work.");
        market.act(lift).await.expect("lifted");
        assert_eq!(standing().await, [(both[0], open), (both[1], open)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_firm_and_the_operator_have_before_them_is_listed() {
    for market in each_market() {
        let (seller, limit) = (market.firm().await, Limit::DEFAULT);
        let mandates = move |tx: &mut Tx<'_>| agency::mandates(tx, &seller, None, limit);
        assert!(market.look(mandates).await.rows.is_empty());
        assert!(market.look(move |tx| agency::claims(tx, &OPERATOR)).await.is_empty());
    }
}
