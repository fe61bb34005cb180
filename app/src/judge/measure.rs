//! Measures of relevance.

use std::collections::HashMap;

/// Results that are looked at.
pub(super) const LOOKED_AT: usize = 10;

/// Normalised discounted cumulative gain of the first ten: gain 2^rating − 1, discount by the
/// binary logarithm of the place (Järvelin and Kekäläinen, 2002; Burges et al., 2005); what nobody
/// judged has gain 0. `None` if nothing relevant was judged.
pub(super) fn ndcg(found: &[u64], ratings: &HashMap<u64, u32>) -> Option<f64> {
    let mut best: Vec<u32> = ratings.values().copied().collect();
    best.sort_unstable_by(|one, other| other.cmp(one));
    let ideal = discounted(best.into_iter());
    let got = discounted(found.iter().map(|id| ratings.get(id).copied().unwrap_or(0)));
    (ideal > 0.0).then(|| got / ideal)
}

fn discounted(ratings: impl Iterator<Item = u32>) -> f64 {
    let gains = ratings.take(LOOKED_AT).map(|rating| f64::from(2_u32.pow(rating.min(16)) - 1));
    (2_u32..).zip(gains).map(|(place, gain)| gain / f64::from(place).log2()).sum()
}

/// The chance that one of the first kind scores above one of the second, ties counting half
/// (Mann and Whitney, 1947).
pub(super) fn auc(above: &[f32], below: &[f32]) -> f64 {
    let mut all: Vec<(f32, bool)> = above.iter().map(|&score| (score, true)).collect();
    all.extend(below.iter().map(|&score| (score, false)));
    all.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (mut wins, mut passed) = (0.0, 0.0);
    for tied in all.chunk_by(|one, other| one.0.total_cmp(&other.0).is_eq()) {
        let higher = count(tied.iter().filter(|(_, is_above)| *is_above).count());
        let lower = count(tied.len()) - higher;
        wins += higher * (passed + lower / 2.0);
        passed += lower;
    }
    wins / (count(above.len()) * count(below.len())).max(1.0)
}

/// The mean; 0 of nothing.
pub(super) fn mean(figures: &[f64]) -> f64 {
    figures.iter().sum::<f64>() / count(figures.len()).max(1.0)
}

/// A share of a whole; 0 of nothing.
pub(super) fn share(some: usize, all: usize) -> f64 {
    count(some) / count(all).max(1.0)
}

fn count(many: usize) -> f64 {
    f64::from(u32::try_from(many).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-9
    }

    #[test]
    fn gain_is_lost_with_the_place_and_nothing_relevant_is_no_figure() {
        let ratings = HashMap::from([(1, 3), (2, 0), (3, 1)]);
        assert!(close(ndcg(&[1, 3, 2], &ratings).expect("a figure"), 1.0));
        let third = (7.0 / 2.0 + 1.0 / 3_f64.log2()) / (7.0 + 1.0 / 3_f64.log2());
        assert!(close(ndcg(&[9, 3, 1], &ratings).expect("a figure"), third));
        assert_eq!(ndcg(&[1], &HashMap::from([(1, 0)])), None);
    }

    #[test]
    fn ties_count_half() {
        assert!(close(auc(&[2.0, 3.0], &[1.0, 0.0]), 1.0));
        assert!(close(auc(&[1.0], &[1.0]), 0.5));
        assert!(close(auc(&[1.0, 3.0], &[1.0, 2.0]), 0.625));
    }
}
