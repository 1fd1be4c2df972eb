//! Drafts: opaque bytes, one for each form of this tab, written soon after the last keystroke and when the page is hidden.
//!
//! A page that ends takes writes to the database along that have not got through, so what is not known to be written when
//! the page is hidden is also set aside in `sessionStorage`, sealed, which is written at once.

use std::collections::BTreeMap;

use guichet_core::wire::submission::FormName;
use leptos::prelude::{LocalStorage, StoredValue, UpdateValue as _};
use leptos::task::spawn_local;

pub use super::keep::Life;
use super::keep::{Keep, drop_aside, random_name};
use crate::browser::database::{Begun, Shelf};
use crate::browser::{page, session, timer};

/// A pause in typing this long begins a write; with the write itself it stays under half a second.
const PAUSE_MS: u32 = 300;

/// Drafts of this tab. Copied freely.
#[derive(Debug, Clone, Copy)]
pub struct DraftStore {
    keep: Keep,
    desk: StoredValue<Desk, LocalStorage>,
}

#[derive(Default)]
struct Desk {
    /// The last bytes of each form, and how far they are written.
    drafts: BTreeMap<&'static str, Draft>,
}

#[derive(Default)]
struct Draft {
    /// Name of the row.
    id: Option<String>,
    bytes: Option<Vec<u8>>,
    /// How often it changed; which change was given to the database last, and which is known to be there.
    changes: u64,
    begun: u64,
    settled: u64,
}

impl Draft {
    fn change(&mut self, bytes: Vec<u8>) -> u64 {
        self.bytes = Some(bytes);
        self.changes = self.changes.wrapping_add(1);
        self.changes
    }

    /// Empties it, and tells the name of the row that it had. The count goes on, so that a write of what it held is not
    /// taken for one of what comes next.
    fn empty(&mut self) -> Option<String> {
        let changes = self.changes.wrapping_add(1);
        std::mem::replace(self, Self { changes, begun: changes, settled: changes, ..Self::default() }).id
    }
}

/// Answers are inside.
impl std::fmt::Debug for Desk {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Desk(***)")
    }
}

/// The session value with the name of a form's row.
fn session_name(form: FormName) -> String {
    format!("guichet-draft-{}", form.as_str())
}

impl DraftStore {
    /// The drafts in this storage; from now on what is unwritten is written when the page is hidden.
    pub fn new(keep: Keep) -> Self {
        let store = Self { keep, desk: StoredValue::new_local(Desk::default()) };
        for listener in page::on_hide(move || store.flush()) {
            listener.until_cleanup();
        }
        store
    }

    /// The draft of a form, as it was saved; `None` where there is none, or it cannot be read.
    pub async fn load(&self, form: FormName) -> Option<Vec<u8>> {
        if let Some(bytes) = self.with(form, |draft| draft.bytes.clone()).flatten() {
            return Some(bytes);
        }
        let id = session::get(&session_name(form))?;
        if let Some(bytes) = self.keep.take_aside(form, &id) {
            self.with(form, |draft| {
                draft.id = Some(id);
                draft.change(bytes.clone());
            });
            self.write_and_watch(form);
            return Some(bytes);
        }
        let bytes = self.keep.sealed(Shelf::Drafts, &id).await?;
        // What was typed while this was read is newer.
        self.with(form, |draft| {
            draft.id.get_or_insert(id);
            draft.bytes.get_or_insert(bytes).clone()
        })
    }

    /// Takes the draft of a form; it is written after a short pause in changes, or when the page is hidden.
    pub fn save_soon(&self, form: FormName, bytes: Vec<u8>) {
        let changes = self.with(form, |draft| draft.change(bytes));
        let store = *self;
        spawn_local(async move {
            timer::sleep(PAUSE_MS).await;
            if store.with(form, |draft| Some(draft.changes) == changes && draft.begun != draft.changes).unwrap_or(false)
            {
                store.write_and_watch(form);
            }
        });
    }

    /// Begins to write everything unwritten, at once, and sets aside what is not known to be written.
    pub fn flush(&self) {
        for form in FormName::ALL {
            let (unwritten, unsettled) = self
                .with(form, |draft| (draft.begun != draft.changes, draft.settled != draft.changes))
                .unwrap_or_default();
            if unwritten {
                self.write_and_watch(form);
            }
            let last = self.with(form, |draft| draft.id.clone().zip(draft.bytes.clone())).flatten();
            if let Some((id, bytes)) = last.filter(|_| unsettled) {
                self.keep.set_aside(form, &id, &bytes);
            }
        }
    }

    /// Removes the draft of a form, here and in the storage.
    pub fn wipe(&self, form: FormName) {
        let id = self.with(form, Draft::empty).flatten().or_else(|| session::get(&session_name(form)));
        session::remove(&session_name(form));
        drop_aside(form);
        if let Some(id) = id {
            self.keep.remove(Shelf::Drafts, &id);
        }
    }

    /// Tells whether nothing can be stored: then the page says so once. Reactive.
    pub fn blocked(&self) -> leptos::prelude::RwSignal<bool> {
        self.keep.blocked()
    }

    fn write_and_watch(&self, form: FormName) {
        let Some((change, begun)) = self.write(form) else { return };
        let store = *self;
        spawn_local(async move {
            if begun.done().await.is_err() {
                store.with(form, |draft| draft.begun = draft.settled);
                store.keep.say_blocked();
                return;
            }
            let all = store.with(form, |draft| {
                draft.settled = draft.settled.max(change);
                change == draft.changes
            });
            if all == Some(true) {
                drop_aside(form);
            }
        });
    }

    /// The write that began, and which change it writes.
    fn write(&self, form: FormName) -> Option<(u64, Begun)> {
        if !self.keep.stores() {
            return None;
        }
        let (change, id, bytes) = self.with(form, |draft| {
            draft.begun = draft.changes;
            let known = draft.id.clone().or_else(|| session::get(&session_name(form)));
            draft.id = known.or_else(random_name);
            Some((draft.changes, draft.id.clone()?, draft.bytes.clone()?))
        })??;
        if !session::set(&session_name(form), &id) {
            self.keep.say_blocked();
            return None;
        }
        Some((change, self.keep.put(Shelf::Drafts, &id, None, Some(&bytes))?))
    }

    fn with<T>(&self, form: FormName, act: impl FnOnce(&mut Draft) -> T) -> Option<T> {
        self.desk.try_update_value(|desk| act(desk.drafts.entry(form.as_str()).or_default()))
    }
}
