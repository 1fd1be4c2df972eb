//! `IndexedDB`: two shelves of named texts, one of sealed pieces of files, and one of keys that nobody can read. The connection stays open, so that a write
//! can begin while the page is being hidden; every failure is a value.

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

use super::hidden_key::HiddenKey;
use super::{error_name, member, timer, window};

const NAME: &str = "guichet";
/// One that is made to be removed at once.
const TRIAL: &str = "guichet-trial";
/// 2 added the keys, 3 the pieces.
const VERSION: u32 = 3;
/// Some browsers never answer where storage is blocked.
const PATIENCE_MS: u32 = 3_000;
/// The shelf of keys, and that of sealed pieces of files.
const KEYS: &str = "keys";
const PIECES: &str = "pieces";

/// A place for texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// What is being filled in.
    Drafts,
    /// What is being sent.
    Outbox,
}

impl Shelf {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Drafts, Self::Outbox];

    fn name(self) -> &'static str {
        match self {
            Self::Drafts => "drafts",
            Self::Outbox => "outbox",
        }
    }
}

/// Why storage did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageFault {
    /// There is none here: third-party frames, private modes, settings.
    Blocked,
    /// No room.
    Full,
    /// It failed, or did not answer in time.
    Broken,
}

impl StorageFault {
    fn of(error: &JsValue) -> Self {
        match error_name(error).as_str() {
            "SecurityError" | "InvalidAccessError" => Self::Blocked,
            "QuotaExceededError" => Self::Full,
            _ => Self::Broken,
        }
    }
}

/// An open database.
#[derive(Debug, Clone)]
pub struct Database(IdbDatabase);

/// A write that has begun. Dropped, it goes on, and nobody learns how it ended.
#[derive(Debug)]
#[must_use = "a write that fails should be known"]
pub struct Begun(Result<Promise, StorageFault>);

impl Begun {
    /// Waits for the end: `Ok` once it is committed.
    pub async fn done(self) -> Result<(), StorageFault> {
        let promise = self.0.clone()?;
        wait(&promise).await
    }
}

impl Database {
    /// Whether anything was ever kept here. Where the browser does not tell, the answer is yes: looking costs little.
    pub async fn exists() -> bool {
        let Some(window) = window() else { return false };
        let Ok(Some(factory)) = window.indexed_db() else { return false };
        // In a sandbox without an origin there is none, and Chromium, asked for a list, leaves a rejection that nobody can hear.
        if member(&window, "origin").as_string().as_deref() == Some("null") {
            return false;
        }
        let listed = member(&factory, "databases");
        let Some(list) = listed.dyn_ref::<Function>() else { return true };
        let Ok(answer) = list.call0(&factory) else { return false };
        let Ok(found) = JsFuture::from(Promise::resolve(&answer)).await else { return false };
        Array::from(&found).iter().any(|one| member(&one, "name").as_string().as_deref() == Some(NAME))
    }

    /// Opens, or makes, the app's database.
    pub async fn open() -> Result<Self, StorageFault> {
        Self::open_as(NAME).await
    }

    /// Whether a text can be kept here and read back; nothing of it stays.
    pub async fn works() -> bool {
        let kept = Self::tried().await == Ok(Some(TRIAL.to_owned()));
        let factory = window().and_then(|window| window.indexed_db().ok().flatten());
        kept && factory.is_some_and(|factory| factory.delete_database(TRIAL).is_ok())
    }

    async fn tried() -> Result<Option<String>, StorageFault> {
        let database = Self::open_as(TRIAL).await?;
        let written = database.put(Shelf::Drafts, TRIAL, TRIAL).done().await;
        let read = database.get(Shelf::Drafts, TRIAL).await;
        database.0.close();
        written.and(read)
    }

    async fn open_as(name: &str) -> Result<Self, StorageFault> {
        let window = window().ok_or(StorageFault::Blocked)?;
        let factory = window.indexed_db().map_err(|_| StorageFault::Blocked)?.ok_or(StorageFault::Blocked)?;
        let request = factory.open_with_u32(name, VERSION).map_err(|_| StorageFault::Blocked)?;
        let upgraded = request.clone();
        // Must live until the request has ended: it is called in between, or never.
        let upgrade = Closure::<dyn FnMut()>::new(move || make_shelves(&upgraded));
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let outcome = wait(&outcome_of(&request)).await;
        request.set_onupgradeneeded(None);
        // Any failure to open means that there is no storage to count on.
        outcome.map_err(|_| StorageFault::Blocked)?;
        let database = request.result().ok().and_then(|result| result.dyn_into().ok()).ok_or(StorageFault::Blocked)?;
        Ok(Self(database))
    }

    /// Begins to write a text under a name, over what was there.
    pub fn put(&self, on: Shelf, name: &str, text: &str) -> Begun {
        self.put_value(on.name(), name, &JsValue::from_str(text))
    }

    /// Begins to remove a text.
    pub fn remove(&self, on: Shelf, name: &str) -> Begun {
        self.remove_value(on.name(), name)
    }

    /// The text of that name.
    pub async fn get(&self, on: Shelf, name: &str) -> Result<Option<String>, StorageFault> {
        Ok(self.value(on.name(), name).await?.as_string())
    }

    /// All names.
    pub async fn names(&self, on: Shelf) -> Result<Vec<String>, StorageFault> {
        self.value_names(on.name()).await
    }

