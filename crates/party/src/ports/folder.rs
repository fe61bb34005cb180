//! The real post, by folders: mail into a Maildir, text messages into the spool of SMS Server
//! Tools 3. A mail server and a modem's program take them from there.

use super::{Envelope, Post};
use crate::model::{Channel, PostFailure};
use anyhow::{Context, anyhow};
use lettre::Message;
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, MessageBuilder};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

/// Letters as files: each is written beside its folder, synced, and moved in whole. A letter that
/// is delivered twice takes the place of the first.
#[derive(Debug)]
pub struct MailFolder {
    from: Mailbox,
    mail: PathBuf,
    sms: PathBuf,
}

impl MailFolder {
    /// Makes the folders `tmp`, `new` and `cur` below `mail`, and `tmp` and `outgoing` below `sms`.
    /// `from` is the sender of every mail, such as `Market <post@example.org>`.
    pub fn open(mail: &Path, sms: &Path, from: &str) -> anyhow::Result<Self> {
        let from = from.parse().map_err(|error| anyhow!("{from} is no sender of mail: {error}"))?;
        let below = |folder: &Path, names: &[&str]| -> anyhow::Result<()> {
            for name in names {
                let path = folder.join(name);
                fs::create_dir_all(&path).with_context(|| path.display().to_string())?;
            }
            Ok(())
        };
        below(mail, &["tmp", "new", "cur"])?;
        below(sms, &["tmp", "outgoing"])?;
        Ok(Self { from, mail: mail.to_owned(), sms: sms.to_owned() })
    }

    fn post_mail(&self, letter: &Envelope) -> Result<(), PostFailure> {
        let never = |error: &dyn std::fmt::Display| PostFailure::Never(error.to_string());
        let to = letter.to.value().parse().map_err(|error| never(&error))?;
        let message = self
            .envelope(letter)
            .to(Mailbox::new(None, to))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body.clone())
            .map_err(|error| never(&error))?;
        // Named by its id, so that delivering it again does no harm.
        let name = format!("{}.jishi", letter.id);
        place(&self.mail.join("tmp"), &self.mail.join("new"), &name, &message.formatted())
    }

    fn envelope(&self, letter: &Envelope) -> MessageBuilder {
        let since = Duration::from_micros(letter.at.micros().max(0).unsigned_abs());
        let id = format!("<{}@{}>", letter.id, self.from.email.domain());
        Message::builder()
            .from(self.from.clone())
            .date(UNIX_EPOCH + since)
            .message_id(Some(id))
            .subject(letter.subject.as_deref().unwrap_or_default())
    }

    fn post_sms(&self, letter: &Envelope) -> Result<(), PostFailure> {
        // The number stands without its plus; a blank line ends the head.
        let to = letter.to.value().trim_start_matches('+');
        let text = format!("To: {to}\nAlphabet: UTF-8\n\n{}", letter.body);
        let name = format!("{}.jishi", letter.id);
        place(&self.sms.join("tmp"), &self.sms.join("outgoing"), &name, text.as_bytes())
    }
}

impl Post for MailFolder {
    fn deliver(&self, letter: &Envelope) -> Result<(), PostFailure> {
        match letter.to.channel() {
            Channel::Mail => self.post_mail(letter),
            Channel::Sms => self.post_sms(letter),
        }
    }
}

/// Writes a file whole or not at all.
fn place(beside: &Path, folder: &Path, name: &str, text: &[u8]) -> Result<(), PostFailure> {
    let draft = beside.join(name);
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&draft)?;
        file.write_all(text)?;
        file.sync_all()?;
        fs::rename(&draft, folder.join(name))?;
        File::open(folder)?.sync_all()
    };
    write().map_err(|error| PostFailure::Later(format!("{}: {error}", draft.display())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Contact;
    use kernel::{Id, Lang, Timestamp};

    fn letter(to: &str, subject: Option<&str>, body: &str) -> Envelope {
        Envelope {
            id: Id::new(7),
            to: Contact::parse(to).expect("a contact"),
            lang: Lang::ZhCn,
            subject: subject.map(str::to_owned),
            body: body.to_owned(),
            at: Timestamp::from_micros(1_772_452_800_000_000),
        }
    }

    fn only_file(folder: &Path) -> String {
        let mut files = fs::read_dir(folder).expect("a folder");
        let file = files.next().expect("a file").expect("a file");
        assert!(files.next().is_none(), "one file");
        fs::read_to_string(file.path()).expect("text")
    }

    #[test]
    fn a_mail_lies_whole_in_the_maildir_once() {
        let place = tempfile::tempdir().expect("a folder");
        let post = MailFolder::open(place.path(), place.path(), "集市 <post@example.org>");
        let post = post.expect("a post");
        let letter = letter("anna@example.se", Some("您的验证码"), "验证码：01234567\n");
        post.deliver(&letter).expect("delivered");
        post.deliver(&letter).expect("delivered again");
        let mail = only_file(&place.path().join("new"));
        for line in [
            "To: anna@example.se\r\n",
            "Date: Mon, 02 Mar 2026 12:00:00 +0000\r\n",
            "Message-ID: <letter_0000000000007@example.org>\r\n",
            "Subject: =?utf-8?b?",
            "Content-Type: text/plain; charset=utf-8\r\n",
        ] {
            assert!(mail.contains(line), "{line} in {mail}");
        }
        assert!(fs::read_dir(place.path().join("tmp")).expect("a folder").next().is_none());
    }

    #[test]
    fn a_text_message_lies_in_the_spool() {
        let place = tempfile::tempdir().expect("a folder");
        let post = MailFolder::open(place.path(), place.path(), "post@example.org");
        let post = post.expect("a post");
        post.deliver(&letter("13800138000", None, "验证码：01234567")).expect("delivered");
        let wanted = "To: 8613800138000\nAlphabet: UTF-8\n\n验证码：01234567";
        assert_eq!(only_file(&place.path().join("outgoing")), wanted);
    }

    #[test]
    fn a_sender_that_is_none_is_told_at_the_start() {
        let place = tempfile::tempdir().expect("a folder");
        assert!(MailFolder::open(place.path(), place.path(), "nobody").is_err());
    }

    #[test]
    fn a_missing_folder_is_tried_again_later() {
        let place = tempfile::tempdir().expect("a folder");
        let post = MailFolder::open(place.path(), place.path(), "post@example.org");
        fs::remove_dir_all(place.path()).expect("removed");
        let ended = post.expect("a post").deliver(&letter("a@b.se", None, ""));
        assert!(matches!(ended, Err(PostFailure::Later(_))), "{ended:?}");
    }
}
