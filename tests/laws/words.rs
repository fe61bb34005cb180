//! Every word in every language: the files agree, the code asks for words that are there, and none
//! is left over.

use super::Law;
use super::source::{Breach, Source, Tree};
use super::tokens::{Code, Kind};
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};
use fluent_syntax::parser;
use std::collections::{BTreeMap, BTreeSet};

/// Languages that every crate with words must speak; another one must be complete as soon as one
/// crate has it.
const LANGUAGES: &[&str] = &["en", "zh-CN"];

/// Functions, methods, macros and types whose first string literal is the key of a message.
const ASK: &[&str] = &["say", "say_with", "words", "Word"];

/// Functions whose first string literal is the code of a refusal.
const REFUSE: &[&str] = &["refusal"];

const EN: &str = "crates/deal/locales/en.ftl";
const ZH: &str = "crates/deal/locales/zh-CN.ftl";

pub(super) const LAWS: &[Law] = &[
    Law {
        name: "All languages hold the same messages with the same arguments",
        check: languages_agree,
        kept: &[
            (EN, "deal-paid = { $count ->\n    [one] Paid\n   *[other] Paid { $sum }\n }\n"),
            (ZH, "# 付款\ndeal-paid = 已付 { $sum }，{ NUMBER($count) } 笔\n"),
        ],
        broken: &[
            ("zh-CN.ftl: deal-paid is missing", &[(EN, "deal-paid = Paid\n"), (ZH, "")]),
            ("zh-CN.ftl: missing", &[(EN, "deal-paid = Paid\n")]),
            ("en.ftl: deal-paid is missing", &[(EN, ""), (ZH, "deal-paid = 已付\n")]),
            (
                "takes $sum here and $amount in",
                &[(EN, "deal-paid = Paid { $amount }\n"), (ZH, "deal-paid = 已付 { $sum }\n")],
            ),
            (
                "deal-paid stands twice",
                &[(EN, "deal-paid = Paid\ndeal-paid = Paid\n"), (ZH, "deal-paid = 已付\n")],
            ),
            ("is no Fluent", &[(EN, "deal paid\n"), (ZH, "")]),
            (
                "deal-paid also stands in deal",
                &[
                    (EN, "deal-paid = Paid\n"),
                    (ZH, "deal-paid = 已付\n"),
                    ("crates/trust/locales/en.ftl", "deal-paid = Paid\n"),
                    ("crates/trust/locales/zh-CN.ftl", "deal-paid = 已付\n"),
                ],
            ),
            (
                "crates/trust/locales/zh-TW.ftl: missing",
                &[
                    (EN, ""),
                    (ZH, ""),
                    ("crates/deal/locales/zh-TW.ftl", ""),
                    ("crates/trust/locales/en.ftl", ""),
                    ("crates/trust/locales/zh-CN.ftl", ""),
                ],
            ),
        ],
    },
    Law {
        name: "The code asks only for words that are there",
        check: words_exist,
        kept: &[
            (EN, "deal-paid = Paid\nrefusal-deal-late = Late\n"),
            (
                "crates/deal/src/views.rs",
                "fn f() { html! { (l.say(\"deal-paid\")) } words(\"付款\"); }",
            ),
            ("crates/deal/src/model.rs", "fn code(&self) -> &str { \"deal-late\" }"),
        ],
        broken: &[
            (
                "no word deal-piad",
                &[
                    (EN, ""),
                    (
                        "crates/deal/src/views.rs",
                        "fn f() { html! { p { (l.say_with(\"deal-piad\", &[(\"a\", b)])) } } }",
                    ),
                ],
            ),
            (
                "no word deal-piad",
                &[
                    (EN, ""),
                    ("crates/deal/src/views.rs", "const PAID: Word = Word(\"deal-piad\");"),
                ],
            ),
            (
                "no word refusal-deal-late",
                &[
                    (EN, ""),
                    (
                        "crates/deal/src/model.rs",
                        "fn code(&self) -> &'static str { match self { A => \"deal-late\" } }",
                    ),
                ],
            ),
            (
                "no word refusal-deal-late",
                &[
                    (EN, ""),
                    ("crates/deal/src/pages.rs", "fn f() { refusal(\"deal-late\", \"\") }"),
                ],
            ),
            (
                "no word refusal-deal-late",
                &[
                    (EN, ""),
                    (
                        "crates/deal/src/actions.rs",
                        "fn f() { Refusal { code: \"deal-late\", field: None } }",
                    ),
                ],
            ),
        ],
    },
    Law {
        name: "No word is left over",
        check: words_used,
        kept: &[
            (EN, "deal-paid = Paid\nrefusal-deal-late = Late, not { deal-paid }\n-brand = Jishi\n"),
            ("crates/trust/locales/en.ftl", "trust-level-gold = Gold\n"),
            ("crates/trust/src/views.rs", "fn f() { say(&format!(\"trust-level-{}\", level)) }"),
            ("crates/deal/src/model.rs", "fn code(&self) -> &str { \"deal-late\" }"),
        ],
        broken: &[
            (
                "refusal-deal-late is used nowhere",
                &[
                    (EN, "refusal-deal-late = Late\n"),
                    ("crates/web/src/words.rs", "fn f() { say(&format!(\"refusal-{}\", code)) }"),
                ],
            ),
            (
                "deal-paid is used nowhere",
                &[
                    (EN, "deal-paid = Paid\n"),
                    (
                        "crates/deal/src/views.rs",
                        "#[cfg(test)] mod tests { fn f() { say(\"deal-paid\") } }",
                    ),
                ],
            ),
        ],
    },
];

