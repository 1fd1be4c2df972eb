//! Sealed files, until they are on the server: in pieces, as they are sent. They are kept with their draft where something may
//! be stored; the key that opens them is in the draft. Else, and where there is no room, they stay in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use guichet_core::domain::attachment::Attachment;
use guichet_core::wire::pieces::{ContentKey, SealedFile, UploadId};
use leptos::prelude::{
    GetUntracked as _, LocalStorage, RwSignal, StoredValue, Update as _, UpdateValue as _, With as _,
    WithUntracked as _, WithValue as _,
};
use leptos::task::spawn_local;

use super::drafts::DraftStore;
use super::keep::Life;
use super::wipe::piece_name;
use crate::browser::database::Database;
use crate::browser::{random, timer};

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

/// Files of the open draft. Copied freely; lives as long as the owner that it was made under.
#[derive(Debug, Clone, Copy)]
pub struct FileStore {
    drafts: DraftStore,
    held: StoredValue<Held, LocalStorage>,
    standings: RwSignal<BTreeMap<UploadId, Standing>>,
}

/// Pieces that are only in memory.
#[derive(Default)]
struct Held(BTreeMap<UploadId, Vec<Arc<[u8]>>>);

impl std::fmt::Debug for Held {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Held({} files)", self.0.len())
    }
}

impl FileStore {
    /// The files of these drafts.
    pub fn new(drafts: DraftStore) -> Self {
        Self { drafts, held: StoredValue::new_local(Held::default()), standings: RwSignal::new(BTreeMap::new()) }
    }

    /// Seals a file under a new name and a new key, and keeps it. `None` where the browser gives no randomness.
    pub async fn seal(&self, content: &[u8]) -> Option<(UploadId, ContentKey)> {
        let id = UploadId::from_random(random::bytes().ok()?);
        let key = ContentKey::from_random(random::bytes().ok()?);
        let file = SealedFile { id: &id, key: &key, size: u64::try_from(content.len()).ok()? };
        let mut pieces: Vec<Arc<[u8]>> = Vec::new();
        for n in 0..file.pieces() {
            pieces.push(file.seal(n, content.get(file.range(n)?)?)?.into());
            // One piece a turn: the page goes on answering.
            timer::sleep(0).await;
        }
        let stored = self.store(id, &pieces).await;
        if !stored {
            self.held.try_update_value(|held| held.0.insert(id, pieces));
        }
        self.stands(id, if stored { Standing::Stored } else { Standing::Held });
        Some((id, key))
    }

    /// True where every piece is in the storage.
    async fn store(&self, id: UploadId, pieces: &[Arc<[u8]>]) -> bool {
        let Some((database, draft)) = self.place() else { return false };
        for (n, piece) in (0..).zip(pieces) {
            if database.put_piece(&piece_name(&draft, &id.as_hex(), n), piece).done().await.is_err() {
                self.erase(id);
                return false;
            }
        }
        true
    }

    /// Where a file is; taken to be stored until somebody has looked. Reactive.
    pub fn standing(&self, id: UploadId) -> Standing {
        self.standings.with(|standings| standings.get(&id).copied().unwrap_or(Standing::Stored))
    }

    /// Looks for the content of files whose names came with a draft.
    pub async fn look(&self, files: &[Attachment]) {
        let names = match self.place() {
            Some((database, draft)) => {
                let names = database.piece_names().await.unwrap_or_default();
                names.into_iter().filter(|name| name.starts_with(&draft)).collect()
            }
            None => Vec::new(),
        };
        for file in files {
            let held = self.held.try_with_value(|held| held.0.contains_key(&file.id)).unwrap_or(false);
            let upload = format!("-{}-", file.id.as_hex());
            let count = names.iter().filter(|name| name.contains(&upload)).count();
            let standing = match (held, usize::try_from(file.pieces) == Ok(count)) {
                (true, _) => Standing::Held,
                (_, true) => Standing::Stored,
                (_, false) => Standing::Gone,
            };
            self.stands(file.id, standing);
        }
    }

    /// A sealed piece; `None` where it is not here.
    pub async fn piece(&self, id: UploadId, n: u32) -> Option<Arc<[u8]>> {
        let place = usize::try_from(n).ok()?;
        let held = |held: &Held| held.0.get(&id).and_then(|pieces| pieces.get(place).cloned());
        if let Some(piece) = self.held.try_with_value(held).flatten() {
            return Some(piece);
        }
        let draft = self.drafts.name()?;
        let database = self.drafts.case().keep().database()?;
        Some(database.piece(&piece_name(&draft, &id.as_hex(), n)).await.ok()??.into())
    }

    /// Removes a file.
    pub fn remove(&self, id: UploadId) {
        self.held.try_update_value(|held| held.0.remove(&id));
        self.erase(id);
    }

    /// Removes every file of the open draft, here and in the storage. To be called before the draft itself is removed.
    pub fn wipe(&self) {
        let ids: Vec<UploadId> =
            self.standings.try_with_untracked(|all| all.keys().copied().collect()).unwrap_or_default();
        for id in ids {
            self.erase(id);
        }
        self.forget();
    }

    /// Forgets what is in memory.
    pub fn forget(&self) {
        self.held.try_update_value(|held| held.0.clear());
        let _ = self.standings.try_update(BTreeMap::clear);
    }

    fn stands(&self, id: UploadId, standing: Standing) {
        let _ = self.standings.try_update(|standings| standings.insert(id, standing));
    }

    /// Begins to remove a file from the storage. What stays goes with its draft.
    fn erase(&self, id: UploadId) {
        let Some((database, draft)) = self.place() else { return };
        let prefix = format!("{draft}-{}-", id.as_hex());
        spawn_local(async move {
            for name in database.piece_names().await.unwrap_or_default() {
                if name.starts_with(&prefix) {
                    drop(database.remove_piece(&name));
                }
            }
        });
    }

    /// Where pieces of the open draft may be stored.
    fn place(&self) -> Option<(Database, String)> {
        if self.drafts.life().get_untracked() == Life::ThisPage {
            return None;
        }
        Some((self.drafts.case().keep().database()?, self.drafts.name()?))
    }
}
