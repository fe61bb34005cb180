//! Which country a label of the records means.

use party::Country;

/// Labels that are not a country's code; regions get one of their countries.
const LABELS: &[(&str, &str)] = &[
    ("Australia", "AU"),
    ("Austria", "AT"),
    ("Bahrain", "BH"),
    ("Belgium", "BE"),
    ("Bermuda", "BM"),
    ("Brazil", "BR"),
    ("Canada", "CA"),
    ("Channel Islands", "JE"),
    ("Cyprus", "CY"),
    ("Czech Republic", "CZ"),
    ("Denmark", "DK"),
    ("EIRE", "IE"),
    ("European Community", "BE"),
    ("Finland", "FI"),
    ("France", "FR"),
    ("Germany", "DE"),
    ("Greece", "GR"),
    ("Hong Kong", "HK"),
    ("Iceland", "IS"),
    ("Israel", "IL"),
    ("Italy", "IT"),
    ("Japan", "JP"),
    ("Korea", "KR"),
    ("Lebanon", "LB"),
    ("Lithuania", "LT"),
    ("Malta", "MT"),
    ("Netherlands", "NL"),
    ("Nigeria", "NG"),
    ("Norway", "NO"),
    ("Poland", "PL"),
    ("Portugal", "PT"),
    ("RSA", "ZA"),
    ("Saudi Arabia", "SA"),
    ("Singapore", "SG"),
    ("Spain", "ES"),
    ("Sweden", "SE"),
    ("Switzerland", "CH"),
    ("Thailand", "TH"),
    ("USA", "US"),
    ("United Arab Emirates", "AE"),
    ("United Kingdom", "GB"),
    ("West Indies", "BB"),
];
/// Where the wholesaler is; who is said to be nowhere bought there.
pub(super) const HOME: &str = "GB";

/// The code of a label.
pub(super) fn code_of(label: &str) -> &'static str {
    let named = LABELS.iter().find(|(name, _)| *name == label).map(|(_, code)| *code);
    let by_code = || Country::from_code(label).map(Country::code);
    named.or_else(by_code).unwrap_or(HOME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_means_a_country_and_an_unknown_one_means_home() {
        for (label, code) in LABELS {
            assert!(Country::from_code(code).is_some(), "{label}");
        }
        let found = ["EIRE", "RSA", "Unspecified", "Atlantis", "SE", ""].map(code_of);
        assert_eq!(found, ["IE", "ZA", "GB", "GB", "SE", "GB"]);
    }
}
