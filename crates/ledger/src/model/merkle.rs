//! Merkle trees as RFC 9162, section 2.1, defines them, over SHA-256.

use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The length of a salt. A row whose salt was destroyed keeps its leaf's hash, of 32 bytes, in the
/// salt's place.
pub const SALT_BYTES: usize = 16;

/// The hash of a leaf: SHA-256 of 0x00 and its bytes.
pub fn leaf(parts: &[&[u8]]) -> Hash {
    let start = Sha256::new().chain_update([0x00]);
    parts.iter().fold(start, |hasher, part| hasher.chain_update(part)).finalize().into()
}

/// The leaf of a salted row: of salt and row, or the hash kept in the salt's place.
pub fn salted_leaf(salt: &[u8], row: &str) -> Hash {
    Hash::try_from(salt).unwrap_or_else(|_| leaf(&[salt, row.as_bytes()]))
}

/// The hash of an inner node: SHA-256 of 0x01, the left hash and the right one.
pub fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([0x01]).chain_update(left).chain_update(right).finalize().into()
}

/// A tree that grows leaf by leaf and keeps one hash a level.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// Whole subtrees from left to right, each with the number of its leaves.
    whole: Vec<(u64, Hash)>,
    leaves: u64,
}

impl Tree {
    /// Adds the hash of the next leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut top = (1, leaf);
        while let Some(&(size, left)) = self.whole.last()
            && size == top.0
        {
            self.whole.pop();
            top = (size * 2, node(&left, &top.1));
        }
        self.whole.push(top);
        self.leaves += 1;
    }

    /// How many leaves it has.
    pub const fn leaves(&self) -> u64 {
        self.leaves
    }

    /// The root; of no leaves, the hash of nothing.
    pub fn root(&self) -> Hash {
        let mut whole = self.whole.iter().rev().map(|&(_, hash)| hash);
        match whole.next() {
            Some(last) => whole.fold(last, |right, left| node(&left, &right)),
            None => Sha256::digest([]).into(),
        }
    }
}

/// The root over the hashes of leaves.
pub fn root(leaves: &[Hash]) -> Hash {
    let mut tree = Tree::default();
    leaves.iter().for_each(|&leaf| tree.push(leaf));
    tree.root()
}

/// The hashes that lead from a leaf to the root, nearest first; `None` if there is no such leaf.
pub fn proof(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let (mut left, mut right, mut path) = (0, leaves.len(), Vec::new());
    while right - left > 1 {
        let split = left + largest_power_below(right - left);
        if index < split {
            path.push(root(&leaves[split..right]));
            right = split;
        } else {
            path.push(root(&leaves[left..split]));
            left = split;
        }
    }
    path.reverse();
    Some(path)
}

/// The largest power of two below `count`, which is at least two.
const fn largest_power_below(count: usize) -> usize {
    1 << (count - 1).ilog2()
}

/// What a proof shows: that this leaf stands at this place in the tree of this size and root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The hash of the leaf.
    pub leaf: Hash,
    /// Its place, from nought.
    pub index: u64,
    /// The number of leaves in the tree.
    pub size: u64,
    /// The root of the tree.
    pub root: Hash,
}

/// Whether a proof shows its claim: the steps of RFC 9162, section 2.1.3.2.
pub fn verify_proof(claim: &Claim, proof: &[Hash]) -> bool {
    if claim.index >= claim.size {
        return false;
    }
    let (mut place, mut last, mut hash) = (claim.index, claim.size - 1, claim.leaf);
    for step in proof {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            hash = node(step, &hash);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            hash = node(&hash, step);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && hash == claim.root
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The leaves and roots that implementations of Certificate Transparency test themselves with.
    const LEAVES: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    fn hex(hash: &Hash) -> String {
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn leaves(count: usize) -> Vec<Hash> {
        (0..count).map(|nth| leaf(&[nth.to_string().as_bytes()])).collect()
    }

    #[test]
    fn the_known_trees_have_their_known_roots() {
        let hashes: Vec<Hash> = LEAVES.iter().map(|bytes| leaf(&[bytes])).collect();
        for (size, known) in ROOTS.iter().enumerate() {
            assert_eq!(hex(&root(&hashes[..size])), *known, "{size} leaves");
        }
    }

    #[test]
    fn the_growing_tree_is_the_recursive_definition() {
        fn defined(leaves: &[Hash]) -> Hash {
            match leaves {
                [] => Sha256::digest([]).into(),
                [one] => *one,
                _ => {
                    let (left, right) = leaves.split_at(largest_power_below(leaves.len()));
                    node(&defined(left), &defined(right))
                }
            }
        }
        for count in 0..70 {
            assert_eq!(root(&leaves(count)), defined(&leaves(count)), "{count} leaves");
        }
    }

    #[test]
    fn every_leaf_of_every_tree_has_a_proof_and_only_its_own() {
        for size in 1..40_usize {
            let hashes = leaves(size);
            let root = root(&hashes);
            for (index, &leaf) in hashes.iter().enumerate() {
                let proof = proof(&hashes, index).expect("a proof");
                let claim = Claim { leaf, index: index as u64, size: size as u64, root };
                assert!(verify_proof(&claim, &proof), "{index} of {size}");
                let other = Claim { index: (index as u64 + 1) % (size as u64 + 1), ..claim };
                assert!(!verify_proof(&other, &proof), "{index} of {size} elsewhere");
                let mut longer = proof.clone();
                longer.push(root);
                assert!(!verify_proof(&claim, &longer));
                assert!(proof.is_empty() || !verify_proof(&claim, &proof[1..]));
            }
            assert_eq!(self::proof(&hashes, size), None);
        }
    }

    #[test]
    fn a_destroyed_salt_leaves_the_leaf_as_it_was() {
        let before = salted_leaf(&[7; SALT_BYTES], "a row");
        assert_eq!(salted_leaf(&before, "a row"), before);
        assert_ne!(salted_leaf(&[8; SALT_BYTES], "a row"), before);
    }
}
