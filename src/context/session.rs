//! A form in progress: what was typed, where it is kept, and how far sending has come.

use guichet_core::{
    config::Config,
    domain::date::Now,
    form::{
        answers::{Answers, At, Setting},
        draft::Draft,
        journey::{Form, Journey},
        submission::State,
    },
    forms::{self, Meant},
    text::Word,
    wire::submission::FormName,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{
        drafts::DraftStore,
        keep::{Keep, Life},
        sending::{Resumed, Sender},
    },
    browser::{clock, random::NoRandomness},
};

/// One form in progress. There is one of each kind for the whole app: a change of language or page keeps it.
#[derive(Clone, Copy)]
pub struct Session {
    form: FormName,
    /// What was typed.
    pub answers: RwSignal<Answers>,
    /// True once the person has said whose device this is.
    opened: RwSignal<bool>,
    /// What the institution has decided, for the questions that depend on it.
    setting: Setting,
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
    pub drafts: DraftStore,
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
        Ok(Self {
            form,
            setting,
            answers: RwSignal::new(Answers::default().under(setting)),
            opened: RwSignal::new(false),
            sender: Sender::new(shared.keep, shared.drafts, config.clone(), form)?,
            shared,
        })
    }

    /// Looks for a draft, and for a sending that was interrupted.
    pub(super) async fn find_what_was_left(self) {
        self.find_draft().await;
        if self.sender.resume().await == Resumed::Here {
            self.meant().into_iter().for_each(|letter| self.sender.offer(letter));
        }
    }

    async fn find_draft(self) {
        let Some(bytes) = self.shared.drafts.load(self.form).await else { return };
        match Draft::from_bytes(&bytes) {
            Ok(draft) => {
                self.sender.adopt(draft.key);
                self.answers.set(draft.answers.under(self.setting));
                self.opened.set(true);
            }
            // What cannot be read is asked again.
            Err(_) => self.shared.drafts.wipe(self.form),
        }
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
        self.shared.drafts.save_soon(self.form, draft.to_bytes());
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

    /// True once the person has said whose device this is. Reactive.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.opened.get()
    }

    /// Starts the form; its answers live as chosen.
    pub fn begin(self, life: Life) {
        let keep = self.shared.keep;
        spawn_local(async move { keep.choose(life).await });
        if matches!(self.sender.state(), State::Left) {
            self.sender.renew();
        }
        self.shared.idle.set(Idle::Active);
        self.opened.set(true);
        self.update(|answers| {
            for (field, value) in self.steps().presets {
                answers.preset(At { field, item: None }, value);
            }
        });
    }

    /// Erases every answer; the next one has a new key.
    pub fn discard(self) {
        self.answers.set(Answers::default().under(self.setting));
        self.shared.drafts.wipe(self.form);
        self.sender.renew();
        self.opened.set(false);
    }

    /// How long what is typed lives, as was said for any form.
    #[must_use]
    pub fn life(self) -> Life {
        self.shared.keep.life().get_untracked()
    }

    /// What is promised about the answers. Reactive.
    #[must_use]
    pub fn keeping_word(self) -> Word {
        match (self.shared.keep.life().get(), self.shared.keep.blocked().get()) {
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
        self.shared.keep.life().get() == Life::ThisTab
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
        if let Some(letter) = self.meant() {
            self.sender.send(letter);
        }
    }

    /// What would be sealed now.
    fn meant(self) -> Option<Meant> {
        self.answers.with_untracked(|answers| forms::meant(self.form, answers, self.now()))
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
        self.answers.set(Answers::default().under(self.setting));
        self.opened.set(false);
    }

    /// True where the page was blanked because nobody used it. Reactive.
    #[must_use]
    pub fn is_idle_erased(self) -> bool {
        self.shared.idle.get() == Idle::Erased
    }

    /// True where somebody else could read something here.
    pub(super) fn is_at_stake(self) -> bool {
        self.opened.get_untracked() || self.sender.code().is_some()
    }

    /// Erases what is on this page, whatever is under way.
    pub(super) fn blank(self) {
        self.sender.blank();
        self.answers.set(Answers::default().under(self.setting));
        self.shared.drafts.wipe(self.form);
        self.opened.set(false);
    }
}
