//! Forms: label above, hint under it, the control, the error under the control; what was typed is
//! kept.

use super::frame::Viewer;
use super::parts::icon;
use kernel::{Refusal, Stop};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// What was typed so far, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    values: BTreeMap<String, String>,
    wrong: Vec<Refusal>,
}

impl Draft {
    /// A form as it is first shown, with these values in it.
    pub fn of<'a>(values: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let values = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { values, wrong: Vec::new() }
    }

    /// A form that came back: what was typed, and the refusals. Any other end is handed on.
    pub fn refused(typed: BTreeMap<String, String>, stop: Stop) -> Result<Self, Stop> {
        let wrong = match stop {
            Stop::Refused(refusal) => vec![refusal],
            Stop::RefusedAll(all) => all,
            other => return Err(other),
        };
        Ok(Self { values: typed, wrong })
    }

    /// Whether anything is wrong.
    pub fn is_wrong(&self) -> bool {
        !self.wrong.is_empty()
    }

    /// Whether anything is wrong with one of these fields.
    pub fn is_wrong_in(&self, fields: &[&str]) -> bool {
        let mut wrong = self.wrong.iter().filter_map(|refusal| refusal.field);
        wrong.any(|field| fields.contains(&field))
    }

    /// What was typed into a field so far.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }
}

/// One control.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The field's name; refusals about it stand under it.
    pub name: &'a str,
    /// The key of its label.
    pub label: &'static str,
    /// The key of its hint.
    pub hint: Option<&'static str>,
    /// `text`, `email`, `tel`, `password`, `number`, `date`, `file`, `search`.
    pub kind: &'static str,
    /// `autocomplete`, such as `one-time-code`.
    pub autocomplete: &'static str,
    /// `inputmode`, such as `numeric`.
    pub mode: &'static str,
    /// The id of a `datalist` that proposes values.
    pub list: Option<&'static str>,
}

impl<'a> Input<'a> {
    /// A line of text.
    pub const fn text(name: &'a str, label: &'static str) -> Self {
        Self {
            name,
            label,
            hint: None,
            kind: "text",
            autocomplete: "off",
            mode: "text",
            list: None,
        }
    }

    /// A whole number.
    pub const fn count(name: &'a str, label: &'static str) -> Self {
        Self { mode: "numeric", ..Self::text(name, label) }
    }

    /// An amount with decimals.
    pub const fn amount(name: &'a str, label: &'static str) -> Self {
        Self { mode: "decimal", ..Self::text(name, label) }
    }

    /// A password.
    pub const fn password(name: &'a str, label: &'static str, autocomplete: &'static str) -> Self {
        Self { kind: "password", autocomplete, ..Self::text(name, label) }
    }

    /// Another kind of control.
    pub const fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// What the browser may fill in.
    pub const fn autocomplete(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = autocomplete;
        self
    }

    /// With a list of proposals, by its id.
    pub const fn list(mut self, list: &'static str) -> Self {
        self.list = Some(list);
        self
    }

    /// With a hint.
    pub const fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// One choice of a list: its value and its word.
pub type Choice = (String, String);

/// Draws the controls of one form.
pub struct FormKit<'a> {
    viewer: &'a Viewer<'a>,
    draft: &'a Draft,
}

impl<'a> FormKit<'a> {
    /// For this viewer and this draft.
    pub const fn new(viewer: &'a Viewer<'a>, draft: &'a Draft) -> Self {
        Self { viewer, draft }
    }

    /// The hidden fields of every form: the proof that the page is ours, and the key that makes it
    /// count once. A form that came back keeps its key only if nothing was done.
    pub fn guards(&self) -> Markup {
        html! {
            input type="hidden" name="csrf" value=(self.viewer.app.proof(self.viewer.caller));
            input type="hidden" name="key" value=(self.viewer.app.fresh_key());
        }
    }

    /// A value that travels along unseen.
    pub fn hidden(&self, name: &str) -> Markup {
        html! { input type="hidden" name=(name) value=(self.draft.value(name)); }
    }

    /// All that is wrong, as links to the fields; read first.
    pub fn summary(&self) -> Markup {
        html! {
            @if self.draft.is_wrong() {
                section.note.bad role="alert" tabindex="-1" {
                    (icon("alert"))
                    b { (self.how_many()) }
                    ul { @for refusal in &self.draft.wrong {
                        li { @match refusal.field {
                            Some(field) => a href=(format!("#f-{field}")) { (self.told(refusal)) },
                            None => (self.told(refusal)),
                        } }
                    } }
                }
            }
        }
    }

