//! `smoke [--seconds N] [--seed N] [TARGET…]`: every target against inputs of our own making, on any compiler, within a time.
//!
//! Each target runs in a process of its own, as many at once as there are processors, so that a stack that overflows ends one run and not all: the input at work lies in a file before it
//! is given, and what is left there by a process that died is a finding. First come the findings of the past (`findings/TARGET/`), then
//! mutations of the seeds, the same for the same seed. Findings are written to `artifacts/TARGET/`; any of them is exit status 1.
//!
//! `smoke --one TARGET FILE…` gives a target files, and says what does not hold. `smoke --shrink TARGET FILE` leaves out of a file whatever can
//! be left out while it panics at the same place, and writes `FILE.small`.

use anyhow::{Context, Result, bail};
use attache_fuzz::mutation::Mutator;
use attache_fuzz::seeds;
use attache_fuzz::targets::{self, TARGETS, Target};
use std::collections::BTreeSet;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// All targets together, in seconds of a processor.
const SECONDS: u64 = 300;
/// What takes longer is a finding, in seconds: each input is read in milliseconds.
const SLOW: u64 = 10;
/// What takes longer is ended.
const HANGS: u64 = 60;
/// Exit status of a target's process that ran to its end with findings.
const FOUND: i32 = 3;
/// Stack of the thread that reads, in bytes: what the program gives its own.
const STACK: usize = 16 << 20;
/// Findings of one target after which it is left.
const MOST_FINDINGS: usize = 20;

/// What the last panic said, and where: what makes two findings one.
static SAID: Mutex<String> = Mutex::new(String::new());
/// When the input at work was begun, in milliseconds of the run; 0 for none.
static BEGUN: AtomicU64 = AtomicU64::new(0);

fn main() -> Result<ExitCode> {
    let mut seconds = SECONDS;
    let mut seed = 1;
    let mut names = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|n| n.parse().ok()).with_context(|| format!("{argument} NUMBER"));
        match argument.as_str() {
            "--seconds" => seconds = number()?,
            "--seed" => seed = number()?,
            "--one" => {
                let name = arguments.next().context("--one TARGET FILE…")?;
                let files = arguments.map(PathBuf::from).collect();
                return on_thread(move || give_files(&name, files));
            }
            "--shrink" => {
                let target = named(&arguments.next().context("--shrink TARGET FILE")?)?;
                let file = arguments.next().map(PathBuf::from).context("--shrink TARGET FILE")?;
                return on_thread(move || shrink(target, &file));
            }
            "--child" => {
                let target = named(&arguments.next().context("--child TARGET")?)?;
                let current = arguments.next().map(PathBuf::from).context("--child TARGET FILE")?;
                return on_thread(move || run_child(target, seconds, seed, &current));
            }
            _ => names.push(argument),
        }
    }
    let chosen: Vec<&Target> = match names.is_empty() {
        true => TARGETS.iter().collect(),
        false => names.iter().map(|name| named(name)).collect::<Result<_>>()?,
    };
    let time = Duration::from_secs(seconds) / chosen.len() as u32;
    // A target to a processor: each has as long as it would have alone, and all are done sooner.
    let (next, clean) = (AtomicUsize::new(0), AtomicBool::new(true));
    let work = || -> Result<()> {
        while let Some(target) = chosen.get(next.fetch_add(1, Ordering::SeqCst)) {
            clean.fetch_and(run_target(target, time, seed)?, Ordering::SeqCst);
        }
        Ok(())
    };
    let processors = std::thread::available_parallelism().map_or(1, NonZero::get).min(chosen.len());
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..processors).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().unwrap_or_else(|_| bail!("a run of a target broke off")))
    })?;
    Ok(if clean.into_inner() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn named(name: &str) -> Result<&'static Target> {
    let known = || TARGETS.iter().map(|target| target.name).collect::<Vec<_>>().join(", ");
    TARGETS
        .iter()
        .find(|target| target.name == name)
        .with_context(|| format!("no target {name}: there are {}", known()))
}

/// Runs a target until its time is over, again where its process died. True where there was no finding.
fn run_target(target: &Target, time: Duration, seed: u64) -> Result<bool> {
    let start = Instant::now();
    // Where the input at work lies; two runs may be at work at once.
    let current = std::env::temp_dir().join(format!("attache-fuzz-{}-{}", target.name, std::process::id()));
    let mut deaths = 0;
    while start.elapsed() < time && deaths < MOST_FINDINGS as u64 {
        let left = (time.saturating_sub(start.elapsed())).as_secs().max(1);
        let status = Command::new(std::env::current_exe()?)
            .args(["--seconds", &left.to_string(), "--seed", &(seed + 1000 * deaths).to_string()])
            .args(["--child", target.name])
            .arg(&current)
            .status()?;
        if status.success() || status.code() == Some(FOUND) {
            std::fs::remove_file(&current)?;
            return Ok(status.success() && deaths == 0);
        }
        deaths += 1;
        let input = std::fs::read(&current)
            .with_context(|| format!("{} ended with {status} before its first input", target.name))?;
        println!("{}: ended with {status}: {}", target.name, keep(target.name, "died", &input)?.display());
    }
    Ok(deaths == 0)
}

