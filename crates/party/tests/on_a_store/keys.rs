//! API keys.

use super::{
    actor_of, each_store, is_signed_out, join, name, open_firm, owner, read, refused, write,
};
use kernel::{Actor, Limit, Outcome, Role, Scope, Stop};
use party::{Contact, Key, KeyScope, NewInvitation, NewKey};
use testkit::Fresh;

async fn issue(fresh: &Fresh, by: Actor, scope: KeyScope, hash: u8) -> Outcome<Key> {
    let new = NewKey { name: name("Warehouse"), scope, hash: [hash; 32] };
    write(fresh, move |tx| party::issue_key(tx, &by, &new)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_reads_changes_nothing() {
    for fresh in each_store() {
        let opened = open_firm(&fresh, "anna@example.se").await;
        let made = issue(&fresh, owner(opened), KeyScope::Read, 2).await.expect("a key");
        for (scope, hash) in [(KeyScope::Read, 2), (KeyScope::Trade, 3)] {
            if hash == 3 {
                issue(&fresh, owner(opened), scope, hash).await.expect("a key");
            }
            let by = actor_of(&fresh, hash).await.expect("signed in");
            assert!(matches!(by, Actor::Member { scope: own, .. } if own == Scope::from(scope)));
            let contact = Contact::parse("bo@example.se").expect("a contact");
            let (role, link) = (Role::Owner, String::new());
            let invitation = NewInvitation { contact, role, hash: [9; 32], link };
            let person = opened.person;
            let stopped = [
                issue(&fresh, by, KeyScope::Trade, 8).await.map(|_| ()),
                write(&fresh, move |tx| party::revoke_key(tx, &by, made.id)).await,
                write(&fresh, move |tx| party::invite(tx, &by, &invitation)).await.map(|_| ()),
                write(&fresh, move |tx| party::leave(tx, &by)).await,
                write(&fresh, move |tx| party::remove_member(tx, &by, person)).await,
                write(&fresh, move |tx| party::change_role(tx, &by, person, Role::Staff)).await,
                write(&fresh, move |tx| party::sign_out(tx, &by, &[hash; 32])).await,
                read(&fresh, move |tx| party::keys(tx, &by, None, Limit::DEFAULT))
                    .await
                    .map(|_| ()),
            ];
            assert!(stopped.iter().all(|end| matches!(end, Err(Stop::Forbidden))), "{stopped:?}");
            let seen = read(&fresh, move |tx| party::members(tx, &by, None, Limit::DEFAULT)).await;
            assert_eq!(seen.expect("members").rows.len(), 1);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_lives_until_it_is_ended_or_its_maker_leaves() {
    for fresh in each_store() {
        let opened = open_firm(&fresh, "anna@example.se").await;
        let by = owner(opened);
        let first = issue(&fresh, by, KeyScope::Trade, 2).await.expect("a key");
        fresh.clock.set(testkit::noon().plus_days(3_650));
        assert!(actor_of(&fresh, 2).await.is_ok());
        let page = read(&fresh, move |tx| party::keys(tx, &by, None, Limit::DEFAULT)).await;
        assert_eq!(page.expect("keys").rows, std::slice::from_ref(&first));
        write(&fresh, move |tx| party::revoke_key(tx, &by, first.id)).await.expect("ended");
        assert!(is_signed_out(&actor_of(&fresh, 2).await));
        let again = write(&fresh, move |tx| party::revoke_key(tx, &by, first.id)).await;
        assert!(matches!(again, Err(Stop::Absent)));

        let bo = join(&fresh, by, "bo@example.se", Role::Owner, 3).await.person;
        let acting_bo = super::acting(bo, opened.firm, Role::Owner);
        issue(&fresh, acting_bo, KeyScope::Read, 4).await.expect("a key");
        write(&fresh, move |tx| party::remove_member(tx, &by, bo)).await.expect("removed");
        assert!(is_signed_out(&actor_of(&fresh, 4).await));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_firms_key_does_not_exist_and_twenty_are_enough() {
    for fresh in each_store() {
        let opened = open_firm(&fresh, "anna@example.se").await;
        let other = super::acting(kernel::Id::new(5), kernel::Id::new(6), Role::Owner);
        let made = issue(&fresh, owner(opened), KeyScope::Read, 100).await.expect("a key");
        let foreign = write(&fresh, move |tx| party::revoke_key(tx, &other, made.id)).await;
        assert!(matches!(foreign, Err(Stop::Absent)));
        for nth in 1..20 {
            issue(&fresh, owner(opened), KeyScope::Read, 100 + nth).await.expect("a key");
        }
        let one_more = issue(&fresh, owner(opened), KeyScope::Read, 200).await;
        assert_eq!(refused(one_more), "party-keys-too-many");
    }
}
