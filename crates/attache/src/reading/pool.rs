//! Work on many captures at once, handed on in order; no capture can hold up or end the run.
//!
//! In: items, what to do with each, how long each may take. Out: a result an item, in the items' order, on the calling thread. Of three pages
//! of which the second never ends, the first and the third are read, and the second gives the error that it took too long.
//!
//! A thread cannot be stopped from outside, so one that takes too long is left behind and another takes its place; it ends with the process.
//! What a thread does is its own: it does not know of the clock, so that results do not depend on it unless the time is over.

use super::ending;
use super::progress::{Progress, Share};
use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// Results that wait for an earlier one to be handed on, at most, for each thread.
const AHEAD: usize = 8;
/// Stack of a thread that reads, in bytes. No recursion in the stages is deeper than a few dozen steps; `tests/hostile.rs` runs the
/// deepest there are.
const STACK: usize = 16 << 20;
/// How often threads are looked after.
const ROUND: Duration = Duration::from_millis(100);

/// Why there is no result for an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It took longer than it may.
    Late(Duration),
    /// The program panicked.
    Panic,
}

impl Fault {
    /// One line for whoever gave the capture.
    pub fn told(self) -> String {
        match self {
            Fault::Late(patience) => format!(
                "reading it took more than {} seconds and was given up; please report it with the page",
                patience.as_secs_f64().round()
            ),
            Fault::Panic => "a fault in the program ended this page's reading; please report it with the page".into(),
        }
    }
}

/// What an item costs.
pub struct Cost<I> {
    /// How long it may take.
    pub patience: fn(&I) -> Duration,
    /// How much of the run it is.
    pub share: fn(&I) -> Share,
}

/// What is done with an item, on any thread.
type Work<I, T> = Box<dyn Fn(&I) -> T + Send + Sync>;

/// Does the work on every item, on `threads` threads (one for each core by default), each as long as its `cost` allows, and hands the items with
/// their results to `take`, on the calling thread, in the items' order. Few results wait at any time. Ends early when the run is told to end, or `take` fails.
///
/// # Errors
/// The error of `take`, which is the caller's own; a thread that cannot be begun.
pub fn for_each_in_order<I: Send + Sync + 'static, T: Send + 'static, E: From<io::Error>>(
    items: Arc<[I]>,
    threads: Option<u16>,
    cost: Cost<I>,
    work: impl Fn(&I) -> T + Send + Sync + 'static,
    mut take: impl FnMut(&I, Result<T, Fault>) -> Result<(), E>,
) -> Result<(), E> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = threads.map_or(cores, usize::from).min(items.len()).max(1);
    let mut progress = Progress::of(items.iter().map(cost.share).fold(Share::default(), Share::with));
    let (send, receive) = channel();
    let shared = Arc::new(Shared::new(items.clone(), threads, Box::new(work)));
    let mut pool =
        Pool { shared, patience: cost.patience, send, running: BTreeMap::new(), threads: BTreeMap::new(), begun: 0 };
    for _ in 0..threads {
        pool.begin()?;
    }
    let mut waiting = BTreeMap::new();
    let mut at = 0;
    let outcome = loop {
        if at == items.len() {
            break Ok(());
        }
        let Some((number, result)) = pool.next(&receive)? else { break Ok(()) };
        waiting.insert(number, result);
        let mut outcome = Ok(());
        while let (Ok(()), Some(result)) = (&outcome, waiting.remove(&at)) {
            at += 1;
            progress.step((cost.share)(&items[at - 1]));
            outcome = take(&items[at - 1], result);
        }
        *lock(&pool.shared.taken) = at;
        pool.shared.moved.notify_all();
        if outcome.is_err() {
            break outcome;
        }
    };
    pool.shared.end();
    if outcome.is_ok() && at == items.len() {
        // What the work holds (a ledger, say) is let go before the caller goes on.
        for thread in std::mem::take(&mut pool.threads).into_values() {
            let _ = thread.join();
        }
    }
    progress.finish();
    outcome
}

/// What a thread says.
enum Message<T> {
    Begun { thread: usize, item: usize },
    Done { thread: usize, item: usize, result: Result<T, Fault> },
    Gone,
}

/// What all threads see.
struct Shared<I, T> {
    items: Arc<[I]>,
    work: Work<I, T>,
    threads: usize,
    /// The next item nobody has.
    next: AtomicUsize,
    /// Nothing more is to be begun.
    over: AtomicBool,
    /// Items handed on.
    taken: Mutex<usize>,
    moved: Condvar,
}

impl<I, T> Shared<I, T> {
    fn new(items: Arc<[I]>, threads: usize, work: Work<I, T>) -> Shared<I, T> {
        let (next, over) = (AtomicUsize::new(0), AtomicBool::new(false));
        Shared { items, work, threads, next, over, taken: Mutex::new(0), moved: Condvar::new() }
    }

    fn end(&self) {
        self.over.store(true, Ordering::SeqCst);
        self.moved.notify_all();
    }

    /// Waits while an item is too far ahead of the one to be handed on next; whether it is still to be done.
    fn wait_for_turn(&self, item: usize) -> bool {
        let mut taken = lock(&self.taken);
        while item >= *taken + self.threads * AHEAD && !self.over.load(Ordering::SeqCst) {
            let (guard, _) = self.moved.wait_timeout(taken, ROUND).unwrap_or_else(|poison| poison.into_inner());
            taken = guard;
        }
        !self.over.load(Ordering::SeqCst)
    }
}

