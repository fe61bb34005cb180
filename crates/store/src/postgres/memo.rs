//! Answers that were asked for beforehand, and how long each stays true.

use super::connection::{TextKey, key_of};
use super::text::{Shape, may_clash};
use crate::{Row, Value};
use std::collections::HashMap;
use std::sync::Arc;

struct Known {
    shape: Arc<Shape>,
    params: Vec<Value>,
    rows: Vec<Row>,
    is_true: bool,
}

/// The answers of one transaction. Whatever a change may touch is forgotten, so that a question is
/// answered from here only as the database would answer it.
#[derive(Default)]
pub(super) struct Memo {
    answers: Vec<Known>,
    places: HashMap<(TextKey, Vec<Value>), usize>,
    by_table: HashMap<String, Vec<usize>>,
}

impl Memo {
    pub(super) fn keep(
        &mut self,
        sql: &'static str,
        shape: Arc<Shape>,
        params: Vec<Value>,
        rows: Vec<Row>,
    ) {
        let place = self.answers.len();
        for table in &shape.tables {
            self.by_table.entry(table.clone()).or_default().push(place);
        }
        self.places.insert((key_of(sql), params.clone()), place);
        self.answers.push(Known { shape, params, rows, is_true: true });
    }

    /// The rows, if they are known and still true.
    pub(super) fn recall(&self, sql: &'static str, params: Vec<Value>) -> Option<&[Row]> {
        let place = self.places.get(&(key_of(sql), params))?;
        let known = self.answers.get(*place).filter(|known| known.is_true)?;
        Some(&known.rows)
    }

    /// A statement that may change rows has been given.
    pub(super) fn note_change(&mut self, shape: &Shape, values: &[Value]) {
        for table in &shape.tables {
            let Some(places) = self.by_table.get_mut(table) else { continue };
            let answers = &mut self.answers;
            places.retain(|&place| match answers.get_mut(place) {
                Some(known) => {
                    known.is_true &= !may_clash((shape, values), (&known.shape, &known.params));
                    known.is_true
                }
                None => false,
            });
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: &str = "SELECT a FROM once WHERE home = $1 AND key = $2";
    const JOINED: &str = "SELECT a FROM deal AS d JOIN line ON line.deal = d.id WHERE d.id = $1";

    fn memo() -> Memo {
        let mut memo = Memo::default();
        let rows = vec![Row(vec![Value::Int(1)])];
        for (sql, params) in
            [(ASKED, vec![Value::Int(7), Value::Int(1)]), (JOINED, vec![Value::Int(7)])]
        {
            memo.keep(sql, Arc::new(Shape::of(sql)), params, rows.clone());
        }
        memo
    }

    fn after(change: &str, values: &[Value]) -> (bool, bool) {
        let mut memo = memo();
        memo.note_change(&Shape::of(change), values);
        let asked = memo.recall(ASKED, vec![Value::Int(7), Value::Int(1)]).is_some();
        (asked, memo.recall(JOINED, vec![Value::Int(7)]).is_some())
    }

    #[test]
    fn an_answer_stays_until_a_change_may_touch_its_rows() {
        let insert = "INSERT INTO once (home, key) VALUES ($1, $2)";
        assert_eq!(after(insert, &[Value::Int(7), Value::Int(2)]), (true, true));
        assert_eq!(after(insert, &[Value::Int(7), Value::Int(1)]), (false, true));
        let update = "UPDATE deal SET state = $1 WHERE id = $2";
        assert_eq!(after(update, &[Value::Int(0), Value::Int(8)]), (true, true));
        assert_eq!(after(update, &[Value::Int(0), Value::Int(7)]), (true, false));
        assert_eq!(after("DELETE FROM line WHERE deal = $1", &[Value::Int(8)]), (true, false));
        assert_eq!(after("UPDATE once SET key = 1", &[]), (false, true));
    }

    #[test]
    fn only_the_same_question_has_the_answer() {
        assert!(memo().recall(ASKED, vec![Value::Int(7), Value::Int(2)]).is_none());
        assert!(memo().recall(JOINED, vec![Value::Int(7)]).is_some());
    }
}
