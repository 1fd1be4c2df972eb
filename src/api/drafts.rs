//! Drafts: opaque bytes, one of each form open at a time, written soon after the last keystroke and when the page is hidden.
//!
//! A page that ends takes writes to the database along that have not got through, so what is not known to be written when
//! the page is hidden is also set aside in `sessionStorage`, sealed under the tab's key, which is written at once.

use guichet_core::wire::submission::FormName;
use leptos::prelude::{
    GetUntracked as _, LocalStorage, RwSignal, Set as _, StoredValue, UpdateValue as _, WithValue as _,
};
use leptos::task::spawn_local;

use super::case::Case;
pub use super::case::{News, Stage};
use super::keep::{Keep, Life};
use super::sealed_row::Row;
use crate::browser::database::{Begun, Shelf, StorageFault};
use crate::browser::{clock, page, random, session, timer};

/// A pause in typing this long begins a write; with the write itself it stays under half a second.
const PAUSE_MS: u32 = 300;
/// Whoever types without a pause has what was typed written after so many milliseconds all the same.
const LONGEST_MS: f64 = 2_000.0;

/// Whether what was typed last is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// Nothing is stored: *this page only*, or nothing was typed.
    Nowhere,
    /// It is being written.
    Saving,
    /// All of it is, since that moment, in seconds since 1970.
    At(u64),
    /// It cannot be.
    Failed(StorageFault),
}

/// The draft of one form. Copied freely; lives as long as the owner that it was made under.
#[derive(Debug, Clone, Copy)]
pub struct DraftStore {
    case: Case,
    draft: StoredValue<Draft, LocalStorage>,
    saved: RwSignal<Saved>,
}

#[derive(Default)]
struct Draft {
    bytes: Option<Vec<u8>>,
    /// How often it changed; which change was given to the database last, and which is known to be there.
    changes: u64,
    begun: u64,
    settled: u64,
    /// When the first change came that was not given to the database.
    waiting_since: Option<f64>,
}

impl Draft {
    fn change(&mut self, bytes: Vec<u8>) -> u64 {
        self.bytes = Some(bytes);
        self.changes = self.changes.wrapping_add(1);
        self.changes
    }

    /// Empties it. The count goes on, so that a write of what it held is not taken for one of what comes next.
    fn empty(&mut self) {
        let changes = self.changes.wrapping_add(1);
        *self = Self { changes, begun: changes, settled: changes, ..Self::default() };
    }
}

/// Answers are inside.
impl std::fmt::Debug for Draft {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Draft(***)")
    }
}

impl DraftStore {
    /// The drafts of a form in this storage; from now on what is unwritten is written when the page is hidden.
    pub fn new(keep: Keep, form: FormName) -> Self {
        let store = Self {
            case: Case::new(keep, form),
            draft: StoredValue::new_local(Draft::default()),
            saved: RwSignal::new(Saved::Nowhere),
        };
        for listener in page::on_hide(move || store.flush()) {
            listener.until_cleanup();
        }
        store
    }

    /// Calls back with what becomes of the open draft by another page's doing.
    pub fn listen(&self, heard: impl Fn(News) + 'static) {
        let store = *self;
        self.case.listen(move |news| {
            if news == News::Wanted {
                store.flush();
            }
            heard(news);
        });
    }

    pub(super) fn case(&self) -> Case {
        self.case
    }

    /// How the form stands on this page. Reactive.
    pub fn stage(&self) -> RwSignal<Stage> {
        self.case.stage_signal()
    }

    /// How long the open draft lives. Reactive.
    pub fn life(&self) -> RwSignal<Life> {
        self.case.life()
    }

    /// Whether what was typed last is stored. Reactive.
    pub fn saved(&self) -> RwSignal<Saved> {
        self.saved
    }

    /// The name of the open draft.
    pub fn name(&self) -> Option<String> {
        self.case.draft()
    }