/// A word file, read.
struct File<'a> {
    source: &'a Source,
    language: &'a str,
    /// Keys with the names of their arguments; an attribute is `key.attribute`.
    messages: BTreeMap<String, BTreeSet<String>>,
    /// Keys that other messages refer to.
    mentions: BTreeSet<String>,
    troubles: Vec<String>,
}

fn files(tree: &Tree) -> Vec<File<'_>> {
    let is_words =
        |source: &&Source| source.krate().is_some() && source.inside().starts_with("locales/");
    tree.sources.iter().filter(is_words).filter_map(read).collect()
}

fn read(source: &Source) -> Option<File<'_>> {
    let language = source.inside().strip_prefix("locales/")?.strip_suffix(".ftl")?;
    let mut file = File {
        source,
        language,
        messages: BTreeMap::new(),
        mentions: BTreeSet::new(),
        troubles: Vec::new(),
    };
    let resource = parser::parse(source.text.as_str()).unwrap_or_else(|(resource, errors)| {
        file.troubles.extend(errors.iter().map(|error| format!("is no Fluent: {error}")));
        resource
    });
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let value = message.value.iter().map(|value| (message.id.name.to_owned(), value));
        let attributes = message.attributes.iter().map(|attribute| {
            (format!("{}.{}", message.id.name, attribute.id.name), &attribute.value)
        });
        for (key, pattern) in value.chain(attributes) {
            let mut names = Names::default();
            names.of_pattern(pattern);
            file.mentions.extend(names.messages);
            if file.messages.insert(key.clone(), names.arguments).is_some() {
                file.troubles.push(format!("{key} stands twice"));
            }
        }
    }
    Some(file)
}

/// What a message needs: arguments, and other messages.
#[derive(Default)]
struct Names {
    arguments: BTreeSet<String>,
    messages: BTreeSet<String>,
}

impl Names {
    fn of_pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.of_expression(expression);
            }
        }
    }

    fn of_expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.of_inline(inline),
            Expression::Select { selector, variants } => {
                self.of_inline(selector);
                variants.iter().for_each(|variant| self.of_pattern(&variant.value));
            }
        }
    }

    fn of_inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.arguments.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, .. } => {
                self.messages.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { arguments, .. } => self.of_call(arguments),
            InlineExpression::TermReference { arguments: Some(arguments), .. } => {
                self.of_call(arguments);
            }
            InlineExpression::Placeable { expression } => self.of_expression(expression),
            _ => {}
        }
    }

    fn of_call(&mut self, arguments: &CallArguments<&str>) {
        arguments.positional.iter().for_each(|argument| self.of_inline(argument));
        arguments.named.iter().for_each(|argument| self.of_inline(&argument.value));
    }
}

fn languages_agree(tree: &Tree) -> Vec<Breach> {
    let files = files(tree);
    let mut breaches = Vec::new();
    for file in &files {
        let troubles = file.troubles.iter();
        breaches.extend(troubles.map(|trouble| Breach::of(&file.source.path, trouble)));
        breaches.extend(missing_languages(file, &files));
        let others = files.iter().filter(|other| other.source.path != file.source.path);
        for other in others {
            let is_same_crate = other.source.krate() == file.source.krate();
            if is_same_crate {
                breaches.extend(differences(file, other));
            } else if other.language == file.language {
                breaches.extend(shared(file, other));
            }
        }
    }
    breaches.sort_by_key(ToString::to_string);
    breaches.dedup();
    breaches
}

/// Files that must stand beside this one.
fn missing_languages(file: &File<'_>, files: &[File<'_>]) -> Vec<Breach> {
    let krate = file.source.krate();
    let spoken = files.iter().map(|file| file.language);
    let wanted: BTreeSet<&str> = spoken.chain(LANGUAGES.iter().copied()).collect();
    let has =
        |language: &str| files.iter().any(|f| f.source.krate() == krate && f.language == language);
    let path = |language: &str| file.source.path.replace(file.language, language);
    let missing = wanted.into_iter().filter(|language| !has(language));
    missing.map(|language| Breach::of(&path(language), "missing")).collect()
}

