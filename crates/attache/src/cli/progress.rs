//! A progress bar with rate and time left, where a terminal is attached; and a clean end on Ctrl-C.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// A bar over `count` captures, drawn to standard error; silent where that is no terminal, or for a handful.
pub fn bar(count: u64) -> ProgressBar {
    if count < 20 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = "{elapsed_precise} [{bar:40}] {human_pos}/{human_len} captures, {per_sec}, {eta} left";
    ProgressBar::new(count)
        .with_style(ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// A flag that Ctrl-C (and SIGTERM) sets, one for the whole run. What was read until then is printed whole; a second Ctrl-C ends at once.
pub fn stop_flag() -> Arc<AtomicBool> {
    static FLAG: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    let flag = FLAG.get_or_init(|| {
        let flag = Arc::new(AtomicBool::new(false));
        let set = Arc::clone(&flag);
        // A handler can only be missing where one is set already, in tests; then Ctrl-C ends the program as usual.
        let _ = ctrlc::set_handler(move || {
            if set.swap(true, Ordering::SeqCst) {
                crate::store::runs::leave();
                std::process::exit(130);
            }
        });
        flag
    });
    Arc::clone(flag)
}