    /// Opens a new draft. It can be written to at once; what is open already is let go of.
    pub fn begin(&self, life: Life) {
        self.close();
        self.case.begin(life);
        if life == Life::ThisPage {
            return;
        }
        let (store, draft) = (*self, self.case.draft());
        spawn_local(async move {
            if store.case.prepare().await {
                store.write_and_watch();
            } else if store.case.draft() == draft {
                store.saved.set(Saved::Failed(StorageFault::Blocked));
            }
        });
    }

    /// The draft that this tab had open before, as it was saved; `None` where there is none, or it cannot be read.
    pub async fn find(&self) -> Option<Vec<u8>> {
        let draft = self.case.draft_before()?;
        self.open(&draft).await
    }

    /// Opens a draft, as it was saved; what was open is let go of. `None` where it cannot be read.
    pub async fn open(&self, draft: &str) -> Option<Vec<u8>> {
        self.flush();
        self.draft.try_update_value(Draft::empty);
        self.saved.set(Saved::Nowhere);
        let row = self.case.keep().row(Shelf::Drafts, draft).await;
        let ring = self.case.open(draft, row.as_ref()).await;
        if self.case.stage() != Stage::Open {
            // A copy of the tab that writes it has a copy of this, too.
            self.drop_aside();
        }
        let aside = self.aside(draft, row.as_ref().map_or(0, |row| row.at));
        let stored = || ring.as_ref()?.key.open(draft, row.as_ref()?.sealed.as_ref()?);
        let Some(bytes) = aside.clone().or_else(stored) else {
            self.case.close();
            return None;
        };
        self.draft.try_update_value(|draft| {
            draft.change(bytes.clone());
            if aside.is_none() {
                (draft.begun, draft.settled) = (draft.changes, draft.changes);
            }
        });
        match (aside, row) {
            (Some(_), _) => self.write_and_watch(),
            (None, Some(row)) => self.saved.set(Saved::At(row.at)),
            (None, None) => {}
        }
        Some(bytes)
    }

    /// Goes on here with the open draft that another page writes: as that page has left it.
    pub async fn take(&self) -> Option<Vec<u8>> {
        self.case.take().await;
        let draft = self.case.draft()?;
        if self.case.stage() != Stage::Open {
            return None;
        }
        let row = self.case.keep().row(Shelf::Drafts, &draft).await?;
        let bytes = self.case.open_sealed(&draft, &row)?;
        self.draft.try_update_value(|draft| {
            draft.empty();
            draft.bytes = Some(bytes.clone());
        });
        self.saved.set(Saved::At(row.at));
        Some(bytes)
    }

    /// Takes over the draft of what a page that is gone was sending, unread. False where that page is there: then nothing has
    /// changed.
    pub(super) async fn adopt(&self, row: &Row) -> bool {
        self.flush();
        let adopted = self.case.adopt(row).await;
        if adopted {
            self.draft.try_update_value(Draft::empty);
            self.saved.set(Saved::Nowhere);
        }
        adopted
    }

    /// What is stored of a draft that was taken over, where this tab may read it.
    pub async fn peek(&self) -> Option<Vec<u8>> {
        let draft = self.case.draft()?;
        let row = self.case.keep().row(Shelf::Drafts, &draft).await?;
        self.case.open_sealed(&draft, &row)
    }

    /// Takes the draft as it is now; it is written after a short pause in changes, or when the page is hidden.
    pub fn save_soon(&self, bytes: Vec<u8>) {
        let now = clock::elapsed_ms();
        let kept = self.draft.try_update_value(|draft| {
            let since = *draft.waiting_since.get_or_insert(now);
            (draft.change(bytes), now - since > LONGEST_MS)
        });
        let Some((changes, long)) = kept else { return };
        if self.stores() {
            self.saved.set(Saved::Saving);
        }
        if long {
            self.write_and_watch();
            return;
        }
        let store = *self;
        spawn_local(async move {
            timer::sleep(PAUSE_MS).await;
            let due = |draft: &Draft| draft.changes == changes && draft.begun != draft.changes;
            if store.draft.try_with_value(due).unwrap_or(false) {
                store.write_and_watch();
            }
        });
    }

