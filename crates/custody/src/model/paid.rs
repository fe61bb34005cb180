//! What the bank says came and went, payment by payment, and what each of them is.

use super::bank::{BankOrder, Direction, OrderState};
use super::difference::DifferenceKind;
use super::reference::is_reference;
use bankfile::{Entry, Statement, StatementKind, Status, Transaction};
use kernel::{Currency, Money};
use std::cmp::Ordering;
use std::collections::HashMap;

/// Characters of a bank's words that are kept.
const WORDS_MOST: usize = 280;
/// Characters of the code of an entry.
const CODE_MOST: usize = 160;
/// Characters of the bank's own reference in it: ISO 20022 gives it 35.
const REFERENCE_MOST: usize = 70;
/// What stands before the day in the code of an entry.
const ON: char = '@';
/// The next sign after it, as text is sorted.
const AFTER_ON: char = 'A';
/// Characters of a reference in a remittance: see `reference_of`.
const REFERENCE: usize = 17;
/// What stands behind the bank's reference of an entry that takes money away: the sign belongs to
/// what an entry is, since some banks give a reversal the reference of what it reverses.
const OUT: &str = ":out";
/// References that one payment may name; the bank repeats the same one in several fields.
const REFERENCES_MOST: usize = 3;

/// Which statement tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) account: String,
    pub(crate) kind: StatementKind,
    pub(crate) statement: String,
    pub(crate) hash: String,
}

/// One payment as the bank tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paid {
    /// Names it on its account, in whatever file it comes.
    pub(crate) code: String,
    /// The entry that it is a part of: its own code, and its sum.
    pub(crate) of: Option<(String, Money)>,
    /// The civil day that it was booked.
    pub(crate) day: Option<String>,
    pub(crate) line: u64,
    /// Above nothing it came, below nothing it went.
    pub(crate) amount: Money,
    /// What the payer sent before anybody took fees of it.
    pub(crate) sent: Option<Money>,
    /// What the bank says that it took for it, below nothing, in minor units.
    pub(crate) charges_minor: i64,
    /// It takes something back, or comes back itself.
    pub(crate) is_back: bool,
    /// What the bank took for its own work.
    pub(crate) is_charge: bool,
    pub(crate) reason: Option<String>,
    pub(crate) references: Vec<String>,
    /// What others name it by: the payer's reference from end to end, the order's own id.
    pub(crate) names: Vec<String>,
    /// A batch of ours that is booked in one sum.
    pub(crate) batch: Option<String>,
    pub(crate) party_name: Option<String>,
    pub(crate) party_account: Option<String>,
    pub(crate) party_bank: Option<String>,
    pub(crate) words: String,
}

/// What is booked by a statement, payment by payment. What a notification tells without its booking
/// day waits for the statement: made on a Saturday, it would have another name than Monday's books
/// give it, and be paid twice.
pub(crate) fn payments_of(statement: &Statement) -> Vec<Paid> {
    let mut payments = Vec::with_capacity(statement.entries.len());
    let mut names = Names::default();
    let own_day = statement.day.filter(|_| statement.kind == StatementKind::Statement);
    for entry in statement.entries.iter().filter(|entry| entry.status == Status::Booked) {
        if entry.amount.minor == 0 {
            continue;
        }
        let Some(day) = entry.booked_on.or(own_day) else { continue };
        let day = Some(day.to_string());
        let own = entry.bank_reference.as_deref();
        let own = own.map(|own| names.own(named(own, entry.amount, day.as_deref())));
        if entry.adds_up && entry.transactions.len() > 1 {
            let of = own.map(|code| (code, entry.amount));
            for (nth, part) in entry.transactions.iter().enumerate() {
                let paid = Paid { day: day.clone(), ..paid(entry, Some(part), Some(nth)) };
                let code = match &of {
                    Some((of, _)) => part_code(of, part, nth),
                    None => nameless(&paid, part),
                };
                payments.push(Paid { code: names.own(code), of: of.clone(), ..paid });
            }
        } else {
            // Parts that do not add up say nothing: the entry stands, and names nobody.
            let only = entry.transactions.first().filter(|_| entry.adds_up);
            let paid = Paid { day, ..paid(entry, only, None) };
            let code = own.unwrap_or_else(|| names.own(only_code(&paid, only)));
            payments.push(Paid { code, ..paid });
        }
    }
    payments.retain(|paid| paid.amount.minor != 0);
    payments
}

