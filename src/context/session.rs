//! A form in progress: what was typed, where it is kept; and in the folder beside this file, how far sending has come.

mod sending;

use guichet_core::{
    config::Config,
    domain::date::Now,
    form::{
        answers::{Answers, At, Setting},
        draft::{Draft, DraftError},
        draft_file::DraftFile,
        journey::{Form, Journey},
        submission::State,
    },
    forms,
    text::Word,
    wire::submission::FormName,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{
        drafts::{DraftStore, News, Saved, Stage},
        files::FileStore,
        keep::{Keep, Life},
        sending::{Resumed, Sender, Whose},
    },
    browser::{clock, database::StorageFault, random::NoRandomness},
};

/// One form in progress. There is one of each kind for the whole app: a change of language or page keeps it.
#[derive(Clone, Copy)]
pub struct Session {
    form: FormName,
    /// What was typed.
    pub answers: RwSignal<Answers>,
    /// What the institution has decided, for the questions that depend on it.
    setting: Setting,
    drafts: DraftStore,
    files: FileStore,
    sender: Sender,
    shared: Shared,
}

/// What all forms in progress share.
#[derive(Clone, Copy)]
pub(super) struct Shared {
    /// True once storage was looked at.
    pub ready: RwSignal<bool>,
    pub idle: RwSignal<Idle>,
    pub keep: Keep,
    /// How many places are preparing files at this moment.
    pub preparing: RwSignal<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Idle {
    Active,
    Warned,
    Erased,
}

/// The form in progress on the page that is drawn.
#[must_use]
pub fn session() -> Session {
    expect_context::<Session>()
}

impl Session {
    /// An empty form. Nothing of it is to be drawn before [`Self::is_ready`].
    pub(super) fn new(form: FormName, shared: Shared, config: &Config) -> Result<Self, NoRandomness> {
        let setting = Setting { identified: config.identity_service.is_some(), guardians: config.guardian_service };
        let drafts = DraftStore::new(shared.keep, form);
        let files = FileStore::new(drafts);
        let sender = Sender::new(drafts, files, config.clone(), form)?;
        let answers = RwSignal::new(Answers::default().under(setting));
        let session = Self { form, answers, setting, drafts, files, sender, shared };
        drafts.listen(move |news| match news {
            News::Wanted => {}
            // The answers stay, to be read.
            News::TakenAway => session.sender.blank(),
            News::Erased => session.forget(),
        });
        Ok(session)
    }

    /// Looks for a draft, and for a sending that was interrupted.
    pub(super) async fn find_what_was_left(self) {
        if let Some(bytes) = self.drafts.find().await {
            self.read(&bytes);
        }
        self.resume(Whose::Anybody).await;
    }

    async fn resume(self, whose: Whose) {
        let letter = match self.sender.resume(whose).await {
            Resumed::Nothing => None,
            Resumed::Here => self.meant(),
            // Not shown, but at hand should it have to be sealed again.
            Resumed::EarlierVisit => {
                let draft = self.drafts.peek().await.and_then(|bytes| Draft::from_bytes(&bytes).ok());
                draft.and_then(|draft| forms::meant(self.form, &draft.answers.under(self.setting), self.now()))
            }
        };
        if let Some(letter) = letter {
            self.sender.offer(letter);
        }
    }

    fn read(self, bytes: &[u8]) -> bool {
        match Draft::from_bytes(bytes) {
            Ok(draft) => {
                self.sender.blank();
                self.sender.adopt(draft.key);
                self.answers.set(draft.answers.under(self.setting));
                true
            }
            // A newer version of this program can read it.
            Err(DraftError::UnknownVersion) => {
                self.drafts.forget();
                false
            }
            // What cannot be read is asked again.
            Err(DraftError::Damaged) => {
                self.drafts.wipe();
                false
            }
        }
    }

    /// Opens a draft that is kept here; what was open is let go of. False where it cannot be read, or something is on its way.
    pub(super) async fn open(self, draft: &str) -> bool {
        if self.sender.locked() {
            return false;
        }
        self.close();
        let Some(bytes) = self.drafts.open(draft).await else { return false };
        let read = self.read(&bytes);
        if read {
            self.resume(Whose::Draft).await;
        }
        read
    }

    /// The draft as it is now, to be put in a file. The key goes along: whoever sends it second gets the receipt of the first.
    #[must_use]
    pub fn to_file(self) -> Option<DraftFile> {
        let draft = Draft { key: self.sender.key(), answers: self.answers.get_untracked() };
        Some(DraftFile { form: self.form, draft: String::from_utf8(draft.to_bytes()).ok()? })
    }

    /// Goes on with a draft from a file. False where it cannot be read, or something is on its way: then nothing has changed.
    pub(super) fn take_in(self, file: &DraftFile, life: Life) -> bool {
        let Ok(draft) = Draft::from_bytes(file.draft.as_bytes()) else { return false };
        if self.sender.locked() {
            return false;
        }
        self.close();
        self.sender.adopt(draft.key);
        self.answers.set(draft.answers.under(self.setting));
        self.shared.idle.set(Idle::Active);
        self.drafts.begin(life);
        self.update(|_| ());
        true
    }

