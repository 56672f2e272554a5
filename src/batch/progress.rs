//! Progress on standard error: a bar on a terminal, plain lines elsewhere.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::report::summary::ErrorRow;
use crate::report::{Lang, printable};

/// Time between plain lines.
const PERIOD: Duration = Duration::from_secs(5);

/// Shows how far a batch is.
pub struct Progress {
    bar: ProgressBar,
    /// When a plain line was printed last; absent where a bar shows, or nothing.
    plain: Option<Mutex<Instant>>,
    started: Instant,
    lang: Lang,
    files: u64,
    done: AtomicU64,
}

impl Progress {
    /// For so many files of so many bytes together; silent with `quiet`.
    pub fn new(files: u64, bytes: u64, quiet: bool, lang: Lang) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let bar = if quiet || !terminal {
            ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::hidden())
        } else {
            ProgressBar::new(bytes)
        };
        let template = "{msg} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec} ETA {eta}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        let now = Instant::now();
        Self {
            bar,
            plain: (!quiet && !terminal).then(|| Mutex::new(now)),
            started: now,
            lang,
            files,
            done: AtomicU64::new(0),
        }
    }

    /// One file more is done.
    pub fn done(&self, bytes: u64) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.bar.inc(bytes);
        self.bar.set_message(format!("{done}/{}", self.files));
        let Some(plain) = &self.plain else {
            return;
        };
        let mut last = plain.lock().unwrap_or_else(|e| e.into_inner());
        if last.elapsed() < PERIOD {
            return;
        }
        *last = Instant::now();
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        let files = self.files;
        let left = files.saturating_sub(done) as f64 * seconds / done as f64;
        let rate = self.bar.position() as f64 / seconds / 1e6;
        eprintln!(
            "{}",
            self.lang.pick(
                format!("{done}/{files} 个文件，{rate:.1} MB/s，约剩 {left:.0} 秒"),
                format!("{done}/{files} files, {rate:.1} MB/s, about {left:.0} s left"),
            )
        );
    }

    /// A file that could not be read: one line, even with `quiet`.
    pub fn complain(&self, error: &ErrorRow) {
        let entry = if error.entry.is_empty() {
            String::new()
        } else {
            format!("{}: ", error.entry)
        };
        let line = printable(&format!("{}: {entry}{}", error.file, error.cause));
        let line = self
            .lang
            .pick(format!("错误：{line}"), format!("error: {line}"));
        self.bar.suspend(|| eprintln!("{line}"));
    }

    /// Clears the bar.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
