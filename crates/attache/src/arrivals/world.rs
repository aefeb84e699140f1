//! The clock and chance.
//!
//! In: nothing. Out: the time, a wait, random numbers. Passed down as a value, so that a test's time stands still and runs when it is told to: "Retry-After: 3600" is tested in
//! no time. Nothing else of this room looks at a clock, but for the time-outs of requests.

use crate::reading::ending;
use jiff::Timestamp;
use std::time::Duration;

/// Time and chance, as the room sees them.
pub trait World: Sync {
    /// The time.
    fn now(&self) -> Timestamp;
    /// Waits; shorter where the run is told to end.
    fn wait(&self, how_long: Duration);
    /// 128 random bits.
    fn random(&self) -> u128;

    /// The time in seconds since 1970, UTC.
    fn seconds(&self) -> i64 {
        self.now().as_second()
    }

    /// A duration moved by chance by up to a tenth, so that many programs do not ask one server in step.
    fn about(&self, seconds: i64) -> i64 {
        let tenth = seconds.max(0) / 10;
        let moved = i64::try_from(self.random() % u128::from(2 * tenth.unsigned_abs() + 1)).unwrap_or(tenth);
        seconds + moved - tenth
    }
}

/// The real ones.
pub struct Outside;

/// Between two looks at whether the run was told to end.
const GLANCE: Duration = Duration::from_millis(100);

impl World for Outside {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn wait(&self, how_long: Duration) {
        let until = std::time::Instant::now() + how_long;
        while !ending::is_stopping() {
            let left = until.saturating_duration_since(std::time::Instant::now());
            if left.is_zero() {
                return;
            }
            std::thread::sleep(left.min(GLANCE));
        }
    }

    fn random(&self) -> u128 {
        let mut bytes = [0; 16];
        // Where the system has none, names and waits are made of the time; nothing secret is made of them.
        match getrandom::fill(&mut bytes) {
            Ok(()) => u128::from_le_bytes(bytes),
            Err(_) => Timestamp::now().as_nanosecond().unsigned_abs(),
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use std::sync::Mutex;

    /// A world whose time moves only by waiting.
    pub struct Still(pub Mutex<Timestamp>);

    impl Still {
        pub fn at(time: &str) -> Still {
            Still(Mutex::new(time.parse().unwrap()))
        }
    }

    impl World for Still {
        fn now(&self) -> Timestamp {
            *self.0.lock().unwrap()
        }

        fn wait(&self, how_long: Duration) {
            *self.0.lock().unwrap() += how_long;
        }

        fn random(&self) -> u128 {
            7
        }
    }

    #[test]
    fn chance_moves_by_a_tenth_at_most() {
        let world = Outside;
        for _ in 0..200 {
            assert!((3240..=3960).contains(&world.about(3600)));
        }
        assert_eq!(world.about(0), 0);
    }
}