    /// Begins to keep a key.
    pub fn put_key(&self, name: &str, key: &HiddenKey) -> Begun {
        self.put_value(KEYS, name, key.as_value())
    }

    /// Begins to remove a key: what it sealed is noise from then on.
    pub fn remove_key(&self, name: &str) -> Begun {
        self.remove_value(KEYS, name)
    }

    /// The key of that name.
    pub async fn key(&self, name: &str) -> Result<Option<HiddenKey>, StorageFault> {
        Ok(HiddenKey::from_value(self.value(KEYS, name).await?))
    }

    /// The names of all keys.
    pub async fn key_names(&self) -> Result<Vec<String>, StorageFault> {
        self.value_names(KEYS).await
    }

    /// Begins to keep a sealed piece of a file.
    pub fn put_piece(&self, name: &str, piece: &[u8]) -> Begun {
        self.put_value(PIECES, name, &Uint8Array::from(piece))
    }

    /// Begins to remove a piece.
    pub fn remove_piece(&self, name: &str) -> Begun {
        self.remove_value(PIECES, name)
    }

    /// The piece of that name.
    pub async fn piece(&self, name: &str) -> Result<Option<Vec<u8>>, StorageFault> {
        let found: Option<Uint8Array> = self.value(PIECES, name).await?.dyn_into().ok();
        Ok(found.map(|bytes| bytes.to_vec()))
    }

    /// The names of all pieces.
    pub async fn piece_names(&self) -> Result<Vec<String>, StorageFault> {
        self.value_names(PIECES).await
    }

    fn put_value(&self, on: &str, name: &str, value: &JsValue) -> Begun {
        let name = JsValue::from_str(name);
        self.write(on, &|store| store.put_with_key(value, &name))
    }

    fn remove_value(&self, on: &str, name: &str) -> Begun {
        let name = JsValue::from_str(name);
        self.write(on, &|store| store.delete(&name))
    }

    async fn value(&self, on: &str, name: &str) -> Result<JsValue, StorageFault> {
        let (_, store) = self.store(on, IdbTransactionMode::Readonly)?;
        let request = store.get(&JsValue::from_str(name)).map_err(|error| StorageFault::of(&error))?;
        result(&request).await
    }

    async fn value_names(&self, on: &str) -> Result<Vec<String>, StorageFault> {
        let (_, store) = self.store(on, IdbTransactionMode::Readonly)?;
        let request = store.get_all_keys().map_err(|error| StorageFault::of(&error))?;
        let names = Array::from(&result(&request).await?);
        Ok(names.iter().filter_map(|name| name.as_string()).collect())
    }

    fn store(&self, on: &str, mode: IdbTransactionMode) -> Result<(IdbTransaction, IdbObjectStore), StorageFault> {
        let fault = |error: JsValue| StorageFault::of(&error);
        let transaction = self.0.transaction_with_str_and_mode(on, mode).map_err(fault)?;
        let store = transaction.object_store(on).map_err(fault)?;
        Ok((transaction, store))
    }

    fn write(&self, on: &str, act: &dyn Fn(&IdbObjectStore) -> Result<IdbRequest, JsValue>) -> Begun {
        Begun(self.store(on, IdbTransactionMode::Readwrite).and_then(|(transaction, store)| {
            act(&store).map_err(|error| StorageFault::of(&error))?;
            // Without waiting for this page to hear that the request is done: it may be gone by then.
            commit(&transaction);
            Ok(Promise::new(&mut |resolve, reject| {
                // The promise's own functions are the handlers: nothing to release.
                transaction.set_oncomplete(Some(&resolve));
                transaction.set_onabort(Some(&reject));
                transaction.set_onerror(Some(&reject));
            }))
        }))
    }
}

fn make_shelves(request: &IdbOpenDbRequest) {
    let Some(database) = request.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok()) else { return };
    for name in Shelf::ALL.map(Shelf::name).into_iter().chain([KEYS, PIECES]) {
        // One that is there already stays as it is; one that cannot be made shows as a failed transaction later.
        let _ = database.create_object_store(name);
    }
}

fn outcome_of(request: &IdbRequest) -> Promise {
    Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    })
}

async fn result(request: &IdbRequest) -> Result<JsValue, StorageFault> {
    wait(&outcome_of(request)).await?;
    request.result().map_err(|error| StorageFault::of(&error))
}

/// Waits for one of the promises above. They resolve and reject with an event, whose target knows the error.
async fn wait(promise: &Promise) -> Result<(), StorageFault> {
    match timer::within(PATIENCE_MS, promise).await {
        Ok(event) if event.is_undefined() => Err(StorageFault::Broken),
        Ok(_) => Ok(()),
        Err(event) => Err(StorageFault::of(&member(&member(&event, "target"), "error"))),
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        // A rejection that nobody waits for would be reported on the console.
        if let Ok(promise) = &self.0 {
            wasm_bindgen_futures::spawn_local(settle(JsFuture::from(promise.clone())));
        }
    }
}

async fn settle(promise: JsFuture) {
    let _ = promise.await;
}

#[expect(deprecated, reason = "the binding marks it so, the standard (Indexed Database API 3.0) does not")]
fn commit(transaction: &IdbTransaction) {
    // Where a browser cannot, the transaction commits by itself a little later.
    let _ = transaction.commit();
}