/// A payment without its name.
fn paid(entry: &Entry, part: Option<&Transaction>, nth: Option<usize>) -> Paid {
    let own = Transaction::default();
    let told = part.unwrap_or(&own);
    let amount = told.amount.unwrap_or(entry.amount);
    let party = if amount.minor > 0 { &told.debtor } else { &told.creditor };
    let words = [told.remittance.as_str(), entry.text.as_str()];
    let words = words.into_iter().find(|words| !words.is_empty()).unwrap_or_default();
    let references = references_of(told);
    // An entry of one part may tell its batch there, or beside it. Who names an order is no batch.
    let batch = told.batch_id.clone().or_else(|| nth.map_or(entry.batch_id.clone(), |_| None));
    Paid {
        code: String::new(),
        of: None,
        day: None,
        line: if told.line > 0 { told.line } else { entry.line },
        amount,
        sent: told.instructed.filter(|sent| sent.currency == amount.currency),
        charges_minor: charges_of(entry, told, nth, amount.currency),
        is_back: entry.is_reversal || told.return_reason.is_some(),
        is_charge: is_charge(&entry.code),
        reason: told.return_reason.clone(),
        batch: batch.filter(|_| references.is_empty()),
        references,
        names: [&told.end_to_end, &told.instruction_id].into_iter().flatten().cloned().collect(),
        party_name: party.name.clone(),
        party_account: party.account.clone(),
        party_bank: party.bank.clone(),
        words: words.chars().filter(|sign| !sign.is_control()).take(WORDS_MOST).collect(),
    }
}

/// ISO's domain codes for fees and interest of the bank itself, and what banks write instead.
fn is_charge(code: &str) -> bool {
    ["/CHRG", "/MDOP/CHRG", "/COMM", "CHRG", "NCHG", "NCOM"].iter().any(|end| code.ends_with(end))
}

/// What was taken for a payment: as its details say, else as its entry does where it is all of it.
fn charges_of(entry: &Entry, part: &Transaction, nth: Option<usize>, own: Currency) -> i64 {
    let of_part = Some(&part.charges).filter(|charges| !charges.is_empty() || nth.is_some());
    let told = of_part.unwrap_or(&entry.charges).iter();
    told.filter(|charge| charge.currency == own).map(|charge| charge.minor).sum()
}

/// What an entry is called: the bank's own reference, the day that it was booked and which way its
/// money goes, the same in the notification and on the statement. Banks use a reference again, a
/// year or a day later: what was booked on another day is another entry.
fn named(own: &str, amount: Money, day: Option<&str>) -> String {
    let way = if amount.minor < 0 { OUT } else { "" };
    let own: String = tidy(own).chars().take(REFERENCE_MOST).collect();
    format!("{own}{ON}{}{way}", day.unwrap_or_default())
}

/// Between which two codes those of a bank's reference lie, on whatever day, whole and in parts.
pub(crate) fn codes_of(reference: &str) -> (String, String) {
    (format!("{reference}{ON}"), format!("{reference}{AFTER_ON}"))
}

/// The bank's own reference in the code of an entry that went.
pub(crate) fn bank_reference_in(code: &str) -> Option<&str> {
    code.strip_suffix(OUT)?.rsplit_once(ON).map(|(own, _)| own)
}