    /// Begins to write everything unwritten, at once, and sets aside what is not known to be written.
    pub fn flush(&self) {
        let state = |draft: &Draft| (draft.begun != draft.changes, draft.settled != draft.changes);
        let (unwritten, unsettled) = self.draft.try_with_value(state).unwrap_or_default();
        if unwritten {
            self.write_and_watch();
        }
        if unsettled {
            self.set_aside();
        }
    }

    /// Lets go of the draft, written as it is now; it can be opened again.
    pub fn close(&self) {
        self.flush();
        self.forget();
    }

    /// Removes the draft, here and in the storage.
    pub fn wipe(&self) {
        self.drop_aside();
        self.case.erase();
        self.forget();
    }

    /// Forgets the draft on this page.
    pub fn forget(&self) {
        self.case.close();
        self.draft.try_update_value(Draft::empty);
        let _ = self.saved.try_set(Saved::Nowhere);
    }

    /// True where the draft is written by this page, and may be.
    fn stores(&self) -> bool {
        let saved = self.saved.try_get_untracked().unwrap_or(Saved::Nowhere);
        let blocked = matches!(saved, Saved::Failed(StorageFault::Blocked));
        !blocked && self.case.stage() == Stage::Open && self.case.life().get_untracked() != Life::ThisPage
    }

    fn write_and_watch(&self) {
        let Some((change, begun)) = self.write() else { return };
        let store = *self;
        spawn_local(async move {
            let failed = begun.done().await.err();
            // What was let go of meanwhile says nothing about what is open now.
            let settled = store.draft.try_update_value(|draft| {
                if change > draft.changes || draft.bytes.is_none() {
                    return None;
                }
                match failed {
                    Some(_) => draft.begun = draft.settled,
                    None => draft.settled = draft.settled.max(change),
                }
                Some(change == draft.changes)
            });
            match (settled.flatten(), failed) {
                (Some(_), Some(fault)) => store.saved.set(Saved::Failed(fault)),
                (Some(true), None) => {
                    store.drop_aside();
                    store.saved.set(Saved::At(clock::unix()));
                }
                _ => {}
            }
        });
    }

    /// The write that began, and which change it writes.
    fn write(&self) -> Option<(u64, Begun)> {
        if !self.stores() {
            return None;
        }
        let draft = self.case.draft()?;
        let (change, bytes) = self.draft.try_with_value(|draft| Some((draft.changes, draft.bytes.clone()?)))??;
        let begun = self.case.put(Shelf::Drafts, &draft, None, Some(&bytes))?;
        self.draft.try_update_value(|draft| {
            draft.begun = change;
            draft.waiting_since = None;
        });
        Some((change, begun))
    }

    /// Sets the draft aside, where it is written at once. No room is no fault: the row is being written too.
    fn set_aside(&self) {
        if !self.stores() {
            return;
        }
        let sealed = || {
            let draft = self.case.draft()?;
            let bytes = self.draft.try_with_value(|draft| draft.bytes.clone())??;
            self.case.keep().tab_ring()?.key.seal(&draft, &bytes, random::bytes().ok()?)
        };
        if let Some(sealed) = sealed() {
            session::set(&self.aside_name(), &format!("{} {sealed}", clock::unix()));
        }
    }

    /// What was set aside of a draft, if it can be read and is no older than its row: a browser that was killed may bring
    /// back what was set aside long before.
    fn aside(&self, draft: &str, written: u64) -> Option<Vec<u8>> {
        let aside = session::get(&self.aside_name())?;
        let (at, sealed) = aside.split_once(' ')?;
        let is_current = at.parse::<u64>().is_ok_and(|at| at >= written);
        if is_current { self.case.keep().tab_ring()?.key.open(draft, sealed) } else { None }
    }

    fn drop_aside(&self) {
        session::remove(&self.aside_name());
    }

    /// The session value with what was typed last, while it is not known to be in the database.
    fn aside_name(&self) -> String {
        format!("guichet-aside-{}", self.case.form().as_str())
    }
}
