//! How long to wait: capped exponential back-off with full jitter, and what the server asks for.

use super::calls::{Answer, Cause};

/// Longest wait after the first failure, in milliseconds.
pub const BASE_MS: u32 = 1_000;
/// Longest wait after any failure, in milliseconds.
pub const CAP_MS: u32 = 60_000;
/// The longest `Retry-After` that is honoured; what asks for more is asked again after this.
pub const RETRY_AFTER_CAP_SECONDS: u32 = 3_600;

/// First time allowed for an answer, in milliseconds; 256 KiB pass in it at 9 KB/s.
const TIMEOUT_MS: u32 = 30_000;
/// The time allowed doubles this often: four minutes serve a line of 1.1 KB/s.
const TIMEOUT_DOUBLINGS: u32 = 3;

/// A wait between two tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// What the last try ended in.
    pub cause: Cause,
    /// How long, in milliseconds.
    pub milliseconds: u32,
    /// True where the server asked for the wait.
    pub asked_for: bool,
}

impl Pause {
    /// The wait after the try number `attempt` (from 0) ended in `answer`. `luck` is a random number.
    pub(super) fn after(answer: &Answer, attempt: u32, luck: u32) -> Self {
        let (cause, retry_after) = match answer {
            Answer::Unclear { cause, retry_after } => (*cause, *retry_after),
            _ => (Cause::Strange, None),
        };
        let jitter = jitter_ms(attempt, luck);
        let asked = retry_after.map(|seconds| seconds.min(RETRY_AFTER_CAP_SECONDS) * 1_000);
        // Everybody was told the same moment: the jitter comes on top, so that they do not all come at once.
        Self { cause, milliseconds: asked.unwrap_or(0) + jitter, asked_for: asked.is_some() }
    }

    /// Whether trying before its end is polite.
    pub fn may_be_cut_short(&self) -> bool {
        !self.asked_for
    }
}

/// Anything from nothing to `BASE_MS · 2^attempt`, at most [`CAP_MS`], all equally likely.
fn jitter_ms(attempt: u32, luck: u32) -> u32 {
    let ceiling = BASE_MS.saturating_mul(1_u32.checked_shl(attempt).unwrap_or(u32::MAX)).min(CAP_MS);
    let scaled = ((u64::from(ceiling) + 1) * u64::from(luck)) >> 32;
    u32::try_from(scaled).unwrap_or(ceiling)
}

/// How long to wait for an answer at the try number `attempt`, in milliseconds.
pub(super) fn timeout_ms(attempt: u32) -> u32 {
    TIMEOUT_MS << attempt.min(TIMEOUT_DOUBLINGS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ceiling_doubles_up_to_the_cap() {
        let ceilings: Vec<u32> = (0..9).map(|attempt| jitter_ms(attempt, u32::MAX)).collect();
        assert_eq!(ceilings, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
        assert_eq!(jitter_ms(u32::MAX, u32::MAX), CAP_MS);
        assert_eq!(jitter_ms(31, u32::MAX), CAP_MS);
    }

    #[test]
    fn jitter_is_full() {
        assert_eq!(jitter_ms(5, 0), 0);
        assert_eq!(jitter_ms(2, u32::MAX / 2), 2_000);
    }

    #[test]
    fn what_the_server_asks_for_is_the_least() {
        let busy = |seconds| Answer::Unclear { cause: Cause::Busy, retry_after: Some(seconds) };
        assert_eq!(Pause::after(&busy(120), 0, 0).milliseconds, 120_000);
        assert_eq!(Pause::after(&busy(120), 0, u32::MAX).milliseconds, 121_000);
        assert!(!Pause::after(&busy(0), 0, 0).may_be_cut_short());
        let forever = Pause::after(&busy(u32::MAX), u32::MAX, u32::MAX);
        assert_eq!(forever.milliseconds, RETRY_AFTER_CAP_SECONDS * 1_000 + CAP_MS);
    }

    #[test]
    fn slow_lines_get_more_time() {
        assert_eq!([0, 1, 2, 3, 4, u32::MAX].map(timeout_ms), [30_000, 60_000, 120_000, 240_000, 240_000, 240_000]);
    }
}