/// What `file` has and `other`, of the same crate, lacks or asks otherwise.
fn differences(file: &File<'_>, other: &File<'_>) -> Vec<Breach> {
    let listed = |names: &BTreeSet<String>| {
        names.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(" ")
    };
    let mut breaches = Vec::new();
    for (key, arguments) in &file.messages {
        match other.messages.get(key) {
            None => breaches.push(Breach::of(&other.source.path, format!("{key} is missing"))),
            Some(there) if there != arguments => {
                let (here, there) = (listed(arguments), listed(there));
                let why = format!("{key} takes {here} here and {there} in {}", other.language);
                breaches.push(Breach::of(&file.source.path, why));
            }
            Some(_) => {}
        }
    }
    breaches
}

/// Keys that two crates both define: one of them would never be heard.
fn shared(file: &File<'_>, other: &File<'_>) -> Vec<Breach> {
    let both = file.messages.keys().filter(|key| other.messages.contains_key(*key));
    let krate = other.source.krate().unwrap_or_default();
    both.map(|key| Breach::of(&file.source.path, format!("{key} also stands in {krate}"))).collect()
}

fn keys(files: &[File<'_>]) -> BTreeSet<String> {
    files.iter().flat_map(|file| file.messages.keys().cloned()).collect()
}

/// A place in the code that needs a message.
struct Asked {
    key: String,
    line: usize,
}

/// The keys that a file asks for by name, and the refusals that it can give.
fn asked(code: &Code) -> Vec<Asked> {
    let mut asked = Vec::new();
    for (at, token) in code.tokens.iter().enumerate().filter(|(_, token)| !token.is_test) {
        let Some(word) = code.word(at) else { continue };
        let after = if code.is(at + 1, &Kind::Mark('!')) { at + 2 } else { at + 1 };
        let is_definition = at > 0 && matches!(code.word(at - 1), Some("fn" | "struct"));
        let is_call = code.is(after, &Kind::Open('(')) && !is_definition;
        if is_call && (ASK.contains(&word) || REFUSE.contains(&word)) {
            // A key that is worked out is checked where it stands as a word or as a family.
            let first = text(code, after + 1);
            asked.extend(first.map(|first| match REFUSE.contains(&word) {
                true => refused(first, token.line),
                false => Asked { key: first.to_owned(), line: token.line },
            }));
        }
        if word == "code" && code.is(at + 1, &Kind::Mark(':')) {
            asked.extend(text(code, at + 2).map(|code| refused(code, token.line)));
        }
    }
    for function in code.functions() {
        let body = function.body.filter(|_| !function.is_test);
        let found = body.filter_map(|at| Some((text(code, at)?, code.tokens[at].line)));
        if function.name == "code" {
            asked.extend(found.map(|(text, line)| refused(text, line)));
        }
    }
    asked.retain(|asked| is_key(&asked.key));
    asked
}

fn refused(code: &str, line: usize) -> Asked {
    Asked { key: format!("refusal-{code}"), line }
}

fn text(code: &Code, at: usize) -> Option<&str> {
    match code.tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Text(text)) => Some(text),
        _ => None,
    }
}

/// A family of keys, made in one place: `"deal-state-{}"` uses every word that begins so. All
/// refusals together are no family: each is known by its code.
fn family(text: &str) -> Option<&str> {
    let (start, _) = text.split_once('{')?;
    (start.ends_with('-') && start != "refusal-" && is_key(start)).then_some(start)
}

/// Keys are small letters, digits and hyphens; anything else is a text that happens to stand there.
fn is_key(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
    !text.is_empty() && text.chars().all(is_plain)
}

fn words_exist(tree: &Tree) -> Vec<Breach> {
    let files = files(tree);
    let keys = keys(&files);
    let mut breaches = Vec::new();
    // Before the first word file there is nobody to read a refusal to.
    for source in tree.product().filter(|_| !files.is_empty()) {
        for asked in asked(source.code()).iter().filter(|asked| !keys.contains(&asked.key)) {
            let why = format!("there is no word {}", asked.key);
            breaches.push(Breach::at(&source.path, asked.line, why));
        }
    }
    breaches
}

fn words_used(tree: &Tree) -> Vec<Breach> {
    let files = files(tree);
    let mut used: BTreeSet<String> = files.iter().flat_map(|f| f.mentions.clone()).collect();
    let mut families = BTreeSet::new();
    for source in tree.product() {
        let code = source.code();
        used.extend(asked(code).into_iter().map(|asked| asked.key));
        let quoted = (0..code.tokens.len()).filter(|at| !code.tokens[*at].is_test);
        for text in quoted.filter_map(|at| text(code, at)) {
            used.extend([text.to_owned(), format!("refusal-{text}")]);
            families.extend(family(text).map(str::to_owned));
        }
    }
    let is_used = |key: &str| {
        used.contains(key) || families.iter().any(|start| key.starts_with(start.as_str()))
    };
    let mut breaches = Vec::new();
    for file in files.iter().filter(|file| file.language == "en") {
        let base = |key: &str| key.split('.').next().unwrap_or_default().to_owned();
        for key in file.messages.keys() {
            if !is_used(key) && !is_used(&base(key)) {
                breaches.push(Breach::of(&file.source.path, format!("{key} is used nowhere")));
            }
        }
    }
    breaches
}
