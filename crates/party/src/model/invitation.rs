//! Invitations to join a firm.

use super::{Contact, PartyRefusal, TrustLine};
use kernel::rules::Rules;
use kernel::{Firm, Id, Role, Timestamp};
use serde::{Deserialize, Serialize};

/// Open invitations of one firm: each is a letter to somebody who did not ask for it.
pub(crate) const INVITATIONS_MOST: i64 = 50;

/// An invitation to be sent.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    /// To whom.
    pub contact: Contact,
    /// As what.
    pub role: Role,
    /// The hash of its token.
    pub hash: [u8; 32],
    /// Where it is accepted; holds the token.
    pub link: String,
}

/// An invitation that was sent; its token is known to the invited alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// To whom.
    pub contact: String,
    /// As what.
    pub role: Role,
    /// Until when it is open.
    pub expires_at: Timestamp,
}

/// An invitation as its holder sees it before taking it up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The firm that invites.
    pub firm: TrustLine,
    /// As what.
    pub role: Role,
    /// To whom it was sent.
    pub contact: String,
}

/// An invitation as the store keeps it.
#[derive(Debug, Clone)]
pub(crate) struct Invitation {
    pub(crate) firm: Id<Firm>,
    pub(crate) contact: Contact,
    pub(crate) role: Role,
    pub(crate) expires_at: Timestamp,
    pub(crate) used_at: Option<Timestamp>,
}

impl Invitation {
    /// When an invitation that is sent now ends.
    pub(crate) fn end(now: Timestamp) -> Timestamp {
        now.plus_days(Rules::current().sign_in.invitation_d)
    }

    /// Whether it can be accepted.
    pub(crate) fn check(&self, now: Timestamp) -> Result<(), PartyRefusal> {
        if self.used_at.is_some() || now >= self.expires_at {
            return Err(PartyRefusal::InvitationOver);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_is_open_once_and_for_a_time() {
        let now = Timestamp::from_micros(0);
        let contact = Contact::parse("bo@example.se").expect("a contact");
        let (firm, role, expires_at) = (Id::new(1), Role::Staff, Invitation::end(now));
        let open = Invitation { firm, contact, role, expires_at, used_at: None };
        assert_eq!(open.check(now.plus_days(13)), Ok(()));
        assert_eq!(open.check(now.plus_days(14)), Err(PartyRefusal::InvitationOver));
        let used = Invitation { used_at: Some(now), ..open };
        assert_eq!(used.check(now), Err(PartyRefusal::InvitationOver));
    }
}
