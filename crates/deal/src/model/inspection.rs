//! An inspector's look at the goods: sent for, told of, called off, or over without a report.

use super::deal::{Deadline, DeadlineKind, Deal, InspectionKind, Milestone};
use super::decide::{Change, Entry, Step};
use super::refusal::DealRefusal;
use super::tracks::{Goods, MoneyTrack, Track};
use kernel::{Any, Firm, Id, PaymentDue, Timestamp};

/// Pieces found wrong that an inspector can count.
const FOUND_MOST: i64 = 1_000_000_000_000;

/// How an inspection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum InspectionState {
    Ordered,
    Passed,
    Failed,
    CalledOff,
    Lapsed,
}

impl InspectionState {
    /// The word in tables and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ordered => "ordered",
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::CalledOff => "called_off",
            Self::Lapsed => "lapsed",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Ordered, Self::Passed, Self::Failed, Self::CalledOff, Self::Lapsed]
            .into_iter()
            .find(|state| state.word() == word)
    }
}

/// A look at the goods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// The inspection.
    pub id: Id<InspectionKind>,
    /// Who sent for it.
    pub ordered_by: Id<Firm>,
    /// How it stands.
    pub state: InspectionState,
    /// Pieces that are not as agreed.
    pub found: Option<i64>,
    /// What was seen.
    pub note: Option<String>,
    /// When it was ordered.
    pub at: Timestamp,
    /// When it is over if there is no report.
    pub report_by: Timestamp,
    /// The timer of that.
    pub timer: Id<Any>,
}

/// What an inspector found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The goods are as agreed.
    pub has_passed: bool,
    /// Pieces that are not.
    pub found: i64,
    /// What was seen, in words.
    pub note: Option<String>,
}

/// How an inspection ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending<'a> {
    /// The inspector tells what was found.
    Told(&'a Finding),
    /// Whoever sent for the inspector wants none any more.
    CalledOff(Id<Firm>),
    /// There was no report in time.
    Lapsed,
}

impl Ending<'_> {
    /// How the inspection stands then.
    pub(crate) const fn state(self) -> InspectionState {
        match self {
            Self::Told(Finding { has_passed: true, .. }) => InspectionState::Passed,
            Self::Told(_) => InspectionState::Failed,
            Self::CalledOff(_) => InspectionState::CalledOff,
            Self::Lapsed => InspectionState::Lapsed,
        }
    }
}

/// What the clock of the dispatch does while a report is awaited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    /// It waits: nobody is late, and there is time to dispatch after the report.
    Waits,
    /// It runs on.
    RunsOn,
}

/// The inspection that is awaited.
pub(crate) fn awaited(all: &[Inspection]) -> Option<&Inspection> {
    all.iter().find(|one| one.state == InspectionState::Ordered)
}

/// Where goods stand without the inspection that is awaited: as the last report said.
fn goods_without(all: &[Inspection]) -> Goods {
    let told =
        |one: &&Inspection| matches!(one.state, InspectionState::Passed | InspectionState::Failed);
    match all.iter().rfind(told) {
        Some(Inspection { state: InspectionState::Passed, .. }) => Goods::Inspected,
        _ => Goods::Making,
    }
}

impl Deal {
    /// Either side sends for an inspector while the goods are with the seller, each so often.
    pub(crate) fn order_inspection(
        &self,
        firm: Id<Firm>,
        all: &[Inspection],
    ) -> Result<Step, DealRefusal> {
        self.must_go_on()?;
        match self.tracks.goods {
            Goods::Making | Goods::Inspected => {}
            Goods::Inspecting => return Err(DealRefusal::InspectionOpen),
            _ => return Err(DealRefusal::NothingToInspect),
        }
        // Whoever is not content after so many wants something else. Nobody uses up the other's.
        let most = self.rules().pay.inspections_most;
        let own = all.iter().filter(|one| one.ordered_by == firm).count();
        if i64::try_from(own).unwrap_or(i64::MAX) >= most {
            return Err(DealRefusal::InspectionsTooMany { most });
        }
        let entry = Entry::new(Track::Information, "inspection-ordered").by(Some(firm));
        let mut step = self.step(entry);
        step.after.tracks.goods = Goods::Inspecting;
        Ok(step)
    }

    /// When an inspection that is ordered now is over if there is no report.
    pub(crate) fn reports_by(&self, now: Timestamp) -> Timestamp {
        now.plus_days(self.rules().pay.inspection_d)
    }

