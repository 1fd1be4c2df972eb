//! Which draft of a form this page has open: its name, who may write it, and what seals it. One page writes a draft; any
//! other that opens it reads it, until somebody wants to go on there.

use guichet_core::wire::submission::FormName;
use leptos::prelude::{
    GetUntracked as _, LocalStorage, RwSignal, Set as _, SetValue as _, StoredValue, UpdateValue as _, WithValue as _,
};

use super::keep::{Keep, Life, Ring, Word, random_name};
use super::sealed_row::Row;
use super::wipe::lock_name;
use crate::browser::database::{Begun, Shelf};
use crate::browser::lock::{self, Held, How};
use crate::browser::page::{self, Listener};
use crate::browser::{clock, random, session};

/// So long may the other page take to write what it has and let go, in milliseconds.
const LETTING_GO_MS: u32 = 1_500;

/// How a form stands on this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// No draft is open.
    Closed,
    /// One is, and this page alone writes it.
    Open,
    /// One is, and another page writes it.
    Elsewhere,
}

/// What became of a draft without this page's doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// Another page wants to go on with it: what is unwritten is to be written now, without waiting.
    Wanted,
    /// Another page goes on with it.
    TakenAway,
    /// It was erased.
    Erased,
}

/// A form's draft. Copied freely; lives as long as the owner that it was made under.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case {
    keep: Keep,
    form: FormName,
    stage: RwSignal<Stage>,
    life: RwSignal<Life>,
    desk: StoredValue<Desk, LocalStorage>,
    heard: StoredValue<Option<Heard>, LocalStorage>,
}

/// Who is told what becomes of the draft.
type Heard = Box<dyn Fn(News)>;

#[derive(Debug, Default)]
struct Desk {
    draft: Option<String>,
    ring: Option<Ring>,
    lock: Option<Held>,
}

impl Case {
    pub(super) fn new(keep: Keep, form: FormName) -> Self {
        Self {
            keep,
            form,
            stage: RwSignal::new(Stage::Closed),
            life: RwSignal::new(Life::ThisTab),
            desk: StoredValue::new_local(Desk::default()),
            heard: StoredValue::new_local(None),
        }
    }

    /// Calls back with what becomes of the draft by another page's doing.
    pub(super) fn listen(self, heard: impl Fn(News) + 'static) {
        self.heard.set_value(Some(Box::new(heard)));
        self.let_go_when_left();
        let Some(channel) = self.keep.channel() else { return };
        let listener = channel.on_word(move |text| {
            let own = |draft: &str| self.draft().as_deref() == Some(draft);
            match Word::read(text) {
                Some(Word::Wanted(draft)) if own(&draft) && self.stage() == Stage::Open => {
                    self.tell(News::Wanted);
                    self.lose();
                }
                Some(Word::Erased(draft)) if own(&draft) => self.tell(News::Erased),
                _ => {}
            }
        });
        if let Some(listener) = listener {
            listener.until_cleanup();
        }
    }

    /// A page that is left and kept for the way back must not hold on to a draft; come back to, it is read anew, as another page
    /// may have written or sent it meanwhile.
    fn let_go_when_left(self) {
        let left = page::on_leave(move || {
            self.desk.try_update_value(|desk| desk.lock = None);
        });
        let back = page::on_revival(move || {
            if self.has_ring() {
                page::reload();
            }
        });
        left.into_iter().chain(back).for_each(Listener::until_cleanup);
    }

    fn tell(self, news: News) {
        self.heard.try_with_value(|heard| {
            if let Some(heard) = heard {
                heard(news);
            }
        });
    }

    pub(super) fn keep(self) -> Keep {
        self.keep
    }

    pub(super) fn form(self) -> FormName {
        self.form
    }

    /// Reactive where it is read so.
    pub(super) fn stage_signal(self) -> RwSignal<Stage> {
        self.stage
    }

    pub(super) fn stage(self) -> Stage {
        self.stage.try_get_untracked().unwrap_or(Stage::Closed)
    }

    /// Reactive where it is read so.
    pub(super) fn life(self) -> RwSignal<Life> {
        self.life
    }

    /// The name of the draft.
    pub(super) fn draft(self) -> Option<String> {
        self.desk.try_with_value(|desk| desk.draft.clone()).flatten()
    }

    /// The draft that this tab had open before this page began.
    pub(super) fn draft_before(self) -> Option<String> {
        session::get(&self.pointer())
    }

    /// Opens a new draft of this life. What is written of it is stored once it is prepared.
    pub(super) fn begin(self, life: Life) {
        self.close();
        self.life.set(life);
        self.stage.set(Stage::Open);
        let draft = random_name();
        let ring = if life == Life::ThisTab { self.keep.tab_ring() } else { None };
        if let (Some(draft), Some(_)) = (&draft, &ring) {
            session::set(&self.pointer(), draft);
        }
        self.desk.update_value(|desk| (desk.draft, desk.ring) = (draft, ring));
    }

    /// Makes what a new draft needs to be stored. False where that cannot be had, or another one was opened meanwhile; and for
    /// *this page only*.
    pub(super) async fn prepare(self) -> bool {
        let Some(draft) = self.draft() else { return false };
        if self.life.get_untracked() == Life::ThisDevice {
            let ring = self.keep.make_device_ring(&draft).await;
            if ring.is_none() || self.draft().as_ref() != Some(&draft) {
                return false;
            }
            self.desk.update_value(|desk| desk.ring = ring);
            session::set(&self.pointer(), &draft);
        }
        self.has_ring() && self.take_lock(&draft, How::IfFree).await
    }

