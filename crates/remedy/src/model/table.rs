//! Every state against every act and every role, as the code decides it: for auditors, and for the
//! documents, which are made from it.

use super::act::{Act, Role};
use super::remedy::{Remedy, State, Want};
use deal::{About, RemedyKind};
use kernel::{Currency, Id, Money, Stop, Timestamp};

/// What one role gets for one act in one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain")]
pub struct Cell {
    pub state: State,
    pub act: Act,
    pub role: Role,
    /// Nothing where it is allowed; else the reason's code, or `sign-in`, `absent`, `forbidden`.
    pub refused: Option<&'static str>,
}

/// All of them, in the order of states, acts and roles.
pub fn cells() -> Vec<Cell> {
    let mut cells = Vec::with_capacity(State::ALL.len() * Act::ALL.len() * Role::ALL.len());
    for state in State::ALL {
        for act in Act::ALL {
            for role in Role::ALL {
                let refused = sample(state, role).may(role, act).err().as_ref().map(word);
                cells.push(Cell { state, act, role, refused });
            }
        }
    }
    cells
}

/// A remedy in a state; taken, unless somebody asks who could take it.
fn sample(state: State, role: Role) -> Remedy {
    let at = Timestamp::from_micros(0);
    Remedy {
        id: Id::<RemedyKind>::new(1),
        deal: Id::new(2),
        buyer: Id::new(3),
        seller: Id::new(4),
        want: Want::Return,
        amount: Money::new(1, Currency::CNY),
        reason: String::new(),
        about: About::default(),
        state,
        was_shipped: true,
        is_retail: true,
        is_virtual: false,
        is_of_right: false,
        rules_version: String::new(),
        returned_by: None,
        level: 1,
        officer: (role == Role::Holder).then_some(Id::new(5)),
        barred: None,
        decision: None,
        changes: 0,
        timer: None,
        due_at: Some(at),
        calendar: None,
        asked_at: at,
        ended_at: None,
        version: 1,
    }
}

fn word(stop: &Stop) -> &'static str {
    match stop {
        Stop::SignIn => "sign-in",
        Stop::Absent => "absent",
        Stop::Forbidden => "forbidden",
        other => other.code().unwrap_or("fault"),
    }
}

/// A state and an act with what each role gets: rows of a page or a document.
pub fn page_rows() -> Vec<(State, Act, Vec<Cell>)> {
    let cells = cells();
    let rows = cells.chunks(Role::ALL.len());
    rows.filter_map(|row| row.first().map(|first| (first.state, first.act, row.to_vec()))).collect()
}

/// The table as a page of the documents.
pub fn markdown() -> String {
    let mut text = String::from(HEAD);
    for state in State::ALL {
        let roles: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
        let timer = state.timer().map_or("none", super::TimerKind::word);
        text.push_str(&format!("\n## {}\n\nTimer: {timer}\n\n", state.word()));
        text.push_str(&format!("| act | {} |\n|{}\n", roles.join(" | "), "---|".repeat(8)));
        for (_, act, cells) in page_rows().into_iter().filter(|row| row.0 == state) {
            let told = cells.iter().map(|cell| cell.refused.map_or("**yes**", short));
            let told: Vec<&str> = told.collect();
            text.push_str(&format!("| {} | {} |\n", act.word(), told.join(" | ")));
        }
    }
    text
}

fn short(code: &'static str) -> &'static str {
    code.strip_prefix("remedy-").unwrap_or(code)
}

const HEAD: &str = "# What may be done with a claim\n\n\
Made from the code by `cargo test -p remedy`, which fails when this page differs. Each\n\
cell says **yes**, or why not: `sign-in`, `absent` (as if it did not exist), `forbidden`,\n\
or a refusal, whose sentence stands in `crates/remedy/locales` under `refusal-remedy-…`.\n\
`holder` is the officer who has the case, `barred` one who may not judge it. A timer's\n\
end is no act; what it does stands in `crates/remedy/README.md`.\n";
