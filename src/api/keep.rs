//! This tab's storage. Drafts and what is being sent lie in `IndexedDB` as ciphertext, their key in `sessionStorage`; where
//! either is blocked, or nothing shall be stored, everything stays in memory.

use guichet_core::wire::submission::FormName;
use leptos::prelude::{
    GetUntracked as _, GetValue as _, LocalStorage, RwSignal, Set as _, SetValue as _, StoredValue, UpdateValue as _,
    WithValue as _,
};

use leptos::task::spawn_local;

use super::sealed_row::{Row, TabKey};
use crate::browser::database::{Begun, Database, Shelf};
use crate::browser::{clock, lock, random, session};

/// Session values.
const TAB: &str = "guichet-tab";
const TAB_KEY: &str = "guichet-tab-key";
const LIFE: &str = "guichet-life";
/// The tab that a quick exit was erasing, after a sign that says whether what waits to be sent goes too.
const WIPE: &str = "guichet-wipe";
/// Drafts of closed tabs go at the first start after this: one day, in seconds.
const LEFTOVER_SECONDS: u64 = 24 * 3_600;

/// How long what is typed lives: asked before the first field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// In memory; gone with the page.
    ThisPage,
    /// Until the tab is closed; survives a reload and a crash.
    ThisTab,
}

/// Storage of this tab. Copied freely; lives as long as the owner that it was made under.
#[derive(Debug, Clone, Copy)]
pub struct Keep {
    place: StoredValue<Place, LocalStorage>,
    life: RwSignal<Life>,
    blocked: RwSignal<bool>,
}

#[derive(Debug, Clone, Default)]
struct Place {
    tab: String,
    key: Option<TabKey>,
    database: Option<Database>,
    /// Closed tabs whose sendings this page has taken over.
    taken: Vec<String>,
}

impl Keep {
    /// In memory, until [`Keep::start`] has found more.
    pub fn new() -> Self {
        let place = StoredValue::new_local(Place::default());
        Self { place, life: RwSignal::new(Life::ThisTab), blocked: RwSignal::new(false) }
    }

    /// Opens the storage, finds this tab's key or makes one, and removes what closed tabs left.
    /// To be awaited once, before anything is loaded.
    pub async fn start(&self) {
        let database = Database::open().await.ok();
        let known = session::get(TAB).zip(session::get(TAB_KEY).and_then(|text| TabKey::parse(&text)));
        let tab = known.or_else(make_tab);
        if session::get(LIFE).as_deref() == Some("page") {
            self.life.set(Life::ThisPage);
        }
        let (Some(database), Some((tab, key))) = (database, tab) else {
            self.blocked.set(true);
            return;
        };
        if let Some(mark) = session::get(WIPE) {
            let (unsent, wiped) = (mark.starts_with('+'), mark.get(1..).unwrap_or_default());
            wipe(&database, wiped, unsent).await;
            session::remove(WIPE);
        }
        lock::hold(&lock_name(&tab)).await;
        self.place.set_value(Place { tab, key: Some(key), database: Some(database.clone()), taken: Vec::new() });
        remove_leftovers(&database).await;
    }

    /// True where nothing can be stored although it should be: the page says so once. Reactive.
    pub fn blocked(&self) -> RwSignal<bool> {
        self.blocked
    }

    /// The life chosen. Reactive.
    pub fn life(&self) -> RwSignal<Life> {
        self.life
    }

    /// Chooses the life. Going over to *this page only* removes what this tab has stored.
    pub async fn choose(&self, life: Life) {
        self.life.set(life);
        match life {
            Life::ThisTab => session::remove(LIFE),
            Life::ThisPage => {
                session::set(LIFE, "page");
                for form in FormName::ALL {
                    drop_aside(form);
                }
                let Some((place, database)) = self.stored() else { return };
                for shelf in [Shelf::Drafts, Shelf::Outbox] {
                    for (name, row) in rows(&database, shelf).await {
                        if row.is_none_or(|row| row.tab == place.tab) {
                            let _ = database.remove(shelf, &name).done().await;
                        }
                    }
                }
            }
        }
    }

    /// Whether anything may be stored, and can be.
    pub fn stores(&self) -> bool {
        self.life.get_untracked() == Life::ThisTab && self.place.with_value(|place| place.database.is_some())
    }

    pub(super) fn tab(&self) -> String {
        self.place.with_value(|place| place.tab.clone())
    }

    /// Takes over what a closed tab was sending, of every form. False where that tab is alive: it finishes by itself.
    pub(super) async fn take_over(&self, tab: &str) -> bool {
        if self.place.try_with_value(|place| place.taken.iter().any(|taken| taken == tab)).unwrap_or(false) {
            return true;
        }
        let free = lock::hold(&lock_name(tab)).await;
        if free {
            self.place.try_update_value(|place| place.taken.push(tab.to_owned()));
        }
        free
    }

    fn stored(&self) -> Option<(Place, Database)> {
        let place = self.place.try_get_value()?;
        let database = place.database.clone()?;
        Some((place, database))
    }

