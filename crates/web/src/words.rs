//! The sentences of every domain, from Fluent files; a law test checks that no key is missing in
//! any language.

use crate::show::Reader;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use kernel::{Fact, Lang, Locale, Refusal};
use std::borrow::Cow;
use std::collections::BTreeMap;
use unic_langid::LanguageIdentifier;

/// Every domain's sentences in every language.
pub struct Words(BTreeMap<Lang, FluentBundle<FluentResource>>);

impl Words {
    /// Reads the word files; a file that does not parse is an error that names the line.
    pub fn read(locales: &[Locale]) -> anyhow::Result<Self> {
        let mut bundles = BTreeMap::new();
        for lang in Lang::ALL {
            let tag: LanguageIdentifier = lang.tag().parse()?;
            let mut bundle = FluentBundle::new_concurrent(vec![tag]);
            // Isolation marks would spoil copied figures.
            bundle.set_use_isolating(false);
            bundles.insert(lang, bundle);
        }
        for locale in locales {
            let resource = FluentResource::try_new(locale.text.to_owned())
                .map_err(|(_, errors)| anyhow::anyhow!("{}: {errors:?}", locale.lang))?;
            if let Some(bundle) = bundles.get_mut(&locale.lang) {
                bundle
                    .add_resource(resource)
                    .map_err(|errors| anyhow::anyhow!("{}: {errors:?}", locale.lang))?;
            }
        }
        Ok(Self(bundles))
    }

    /// A sentence without arguments.
    pub fn say(&self, lang: Lang, key: &str) -> String {
        self.format(lang, key, None)
    }

    /// A sentence with arguments, each shown in the reader's form.
    pub fn say_with(&self, reader: &Reader, key: &str, facts: &[(&str, Fact)]) -> String {
        let mut args = FluentArgs::new();
        for (name, fact) in facts {
            args.set(Cow::Owned((*name).to_owned()), shown(reader, fact));
        }
        self.format(reader.lang, key, Some(&args))
    }

    /// The sentence of a refusal.
    pub fn refusal(&self, reader: &Reader, refusal: &Refusal) -> String {
        self.say_with(reader, &format!("refusal-{}", refusal.code), &refusal.facts)
    }

    fn format(&self, lang: Lang, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let pattern = self.0.get(&lang).and_then(|bundle| {
            let pattern = bundle.get_message(key)?.value()?;
            Some((bundle, pattern))
        });
        let Some((bundle, pattern)) = pattern else {
            tracing::error!(key, %lang, "a word is missing");
            return key.to_owned();
        };
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, args, &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(key, %lang, ?errors, "a sentence lacks an argument");
        }
        said
    }
}

fn shown(reader: &Reader, fact: &Fact) -> FluentValue<'static> {
    match fact {
        // A number stays a number, so that the sentence may choose its plural.
        Fact::Count(count) => FluentValue::from(*count),
        Fact::Money(money) => reader.money(*money).into(),
        Fact::Time(at) => reader.time(*at).into(),
        Fact::Text(text) => text.clone().into(),
    }
}
