//! A floor of free disk, below which nothing new is stored, so that what is stored stays whole and readable; and how much
//! may lie here that no submission has claimed.

use crate::failure::Failure;
use guichet_core::wire::problem::ProblemType;
use std::path::PathBuf;

/// How long a client should wait, in seconds: somebody has to make room.
const RETRY_AFTER: u64 = 120;

/// The folder that grows, and what must stay free beside it.
#[derive(Debug, Clone)]
pub struct Room {
    folder: Option<PathBuf>,
    floor: u64,
    unclaimed: u64,
}

impl Room {
    /// `folder` is where the database lies; `None` where it is on another machine, which keeps its own.
    pub fn new(folder: Option<PathBuf>, floor_bytes: u64, unclaimed_bytes: u64) -> Self {
        Self { folder, floor: floor_bytes, unclaimed: unclaimed_bytes }
    }

    /// How many bytes of files may wait for their submission.
    pub fn unclaimed(&self) -> u64 {
        self.unclaimed
    }

    /// To be asked before anything new is stored, and only then: what is stored already is answered for as ever.
    pub fn check(&self) -> Result<(), Failure> {
        let Some(folder) = &self.folder else { return Ok(()) };
        // Where the system cannot tell, the database will.
        let Ok(disk) = rustix::fs::statvfs(folder) else { return Ok(()) };
        if disk.f_bavail.saturating_mul(disk.f_frsize) >= self.floor {
            return Ok(());
        }
        tracing::error!("the disk is nearly full: nothing new is stored");
        let detail = "Nothing was stored: the server has no room right now. Send the same again later.";
        Err(Failure::new(ProblemType::Unavailable, detail).retry_after(RETRY_AFTER))
    }
}
