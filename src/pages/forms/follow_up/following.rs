//! A declaration that is followed: what the server has said of it, and what it is being asked.

use guichet_core::{
    follow_up::{answer::Answer, pass::Pass},
    text::Word,
    wire::{
        appointment::{Appointment, AppointmentChange, Wish},
        progress::Progress,
        slot::Slot,
    },
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::follow_up as api,
    browser::page,
    context::{Speech, settings, speech},
};

/// Id of the line that says what has come of the last question; it takes the focus, since what was pressed may be gone.
pub const SAID: &str = "follow-said";

/// One declaration, followed on one page; gone with it.
#[derive(Clone, Copy)]
pub struct Following {
    pass: StoredValue<Option<Pass>>,
    progress: RwSignal<Option<Progress>>,
    alternatives: RwSignal<Vec<Slot>>,
    said: RwSignal<Option<Said>>,
    busy: RwSignal<bool>,
    /// What stands in the fields that ask for number and code.
    pub reference: RwSignal<String>,
    /// See [`Self::reference`].
    pub code: RwSignal<String>,
}

/// What has come of a question.
#[derive(Clone, PartialEq, Eq)]
pub struct Said {
    /// The sentence.
    pub text: String,
    /// True where it was done.
    pub good: bool,
}

impl Following {
    /// Nothing is known yet.
    #[must_use]
    pub fn new(pass: Option<Pass>) -> Self {
        Self {
            pass: StoredValue::new(pass),
            progress: RwSignal::new(None),
            alternatives: RwSignal::new(Vec::new()),
            said: RwSignal::new(None),
            busy: RwSignal::new(false),
            reference: RwSignal::new(String::new()),
            code: RwSignal::new(String::new()),
        }
    }

    /// True where somebody else could read something here.
    #[must_use]
    pub fn is_at_stake(self) -> bool {
        let typed = |text: RwSignal<String>| !text.with_untracked(String::is_empty);
        self.progress.with_untracked(Option::is_some) || typed(self.reference) || typed(self.code)
    }

    /// Forgets everything, because nobody is there any more, and says so.
    pub fn blank(self, speech: Speech) {
        self.forget();
        self.said.set(Some(Said { text: speech.say(Word::IdleBlank).to_owned(), good: true }));
    }

    /// True once the server has told where it stands. Reactive.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.progress.with(Option::is_some)
    }

    /// Where it stands. Reactive.
    #[must_use]
    pub fn progress(self) -> Option<Progress> {
        self.progress.get()
    }

    /// The time at the station that it is about. Reactive.
    #[must_use]
    pub fn appointment(self) -> Option<Appointment> {
        self.progress.with(|progress| progress.as_ref()?.appointment.clone())
    }

    /// Free times that the server has offered in place of another. Reactive.
    #[must_use]
    pub fn alternatives(self) -> Vec<Slot> {
        self.alternatives.get()
    }

    /// What has come of the last question. Reactive.
    #[must_use]
    pub fn said(self) -> Option<Said> {
        self.said.get()
    }

    /// True while the server is being asked. Reactive.
    #[must_use]
    pub fn is_busy(self) -> bool {
        self.busy.get()
    }

    /// Forgets everything.
    pub fn forget(self) {
        self.pass.set_value(None);
        self.reference.set(String::new());
        self.code.set(String::new());
        self.said.set(None);
        self.alternatives.set(Vec::new());
        self.progress.set(None);
    }

    /// Asks about the declaration of that pass.
    pub fn open(self, pass: Pass) {
        self.pass.set_value(Some(pass));
        self.look();
    }

    /// Asks where it stands.
    pub fn look(self) {
        self.ask(None, |config, pass| async move { api::look(&config, &pass).await });
    }

    /// Asks for a change of the appointment, as it is known here.
    pub fn change(self, wish: Wish) {
        let Some(version) = self.progress.with_untracked(|progress| progress.as_ref().map(|it| it.version)) else {
            return;
        };
        let change = AppointmentChange { version, wish };
        self.ask(Some(Word::ActDone), |config, pass| async move { api::change(&config, &pass, &change).await });
    }

    /// Takes the declaration back.
    pub fn withdraw(self) {
        self.ask(Some(Word::ActDone), |config, pass| async move { api::withdraw(&config, &pass).await });
    }

    /// One question at a time; a second press changes nothing.
    fn ask<F: Future<Output = Answer> + 'static>(
        self,
        done: Option<Word>,
        question: impl FnOnce(guichet_core::config::Config, Pass) -> F,
    ) {
        let Some(pass) = self.pass.get_value() else { return };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.said.set(None);
        let speech = speech();
        let asked = question(settings(), pass);
        spawn_local(async move {
            let answer = asked.await;
            let said = said(speech, &answer, done);
            // The page may have been left meanwhile.
            self.busy.try_set(false);
            if let Some(progress) = answer.progress() {
                self.progress.try_set(Some(progress.clone()));
            }
            let alternatives =
                if let Answer::SlotGone { alternatives, .. } = answer { alternatives } else { Vec::new() };
            self.alternatives.try_set(alternatives);
            let told = said.is_some();
            self.said.try_set(said);
            if told {
                // It is in the document only once this turn's drawing is done.
                request_animation_frame(|| {
                    page::focus(SAID);
                });
            }
        });
    }
}

/// The sentence for an answer; none where what is shown says it. `done` is said where it was done.
pub fn said(speech: Speech, answer: &Answer, done: Option<Word>) -> Option<Said> {
    let seconds = if let Answer::Busy { seconds } = answer { seconds.to_string() } else { String::new() };
    let word = match answer {
        Answer::Here(_) => done?,
        Answer::Stale(_) => Word::FollowStale,
        Answer::NotNow(_) => Word::FollowNotNow,
        Answer::SlotGone { alternatives, .. } if alternatives.is_empty() => Word::FollowSlotGoneNone,
        Answer::SlotGone { .. } => Word::FollowSlotGone,
        Answer::Unknown => Word::FollowUnknown,
        Answer::Busy { .. } => Word::FollowBusy,
        Answer::Offline => Word::FollowOffline,
        Answer::Unclear => Word::FollowUnclear,
        Answer::Failed => Word::FollowFailed,
    };
    Some(Said { text: speech.fill(word, &[("seconds", &seconds)]), good: matches!(answer, Answer::Here(_)) })
}
