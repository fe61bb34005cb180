//! Categories as people type them.

use catalog::Category;

/// The code of what was typed: a code, a name in any language of the pages, or a part of one name
/// alone. What is none of these stays as it is, and is refused.
pub(super) fn code_of(told: &str) -> String {
    let told = told.trim();
    let plain = told.to_lowercase();
    if plain.is_empty() || Category::find(&plain).is_some() {
        return plain;
    }
    let is_named = |one: &&Category| one.names().any(|name| name.to_lowercase() == plain);
    if let Some(named) = Category::all().find(is_named) {
        return named.code().to_owned();
    }
    let has_part = |one: &&Category| one.names().any(|name| name.to_lowercase().contains(&plain));
    let mut parts = Category::all().filter(has_part);
    match (parts.next(), parts.next()) {
        (Some(only), None) => only.code().to_owned(),
        _ => told.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_is_typed_by_code_by_name_or_by_a_part_of_one_name() {
        let cases = [
            ("t-shirts", "t-shirts"),
            (" T-Shirts and vests ", "t-shirts"),
            ("T恤和背心", "t-shirts"),
            ("knitwear", "knitwear"),
            ("毛衣", "knitwear"),
            ("", ""),
            ("6115", "6115"),
            ("no such goods", "no such goods"),
            ("a", "a"),
        ];
        for (told, code) in cases {
            assert_eq!(code_of(told), code, "{told}");
        }
    }
}
