//! People of a firm.

use super::{
    acting, actor_of, contact, each_store, is_signed_out, join, open_firm, owner, person, read,
    refused, write,
};
use kernel::{Actor, Firm, Id, Limit, Outcome, Person, Role, Scope, Stop};
use party::{Acceptance, NewInvitation, Opened};
use testkit::{Fresh, noon};

async fn remove(fresh: &Fresh, by: Actor, person: Id<Person>) -> Outcome<()> {
    write(fresh, move |tx| party::remove_member(tx, &by, person)).await
}

async fn change(fresh: &Fresh, by: Actor, person: Id<Person>, role: Role) -> Outcome<()> {
    write(fresh, move |tx| party::change_role(tx, &by, person, role)).await
}

async fn roles(fresh: &Fresh, by: Actor) -> Vec<(Id<Person>, Role)> {
    let page = read(fresh, move |tx| party::members(tx, &by, None, Limit::DEFAULT)).await;
    page.expect("members").rows.iter().map(|member| (member.person, member.role)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_always_keeps_one_owner() {
    for fresh in each_store() {
        let opened = open_firm(&fresh, "anna@example.se").await;
        let (anna, by) = (opened.person, owner(opened));
        let bo = join(&fresh, by, "bo@example.se", Role::Staff, 2).await.person;
        let left = write(&fresh, move |tx| party::leave(tx, &by)).await;
        assert_eq!(refused(left), "party-last-owner");
        assert_eq!(refused(remove(&fresh, by, anna).await), "party-last-owner");
        assert_eq!(refused(change(&fresh, by, anna, Role::Staff).await), "party-last-owner");
        change(&fresh, by, bo, Role::Owner).await.expect("two owners");
        let both = tokio::join!(
            write(&fresh, move |tx| party::leave(tx, &by)),
            write(&fresh, move |tx| { party::leave(tx, &acting(bo, opened.firm, Role::Owner)) })
        );
        assert_eq!([both.0.is_ok(), both.1.is_ok()].iter().filter(|ok| **ok).count(), 1);
        let left: Vec<Role> = roles(&fresh, by).await.into_iter().map(|(_, role)| role).collect();
        assert_eq!(left, [Role::Owner]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_left_is_signed_out() {
    for fresh in each_store() {
        let opened = open_firm(&fresh, "anna@example.se").await;
        let by = owner(opened);
        let bo = join(&fresh, by, "bo@example.se", Role::Staff, 2).await.person;
        let cia = join(&fresh, by, "cia@example.se", Role::Staff, 3).await.person;
        let acting_bo = actor_of(&fresh, 2).await.expect("signed in");
        assert_eq!(acting_bo, acting(bo, opened.firm, Role::Staff));
        write(&fresh, move |tx| party::leave(tx, &acting_bo)).await.expect("left");
        assert!(is_signed_out(&actor_of(&fresh, 2).await));
        remove(&fresh, by, cia).await.expect("removed");
        assert!(is_signed_out(&actor_of(&fresh, 3).await));
        assert!(actor_of(&fresh, 1).await.is_ok());
        assert!(matches!(remove(&fresh, by, cia).await, Err(Stop::Absent)));
        // They are still somebody, without a firm.
        let profile = read(&fresh, move |tx| {
            party::me(tx, &Actor::Member { person: bo, firm: None, scope: Scope::Full })
        });
        assert_eq!(profile.await.expect("a profile").firms, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_role_counts_at_once() {
    for fresh in each_store() {
        let opened = open_firm(&fresh, "anna@example.se").await;
        let by = owner(opened);
        let bo = join(&fresh, by, "bo@example.se", Role::Staff, 2).await.person;
        change(&fresh, by, bo, Role::Owner).await.expect("changed");
        let promoted = acting(bo, opened.firm, Role::Owner);
        assert_eq!(actor_of(&fresh, 2).await.expect("signed in"), promoted);
        change(&fresh, promoted, opened.person, Role::Staff).await.expect("changed");
        let stepped_down = acting(opened.person, opened.firm, Role::Staff);
        assert_eq!(actor_of(&fresh, 1).await.expect("signed in"), stepped_down);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_owner_changes_who_belongs_to_a_firm() {
    for fresh in each_store() {
        let opened = open_firm(&fresh, "anna@example.se").await;
        let bo = join(&fresh, owner(opened), "bo@example.se", Role::Staff, 2).await.person;
        let staff = acting(bo, opened.firm, Role::Staff);
        let other = acting(Id::new(5), Id::new(6), Role::Owner);
        assert!(matches!(remove(&fresh, staff, opened.person).await, Err(Stop::Forbidden)));
        assert!(matches!(change(&fresh, staff, bo, Role::Owner).await, Err(Stop::Forbidden)));
        assert!(matches!(remove(&fresh, Actor::Stranger, bo).await, Err(Stop::SignIn)));
        // Another firm's owner cannot even learn that there is such a person.
        assert!(matches!(remove(&fresh, other, bo).await, Err(Stop::Absent)));
        assert!(matches!(change(&fresh, other, bo, Role::Owner).await, Err(Stop::Absent)));
        assert!(matches!(remove(&fresh, other, Id::new(99)).await, Err(Stop::Absent)));
    }
}

async fn invite(fresh: &Fresh, opened: Opened, mail: &str, hash: u8) -> Outcome<party::Invited> {
    let link = "https://market.example/i/token".to_owned();
    let new = NewInvitation { contact: contact(mail), role: Role::Staff, hash: [hash; 32], link };
    write(fresh, move |tx| party::invite(tx, &owner(opened), &new)).await
}

async fn accept(fresh: &Fresh, by: Actor, invitation: u8, session: u8) -> Outcome<Id<Firm>> {
    let newcomer = Some(person("Bo Ek"));
    let taken = Acceptance { invitation: [invitation; 32], newcomer, session: [session; 32] };
    let accepted = write(fresh, move |tx| party::accept_invitation(tx, &by, &taken)).await?;
    Ok(accepted.firm.expect("a firm"))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_taken_up_once_and_in_time() {
    for fresh in each_store() {
        let opened = open_firm(&fresh, "anna@example.se").await;
        invite(&fresh, opened, "bo@example.se", 2).await.expect("invited");
        let unknown = accept(&fresh, Actor::Stranger, 99, 3).await;
        assert!(matches!(unknown, Err(Stop::Absent)));
        assert_eq!(accept(&fresh, Actor::Stranger, 2, 3).await.expect("in"), opened.firm);
        let again = accept(&fresh, Actor::Stranger, 2, 4).await;
        assert_eq!(refused(again), "party-invitation-over");
        assert_eq!(
            refused(invite(&fresh, opened, "bo@example.se", 5).await),
            "party-already-member"
        );
        invite(&fresh, opened, "cia@example.se", 6).await.expect("invited");
        fresh.clock.set(noon().plus_days(14));
        let late = accept(&fresh, Actor::Stranger, 6, 7).await;
        assert_eq!(refused(late), "party-invitation-over");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_with_an_account_joins_as_who_they_are() {
    for fresh in each_store() {
        let anna = open_firm(&fresh, "anna@example.se").await;
        let bo = party::DirectFirm {
            contact: Some(contact("bo@example.se")),
            person: person("Bo Ek"),
            firm: super::firm("Ek AB"),
            session: None,
        };
        let bo = write(&fresh, move |tx| party::open_firm_directly(tx, &bo)).await.expect("a firm");
        invite(&fresh, anna, "bo@example.se", 2).await.expect("invited");
        let stranger = accept(&fresh, Actor::Stranger, 2, 3).await;
        assert!(is_signed_out(&stranger), "the contact is Bo's already");
        let joined = accept(&fresh, owner(bo), 2, 3).await.expect("joined");
        assert_eq!(joined, anna.firm);
        let now = actor_of(&fresh, 3).await.expect("signed in");
        assert_eq!(now, acting(bo.person, anna.firm, Role::Staff));
        let profile = read(&fresh, move |tx| party::me(tx, &now)).await.expect("a profile");
        assert_eq!(profile.firms.len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_has_fifty_open_invitations_at_most() {
    for fresh in each_store() {
        let opened = open_firm(&fresh, "anna@example.se").await;
        for nth in 0..50_u8 {
            let mail = format!("n{nth}@example.se");
            invite(&fresh, opened, &mail, nth + 100).await.expect("invited");
        }
        let one_more = invite(&fresh, opened, "bo@example.se", 2).await;
        assert_eq!(refused(one_more), "party-invitations-too-many");
        fresh.clock.set(noon().plus_days(14));
        invite(&fresh, opened, "bo@example.se", 2).await.expect("the others are over");
    }
}