/// Only what stands under an entry has a stroke before it, and its day this sign.
fn tidy(own: &str) -> String {
    let plain = own.chars().filter(|sign| !sign.is_control());
    plain.map(|sign| if sign == '/' || sign == ON { '|' } else { sign }).collect()
}

/// A part under its entry: by the bank's own reference, else by the payer's and its place.
fn part_code(of: &str, part: &Transaction, nth: usize) -> String {
    let end = part.end_to_end.as_deref().unwrap_or_default();
    let which = part.bank_reference.clone().unwrap_or_else(|| format!("{end}#{nth}"));
    format!("{of}/{}", tidy(&which)).chars().take(CODE_MOST).collect()
}

/// An entry without a reference, by its only part's.
fn only_code(paid: &Paid, part: Option<&Transaction>) -> String {
    match part.and_then(|part| part.bank_reference.as_deref()) {
        Some(own) => named(own, paid.amount, paid.day.as_deref()),
        None => nameless(paid, part.unwrap_or(&Transaction::default())),
    }
}

/// What the bank gives no reference is called by all that it tells of it. Where a bank tells less
/// of it on the statement than before, a clerk finds it twice: once as missing there.
fn nameless(paid: &Paid, part: &Transaction) -> String {
    let told = [&part.bank_reference, &part.end_to_end, &part.creditor_reference];
    let told = told.into_iter().chain([&paid.party_account]).map(|told| told.as_deref());
    let told: Vec<&str> = told.map(Option::unwrap_or_default).collect();
    let day = paid.day.as_deref().unwrap_or_default();
    let code = format!("{day}|{}|{}|{}", paid.amount.minor, told.join("|"), part.remittance);
    tidy(&code).chars().take(CODE_MOST).collect()
}

/// The names of a statement. What is alike in all that is told is counted, so that each stands for
/// itself.
#[derive(Default)]
struct Names(HashMap<String, usize>);

impl Names {
    fn own(&mut self, name: String) -> String {
        let count = self.0.entry(name.clone()).or_insert(0);
        *count += 1;
        if *count > 1 { format!("{name}#{count}") } else { name }
    }
}

fn references_of(part: &Transaction) -> Vec<String> {
    let fields = [&part.creditor_reference, &part.end_to_end, &part.instruction_id];
    let told = fields.into_iter().flatten().map(String::as_str);
    references_in(told.chain([part.remittance.as_str()]))
}

/// Our references in texts, each once.
pub(crate) fn references_in<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in texts {
        let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        let plain = plain.to_ascii_uppercase();
        for start in 0..plain.len() {
            let Some(piece) = plain.get(start..start + REFERENCE) else { break };
            if is_reference(piece) && !found.iter().any(|known| known == piece) {
                found.push(piece.to_owned());
            }
        }
    }
    found.truncate(REFERENCES_MOST);
    found
}

/// What becomes of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Course {
    /// To the payer's wallet; listed too where it is not what was ordered.
    Pay(Option<DifferenceKind>),
    /// What was ordered out has gone, and with it what the bank took for that, in minor units.
    PayOut(i64),
    /// A booked payout came back.
    Return,
    /// A booked payment is taken back.
    Bounce,
    /// Nobody's yet: kept, and listed.
    Keep(DifferenceKind),
}

