//! How far the replay is: a bar on a terminal, else a line for every tenth.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;

/// What the bar shows.
const SHOWN: &str = "{msg} [{bar:40}] {pos}/{len}  {elapsed_precise}, {eta} to go";

/// The bar, or what stands for it.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    total: usize,
    done: usize,
    tenths: usize,
}

impl Progress {
    /// So much is to be done.
    pub(super) fn of(total: usize) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(total as u64).with_message("replaying");
            match ProgressStyle::with_template(SHOWN) {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        Self { bar, total: total.max(1), done: 0, tenths: 0 }
    }

    /// So much more is done.
    #[expect(clippy::print_stderr, reason = "this is the command line")]
    pub(super) fn add(&mut self, count: usize) {
        self.done += count;
        if let Some(bar) = &self.bar {
            return bar.inc(count as u64);
        }
        let tenths = self.done * 10 / self.total;
        if tenths > self.tenths {
            self.tenths = tenths;
            eprintln!("replaying: {}%", tenths * 10);
        }
    }

    /// The bar goes away.
    pub(super) fn end(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}