/// One target in this process.
fn run_child(target: &'static Target, seconds: u64, seed: u64, current: &Path) -> Result<ExitCode> {
    listen();
    let start = Instant::now();
    watch(start);
    std::fs::create_dir_all(artifacts(target.name))?;
    let past: Vec<PathBuf> = files_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("findings").join(target.name));
    let mut past = past.into_iter();
    let mut mutator =
        Mutator::new(target.kind, seeds::seeds(target.kind), seeds::words(target.kind), target.longest, seed);
    let (mut count, mut slowest) = (0u64, 0.0f64);
    let mut said = BTreeSet::new();
    // What has to be loaded is no input's fault.
    targets::run(target.name, b"");
    let begin = Instant::now();
    while begin.elapsed().as_secs() < seconds && said.len() < MOST_FINDINGS {
        let input = match past.next() {
            Some(file) => std::fs::read(file)?,
            None => mutator.next_input(),
        };
        std::fs::write(current, &input)?;
        BEGUN.store(start.elapsed().as_millis() as u64 + 1, Ordering::SeqCst);
        let before = Instant::now();
        let held = catch_unwind(AssertUnwindSafe(|| targets::run(target.name, &input)));
        BEGUN.store(0, Ordering::SeqCst);
        let took = before.elapsed().as_secs_f64();
        slowest = slowest.max(took);
        count += 1;
        let finding = match held {
            Err(_) => Some(("panic", SAID.lock().map(|said| said.clone()).unwrap_or_default())),
            Ok(()) if took > SLOW as f64 => Some(("slow", format!("{took:.1} s for {} bytes", input.len()))),
            Ok(()) => None,
        };
        if let Some((kind, why)) = finding
            && said.insert(without_numbers(&why))
        {
            println!("{}: {why}: {}", target.name, keep(target.name, kind, &input)?.display());
        }
    }
    let rate = count as f64 / begin.elapsed().as_secs_f64();
    println!(
        "{:9} {count:8} executions, {rate:6.0} a second, slowest {slowest:.2} s, {} findings",
        target.name,
        said.len()
    );
    Ok(if said.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FOUND as u8) })
}

/// Gives a target files, one after another.
fn give_files(name: &str, files: Vec<PathBuf>) -> Result<ExitCode> {
    let target = named(name)?;
    for file in files {
        let input = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let before = Instant::now();
        targets::run(target.name, &input);
        println!("{}: holds, {:.2} s", file.display(), before.elapsed().as_secs_f64());
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes a finding small: stretches are left out, halves first, single bytes last.
fn shrink(target: &Target, file: &Path) -> Result<ExitCode> {
    listen();
    let mut input = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let place = |input: &[u8]| {
        let held = catch_unwind(AssertUnwindSafe(|| targets::run(target.name, input)));
        held.err().map(|_| without_numbers(&SAID.lock().map(|said| said.clone()).unwrap_or_default()))
    };
    let wanted = place(&input).context("it panics no longer")?;
    let mut length = input.len() / 2;
    while length > 0 {
        let mut at = 0;
        while at < input.len() {
            let mut shorter = input.clone();
            shorter.drain(at..(at + length).min(input.len()));
            if place(&shorter).as_ref() == Some(&wanted) { input = shorter } else { at += length }
        }
        length /= 2;
    }
    let small = PathBuf::from(format!("{}.small", file.display()));
    std::fs::write(&small, &input)?;
    println!("{}: {} bytes, {wanted}", small.display(), input.len());
    Ok(ExitCode::SUCCESS)
}

fn on_thread(work: impl FnOnce() -> Result<ExitCode> + Send + 'static) -> Result<ExitCode> {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work)?;
    match thread.join() {
        Ok(done) => done,
        Err(_) => bail!("something does not hold"),
    }
}

/// Remembers what panics say, in place of printing it.
fn listen() {
    std::panic::set_hook(Box::new(|panic| {
        let payload = panic.payload();
        let said = payload.downcast_ref::<&str>().copied().or(payload.downcast_ref::<String>().map(String::as_str));
        let why = said.unwrap_or("a panic").replace('\n', " ");
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
        let cut = why.char_indices().nth(300).map_or(why.len(), |(at, _)| at);
        if let Ok(mut said) = SAID.lock() {
            *said = format!("{place}: {}", &why[..cut]);
        }
    }));
}

/// Ends the process where an input takes too long; its file is left for the process above.
fn watch(start: Instant) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let begun = BEGUN.load(Ordering::SeqCst);
            if begun > 0 && start.elapsed().as_millis() as u64 > begun + HANGS * 1000 {
                eprintln!("an input takes longer than {HANGS} s");
                std::process::exit(77);
            }
        }
    });
}

/// What a panic says with its numbers and quotes left out: one finding for one place.
fn without_numbers(said: &str) -> String {
    said.split(": ").next().unwrap_or(said).to_string()
}

/// Writes a finding; its name is its sum.
fn keep(target: &str, kind: &str, input: &[u8]) -> Result<PathBuf> {
    let file = artifacts(target).join(format!("{kind}-{:08x}", crc32fast::hash(input)));
    std::fs::write(&file, input)?;
    Ok(file)
}

fn artifacts(target: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("artifacts").join(target)
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}