/// Decides by the order that the payment names, and by whether the payer is another than the firm
/// has named as its own.
pub(crate) fn course(paid: &Paid, order: Option<&BankOrder>, is_foreign: bool) -> Course {
    use DifferenceKind as Kind;
    let Some(order) = order else {
        return match (paid.amount.minor > 0, paid.is_charge) {
            (_, true) => Course::Keep(Kind::BankCharge),
            (true, _) => Course::Keep(Kind::UnknownReference),
            (false, _) => Course::Keep(Kind::UnknownDebit),
        };
    };
    let is_same = order.amount.currency == paid.amount.currency;
    let (told, ordered) = (paid.amount.minor, order.amount.minor);
    match (told > 0, order.direction) {
        _ if !is_same => Course::Keep(Kind::OtherCurrency),
        (true, Direction::In) => coming(paid, order, is_foreign),
        (true, Direction::Out) if order.state == OrderState::Booked => match told.cmp(&ordered) {
            Ordering::Equal => Course::Return,
            // A bank on the way takes its fee of what it gives back.
            Ordering::Less if paid.is_back => Course::Return,
            _ => Course::Keep(Kind::NotOfThisOrder),
        },
        (true, Direction::Out) => Course::Keep(Kind::NotOfThisOrder),
        (false, Direction::In) if paid.is_back => Course::Bounce,
        (false, Direction::In) => Course::Keep(Kind::UnknownDebit),
        (false, Direction::Out) => match order.state {
            OrderState::Booked => Course::Keep(Kind::PaidOutTwice),
            OrderState::Rejected => Course::Keep(Kind::PaidAfterRejection),
            _ => match charge_beside(paid, ordered) {
                Some(charge) => Course::PayOut(charge),
                None => Course::Keep(Kind::OtherAmount),
            },
        },
    }
}

/// What the bank took beside an ordered sum, below nothing: nothing, or what it says itself. None
/// where that does not explain the debit.
pub(crate) fn charge_beside(paid: &Paid, ordered_minor: i64) -> Option<i64> {
    let beside = paid.amount.minor + ordered_minor;
    let is_told = beside < 0 && beside == paid.charges_minor;
    (beside == 0 || is_told).then_some(beside)
}