    /// Whether a side may call the awaited inspection off: the one who sent for it.
    pub(crate) fn may_call_off(
        &self,
        firm: Id<Firm>,
        all: &[Inspection],
    ) -> Result<Id<InspectionKind>, DealRefusal> {
        self.must_go_on()?;
        match awaited(all).filter(|_| self.tracks.goods == Goods::Inspecting) {
            None => Err(DealRefusal::NoInspectionOpen),
            Some(open) if open.ordered_by != firm => Err(DealRefusal::InspectionOfOther),
            Some(open) => Ok(open.id),
        }
    }

    /// What the time to dispatch does meanwhile. It waits for what the buyer sent for, and for the
    /// first inspection that the seller orders because the contract needs one; else a seller who is
    /// about to be late would only have to send for an inspector, again and again.
    pub(crate) fn clock(&self, parts: &[Milestone], all: &[Inspection]) -> Clock {
        let Some(open) = awaited(all) else { return Clock::RunsOn };
        let is_for_passed = |part: &Milestone| part.due == PaymentDue::AfterInspection;
        let is_needed = goods_without(all) == Goods::Making && parts.iter().any(is_for_passed);
        let is_first = all.iter().filter(|one| one.ordered_by == self.seller).count() == 1;
        match open.ordered_by != self.seller || (is_needed && is_first) {
            true => Clock::Waits,
            false => Clock::RunsOn,
        }
    }

    /// An inspection ends: the goods are as the inspector says, or as they were before. Whoever had
    /// to wait for it has at least the least time from now on.
    pub(crate) fn end_inspection(
        &self,
        ending: Ending<'_>,
        (parts, all): (&[Milestone], &[Inspection]),
        now: Timestamp,
    ) -> Result<Step, DealRefusal> {
        if self.tracks.goods != Goods::Inspecting {
            return Err(DealRefusal::NoInspectionOpen);
        }
        let entry = |kind| Entry::new(Track::Information, kind);
        let (entry, goods) = match ending {
            Ending::Told(Finding { found, .. }) if !(0..=FOUND_MOST).contains(found) => {
                return Err(DealRefusal::FoundOutOfRange);
            }
            Ending::Told(Finding { has_passed: true, found, .. }) => {
                (entry("inspection-passed").with("found", found), Goods::Inspected)
            }
            Ending::Told(Finding { found, .. }) => {
                (entry("inspection-failed").with("found", found), Goods::Making)
            }
            Ending::CalledOff(firm) => {
                (entry("inspection-called-off").by(Some(firm)), goods_without(all))
            }
            Ending::Lapsed => (entry("inspection-lapsed"), goods_without(all)),
        };
        let mut step = self.step(entry);
        (step.after.tracks.goods, step.after.waiting) = (goods, None);
        let Some(kind) = self.waits_after_report(self.clock(parts, all)) else { return Ok(step) };
        let least = self.ships_not_before(now);
        match (&mut step.after.stopped, self.deadline) {
            (Some(stopped), _) => {
                let left_us = stopped.left.map_or(0, |(_, left_us)| left_us);
                stopped.left = Some((kind, left_us.max(least.micros_since(now))));
            }
            (None, Some(Deadline { due_at, .. })) if due_at >= least => {}
            (None, _) => step.deadline = Change::Set(kind, least),
        }
        Ok(step)
    }

    /// What is waited for at least for the least time once no report is awaited any more: the
    /// payment where it was waited for and nothing has come, the dispatch where its clock waited
    /// for the report. A seller who is late gets no time, but a buyer who has paid nothing does.
    fn waits_after_report(&self, clock: Clock) -> Option<DeadlineKind> {
        let left = self.stopped.and_then(|stopped| stopped.left).map(|(kind, _)| kind);
        let is_unpaid = self.tracks.money == MoneyTrack::Nothing;
        let waiting = self.waiting.filter(|_| is_unpaid);
        match (self.deadline.map(|deadline| deadline.kind).or(left).or(waiting), clock) {
            (Some(DeadlineKind::Pay), _) => Some(DeadlineKind::Pay),
            _ if self.is_late => is_unpaid.then_some(DeadlineKind::Pay),
            (_, Clock::Waits) => Some(DeadlineKind::Ship),
            (None, Clock::RunsOn) => is_unpaid.then_some(DeadlineKind::Pay),
            (Some(_), Clock::RunsOn) => None,
        }
    }

    /// A time is over while a report is awaited: nothing follows before that has come, and then it
    /// is this time that goes on.
    pub(crate) fn wait_for_report(&self, kind: DeadlineKind) -> Step {
        let entry = match kind {
            DeadlineKind::Pay => Entry::new(Track::Money, "pay-waits"),
            _ => Entry::new(Track::Goods, "ship-waits"),
        };
        let mut step = self.step(entry);
        step.after.waiting = Some(kind);
        step.deadline = Change::Clear;
        step
    }
}
