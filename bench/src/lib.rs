//! What the measurements share: pages of our own making, and the peak memory of a process.

pub mod page;
pub mod records;

/// Most memory this process ever held, in MiB, as Linux tells it; 0 elsewhere.
pub fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
