//! Inviting colleagues.

use super::{begin_session, owned_firm, send_letter, trust_lines};
use crate::events::MemberJoined;
use crate::model::{
    Acceptance, Channel, INVITATIONS_MOST, Invitation, Invited, NewInvitation, NewLetter, Offer,
    PartyRefusal, SignedIn,
};
use crate::store;
use ::store::Tx;
use kernel::rules::Rules;
use kernel::{Actor, Firm, Id, Outcome, Person, Scope, Stop};

/// A text message has room for 70 characters, and the link takes most of them.
const NAME_IN_SMS: usize = 12;

/// An owner invites somebody to their firm; the letter holds the link.
pub fn invite(tx: &mut Tx<'_>, by: &Actor, new: &NewInvitation) -> Outcome<Invited> {
    let (firm, person) = owned_firm(by)?;
    if let Some(known) = store::find_owner(tx, &new.contact)?
        && store::find_role(tx, firm, known)?.is_some()
    {
        return Err(PartyRefusal::AlreadyMember.into());
    }
    if store::count_open(tx, firm)? >= INVITATIONS_MOST {
        return Err(PartyRefusal::InvitationsTooMany { most: INVITATIONS_MOST }.into());
    }
    let expires_at = Invitation::end(tx.now());
    send_invitation(tx, firm, person, new)?;
    store::add_invitation(tx, firm, person, new, expires_at)?;
    Ok(Invited { contact: new.contact.value().to_owned(), role: new.role, expires_at })
}

fn send_invitation(
    tx: &mut Tx<'_>,
    firm: Id<Firm>,
    person: Id<Person>,
    new: &NewInvitation,
) -> Outcome<()> {
    let inviter = store::get_person(tx, person)?;
    let firm = store::find_firm(tx, firm)?.ok_or(Stop::Absent)?;
    let name = match new.contact.channel() {
        Channel::Mail => firm.name,
        Channel::Sms => firm.name.chars().take(NAME_IN_SMS).collect(),
    };
    let days = Rules::current().sign_in.invitation_d.to_string();
    let facts =
        [("firm", name), ("person", inviter.name), ("link", new.link.clone()), ("days", days)];
    let (to, lang) = (&new.contact, inviter.lang);
    send_letter(tx, &NewLetter { to, lang, kind: "invitation", facts: &facts })
}

/// What an open invitation offers, for whoever holds its token.
pub fn offer(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Outcome<Offer> {
    let invitation = store::find_invitation(tx, hash)?.ok_or(Stop::Absent)?;
    invitation.check(tx.now())?;
    let firm = trust_lines(tx, &[invitation.firm])?.pop().ok_or(Stop::Absent)?;
    Ok(Offer { firm, role: invitation.role, contact: invitation.contact.to_string() })
}

/// Takes up an invitation: somebody signed in joins as who they are; somebody new gets an account,
/// for the invited contact, which the link has proved to be theirs. Signs them in for the firm.
pub fn accept_invitation(
    tx: &mut Tx<'_>,
    by: &Actor,
    acceptance: &Acceptance,
) -> Outcome<SignedIn> {
    let invitation = store::lock_invitation(tx, &acceptance.invitation)?;
    invitation.check(tx.now())?;
    let (firm, role) = (invitation.firm, invitation.role);
    let person = match by {
        Actor::Stranger => take_up_newcomer(tx, &invitation, acceptance)?,
        Actor::Member { person, scope: Scope::Full, .. } => *person,
        _ => return Err(Stop::Forbidden),
    };
    if *by != Actor::Stranger && store::find_role(tx, firm, person)?.is_some() {
        return Err(PartyRefusal::AlreadyMember.into());
    }
    store::add_member(tx, firm, person, role)?;
    store::use_invitation(tx, &acceptance.invitation)?;
    tx.tell(firm, &MemberJoined { firm, person })?;
    begin_session(tx, person, Some((firm, role)), None, acceptance.session)
}

fn take_up_newcomer(
    tx: &mut Tx<'_>,
    invitation: &Invitation,
    acceptance: &Acceptance,
) -> Outcome<Id<Person>> {
    if store::find_owner(tx, &invitation.contact)?.is_some() {
        return Err(Stop::SignIn);
    }
    let no_name = PartyRefusal::NameEmpty { field: "name" };
    let newcomer = acceptance.newcomer.as_ref().ok_or(no_name)?;
    let person = tx.id();
    store::add_person(tx, person, newcomer)?;
    store::add_contact(tx, &invitation.contact, person)?;
    Ok(person)
}
