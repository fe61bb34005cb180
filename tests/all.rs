//! The one integration binary: what people do (stories) and what the code may do (laws).
#![cfg(test)]

mod laws;
mod stories;