    fn has_ring(self) -> bool {
        self.desk.try_with_value(|desk| desk.ring.is_some()).unwrap_or(false)
    }

    /// Opens a draft that is there: to write it, where no other page does. `None` where it cannot be read.
    pub(super) async fn open(self, draft: &str, row: Option<&Row>) -> Option<Ring> {
        // What is held already need not be asked for again.
        let same = self.draft().as_deref() == Some(draft);
        let lock = if same { self.desk.try_update_value(|desk| desk.lock.take()).flatten() } else { None };
        self.close();
        let ring = match row {
            Some(row) => self.keep.ring_of(row).await?,
            // What was set aside before the first row was written.
            None => self.keep.tab_ring()?,
        };
        self.life.set(ring.life());
        session::set(&self.pointer(), draft);
        self.desk.update_value(|desk| {
            desk.draft = Some(draft.to_owned());
            desk.ring = Some(ring.clone());
        });
        let own = if let Some(lock) = lock {
            self.desk.try_update_value(|desk| desk.lock = Some(lock));
            true
        } else {
            self.take_lock(draft, How::IfFree).await
        };
        self.stage.set(if own { Stage::Open } else { Stage::Elsewhere });
        Some(ring)
    }

    /// Takes over what a page that is gone was sending: its draft is not opened, what was open is let go of. False where that
    /// page is there: then nothing has changed.
    pub(super) async fn adopt(self, row: &Row) -> bool {
        let lock = lock::hold(&lock_name(&row.draft), How::IfFree, self.lost(&row.draft)).await;
        if lock.is_none() {
            return false;
        }
        let ring = self.keep.ring_of(row).await;
        self.close();
        self.life.set(ring.as_ref().map_or(Life::ThisTab, Ring::life));
        // Without its own keys what comes next is sealed for this tab.
        let ring = ring.or_else(|| self.keep.tab_ring());
        self.desk.update_value(|desk| *desk = Desk { draft: Some(row.draft.clone()), ring, lock });
        true
    }

    /// Goes on here with the draft that another page writes.
    pub(super) async fn take(self) {
        let Some(draft) = self.draft() else { return };
        self.keep.tell(&Word::Wanted(draft.clone()));
        let own = self.take_lock(&draft, How::Wait(LETTING_GO_MS)).await || self.take_lock(&draft, How::Seize).await;
        if own {
            self.stage.set(Stage::Open);
        }
    }

    async fn take_lock(self, draft: &str, how: How) -> bool {
        let Some(held) = lock::hold(&lock_name(draft), how, self.lost(draft)).await else { return false };
        // Closed meanwhile, or another one is open: dropped, the lock is free again.
        if self.draft().as_deref() != Some(draft) {
            return false;
        }
        self.desk.try_update_value(|desk| desk.lock = Some(held));
        true
    }

    /// What happens should the lock of a draft be taken away.
    fn lost(self, draft: &str) -> impl FnOnce() + 'static {
        let draft = draft.to_owned();
        move || {
            if self.draft().as_ref() == Some(&draft) {
                self.lose();
            }
        }
    }

    /// Another page writes it from now on.
    fn lose(self) {
        let _ = self.stage.try_set(Stage::Elsewhere);
        self.desk.try_update_value(|desk| desk.lock = None);
        self.tell(News::TakenAway);
    }

    /// Lets go of the draft; what is stored of it stays.
    pub(super) fn close(self) {
        session::remove(&self.pointer());
        let _ = self.stage.try_set(Stage::Closed);
        self.desk.try_update_value(|desk| *desk = Desk::default());
    }

    /// Erases the draft here and in the storage, its keys with it.
    pub(super) fn erase(self) {
        let draft = self.draft().or_else(|| self.draft_before());
        self.close();
        if let Some(draft) = draft {
            self.keep.erase(&draft);
        }
    }

    /// Begins to write a row of this draft: `open` as it is, `sealed` for its reader. `None` where nothing may or can be
    /// stored.
    pub(super) fn put(self, on: Shelf, name: &str, open: Option<String>, sealed: Option<&[u8]>) -> Option<Begun> {
        let (draft, ring) = self.desk.try_with_value(|desk| desk.draft.clone().zip(desk.ring.clone())).flatten()?;
        let sealed = match sealed {
            None => None,
            Some(text) => Some(ring.key.seal(name, text, random::bytes().ok()?)?),
        };
        let mut row = Row::new(clock::unix(), self.form, &draft, ring.reader);
        (row.open, row.sealed) = (open, sealed);
        self.keep.put(on, name, &row)
    }

    /// What only the reader of this draft may read of a row of it.
    pub(super) fn open_sealed(self, name: &str, row: &Row) -> Option<Vec<u8>> {
        let ring = self.desk.try_with_value(|desk| desk.ring.clone()).flatten()?;
        ring.key.open(name, row.sealed.as_ref()?)
    }

    /// The session value with the name of the draft that is open.
    fn pointer(self) -> String {
        format!("guichet-draft-{}", self.form.as_str())
    }
}
