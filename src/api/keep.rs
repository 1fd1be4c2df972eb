//! The storage of this browser, as this tab may use it. Drafts and what is being sent lie in `IndexedDB` as ciphertext. The key
//! of a tab's rows is in its `sessionStorage`; a draft of this device has a key of its own, wrapped in one that the browser
//! shows to nobody. Where storage is blocked everything stays in memory.

use guichet_core::wire::submission::FormName;
use leptos::prelude::{GetValue as _, LocalStorage, StoredValue, UpdateValue as _, WithValue as _};
use leptos::task::spawn_local;

use super::sealed_row::{Reader, Row, RowKey, to_bytes, to_text};
pub use super::wipe::DEVICE_SECONDS;
use super::wipe::{self, Wipe};
use crate::browser::channel::Channel;
use crate::browser::database::{Begun, Database, Shelf};
use crate::browser::hidden_key::{self, HiddenKey};
use crate::browser::{IN_BROWSER, random, session};

/// Session values.
pub(super) const TAB: &str = "guichet-tab";
const TAB_KEY: &str = "guichet-tab-key";

/// How long what is typed lives: asked before the first field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// In memory; gone with the page.
    ThisPage,
    /// Until the tab is closed; survives a reload and a crash.
    ThisTab,
    /// Seven days on this device; survives a closed and a killed browser.
    ThisDevice,
}

impl Life {
    /// Its name where a draft goes from one page to another.
    pub fn name(self) -> &'static str {
        match self {
            Self::ThisPage => "page",
            Self::ThisTab => "tab",
            Self::ThisDevice => "device",
        }
    }

    /// The life of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::ThisPage, Self::ThisTab, Self::ThisDevice].into_iter().find(|life| life.name() == name)
    }
}

/// What seals and opens the rows of a draft.
#[derive(Debug, Clone)]
pub(super) struct Ring {
    pub key: RowKey,
    pub reader: Reader,
}

impl Ring {
    pub(super) fn life(&self) -> Life {
        match self.reader {
            Reader::Tab(_) => Life::ThisTab,
            Reader::Device(_) => Life::ThisDevice,
        }
    }
}

/// Storage of this browser. Copied freely; lives as long as the owner that it was made under.
#[derive(Debug, Clone, Copy)]
pub struct Keep {
    place: StoredValue<Place, LocalStorage>,
}

#[derive(Debug, Clone)]
struct Place {
    tab: Option<(String, RowKey)>,
    database: Option<Database>,
    channel: Channel,
}

impl Keep {
    /// In memory, until [`Keep::start`] has found more.
    pub fn new() -> Self {
        Self { place: StoredValue::new_local(Place { tab: None, database: None, channel: Channel::open() }) }
    }

    /// Opens the storage, finds this tab's key or makes one, ends what a quick exit began, and removes what is too old.
    /// To be awaited once, before anything is loaded.
    pub async fn start(&self) {
        let Ok(database) = Database::open().await else { return };
        wipe::finish(&database).await;
        let known = session::get(TAB).zip(session::get(TAB_KEY).and_then(|text| RowKey::parse(&text)));
        let Some(tab) = known.or_else(make_tab) else { return };
        let name = tab.0.clone();
        self.place.update_value(|place| {
            place.tab = Some(tab);
            place.database = Some(database.clone());
        });
        wipe::remove_leftovers(&database, &name).await;
    }

    /// True where nothing can be stored here: third-party frames, private modes.
    pub fn is_blocked(&self) -> bool {
        self.place.with_value(|place| place.database.is_none())
    }

    /// True where a draft can be kept on the device, beyond the tab.
    pub fn can_keep_on_device(&self) -> bool {
        // A page drawn ahead of time offers what nearly every browser can do.
        !IN_BROWSER || (!self.is_blocked() && hidden_key::are_possible())
    }

    pub(super) fn channel(&self) -> Option<Channel> {
        self.place.try_with_value(|place| place.channel.clone())
    }

    pub(super) fn database(&self) -> Option<Database> {
        self.place.try_get_value()?.database
    }

    /// The keys of rows that end with this tab.
    pub(super) fn tab_ring(&self) -> Option<Ring> {
        let (tab, key) = self.place.try_get_value()?.tab?;
        Some(Ring { key, reader: Reader::Tab(tab) })
    }

    /// New keys for a draft of this device. The hidden one is kept before anything is sealed under the other.
    pub(super) async fn make_device_ring(&self, draft: &str) -> Option<Ring> {
        let (database, hidden) = (self.database()?, HiddenKey::make().await?);
        let bytes: [u8; 32] = random::bytes().ok()?;
        let wrapped = hidden.seal(&bytes).await?;
        database.put_key(draft, &hidden).done().await.ok()?;
        Some(Ring { key: RowKey::new(bytes), reader: Reader::Device(to_text(&wrapped)) })
    }

