//! The files of a submission on their way: piece after piece, before the submission that claims them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::wire::pieces::UploadId;

/// A sealed file to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// Its name on the server.
    pub id: UploadId,
    /// How many pieces it has.
    pub pieces: u32,
}

/// A question about one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UploadCall {
    /// Which pieces are there?
    Which(Upload),
    /// This piece.
    Piece(Upload, u32),
}

impl UploadCall {
    /// The file that it is about.
    pub fn upload(self) -> Upload {
        let (Self::Which(upload) | Self::Piece(upload, _)) = self;
        upload
    }
}

/// Why a file cannot be sent; the person can send without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFault {
    /// Its content is no longer on this device.
    Gone,
    /// The server has other bytes under its name, or will never take these.
    NotTaken,
}

/// How far the files have come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Journey {
    /// How many files are there as a whole.
    whole: usize,
    /// What is there of the next one, once the server was asked.
    there: Option<BTreeSet<u32>>,
}

impl Journey {
    /// What is to be asked next; nothing where all files are there.
    pub fn next(&self, uploads: &[Upload]) -> Option<UploadCall> {
        let upload = *uploads.get(self.whole)?;
        let Some(there) = &self.there else { return Some(UploadCall::Which(upload)) };
        let missing = (0..upload.pieces).find(|n| !there.contains(n))?;
        Some(UploadCall::Piece(upload, missing))
    }

    /// The server has told which pieces of the next file are there.
    pub fn found(&mut self, uploads: &[Upload], pieces: impl IntoIterator<Item = u32>) {
        self.there = Some(pieces.into_iter().collect());
        self.go_on(uploads);
    }

    /// A piece of the next file was taken.
    pub fn taken(&mut self, uploads: &[Upload], n: u32) {
        self.there.get_or_insert_default().insert(n);
        self.go_on(uploads);
    }

    /// How many pieces are there, of how many.
    pub fn pieces(&self, uploads: &[Upload]) -> (u32, u32) {
        let all = uploads.iter().map(|upload| upload.pieces).sum();
        let whole: u32 = uploads.iter().take(self.whole).map(|upload| upload.pieces).sum();
        let of_next = self.there.as_ref().map_or(0, BTreeSet::len);
        (whole.saturating_add(u32::try_from(of_next).unwrap_or(0)).min(all), all)
    }

    fn go_on(&mut self, uploads: &[Upload]) {
        let (Some(upload), Some(there)) = (uploads.get(self.whole), &self.there) else { return };
        if (0..upload.pieces).all(|n| there.contains(&n)) {
            self.whole += 1;
            self.there = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_missing_is_sent() {
        let upload = |seed, pieces| Upload { id: UploadId::from_random([seed; 16]), pieces };
        let uploads = [upload(1, 3), upload(2, 1)];
        let mut journey = Journey::default();
        assert_eq!(journey.next(&uploads), Some(UploadCall::Which(uploads[0])));
        journey.found(&uploads, [1]);
        assert_eq!(journey.next(&uploads), Some(UploadCall::Piece(uploads[0], 0)));
        assert_eq!(journey.pieces(&uploads), (1, 4));
        journey.taken(&uploads, 0);
        journey.taken(&uploads, 2);
        assert_eq!(journey.next(&uploads), Some(UploadCall::Which(uploads[1])));
        journey.found(&uploads, [0, 7]);
        assert_eq!((journey.next(&uploads), journey.pieces(&uploads)), (None, (4, 4)));
    }
}
