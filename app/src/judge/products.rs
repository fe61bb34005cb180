//! `jishi judge search`: products with human ratings of what answers a query.

use super::measure::{LOOKED_AT, mean, ndcg};
use super::table::Table;
use crate::config::{SearchFiles, Settings};
use crate::output::say_result;
use anyhow::{Context, Result};
use search::{Document, Index, Plain, Question};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// Names of facts that tell what sort of thing it is.
const KINDS: &[&str] = &["type", "product type"];

#[derive(Serialize)]
struct Figures {
    products: usize,
    queries: usize,
    queries_without_relevant: usize,
    ndcg_at_10: f64,
    bm25_ndcg_at_10: f64,
}

/// Measures and reports.
pub(super) fn run(settings: &Settings, files: &SearchFiles) -> Result<()> {
    let products = products(&Table::read(&files.products, &["id", "title", "short_description"])?)?;
    let ratings = ratings(&Table::read(&files.ratings, &["query", "docid", "rating"])?)?;
    let index = Index::in_memory()?;
    index.put(&products)?;
    index.commit("")?;
    let plain = Plain::of(&products)?;
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    for (query, ratings) in &ratings {
        let question = Question { text: query.clone(), ..Question::default() };
        let found: Vec<u64> = index.find(&question)?.hits.iter().map(|hit| hit.id).collect();
        ours.extend(ndcg(&found, ratings));
        floor.extend(ndcg(&plain.find(query, LOOKED_AT)?, ratings));
    }
    let figures = Figures {
        products: products.len(),
        queries: ours.len(),
        queries_without_relevant: ratings.len() - ours.len(),
        ndcg_at_10: mean(&ours),
        bm25_ndcg_at_10: mean(&floor),
    };
    say_result(settings.says_json, &figures)
}

fn products(table: &Table) -> Result<Vec<Document>> {
    let columns = [
        "id",
        "name",
        "title",
        "short_description",
        "long_description",
        "supplier",
        "ean",
        "product_type",
        "attrs",
    ];
    let product = |[id, name, title, short, long, supplier, ean, kind, attrs]: [&str; 9]| {
        let facts = facts(attrs);
        let of_kind = facts.iter().filter(|(name, _)| KINDS.contains(&name.as_str()));
        let kinds = of_kind.map(|(_, value)| value.clone()).chain([kind.to_owned()]).collect();
        Ok(Document {
            id: id.parse().with_context(|| format!("the product id {id}"))?,
            titles: vec![if title.is_empty() { name } else { title }.to_owned()],
            brand: supplier.to_owned(),
            codes: ean.split('|').map(str::to_owned).collect(),
            text: [short, long].join("\n"),
            kinds,
            facts,
            ..Document::default()
        })
    };
    table.each(columns).map(product).collect()
}

/// `{"t_product_colour": "Black"}` is the fact `product colour` with the value `Black`.
fn facts(attrs: &str) -> Vec<(String, String)> {
    let read: BTreeMap<String, serde_json::Value> = serde_json::from_str(attrs).unwrap_or_default();
    let name = |name: &str| {
        let bare = ["t_", "n_", "b_"].iter().find_map(|sort| name.strip_prefix(sort));
        bare.unwrap_or(name).replace('_', " ")
    };
    let value = |value: serde_json::Value| match value {
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    };
    read.into_iter().map(|(told, said)| (name(&told), value(said))).collect()
}

fn ratings(table: &Table) -> Result<BTreeMap<String, HashMap<u64, u32>>> {
    let mut ratings: BTreeMap<String, HashMap<u64, u32>> = BTreeMap::new();
    for [query, product, rating] in table.each(["query", "docid", "rating"]) {
        let product = product.parse().with_context(|| format!("the rated product {product}"))?;
        let rating = rating.parse().with_context(|| format!("the rating {rating}"))?;
        ratings.entry(query.to_owned()).or_default().insert(product, rating);
    }
    Ok(ratings)
}
