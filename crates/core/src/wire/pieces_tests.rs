//! Pieces: each opens at its own place of its own file, and nowhere else.

use super::*;
use proptest::prelude::*;

fn id(seed: u8) -> UploadId {
    UploadId::from_random([seed; 16])
}

fn key(seed: u8) -> ContentKey {
    ContentKey::from_random([seed; 32])
}

fn content(size: usize) -> Vec<u8> {
    (0..size).map(|at| u8::try_from(at % 251).unwrap()).collect()
}

/// Every piece of a file, sealed.
fn sealed(file: SealedFile<'_>, content: &[u8]) -> Vec<Vec<u8>> {
    (0..file.pieces()).map(|n| file.seal(n, &content[file.range(n).unwrap()]).unwrap()).collect()
}

#[test]
fn files_of_every_awkward_size_come_back() {
    let (id, key) = (id(1), key(2));
    for size in [0, 1, PIECE_TEXT - 1, PIECE_TEXT, PIECE_TEXT + 1, 2 * PIECE_TEXT, 3 * PIECE_TEXT - 7] {
        let content = content(size);
        let file = SealedFile { id: &id, key: &key, size: size as u64 };
        let pieces = sealed(file, &content);
        assert_eq!(pieces.len(), size.div_ceil(PIECE_TEXT).max(1), "{size}");
        assert!(pieces.iter().all(|piece| piece.len() <= MAX_PIECE), "{size}");
        assert_eq!(file.open_all(&pieces), Ok(content), "{size}");
    }
}

#[test]
fn sealing_again_gives_the_same_bytes() {
    let (id, key) = (id(1), key(2));
    let file = SealedFile { id: &id, key: &key, size: 3 };
    assert_eq!(file.seal(0, b"abc"), file.seal(0, b"abc"));
}

#[test]
fn a_text_of_another_length_is_not_sealed() {
    let (id, key) = (id(1), key(2));
    let file = SealedFile { id: &id, key: &key, size: 3 };
    assert_eq!(file.seal(0, b"ab"), None);
    assert_eq!(file.seal(0, b"abcd"), None);
    assert_eq!(file.seal(1, b""), None);
    assert_eq!(file.range(1), None);
}

#[test]
fn a_missing_and_an_added_piece_are_told() {
    let (id, key) = (id(1), key(2));
    let content = content(2 * PIECE_TEXT + 5);
    let file = SealedFile { id: &id, key: &key, size: content.len() as u64 };
    let pieces = sealed(file, &content);
    assert_eq!(file.open_all(&pieces[..2]), Err(OpenFault::Pieces { wanted: 3, are: 2 }));
    let more = [pieces.clone(), vec![pieces[0].clone()]].concat();
    assert_eq!(file.open_all(&more), Err(OpenFault::Pieces { wanted: 3, are: 4 }));
    // Cut off at the end of a piece, and claimed to be shorter: the last piece was not sealed as the last.
    let shorter = SealedFile { size: 2 * PIECE_TEXT as u64, ..file };
    assert_eq!(shorter.open_all(&pieces[..2]), Err(OpenFault::Piece(1)));
}

#[test]
fn identifiers_and_keys_are_read_strictly() {
    let id = id(0xab);
    assert_eq!(id.as_hex(), "ab".repeat(16));
    assert_eq!(UploadId::parse(&id.as_hex()), Some(id));
    for bad in ["", "ab", &"AB".repeat(16), &"zz".repeat(16), &"ab".repeat(17), &format!("+{}", "a".repeat(31))] {
        assert_eq!(UploadId::parse(bad), None, "{bad}");
    }
    let text = serde_json::to_string(&key(7)).unwrap();
    assert_eq!(serde_json::from_str::<ContentKey>(&text).unwrap(), key(7));
    for bad in ["\"\"", "\"AAAA\"", "5", "\"%\""] {
        assert!(serde_json::from_str::<ContentKey>(bad).is_err(), "{bad}");
    }
    assert_eq!(format!("{:?}", key(7)), "ContentKey(***)");
}

proptest! {
    // Each case seals up to a megabyte without the compiler's help.
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever is done to the pieces on their way: either nothing changed, or the file does not open.
    #[test]
    fn nothing_but_the_sealed_pieces_in_order_opens(
        size in 0..(3 * PIECE_TEXT + 9),
        from in 0_usize..4,
        to in 0_usize..4,
        bit in 0_usize..(MAX_PIECE * 8),
        act in 0_u8..6,
    ) {
        let (one, other, key_one, key_other) = (id(1), id(2), key(3), key(4));
        let content = content(size);
        let file = SealedFile { id: &one, key: &key_one, size: size as u64 };
        let good = sealed(file, &content);
        let (from, to) = (from % good.len(), to % good.len());
        let mut pieces = good.clone();
        match act {
            0 => pieces.swap(from, to),
            1 => {
                let bit = bit % (pieces[from].len() * 8);
                pieces[from][bit / 8] ^= 1 << (bit % 8);
            }
            2 => pieces[from].truncate(bit % (MAX_PIECE + 1)),
            3 => pieces[from].push(0),
            4 => pieces[from] = sealed(SealedFile { id: &other, ..file }, &content)[from].clone(),
            _ => pieces[from] = sealed(SealedFile { key: &key_other, ..file }, &content)[from].clone(),
        }
        let opened = file.open_all(&pieces);
        if pieces == good {
            prop_assert_eq!(opened, Ok(content));
        } else {
            prop_assert!(matches!(opened, Err(OpenFault::Piece(_))));
        }
    }
}