fn coming(paid: &Paid, order: &BankOrder, is_foreign: bool) -> Course {
    use DifferenceKind as Kind;
    if order.state == OrderState::Booked {
        return Course::Keep(Kind::PaidTwice);
    }
    if is_foreign {
        return Course::Keep(Kind::OtherPayer);
    }
    let (told, ordered) = (paid.amount.minor, order.amount.minor);
    let was_whole = paid.sent.is_some_and(|sent| sent.minor == ordered);
    Course::Pay(match told.cmp(&ordered) {
        Ordering::Equal => None,
        Ordering::Greater => Some(Kind::OverPaid),
        Ordering::Less if was_whole => Some(Kind::FeeDeducted),
        Ordering::Less => Some(Kind::UnderPaid),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Purpose, reference_of};
    use kernel::{Id, Timestamp};

    fn order(direction: Direction, state: OrderState) -> BankOrder {
        BankOrder {
            id: Id::new(7),
            firm: Id::new(2),
            direction,
            purpose: Purpose::TopUp,
            agreement: None,
            amount: Money::new(100, Currency::USD),
            reference: reference_of(Id::new(7)),
            account_text: None,
            hold: None,
            state,
            at: Timestamp::from_micros(0),
        }
    }

    fn paid(minor: i64) -> Paid {
        Paid {
            code: "B-1".to_owned(),
            of: None,
            day: None,
            line: 1,
            amount: Money::new(minor, Currency::USD),
            sent: None,
            charges_minor: 0,
            is_back: false,
            is_charge: false,
            reason: None,
            references: Vec::new(),
            names: Vec::new(),
            batch: None,
            party_name: None,
            party_account: None,
            party_bank: None,
            words: String::new(),
        }
    }

    #[test]
    fn a_payment_in_goes_where_its_order_says_or_waits_for_a_clerk() {
        use DifferenceKind as Kind;
        let (waiting, booked) = (OrderState::Waiting, OrderState::Booked);
        let cases = [
            (100, waiting, false, Course::Pay(None)),
            (101, waiting, false, Course::Pay(Some(Kind::OverPaid))),
            (99, waiting, false, Course::Pay(Some(Kind::UnderPaid))),
            (100, OrderState::Rejected, false, Course::Pay(None)),
            (100, waiting, true, Course::Keep(Kind::OtherPayer)),
            (100, booked, false, Course::Keep(Kind::PaidTwice)),
        ];
        for (minor, state, is_foreign, expected) in cases {
            let order = order(Direction::In, state);
            assert_eq!(course(&paid(minor), Some(&order), is_foreign), expected, "{minor}");
        }
        let mut short = paid(98);
        short.sent = Some(Money::new(100, Currency::USD));
        let order = order(Direction::In, waiting);
        assert_eq!(course(&short, Some(&order), false), Course::Pay(Some(Kind::FeeDeducted)));
        short.amount = Money::new(100, Currency::EUR);
        assert_eq!(course(&short, Some(&order), false), Course::Keep(Kind::OtherCurrency));
        assert_eq!(course(&paid(1), None, false), Course::Keep(Kind::UnknownReference));
    }

    #[test]
    fn a_payment_out_is_what_was_ordered_or_waits_for_a_clerk() {
        use DifferenceKind as Kind;
        let cases = [
            (-100, OrderState::Sent, Course::PayOut(0)),
            (-100, OrderState::Waiting, Course::PayOut(0)),
            (-99, OrderState::Sent, Course::Keep(Kind::OtherAmount)),
            (-100, OrderState::Booked, Course::Keep(Kind::PaidOutTwice)),
            (-100, OrderState::Rejected, Course::Keep(Kind::PaidAfterRejection)),
            (100, OrderState::Booked, Course::Return),
            (99, OrderState::Booked, Course::Keep(Kind::NotOfThisOrder)),
            (100, OrderState::Sent, Course::Keep(Kind::NotOfThisOrder)),
        ];
        for (minor, state, expected) in cases {
            let order = order(Direction::Out, state);
            assert_eq!(course(&paid(minor), Some(&order), false), expected, "{minor} {state:?}");
        }
        let mut less = paid(85);
        less.is_back = true;
        for (state, expected) in [
            (OrderState::Booked, Course::Return),
            (OrderState::Sent, Course::Keep(Kind::NotOfThisOrder)),
        ] {
            let order = order(Direction::Out, state);
            assert_eq!(course(&less, Some(&order), false), expected, "{state:?}");
        }
        let mut dear = paid(-102);
        for (charges, expected) in [(-2, Course::PayOut(-2)), (-1, Course::Keep(Kind::OtherAmount))]
        {
            dear.charges_minor = charges;
            let order = order(Direction::Out, OrderState::Sent);
            assert_eq!(course(&dear, Some(&order), false), expected, "{charges}");
        }
        let order = order(Direction::In, OrderState::Booked);
        let mut back = paid(-100);
        assert_eq!(course(&back, Some(&order), false), Course::Keep(Kind::UnknownDebit));
        back.is_back = true;
        assert_eq!(course(&back, Some(&order), false), Course::Bounce);
        assert_eq!(course(&back, None, false), Course::Keep(Kind::UnknownDebit));
        back.is_charge = true;
        assert_eq!(course(&back, None, false), Course::Keep(Kind::BankCharge));
    }

    fn booked(own: Option<&str>, minor: i64, parts: Vec<Transaction>) -> Entry {
        let whole = Money::new(minor, Currency::USD);
        let entry = Entry::booked(String::new(), whole, Transaction::default());
        Entry { bank_reference: own.map(str::to_owned), transactions: parts, ..entry }
    }

    fn part(minor: i64, words: &str) -> Transaction {
        let amount = Some(Money::new(minor, Currency::USD));
        Transaction { amount, remittance: words.to_owned(), ..Transaction::default() }
    }

    fn codes(entries: Vec<Entry>) -> Vec<String> {
        let day = jiff::civil::date(2027, 3, 1);
        let notified = Statement::notification("S", "A", day, entries);
        let mut statement = Statement { kind: StatementKind::Statement, ..notified };
        // Another bank tells no day of its entries, but of the statement.
        statement.entries.iter_mut().skip(1).for_each(|entry| entry.booked_on = None);
        payments_of(&statement).into_iter().map(|paid| paid.code).collect()
    }

    #[test]
    fn what_only_a_statement_can_date_is_left_to_it() {
        let day = jiff::civil::date(2027, 3, 1);
        let told = vec![booked(Some("X"), 10, vec![]), booked(Some("Y"), 10, vec![])];
        let mut told = Statement::notification("S", "A", day, told);
        told.entries[0].booked_on = None;
        for (kind, codes) in [
            (StatementKind::Notification, vec!["Y@2027-03-01"]),
            (StatementKind::Report, vec!["Y@2027-03-01"]),
            (StatementKind::Statement, vec!["X@2027-03-01", "Y@2027-03-01"]),
        ] {
            let told = Statement { kind, ..told.clone() };
            let seen: Vec<String> = payments_of(&told).into_iter().map(|paid| paid.code).collect();
            assert_eq!(seen, codes, "{kind:?}");
        }
    }

    #[test]
    fn an_entry_is_called_by_the_bank_s_reference_its_way_and_its_day() {
        let parts = vec![part(6, "a"), part(4, "b")];
        let told = vec![
            booked(Some("X"), 10, vec![part(10, "a")]),
            booked(Some("X"), -10, vec![part(-10, "a")]),
            booked(Some("X"), 10, parts.clone()),
            booked(Some("Y/1@2"), 10, parts),
            booked(Some(&"9".repeat(200)), 10, vec![part(6, "a"), part(4, "b")]),
        ];
        let long = "9".repeat(70);
        let expected = [
            "X@2027-03-01".to_owned(),
            "X@2027-03-01:out".to_owned(),
            "X@2027-03-01#2/#0".to_owned(),
            "X@2027-03-01#2/#1".to_owned(),
            "Y|1|2@2027-03-01/#0".to_owned(),
            "Y|1|2@2027-03-01/#1".to_owned(),
            format!("{long}@2027-03-01/#0"),
            format!("{long}@2027-03-01/#1"),
        ];
        assert_eq!(codes(told), expected);
        let (first, end) = codes_of(bank_reference_in("X@2027-03-01:out").unwrap_or(""));
        for own in ["X@2027-03-01", "X@2027-03-01#2/#0"] {
            assert!(first.as_str() < own && end.as_str() > own, "{first} {end}");
        }
        for other in ["W@2027-03-01", "X1@2027-03-01", "Y@2027-03-01"] {
            assert!(first.as_str() > other || end.as_str() <= other, "{first} {end}");
        }
        assert_eq!(bank_reference_in("X@2027-03-01"), None);
    }

    #[test]
    fn what_has_no_reference_is_called_by_all_that_is_told_and_counted_where_that_is_alike() {
        let own = |number: &str| {
            let mut own = part(7, "thanks");
            own.debtor.account = Some(number.to_owned());
            booked(None, 7, vec![own])
        };
        let told = codes(vec![own("A"), own("A"), own("B"), booked(None, 7, vec![])]);
        let expected = [
            "2027-03-01|7||||A|thanks",
            "2027-03-01|7||||A|thanks#2",
            "2027-03-01|7||||B|thanks",
            "2027-03-01|7|||||",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_reference_is_found_wherever_the_payer_wrote_it() {
        let reference = reference_of(Id::new(1_234_567));
        let spaced = format!("Invoice 7, rf{} {}/thanks", &reference[2..6], &reference[6..]);
        let part = Transaction {
            end_to_end: Some("NOTHING".to_owned()),
            remittance: spaced,
            ..Transaction::default()
        };
        assert_eq!(references_of(&part), [reference.as_str()]);
        let slip = reference.replace(&reference[4..5], "8");
        let part = Transaction { remittance: slip, ..Transaction::default() };
        assert!(references_of(&part).is_empty());
    }
}