/// The threads, as the calling thread knows them.
struct Pool<I, T> {
    shared: Arc<Shared<I, T>>,
    patience: fn(&I) -> Duration,
    send: Sender<Message<T>>,
    /// By thread: what it works on, since when.
    running: BTreeMap<usize, (usize, Instant)>,
    /// Those that were not left behind.
    threads: BTreeMap<usize, std::thread::JoinHandle<()>>,
    begun: usize,
}

impl<I: Send + Sync + 'static, T: Send + 'static> Pool<I, T> {
    fn begin(&mut self) -> io::Result<()> {
        let (shared, send, thread) = (self.shared.clone(), self.send.clone(), self.begun);
        self.begun += 1;
        let run = move || {
            run_thread(&shared, &send, thread);
            let _ = send.send(Message::Gone);
        };
        let begun = std::thread::Builder::new().name(format!("reader {thread}")).stack_size(STACK).spawn(run)?;
        self.threads.insert(thread, begun);
        Ok(())
    }

    /// The next result, of whichever item; `None` where the run was stopped.
    fn next(&mut self, receive: &Receiver<Message<T>>) -> io::Result<Option<(usize, Result<T, Fault>)>> {
        loop {
            match receive.recv_timeout(ROUND) {
                Ok(Message::Begun { thread, item }) => {
                    self.running.insert(thread, (item, Instant::now()));
                }
                // One that was given up has its result already.
                Ok(Message::Done { thread, item, result }) => {
                    if self.running.remove(&thread).is_some() {
                        return Ok(Some((item, result)));
                    }
                }
                Ok(Message::Gone) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
            // What is being read may be finished; how long that may take is the business of `ending`.
            if ending::is_stopping() {
                self.shared.end();
                if self.running.is_empty() {
                    return Ok(None);
                }
            }
            if let Some(late) = self.give_up()? {
                return Ok(Some(late));
            }
        }
    }

    /// Leaves a thread behind that takes too long, and begins another.
    fn give_up(&mut self) -> io::Result<Option<(usize, Result<T, Fault>)>> {
        let patience = |item: usize| (self.patience)(&self.shared.items[item]);
        let mut running = self.running.iter().map(|(thread, (item, since))| (*thread, *item, *since));
        let late = running.find(|(_, item, since)| since.elapsed() > patience(*item));
        let Some((thread, item, _)) = late else { return Ok(None) };
        let fault = Fault::Late(patience(item));
        self.running.remove(&thread);
        self.threads.remove(&thread);
        self.begin()?;
        Ok(Some((item, Err(fault))))
    }
}

fn run_thread<I, T>(shared: &Shared<I, T>, send: &Sender<Message<T>>, thread: usize) {
    loop {
        let item = shared.next.fetch_add(1, Ordering::SeqCst);
        if item >= shared.items.len() || !shared.wait_for_turn(item) {
            return;
        }
        if send.send(Message::Begun { thread, item }).is_err() {
            return;
        }
        let done = catch_unwind(AssertUnwindSafe(|| (shared.work)(&shared.items[item])));
        let result = done.map_err(|_| Fault::Panic);
        if send.send(Message::Done { thread, item, result }).is_err() {
            return;
        }
    }
}

/// A panic elsewhere leaves a number whole.
fn lock(number: &Mutex<usize>) -> MutexGuard<'_, usize> {
    number.lock().unwrap_or_else(|poison| poison.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(items: Vec<u64>, threads: u16) -> Vec<String> {
        let work = |item: &u64| match item {
            13 => panic!("of no consequence"),
            99 => {
                std::thread::sleep(Duration::from_secs(3600));
                String::new()
            }
            other => other.to_string(),
        };
        let patience = |item: &u64| Duration::from_millis(if *item == 99 { 150 } else { 60_000 });
        let cost = Cost { patience, share: |_| Share::default() };
        let mut found = Vec::new();
        let done = for_each_in_order(items.into(), Some(threads), cost, work, |item, result| {
            found.push(match result {
                Ok(found) => found,
                Err(Fault::Late(_)) => format!("{item} late"),
                Err(Fault::Panic) => format!("{item} broken"),
            });
            io::Result::Ok(())
        });
        done.unwrap();
        found
    }

    #[test]
    fn results_come_in_order_whatever_becomes_of_one() {
        for threads in [1, 3] {
            let expected = ["1", "99 late", "3", "13 broken", "99 late", "5"];
            assert_eq!(run(vec![1, 99, 3, 13, 99, 5], threads), expected, "{threads} threads");
        }
        assert_eq!(run(Vec::new(), 2), Vec::<String>::new());
        let many: Vec<u64> = (100..600).collect();
        let expected: Vec<String> = many.iter().map(u64::to_string).collect();
        assert_eq!(run(many, 4), expected);
    }

    #[test]
    fn a_thread_that_reads_has_the_stack_it_is_said_to_have() {
        #[inline(never)]
        fn descend(depth: usize) -> usize {
            let page = std::hint::black_box([depth as u8; 1024]);
            if depth == 0 { 0 } else { usize::from(page[7] > 255 - 1) + descend(depth - 1) }
        }
        // Three quarters of it, in frames of at least 1 KiB each; with the 2 MiB of a usual thread this would not return.
        let work = |_: &u8| descend(STACK / 4 * 3 / 2048);
        let mut found = Vec::new();
        for_each_in_order(
            vec![0u8].into(),
            None,
            Cost { patience: |_| Duration::from_secs(60), share: |_| Share::default() },
            work,
            |_, depth| {
                found.push(depth.is_ok());
                io::Result::Ok(())
            },
        )
        .unwrap();
        assert_eq!(found, [true]);
    }
}
