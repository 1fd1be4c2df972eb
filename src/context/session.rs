//! The complaint in progress: what was typed, where it is kept, and how far sending has come.

use guichet_core::{
    config::Config,
    domain::date::Now,
    form::{
        answers::{Answers, At},
        draft::Draft,
        journey::Journey,
        submission::State,
    },
    forms::complaint::{self, Enclosed, FORM},
    text::Word,
    wire::submission::FormName,
};
use leptos::{prelude::*, task::spawn_local};

use super::{Root, settings};
use crate::{
    api::{
        drafts::DraftStore,
        keep::{Keep, Life},
        sending::{Letter, Resumed, Sender},
    },
    browser::{clock, page, random::NoRandomness, timer},
};

/// On a shared device: milliseconds without a sign of life until the warning, and until everything is erased.
const IDLE_WARNING_MS: f64 = 14.0 * 60_000.0;
const IDLE_ERASED_MS: f64 = 15.0 * 60_000.0;
/// How often idleness is looked at, in milliseconds.
const IDLE_LOOK_MS: u32 = 5_000;

/// One complaint in progress. There is one for the whole app: a change of language or page keeps it.
#[derive(Clone, Copy)]
pub struct Session {
    /// What was typed.
    pub answers: RwSignal<Answers>,
    /// True once storage was looked at: before that nothing of the complaint is drawn.
    pub ready: RwSignal<bool>,
    /// True once the person has said whose device this is.
    opened: RwSignal<bool>,
    idle: RwSignal<Idle>,
    acted: StoredValue<f64>,
    keep: Keep,
    drafts: DraftStore,
    sender: Sender,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Idle {
    Active,
    Warned,
    Erased,
}

/// The complaint in progress.
#[must_use]
pub fn session() -> Session {
    expect_context::<Session>()
}

impl Session {
    /// Opens an empty complaint, then looks for what this tab, or an earlier visit, has left. To be called once; it
    /// lives as long as the app, and is found by [`session`] from then on.
    pub fn open() -> Result<Self, NoRandomness> {
        let config = settings();
        let root = expect_context::<Root>().0;
        root.with(|| {
            let session = Self::make(config)?;
            provide_context(session);
            Ok(session)
        })
    }

    fn make(config: Config) -> Result<Self, NoRandomness> {
        let keep = Keep::new();
        let drafts = DraftStore::new(keep);
        let session = Self {
            answers: RwSignal::new(Answers::default()),
            ready: RwSignal::new(false),
            opened: RwSignal::new(false),
            idle: RwSignal::new(Idle::Active),
            acted: StoredValue::new(clock::elapsed_ms()),
            keep,
            drafts,
            sender: Sender::new(keep, drafts, config, FormName::PreComplaint)?,
        };
        spawn_local(async move {
            session.keep.start().await;
            session.find_draft().await;
            if session.sender.resume().await == Resumed::Here {
                session.letter().into_iter().for_each(|letter| session.sender.offer(letter));
            }
            session.ready.set(true);
        });
        for listener in page::on_activity(move || session.stay()) {
            listener.until_cleanup();
        }
        spawn_local(async move {
            loop {
                timer::sleep(IDLE_LOOK_MS).await;
                session.look_at_idleness();
            }
        });
        Ok(session)
    }

    async fn find_draft(self) {
        let Some(bytes) = self.drafts.load(FormName::PreComplaint).await else { return };
        match Draft::from_bytes(&bytes) {
            Ok(draft) => {
                self.sender.adopt(draft.key);
                self.answers.set(draft.answers);
                self.opened.set(true);
            }
            // What cannot be read is asked again.
            Err(_) => self.drafts.wipe(FormName::PreComplaint),
        }
    }

    /// What was answered, as it was typed. Reactive.
    #[must_use]
    pub fn get(self, at: At) -> String {
        self.answers.with(|answers| answers.get(at).to_owned())
    }

    /// Keeps an answer as it was typed.
    pub fn set(self, at: At, typed: String) {
        self.update(|answers| answers.set(at, typed));
    }

    /// Changes the answers, and has the draft kept.
    pub fn update<T>(self, change: impl FnOnce(&mut Answers) -> T) -> Option<T> {
        let result = self.answers.try_update(change);
        let draft = Draft { key: self.sender.key(), answers: self.answers.get_untracked() };
        self.drafts.save_soon(FormName::PreComplaint, draft.to_bytes());
        result
    }

    /// What time it is, by the server where one has told.
    #[must_use]
    pub fn now(self) -> Now {
        clock::now()
    }

    /// How far the answers lead, at this moment.
    #[must_use]
    pub fn journey(self) -> Journey {
        self.answers.with_untracked(|answers| FORM.journey(answers, self.now()))
    }

