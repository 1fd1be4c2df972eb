//! Randomness for keys, codes and sealing: the browser's own generator, or none.

use super::{IN_BROWSER, window};

/// The browser gave no randomness. Nothing may be sealed or named then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoRandomness;

/// Random bytes.
pub fn bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}

/// A random number, each equally likely. Where there is no randomness, a middling one: only for waiting times.
pub fn luck() -> u32 {
    bytes().map_or(u32::MAX / 2, u32::from_le_bytes)
}

fn fill(bytes: &mut [u8]) -> Result<(), NoRandomness> {
    // A page that is only drawn, ahead of time, has no secret: what is made of this is never used.
    if !IN_BROWSER {
        return Ok(());
    }
    let crypto = window().and_then(|window| window.crypto().ok()).ok_or(NoRandomness)?;
    crypto.get_random_values_with_u8_array(bytes).map(|_| ()).map_err(|_| NoRandomness)
}