    /// Begins to write a row, at once; `None` where nothing may or can be stored. `open` is stored as it is, `sealed`
    /// under the tab's key.
    pub(super) fn put(&self, on: Shelf, name: &str, open: Option<String>, sealed: Option<&[u8]>) -> Option<Begun> {
        if !self.stores() {
            return None;
        }
        let (place, database) = self.stored()?;
        let sealed = match sealed {
            None => None,
            Some(text) => Some(place.key?.seal(name, text, random::bytes().ok()?)?),
        };
        let row = Row::new(clock::unix(), &place.tab, open, sealed);
        Some(database.put(on, name, &row.write()))
    }

    /// Begins to remove a row.
    pub(super) fn remove(&self, on: Shelf, name: &str) {
        if let Some((_, database)) = self.stored() {
            // A row that stays is a leftover of the next start. Dropped, the deletion goes on.
            drop(database.remove(on, name));
        }
    }

    /// What this tab alone may read of a row.
    pub(super) async fn sealed(&self, on: Shelf, name: &str) -> Option<Vec<u8>> {
        let (place, database) = self.stored()?;
        let row = Row::read(&database.get(on, name).await.ok()??)?;
        place.key?.open(name, &row.sealed?)
    }

    /// The same, of a row that is here.
    pub(super) fn open_sealed(&self, name: &str, row: &Row) -> Option<Vec<u8>> {
        self.stored()?.0.key?.open(name, row.sealed.as_ref()?)
    }

    /// All rows of a shelf; broken ones have no content.
    pub(super) async fn rows(&self, on: Shelf) -> Vec<(String, Option<Row>)> {
        match self.stored() {
            Some((_, database)) => rows(&database, on).await,
            None => Vec::new(),
        }
    }

    /// Sets a form's draft aside, sealed as its row would be, where it is written at once. No room is no fault: the row
    /// is being written too.
    pub(super) fn set_aside(&self, form: FormName, row: &str, text: &[u8]) {
        if !self.stores() {
            return;
        }
        let sealed = || self.stored()?.0.key?.seal(row, text, random::bytes().ok()?);
        if let Some(sealed) = sealed() {
            session::set(&aside_name(form), &sealed);
        }
    }

    /// What was set aside of a form, if it can be read.
    pub(super) fn take_aside(&self, form: FormName, row: &str) -> Option<Vec<u8>> {
        self.stored()?.0.key?.open(row, &session::get(&aside_name(form))?)
    }

    /// Makes the page say that storage does not work.
    pub(super) fn say_blocked(&self) {
        self.blocked.set(true);
    }

    /// Forgets the tab's key, so that all that it sealed is unreadable from now on, and begins to erase it: drafts, receipts
    /// and codes, and with `unsent` what waits to be sent. What is not erased when the page ends, the next start erases.
    pub fn drop_key(&self, unsent: bool) {
        let tab = self.tab();
        session::remove(TAB_KEY);
        session::remove(TAB);
        session::set(WIPE, &format!("{}{tab}", if unsent { "+" } else { "-" }));
        self.place.try_update_value(|place| place.key = None);
        if let Some((_, database)) = self.stored() {
            spawn_local(async move { wipe(&database, &tab, unsent).await });
        }
    }
}

impl Default for Keep {
    fn default() -> Self {
        Self::new()
    }
}

/// The lock that a living tab holds.
fn lock_name(tab: &str) -> String {
    format!("guichet-tab-{tab}")
}

/// The session value with what was typed last in a form, while it is not known to be in the database.
fn aside_name(form: FormName) -> String {
    format!("guichet-aside-{}", form.as_str())
}

/// Forgets what was set aside of a form.
pub(super) fn drop_aside(form: FormName) {
    session::remove(&aside_name(form));
}

fn make_tab() -> Option<(String, TabKey)> {
    let tab = random_name()?;
    let key = TabKey::new(random::bytes().ok()?);
    (session::set(TAB, &tab) && session::set(TAB_KEY, &key.as_text())).then_some((tab, key))
}

/// 128 random bits, as hex digits.
pub(super) fn random_name() -> Option<String> {
    let bytes: [u8; 16] = random::bytes().ok()?;
    Some(format!("{:032x}", u128::from_be_bytes(bytes)))
}

async fn rows(database: &Database, on: Shelf) -> Vec<(String, Option<Row>)> {
    let mut rows = Vec::new();
    for name in database.names(on).await.unwrap_or_default() {
        let text = database.get(on, &name).await.ok().flatten().unwrap_or_default();
        rows.push((name, Row::read(&text)));
    }
    rows
}

/// Removes what a tab has stored; what waits to be sent only with `unsent`, and then of every tab.
async fn wipe(database: &Database, tab: &str, unsent: bool) {
    for shelf in [Shelf::Drafts, Shelf::Outbox] {
        for (name, row) in rows(database, shelf).await {
            let gone = row.is_none_or(|row| if row.open.is_some() { unsent } else { row.tab == tab });
            if gone {
                let _ = database.remove(shelf, &name).done().await;
            }
        }
    }
}

/// Drafts and receipts of closed tabs are unreadable; sealed bytes to be sent have their own, longer life.
async fn remove_leftovers(database: &Database) {
    let now = clock::unix();
    for shelf in [Shelf::Drafts, Shelf::Outbox] {
        for (name, row) in rows(database, shelf).await {
            let kept = row.is_some_and(|row| row.open.is_some() || row.at.saturating_add(LEFTOVER_SECONDS) > now);
            if !kept {
                let _ = database.remove(shelf, &name).done().await;
            }
        }
    }
}
