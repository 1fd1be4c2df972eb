//! Padding to steps of 4 KiB, so that the size of what is sealed says little about what was told.

/// The step, in bytes.
pub const STEP: usize = 4096;

/// Four bytes of length (big-endian), the text, then zeros up to the next step. `None` where the length does not fit.
pub(crate) fn pad(text: &[u8]) -> Option<Vec<u8>> {
    let length = u32::try_from(text.len()).ok()?;
    let mut padded = Vec::with_capacity((text.len() + 4).next_multiple_of(STEP));
    padded.extend_from_slice(&length.to_be_bytes());
    padded.extend_from_slice(text);
    padded.resize(padded.len().next_multiple_of(STEP), 0);
    Some(padded)
}

/// The text again; `None` where the padding is not exactly what [`pad`] writes.
pub(crate) fn unpad(padded: &[u8]) -> Option<Vec<u8>> {
    let (length, rest) = padded.split_first_chunk::<4>()?;
    let (text, zeros) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
    let shortest = padded.len() == (text.len() + 4).next_multiple_of(STEP);
    (shortest && zeros.iter().all(|byte| *byte == 0)).then(|| text.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_comes_back_and_ends_on_a_step() {
        for length in [0, 1, 4091, 4092, 4093, 8188, 8189, 100_000] {
            let text = vec![0xab; length];
            let padded = pad(&text).unwrap();
            assert_eq!(padded.len() % STEP, 0);
            assert!(padded.len() < length + 4 + STEP);
            assert_eq!(unpad(&padded), Some(text));
        }
    }

    #[test]
    fn other_padding_is_refused() {
        let good = pad(b"text").unwrap();
        let mut dirty = good.clone();
        *dirty.last_mut().unwrap() = 1;
        let mut longer = good.clone();
        longer.resize(2 * STEP, 0);
        let mut wrong_length = good.clone();
        wrong_length[0] = 0xff;
        for padded in [&[][..], &good[..100], &dirty, &longer, &wrong_length] {
            assert_eq!(unpad(padded), None);
        }
    }
}
