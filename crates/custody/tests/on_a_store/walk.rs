//! Many random commands, compared with a naive model after each.

use super::{
    BUYER, DEAL, SELLER, act, confirm, each_store, fund, open, refund, sums, top_up, verify, wallet,
};
use kernel::Outcome;
use testkit::Fresh;

const SEEDS: u64 = 4;
const STEPS: u64 = 80;

/// Numbers from a seed (Knuth's MMIX generator): the upper bits of each state.
struct Draws(u64);

impl Draws {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// What should be, in a handful of sums.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Naive {
    buyer: i64,
    seller: i64,
    paid_in: i64,
    held: i64,
    released: i64,
    refunded: i64,
    fees: i64,
    /// What the release and the fee of it were, and what of it went back since.
    gross: i64,
    charged: i64,
    gone_back: i64,
    is_settled: bool,
}

#[derive(Debug, Clone, Copy)]
enum Command {
    TopUp {
        is_buyers: bool,
        minor: i64,
    },
    Fund(i64),
    Refund(i64),
    Confirm,
    Close,
    /// The day ends: fees are gathered.
    Sweep,
}

impl Command {
    fn draw(draws: &mut Draws) -> Self {
        let minor = i64::try_from(draws.below(3_000)).expect("small") + 1;
        match draws.below(40) {
            0 => Self::Confirm,
            1 => Self::Close,
            2..=4 => Self::Sweep,
            5..=12 => Self::TopUp { is_buyers: draws.below(4) > 0, minor },
            13..=26 => Self::Fund(minor),
            _ => Self::Refund(minor),
        }
    }

    async fn run(self, fresh: &Fresh) -> Outcome<()> {
        match self {
            Self::TopUp { is_buyers, minor } => {
                top_up(fresh, if is_buyers { BUYER } else { SELLER }, minor).await;
                Ok(())
            }
            Self::Fund(minor) => fund(fresh, minor).await,
            Self::Refund(minor) => refund(fresh, minor).await.map(|_| ()),
            Self::Confirm => confirm(fresh).await.map(|_| ()),
            Self::Sweep => {
                let sweep = ledger::jobs::sweep_all_fees(&fresh.store, custody::PLATFORM);
                sweep.await.map(|_| ())
            }
            Self::Close => act(fresh, |tx| custody::close(tx, DEAL)).await,
        }
    }
}

impl Naive {
    /// What a command makes of it; nothing where it must be refused.
    fn after(mut self, command: Command) -> Option<Self> {
        match command {
            Command::TopUp { is_buyers: true, minor } => self.buyer += minor,
            Command::TopUp { is_buyers: false, minor } => self.seller += minor,
            Command::Fund(minor) => {
                self.buyer -= minor;
                self.held += minor;
                self.paid_in += minor;
            }
            Command::Refund(minor) if self.is_settled => {
                self.gone_back += minor;
                let fee = self.fee_that_stays();
                let sellers = minor - (self.fees - fee);
                self.seller -= sellers;
                self.released -= sellers;
                self.fees = fee;
                self.buyer += minor;
                self.refunded += minor;
            }
            Command::Refund(minor) => {
                self.held -= minor;
                self.buyer += minor;
                self.refunded += minor;
            }
            Command::Confirm => {
                // 30 basis points, half to even.
                let (whole, rest) = (self.held * 30 / 10_000, self.held * 30 % 10_000);
                let up = rest > 5_000 || (rest == 5_000 && whole % 2 == 1);
                let fee = whole + i64::from(up);
                self.seller += self.held - fee;
                self.released += self.held - fee;
                self.fees += fee;
                (self.gross, self.charged) = (self.held, fee);
                self.held = 0;
            }
            Command::Close | Command::Sweep => {}
        }
        let is_closing = matches!(command, Command::Confirm | Command::Close);
        let is_late = self.is_settled && matches!(command, Command::Fund(_) | Command::Confirm);
        let is_short = self.buyer < 0 || self.seller < 0 || self.held < 0;
        let is_too_much = self.refunded > self.paid_in || (is_closing && self.held > 0);
        self.is_settled |= is_closing;
        (!is_late && !is_short && !is_too_much).then_some(self)
    }

    /// The fee in proportion to what has not gone back, half to even: counted up from nothing, in
    /// halves, so that this knows nothing of how custody divides.
    fn fee_that_stays(&self) -> i64 {
        let (left, all) = (self.gross - self.gone_back, self.gross);
        let mut fee = 0;
        while 2 * self.charged * left > (2 * fee + 1) * all {
            fee += 1;
        }
        let is_half = all > 0 && 2 * self.charged * left == (2 * fee + 1) * all;
        if is_half && fee % 2 == 1 { fee + 1 } else { fee }
    }

    async fn seen(self, fresh: &Fresh) -> Self {
        let [paid_in, _, held, released, refunded, fees] = sums(fresh).await;
        let (buyer, seller) = (wallet(fresh, BUYER).await.0, wallet(fresh, SELLER).await.0);
        Self { buyer, seller, paid_in, held, released, refunded, fees, ..self }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_every_step_the_money_is_where_the_model_says() {
    for seed in 0..SEEDS {
        for fresh in each_store() {
            open(&fresh).await;
            let (mut draws, mut model) = (Draws(seed), Naive::default());
            for nth in 0..STEPS {
                let command = Command::draw(&mut draws);
                let outcome = command.run(&fresh).await;
                let expected = model.after(command);
                let told = format!("seed {seed} step {nth} {command:?}: {outcome:?}");
                assert_eq!(outcome.is_ok(), expected.is_some(), "{told}");
                model = expected.unwrap_or(model);
                assert_eq!(model.seen(&fresh).await, model, "{told}");
            }
            verify(&fresh).await;
        }
    }
}