    /// Goes on here with the draft that another page has open.
    pub fn take(self) {
        spawn_local(async move {
            match self.drafts.take().await {
                Some(bytes) => {
                    self.read(&bytes);
                    self.resume(Whose::Draft).await;
                }
                // Erased meanwhile.
                None if self.drafts.stage().get_untracked() == Stage::Open => self.forget(),
                None => {}
            }
        });
    }

    /// Forgets the draft, which goes on on another page, with its key.
    pub fn hand_away(self) {
        self.blank();
    }

    /// Lets go of the draft, which stays as it is: another one can be begun. Nothing happens while something is on its way.
    pub fn close(self) {
        if self.sender.locked() {
            return;
        }
        self.drafts.close();
        self.forget();
    }

    /// Which form it is.
    #[must_use]
    pub fn form(self) -> FormName {
        self.form
    }

    /// Its steps.
    #[must_use]
    pub fn steps(self) -> &'static Form {
        forms::form(self.form)
    }

    /// True once storage was looked at: before that nothing of the form is drawn. Reactive.
    #[must_use]
    pub fn is_ready(self) -> bool {
        self.shared.ready.get()
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
        self.drafts.save_soon(draft.to_bytes());
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
        self.answers.with_untracked(|answers| self.steps().journey(answers, self.now()))
    }

    /// True once the person has said whose device this is, and where this page may write. Reactive.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.drafts.stage().get() == Stage::Open
    }

    /// True where another page writes the draft. Reactive.
    #[must_use]
    pub fn is_elsewhere(self) -> bool {
        self.drafts.stage().get() == Stage::Elsewhere
    }

    /// Starts the form; its answers live as chosen.
    pub fn begin(self, life: Life) {
        if matches!(self.sender.state(), State::Left) {
            self.sender.renew();
        }
        self.shared.idle.set(Idle::Active);
        self.drafts.begin(life);
        self.update(|answers| {
            for (field, value) in self.steps().presets {
                answers.preset(At { field, item: None }, value);
            }
        });
    }

    /// Erases every answer; the next one has a new key.
    pub fn discard(self) {
        self.files.wipe();
        self.drafts.wipe();
        self.answers.set(self.no_answers());
        self.sender.renew();
    }

    /// How long what is typed lives, as was said. Reactive.
    #[must_use]
    pub fn life(self) -> Life {
        self.drafts.life().get()
    }

    /// Whether what was typed last is stored. Reactive.
    #[must_use]
    pub fn saved(self) -> Saved {
        self.drafts.saved().get()
    }

    /// What is promised about the answers. Reactive.
    #[must_use]
    pub fn keeping_word(self) -> Word {
        match (self.life(), self.saved()) {
            (Life::ThisPage, _) => Word::KeptPage,
            (_, Saved::Failed(StorageFault::Full)) => Word::KeptFull,
            (_, Saved::Failed(_)) => Word::KeptBlocked,
            (Life::ThisTab, _) => Word::KeptTab,
            (Life::ThisDevice, _) => Word::KeptDevice,
        }
    }

    /// True where answers and sealed bytes survive a reload. Reactive.
    #[must_use]
    pub fn is_kept(self) -> bool {
        self.life() != Life::ThisPage && !matches!(self.saved(), Saved::Failed(_))
    }

    /// True where the browser may offer to fill fields in, and keep what was typed: not on a shared device. Reactive.
    #[must_use]
    pub fn may_autofill(self) -> bool {
        self.life() != Life::ThisPage
    }

    /// True where a draft can be kept on the device, beyond the tab.
    #[must_use]
    pub fn can_keep_on_device(self) -> bool {
        self.shared.keep.can_keep_on_device()
    }

    /// What the institution has decided, for the questions that depend on it.
    pub(super) fn setting(self) -> Setting {
        self.setting
    }

    /// The name of the open draft.
    pub(super) fn draft(self) -> Option<String> {
        self.drafts.name()
    }

    pub(super) fn preparing_count(self) -> RwSignal<usize> {
        self.shared.preparing
    }

    /// The sealed files.
    pub(super) fn files(self) -> FileStore {
        self.files
    }

    /// True where the page was blanked because nobody used it. Reactive.
    #[must_use]
    pub fn is_idle_erased(self) -> bool {
        self.shared.idle.get() == Idle::Erased
    }

    /// True where somebody else could read something here.
    pub(super) fn is_at_stake(self) -> bool {
        self.drafts.stage().get_untracked() != Stage::Closed || self.sender.code().is_some()
    }

    /// Erases what is on this page, whatever is under way, and what is stored of the draft.
    pub(super) fn blank(self) {
        self.files.wipe();
        self.drafts.wipe();
        self.forget();
    }

    /// Forgets what is on this page, whatever is under way.
    fn forget(self) {
        self.sender.blank();
        self.drafts.forget();
        self.files.forget();
        let _ = self.answers.try_set(self.no_answers());
    }

    fn no_answers(self) -> Answers {
        Answers::default().under(self.setting)
    }
}