    fn how_many(&self) -> String {
        self.viewer.say_with("form-wrong", &[("count", count(self.draft).into())])
    }

    fn told(&self, refusal: &Refusal) -> String {
        self.viewer.app.words().refusal(&self.viewer.caller.reader, refusal)
    }

    fn errors(&self, name: &str) -> Vec<String> {
        let about = self.draft.wrong.iter().filter(|refusal| refusal.field == Some(name));
        about.map(|refusal| self.told(refusal)).collect()
    }

    /// A labelled control.
    pub fn input(&self, input: &Input<'_>) -> Markup {
        let value = if input.kind == "password" { "" } else { self.draft.value(input.name) };
        self.around(
            input.name,
            input.label,
            input.hint,
            &html! {
                input id=(format!("f-{}", input.name)) name=(input.name) type=(input.kind)
                    value=(value) autocomplete=(input.autocomplete) inputmode=(input.mode)
                    list=[input.list]
                    aria-invalid=[self.invalid(input.name)]
                    aria-describedby=[self.described(input.name, input.hint)];
            },
        )
    }

    /// A text of several lines.
    pub fn area(&self, name: &str, label: &'static str, hint: Option<&'static str>) -> Markup {
        self.around(name, label, hint, &html! {
            textarea id=(format!("f-{name}")) name=(name) rows="5"
                aria-invalid=[self.invalid(name)] aria-describedby=[self.described(name, hint)] {
                (self.draft.value(name))
            }
        })
    }

    /// One of a list.
    pub fn select(&self, name: &str, label: &'static str, choices: &[Choice]) -> Markup {
        let chosen = self.draft.value(name);
        self.around(
            name,
            label,
            None,
            &html! {
                select id=(format!("f-{name}")) name=(name) aria-invalid=[self.invalid(name)]
                    aria-describedby=[self.described(name, None)] {
                    @for (value, word) in choices {
                        option value=(value) selected[value == chosen] { (word) }
                    }
                }
            },
        )
    }

    /// A box to tick.
    pub fn check(&self, name: &str, label: &'static str) -> Markup {
        html! {
            label.check {
                input type="checkbox" name=(name) value="1" checked[self.draft.value(name) == "1"];
                span { (self.viewer.say(label)) }
            }
        }
    }

    /// Several controls under one name, such as rows of prices; refusals about the name stand under
    /// them.
    pub fn group(
        &self,
        name: &str,
        label: &'static str,
        hint: Option<&'static str>,
        controls: &Markup,
    ) -> Markup {
        let errors = self.errors(name);
        html! {
            fieldset id=(format!("f-{name}")) tabindex="-1"
                class=(if errors.is_empty() { "field" } else { "field wrong" })
                aria-describedby=[self.described(name, hint)] {
                legend.lab { (self.viewer.say(label)) }
                @if let Some(hint) = hint {
                    p.hint id=(format!("h-{name}")) { (self.viewer.say(hint)) }
                }
                (controls)
                (error(name, &errors))
            }
        }
    }

    fn invalid(&self, name: &str) -> Option<&'static str> {
        (!self.errors(name).is_empty()).then_some("true")
    }

    fn described(&self, name: &str, hint: Option<&str>) -> Option<String> {
        let hint = hint.map(|_| format!("h-{name}"));
        let error = self.invalid(name).map(|_| format!("e-{name}"));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn around(&self, name: &str, label: &str, hint: Option<&str>, control: &Markup) -> Markup {
        let errors = self.errors(name);
        html! {
            div class=(if errors.is_empty() { "field" } else { "field wrong" }) {
                label for=(format!("f-{name}")) { (self.viewer.say(label)) }
                @if let Some(hint) = hint {
                    p.hint id=(format!("h-{name}")) { (self.viewer.say(hint)) }
                }
                (control)
                (error(name, &errors))
            }
        }
    }
}

fn error(name: &str, errors: &[String]) -> Markup {
    html! {
        @if !errors.is_empty() {
            p.err id=(format!("e-{name}")) { (icon("alert")) span { (errors.join(" ")) } }
        }
    }
}

fn count(draft: &Draft) -> i64 {
    i64::try_from(draft.wrong.len()).unwrap_or(i64::MAX)
}