    /// True once the person has said whose device this is. Reactive.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.opened.get()
    }

    /// Starts a complaint whose answers live as chosen.
    pub fn begin(self, life: Life) {
        let keep = self.keep;
        spawn_local(async move { keep.choose(life).await });
        if matches!(self.sender.state(), State::Left) {
            self.sender.renew();
        }
        self.idle.set(Idle::Active);
        self.opened.set(true);
        self.update(|_| ());
    }

    /// Erases every answer; the next complaint has a new key.
    pub fn discard(self) {
        self.answers.set(Answers::default());
        self.drafts.wipe(FormName::PreComplaint);
        self.sender.renew();
        self.opened.set(false);
    }

    /// What is promised about the answers. Reactive.
    #[must_use]
    pub fn keeping_word(self) -> Word {
        match (self.keep.life().get(), self.keep.blocked().get()) {
            (Life::ThisPage, _) => Word::KeptPage,
            (Life::ThisTab, true) => Word::KeptBlocked,
            (Life::ThisTab, false) => Word::KeptTab,
        }
    }

    /// True where answers and sealed bytes survive a reload. Reactive.
    #[must_use]
    pub fn is_kept(self) -> bool {
        self.keeping_word() == Word::KeptTab
    }

    /// True where the browser may offer to fill fields in, and keep what was typed: not on a shared device. Reactive.
    #[must_use]
    pub fn may_autofill(self) -> bool {
        self.keep.life().get() == Life::ThisTab
    }

    /// Where sending stands. Reactive.
    #[must_use]
    pub fn sending(self) -> State {
        self.sender.state()
    }

    /// True from the press on the button until the answers are open again. Reactive.
    #[must_use]
    pub fn is_sending(self) -> bool {
        !matches!(self.sender.state(), State::Editing | State::Left)
    }

    /// True where an earlier visit was sending: nothing of its content is known here.
    #[must_use]
    pub fn is_of_earlier_visit(self) -> bool {
        self.sender.resumed() == Resumed::EarlierVisit
    }

    /// The follow-up code, once sealed.
    #[must_use]
    pub fn code(self) -> Option<String> {
        self.sender.code()
    }

    /// Seals and sends. Nothing happens while an answer is missing: the check page cannot be reached then.
    pub fn send(self) {
        if let Some(letter) = self.letter() {
            self.sender.send(letter);
        }
    }

    /// What would be sealed now.
    fn letter(self) -> Option<Letter> {
        let complaint = self.answers.with_untracked(|answers| complaint::read(answers, self.now()).ok())?;
        let station = Some(complaint.station.id.clone());
        let enclosed = Enclosed { schema: complaint::SCHEMA, form: FormName::PreComplaint, complaint };
        Some(Letter { text: enclosed.to_bytes(), schema: complaint::SCHEMA, station, slot: None })
    }

    /// Tries at once instead of waiting.
    pub fn try_now(self) {
        self.sender.try_now();
    }

    /// Gives up sending.
    pub fn give_up(self) {
        self.sender.give_up();
    }

    /// Goes back to the answers after a refusal or after giving up.
    pub fn edit(self) {
        self.sender.edit();
        // After giving up there is a new key, and the draft must carry it.
        self.update(|_| ());
    }

    /// Leaves the receipt: everything is wiped.
    pub fn leave(self) {
        self.sender.leave();
        self.answers.set(Answers::default());
        self.opened.set(false);
    }

    /// True while the person is asked whether they are still there. Reactive.
    #[must_use]
    pub fn is_idle_warned(self) -> bool {
        self.idle.get() == Idle::Warned
    }

    /// True where the page was blanked because nobody used it. Reactive.
    #[must_use]
    pub fn is_idle_erased(self) -> bool {
        self.idle.get() == Idle::Erased
    }

    /// Somebody is there.
    pub fn stay(self) {
        self.acted.set_value(clock::elapsed_ms());
        if self.idle.get_untracked() == Idle::Warned {
            self.idle.set(Idle::Active);
        }
    }

    fn look_at_idleness(self) {
        let at_stake = self.opened.get_untracked() || self.sender.code().is_some();
        if self.keep.life().get_untracked() != Life::ThisPage || !at_stake {
            return;
        }
        let idle = clock::elapsed_ms() - self.acted.get_value();
        if idle >= IDLE_ERASED_MS {
            self.sender.blank();
            self.answers.set(Answers::default());
            self.drafts.wipe(FormName::PreComplaint);
            self.opened.set(false);
            self.idle.set(Idle::Erased);
        } else if idle >= IDLE_WARNING_MS && self.idle.get_untracked() == Idle::Active {
            self.idle.set(Idle::Warned);
        }
    }
}