    /// The keys of a row, where this tab may read it.
    pub(super) async fn ring_of(&self, row: &Row) -> Option<Ring> {
        match &row.reader {
            Reader::Tab(tab) => self.tab_ring().filter(|ring| ring.reader == Reader::Tab(tab.clone())),
            Reader::Device(wrapped) => {
                let hidden = self.database()?.key(&row.draft).await.ok()??;
                let bytes = hidden.open(&to_bytes(wrapped)?).await?;
                Some(Ring { key: RowKey::new(bytes.try_into().ok()?), reader: row.reader.clone() })
            }
        }
    }

    /// Begins to write a row; `None` where nothing can be stored.
    pub(super) fn put(&self, on: Shelf, name: &str, row: &Row) -> Option<Begun> {
        Some(self.database()?.put(on, name, &row.write()))
    }

    /// Begins to remove a row.
    pub(super) fn remove(&self, on: Shelf, name: &str) {
        if let Some(database) = self.database() {
            // A row that stays is a leftover of a later start. Dropped, the deletion goes on.
            drop(database.remove(on, name));
        }
    }

    /// A row; `None` where there is none, or it is broken.
    pub(super) async fn row(&self, on: Shelf, name: &str) -> Option<Row> {
        Row::read(&self.database()?.get(on, name).await.ok()??)
    }

    /// All rows of a shelf that are not broken.
    pub(super) async fn rows(&self, on: Shelf) -> Vec<(String, Row)> {
        let Some(database) = self.database() else { return Vec::new() };
        wipe::rows(&database, on).await.into_iter().filter_map(|(name, row)| Some((name, row?))).collect()
    }

    /// Begins to erase a draft, its key with it, and tells the other pages.
    pub fn erase(&self, draft: &str) {
        self.remove(Shelf::Drafts, draft);
        if let Some(database) = self.database() {
            drop(database.remove_key(draft));
        }
        self.tell(&Word::Erased(draft.to_owned()));
    }

    /// Tells the other pages of this browser.
    pub(super) fn tell(&self, word: &Word) {
        if let Some(channel) = self.channel() {
            channel.tell(&word.as_text());
        }
    }

    /// Forgets the tab's key, so that all that it sealed is unreadable from now on, and begins to erase what a quick exit
    /// erases. What is not erased when the page ends, the next start erases.
    pub fn leave(&self, drafts: Vec<String>, more: ExitErases) {
        let tab = self.place.try_get_value().and_then(|place| place.tab).map(|(tab, _)| tab).unwrap_or_default();
        session::remove(TAB_KEY);
        session::remove(TAB);
        let wipe = Wipe { tab, drafts, unsent: more.unsent, others: more.others };
        wipe.promise();
        self.place.try_update_value(|place| place.tab = None);
        for draft in &wipe.drafts {
            self.tell(&Word::Erased(draft.clone()));
        }
        if let Some(database) = self.database() {
            spawn_local(async move { wipe.carry_out(&database).await });
        }
    }
}

impl Default for Keep {
    fn default() -> Self {
        Self::new()
    }
}

/// What a quick exit erases beside what is open in this tab: only what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExitErases {
    /// What is sealed and waits to be sent.
    pub unsent: bool,
    /// The other drafts of this device.
    pub others: bool,
}

/// What pages tell each other, each about one draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    /// Somebody wants to go on with it here: let go of it.
    Wanted(String),
    /// It was erased.
    Erased(String),
}

impl Word {
    fn as_text(&self) -> String {
        match self {
            Self::Wanted(draft) => format!("wanted {draft}"),
            Self::Erased(draft) => format!("erased {draft}"),
        }
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        match text.split_once(' ')? {
            ("wanted", draft) => Some(Self::Wanted(draft.to_owned())),
            ("erased", draft) => Some(Self::Erased(draft.to_owned())),
            _ => None,
        }
    }
}

fn make_tab() -> Option<(String, RowKey)> {
    let tab = random_name()?;
    let key = RowKey::new(random::bytes().ok()?);
    (session::set(TAB, &tab) && session::set(TAB_KEY, &key.as_text())).then_some((tab, key))
}

/// 128 random bits, as hex digits.
pub(super) fn random_name() -> Option<String> {
    let bytes: [u8; 16] = random::bytes().ok()?;
    Some(format!("{:032x}", u128::from_be_bytes(bytes)))
}

/// A draft that this tab can read.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its name.
    pub id: String,
    /// Which form it is of.
    pub form: FormName,
    /// When it was saved, in seconds since 1970.
    pub at: u64,
    /// How long it lives.
    pub life: Life,
    /// As it was saved.
    pub bytes: Vec<u8>,
}

/// Answers are inside.
impl std::fmt::Debug for Kept {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Kept(***)")
    }
}

impl Keep {
    /// Every draft that this tab can read, the latest first.
    pub async fn drafts(&self) -> Vec<Kept> {
        let mut kept = Vec::new();
        for (id, row) in self.rows(Shelf::Drafts).await {
            let Some(ring) = self.ring_of(&row).await else { continue };
            let Some(bytes) = row.sealed.as_ref().and_then(|sealed| ring.key.open(&id, sealed)) else { continue };
            kept.push(Kept { id, form: row.form, at: row.at, life: ring.life(), bytes });
        }
        kept.sort_by_key(|kept| std::cmp::Reverse(kept.at));
        kept
    }
}
