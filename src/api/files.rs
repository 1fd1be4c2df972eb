//! Sealed files, until they are on the server: in pieces, as they are sent.

use std::collections::BTreeMap;
use std::sync::Arc;

use guichet_core::wire::pieces::{ContentKey, SealedFile, UploadId};
use leptos::prelude::{LocalStorage, StoredValue, UpdateValue as _, WithValue as _};

use crate::browser::{random, timer};

/// Files of this page. Copied freely; lives as long as the owner that it was made under.
#[derive(Debug, Clone, Copy)]
pub struct FileStore {
    held: StoredValue<Held, LocalStorage>,
}

/// Where the content of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In memory: it goes with the page.
    Held,
    /// In the browser's storage.
    Stored,
    /// Nowhere.
    Gone,
}

#[derive(Default)]
struct Held(BTreeMap<UploadId, Vec<Arc<[u8]>>>);

impl std::fmt::Debug for Held {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Held({} files)", self.0.len())
    }
}

impl FileStore {
    /// With nothing in it.
    pub fn new() -> Self {
        Self { held: StoredValue::new_local(Held::default()) }
    }

    /// Seals a file under a new name and a new key. `None` where the browser gives no randomness.
    pub async fn seal(&self, content: &[u8]) -> Option<(UploadId, ContentKey)> {
        let id = UploadId::from_random(random::bytes().ok()?);
        let key = ContentKey::from_random(random::bytes().ok()?);
        let file = SealedFile { id: &id, key: &key, size: u64::try_from(content.len()).ok()? };
        let mut pieces = Vec::new();
        for n in 0..file.pieces() {
            pieces.push(file.seal(n, content.get(file.range(n)?)?)?.into());
            // One piece a turn: the page goes on answering.
            timer::sleep(0).await;
        }
        self.held.try_update_value(|held| held.0.insert(id, pieces));
        Some((id, key))
    }

    /// Where a file is. Reactive.
    pub fn standing(&self, id: UploadId) -> Standing {
        let held = self.held.try_with_value(|held| held.0.contains_key(&id)).unwrap_or(false);
        if held { Standing::Held } else { Standing::Gone }
    }

    /// A sealed piece; `None` where it is not here.
    pub async fn piece(&self, id: UploadId, n: u32) -> Option<Arc<[u8]>> {
        let n = usize::try_from(n).ok()?;
        self.held.try_with_value(|held| held.0.get(&id).and_then(|pieces| pieces.get(n).cloned())).flatten()
    }

    /// Forgets a file.
    pub fn remove(&self, id: UploadId) {
        self.held.try_update_value(|held| held.0.remove(&id));
    }
}

impl Default for FileStore {
    fn default() -> Self {
        Self::new()
    }
}
