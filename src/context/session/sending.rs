//! Sending what was answered, as the pages see it.

use guichet_core::{
    form::{draft::Draft, submission::State},
    forms::{self, Meant},
    wire::key::SubmissionKey,
};
use leptos::{prelude::*, task::spawn_local};

use super::Session;
use crate::api::sending::{self, Resumed};

impl Session {
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

    /// True while the answers must not be changed.
    pub(in crate::context) fn is_locked(self) -> bool {
        untrack(|| self.sender.locked())
    }

    /// How many pieces of files are on the server, of how many; nothing while no file is on its way. Reactive.
    #[must_use]
    pub fn pieces(self) -> Option<(u32, u32)> {
        self.sender.pieces()
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
    pub(super) fn meant(self) -> Option<Meant> {
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
        let earlier = self.is_of_earlier_visit();
        self.sender.edit();
        if earlier {
            spawn_local(async move { self.reopen().await });
        } else {
            // After giving up there is a new key, and the draft must carry it.
            self.update(|_| ());
        }
    }

    /// The answers of what an earlier visit was sending, where this tab may read them.
    async fn reopen(self) {
        self.sender.settle_in();
        let bytes = match self.drafts.name() {
            Some(draft) => self.drafts.open(&draft).await,
            None => None,
        };
        match bytes.and_then(|bytes| Draft::from_bytes(&bytes).ok()) {
            Some(draft) => {
                self.answers.set(draft.answers.under(self.setting));
                self.update(|_| ());
            }
            None => self.drafts.forget(),
        }
    }

    /// Before what arrived is taken back to be corrected: the draft gets a key never used, so that a page that ends right after
    /// sends the corrected answers as something new. To be given to [`Self::correct`].
    #[must_use]
    pub fn prepare_correction(self) -> Option<SubmissionKey> {
        let fresh = sending::fresh_key().ok()?;
        let draft = Draft { key: fresh.clone(), answers: self.answers.get_untracked() };
        self.drafts.save_soon(draft.to_bytes());
        Some(fresh)
    }

    /// Goes back to the answers, once what arrived was taken back.
    pub fn correct(self, fresh: SubmissionKey) {
        self.sender.correct(fresh);
        self.update(|_| ());
    }

    /// Leaves the receipt: everything is wiped.
    pub fn leave(self) {
        self.files.wipe();
        self.sender.leave();
        self.answers.set(self.no_answers());
    }
}
