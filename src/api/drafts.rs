//! Drafts: opaque bytes, one for each form of this tab, written soon after the last keystroke and when the page is hidden.

use std::collections::BTreeMap;

use guichet_core::wire::submission::FormName;
use leptos::prelude::{LocalStorage, StoredValue, UpdateValue as _};
use leptos::task::spawn_local;

pub use super::keep::Life;
use super::keep::{Keep, random_name};
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
    /// The last bytes of each form, with whether they must still be written, and how often they changed.
    drafts: BTreeMap<&'static str, Draft>,
}

#[derive(Default)]
struct Draft {
    /// Name of the row.
    id: Option<String>,
    bytes: Option<Vec<u8>>,
    unwritten: bool,
    changes: u64,
}

/// Answers are inside.
impl std::fmt::Debug for Desk {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Desk(***)")
    }
}

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
        let bytes = self.keep.sealed(Shelf::Drafts, &id).await?;
        // What was typed while this was read is newer.
        self.with(form, |draft| {
            draft.id.get_or_insert(id);
            draft.bytes.get_or_insert(bytes).clone()
        })
    }

    /// Takes the draft of a form; it is written after a short pause in changes, or when the page is hidden.
    pub fn save_soon(&self, form: FormName, bytes: Vec<u8>) {
        let changes = self.with(form, |draft| {
            draft.bytes = Some(bytes);
            draft.unwritten = true;
            draft.changes = draft.changes.wrapping_add(1);
            draft.changes
        });
        let store = *self;
        spawn_local(async move {
            timer::sleep(PAUSE_MS).await;
            if store.with(form, |draft| Some(draft.changes) == changes && draft.unwritten).unwrap_or(false) {
                store.write_and_watch(form);
            }
        });
    }

    /// Begins to write everything unwritten, at once.
    pub fn flush(&self) {
        for form in [FormName::PreComplaint, FormName::ContentReport] {
            if self.with(form, |draft| draft.unwritten).unwrap_or(false) {
                self.write_and_watch(form);
            }
        }
    }

    /// Removes the draft of a form, here and in the storage.
    pub fn wipe(&self, form: FormName) {
        let id =
            self.with(form, |draft| std::mem::take(draft).id).flatten().or_else(|| session::get(&session_name(form)));
        session::remove(&session_name(form));
        if let Some(id) = id {
            self.keep.remove(Shelf::Drafts, &id);
        }
    }

    /// Tells whether nothing can be stored: then the page says so once. Reactive.
    pub fn blocked(&self) -> leptos::prelude::RwSignal<bool> {
        self.keep.blocked()
    }

    fn write_and_watch(&self, form: FormName) {
        let Some(begun) = self.write(form) else { return };
        let store = *self;
        spawn_local(async move {
            if begun.done().await.is_err() {
                store.with(form, |draft| draft.unwritten = true);
                store.keep.say_blocked();
            }
        });
    }

    fn write(&self, form: FormName) -> Option<Begun> {
        if !self.keep.stores() {
            return None;
        }
        let (id, bytes) = self.with(form, |draft| {
            draft.unwritten = false;
            let known = draft.id.clone().or_else(|| session::get(&session_name(form)));
            draft.id = known.or_else(random_name);
            draft.id.clone().zip(draft.bytes.clone())
        })??;
        if !session::set(&session_name(form), &id) {
            self.keep.say_blocked();
            return None;
        }
        self.keep.put(Shelf::Drafts, &id, None, Some(&bytes))
    }

    fn with<T>(&self, form: FormName, act: impl FnOnce(&mut Draft) -> T) -> Option<T> {
        self.desk.try_update_value(|desk| act(desk.drafts.entry(form.as_str()).or_default()))
    }
}
