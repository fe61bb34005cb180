use super::*;
use proptest::prelude::*;

fn kept(text: &str) -> Vec<String> {
    Shielded::of(text).map(|shielded| shielded.kept).unwrap_or_default()
}

#[test]
fn numbers_units_money_terms_codes_and_addresses_are_taken_out() {
    let cases: [(&str, &[&str]); 14] = [
        ("Vi vill ha 30,000 par", &["30,000"]),
        ("Material: merino, 62 g per par", &["62 g"]),
        ("要5000双，每双USD 0.62 FOB宁波", &["5000", "USD 0.62 FOB"]),
        ("Preis 0,62 € oder $0.70 je Paar", &["0,62 €", "$0.70"]),
        ("HS 6115.95, code SKU-12A/b ok", &["HS 6115.95", "SKU-12A/b"]),
        ("skriv till anna@nordvik.se nu", &["anna@nordvik.se"]),
        ("siehe https://example.com/a?b=1, danke", &["https://example.com/a?b=1"]),
        ("30 % now, the rest by T/T", &["30 %", "T/T"]),
        ("OEKO-TEX behövs", &["OEKO-TEX"]),
        ("size 120×60×75 cm please", &["120×60×75 cm"]),
        ("wash at 40 °C at most", &["40 °C"]),
        ("by 2027-02-20 in München", &["2027-02-20"]),
        ("WE NEED SOCKS FOB NINGBO NOW", &["FOB"]),
        ("5 kg羊毛和3 pairs", &["5 kg", "3"]),
    ];
    for (text, wanted) in cases {
        assert_eq!(kept(text), wanted, "{text}");
    }
}

#[test]
fn where_no_words_are_left_nothing_is_sent() {
    for text in ["", "👍", "30,000", "USD 0.62", "{{1}} socks", "https://example.com"] {
        assert_eq!(Shielded::of(text), None, "{text}");
    }
}

#[test]
fn a_translation_that_loses_doubles_or_invents_is_none() {
    let shielded = Shielded::of("Vi vill ha 30,000 par, 62 g, FOB Ningbo").expect("words");
    assert_eq!(shielded.text, "Vi vill ha {{1}} par, {{2}}, {{3}} Ningbo");
    let whole = "We want {{1}} pairs, {{ 2 }}, ｛｛3｝｝ Ningbo";
    let wanted = "We want 30,000 pairs, 62 g, FOB Ningbo";
    assert_eq!(shielded.restore(whole).as_deref(), Some(wanted));
    let turned = shielded.restore("{{3}} Ningbo: {{1}} pairs of {{2}}");
    assert_eq!(turned.as_deref(), Some("FOB Ningbo: 30,000 pairs of 62 g"));
    for broken in [
        "We want {{1}} pairs, {{2}}, Ningbo",
        "We want {{1}} {{1}} pairs, {{2}}, {{3}} Ningbo",
        "We want {{1}} pairs, {{2}}, {{3}}, {{4}} Ningbo",
        "We want 3 {{1}} pairs, {{2}}, {{3}} Ningbo",
        "We want {{1}} pairs, {{2}}, {{3}} Ningbo 5",
        "We want {{1} pairs, {{2}}, {{3",
        "{{1}} {{2}} {{3}} }}",
        "{{1}} {{2}} {{99999999999999999999999}}",
        "",
    ] {
        assert_eq!(shielded.restore(broken), None, "{broken}");
    }
}

proptest! {
    #[test]
    fn what_comes_back_untouched_is_the_original(text in "\\PC{0,80}") {
        if let Some(shielded) = Shielded::of(&text)
            && let Some(restored) = shielded.restore(&shielded.text)
        {
            prop_assert_eq!(restored, text);
        }
    }

    #[test]
    fn no_figure_of_the_original_is_sent(text in "[a-zåäö0-9 .,%€$-]{0,80}") {
        if let Some(shielded) = Shielded::of(&text) {
            let mut sent = shielded.text.clone();
            for nth in 1..=shielded.kept.len() {
                sent = sent.replacen(&format!("{{{{{nth}}}}}"), "", 1);
            }
            prop_assert!(!sent.chars().any(|c| c.is_ascii_digit()), "{}", shielded.text);
        }
    }
}
