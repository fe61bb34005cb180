//! Many random commands, with the identity looked at after each.

use super::{
    BUYER, DEAL, SELLER, act, confirm, each_store, fund, open, refund, sums, top_up, verify,
};
use kernel::Outcome;
use testkit::Fresh;

const STEPS: u64 = 300;

/// Numbers from a seed (Knuth's MMIX generator): the upper bits of each state.
struct Draws(u64);

impl Draws {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn minor(&mut self) -> i64 {
        i64::try_from(self.below(300)).expect("small") + 1
    }
}

async fn step(fresh: &Fresh, draws: &mut Draws) -> Outcome<()> {
    let minor = draws.minor();
    match draws.below(20) {
        0 => confirm(fresh).await.map(|_| ()),
        1 => act(fresh, |tx| custody::close(tx, DEAL)).await,
        2..=5 => {
            top_up(fresh, BUYER, minor).await;
            Ok(())
        }
        6 => {
            top_up(fresh, SELLER, minor).await;
            Ok(())
        }
        7..=13 => fund(fresh, minor).await,
        _ => refund(fresh, minor).await.map(|_| ()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_every_step_the_identity_holds() {
    for fresh in each_store() {
        for seed in 0..3 {
            let mut draws = Draws(seed);
            if seed == 0 {
                open(&fresh).await;
            }
            for nth in 0..STEPS / 3 {
                if let Err(stop) = step(&fresh, &mut draws).await {
                    assert!(stop.code().is_some(), "seed {seed} step {nth}: {stop:?}");
                }
                let seen = sums(&fresh).await;
                assert!(seen[0] - seen[1] >= seen[4], "seed {seed} step {nth}: {seen:?}");
            }
        }
        verify(&fresh).await;
    }
}
