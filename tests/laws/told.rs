//! Every fact that a domain tells is either a public event or stands with its reason why not; and
//! of each public one every member is either told or kept inside for a reason.

use super::source::Tree;
use hooks::{CATALOGUE, EventType, KEPT_INSIDE, Sides};
use std::collections::{BTreeMap, BTreeSet};
use syn::{Expr, ImplItem, Item, Lit};

/// Facts that tests tell in crates of their own are no facts of the market.
const EVENTS: &str = "src/events.rs";

/// A fact as its domain writes it: its version and its members.
struct Fact {
    version: i64,
    members: BTreeSet<String>,
}

fn literal(expr: &Expr) -> Option<&Lit> {
    match expr {
        Expr::Lit(literal) => Some(&literal.lit),
        _ => None,
    }
}

/// All facts by name.
fn facts(tree: &Tree) -> BTreeMap<String, Fact> {
    let mut facts = BTreeMap::new();
    let is_room = |path: &str| path.starts_with("crates/") && path.ends_with(EVENTS);
    for source in tree.rust().filter(|source| is_room(&source.path)) {
        let file = syn::parse_file(&source.text).expect("Rust");
        let mut members = BTreeMap::new();
        for item in &file.items {
            if let Item::Struct(one) = item {
                let names = one.fields.iter().filter_map(|field| field.ident.as_ref());
                let names: BTreeSet<String> = names.map(ToString::to_string).collect();
                members.insert(one.ident.to_string(), names);
            }
        }
        for item in &file.items {
            if let Item::Impl(one) = item
                && let Some((name, version)) = name_and_version(one)
            {
                let syn::Type::Path(of) = &*one.self_ty else { continue };
                let of = of.path.segments.last().expect("a type").ident.to_string();
                let members = members[&of].clone();
                facts.insert(name, Fact { version, members });
            }
        }
    }
    facts
}

/// What an `impl Event` says.
fn name_and_version(one: &syn::ItemImpl) -> Option<(String, i64)> {
    let (_, of, _) = one.trait_.as_ref()?;
    (of.segments.last()?.ident == "Event").then_some(())?;
    let (mut name, mut version) = (None, 1);
    for item in &one.items {
        let ImplItem::Const(item) = item else { continue };
        match (item.ident.to_string().as_str(), literal(&item.expr)?) {
            ("NAME", Lit::Str(text)) => name = Some(text.value()),
            ("VERSION", Lit::Int(number)) => version = number.base10_parse().ok()?,
            _ => {}
        }
    }
    Some((name?, version))
}

fn faults_of(kind: &EventType, fact: &Fact) -> Vec<String> {
    let mut faults = Vec::new();
    if fact.version != kind.told_version {
        faults.push(format!("{} is version {}: look what changed", kind.told, fact.version));
    }
    let mut known: BTreeSet<&str> = kind.fields.iter().map(|field| field.from).collect();
    known.extend(kind.inside.iter().map(|(member, _)| *member));
    // The currency is told with the amount.
    known.insert("currency");
    for member in fact.members.iter().filter(|member| !known.contains(member.as_str())) {
        faults.push(format!("{}.{member} is neither told nor kept inside", kind.told));
    }
    let sides = match kind.sides {
        Sides::Both => vec!["buyer", "seller"],
        Sides::One(firm) => vec![firm],
    };
    let told = kind.fields.iter().map(|field| field.from).chain(sides);
    for member in told.filter(|member| !fact.members.contains(*member)) {
        faults.push(format!("{} has no {member} to tell", kind.told));
    }
    faults
}

#[test]
fn every_fact_is_told_to_programs_or_kept_inside_for_a_reason() -> anyhow::Result<()> {
    let facts = facts(&Tree::workspace()?);
    assert!(facts.len() > 40, "the facts are not found any more: {}", facts.len());
    let public: BTreeMap<&str, &EventType> =
        CATALOGUE.iter().copied().flatten().map(|kind| (kind.told, kind)).collect();
    let inside: BTreeMap<&str, &str> = KEPT_INSIDE.iter().copied().collect();
    let mut faults = Vec::new();
    for (name, fact) in &facts {
        match public.get(name.as_str()) {
            Some(kind) => faults.extend(faults_of(kind, fact)),
            None if inside.contains_key(name.as_str()) => {}
            None => faults.push(format!(
                "{name} stands neither in the catalogue of hooks nor in KEPT_INSIDE"
            )),
        }
    }
    let known = public.keys().chain(inside.keys());
    for name in known.filter(|name| !facts.contains_key(**name)) {
        faults.push(format!("nobody tells {name}"));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    Ok(())
}
