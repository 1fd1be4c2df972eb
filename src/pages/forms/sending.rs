//! While a declaration is on its way: what is being done, what is safe, and what one can do.

use guichet_core::{
    form::submission::{Call, Cause, FileFault, GivenUpBy, Pause, Refusal, SealFault, State},
    text::Word,
    wire::pieces::UploadId,
};
use leptos::prelude::*;

mod files;

use super::receipt;
use crate::{
    components::{
        heading, help_contact,
        live::{actions, button, nothing, paragraph, part},
    },
    context::{session, speech},
    routes,
};

/// One screen for every state of sending between the press on the button and the receipt.
pub fn page() -> AnyView {
    let (speech, session) = (speech(), session());
    let go = routes::go(true);
    // The receipt has its own address; the check page makes room for it, so that Back does not lead into the past.
    Effect::new(move |_| {
        if matches!(session.sending(), State::Acknowledged { .. }) {
            go(&routes::form(speech.language(), session.form(), Some(routes::RECEIPT)));
        }
    });
    let screen = Memo::new(move |_| Screen::of(&session.sending()));
    part(move || {
        let screen = screen.get();
        untrack(|| match screen {
            Screen::Moving { word, retry, may_give_up } => moving(word, retry, may_give_up),
            Screen::Stopped { title, text } => stopped(title, text),
            Screen::Files { file, waiting, retry } => files::moving(file, waiting, retry),
            Screen::FilesStopped(failed) => files::stopped(failed),
        })
    })
}

/// What a person needs to know of a state.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Screen {
    Moving { word: Word, retry: bool, may_give_up: bool },
    Stopped { title: Word, text: Word },
    Files { file: UploadId, waiting: Option<Word>, retry: bool },
    FilesStopped(Option<(UploadId, FileFault)>),
}

impl Screen {
    fn of(state: &State) -> Self {
        let moving = |word, retry, may_give_up| Self::Moving { word, retry, may_give_up };
        match state {
            State::Editing | State::Sealing { .. } | State::Sealed { .. } => moving(Word::SendingSealing, false, false),
            State::Sending { call: Call::Upload(call), pause, .. } => {
                let waiting = pause.map(|pause| match pause.cause {
                    Cause::Network => Word::SendingOffline,
                    _ => Word::SendingFilesWaiting,
                });
                let retry = pause.as_ref().is_some_and(Pause::may_be_cut_short);
                Self::Files { file: call.upload().id, waiting, retry }
            }
            State::Refused { refusal: Refusal::File(file, fault) } => Self::FilesStopped(Some((*file, *fault))),
            State::Refused { refusal: Refusal::UploadIncomplete } => Self::FilesStopped(None),
            State::Sending { pause: None, .. } | State::Holding { .. } | State::Acknowledged { .. } | State::Left => {
                moving(Word::SendingNow, false, true)
            }
            State::Sending { pause: Some(pause), .. } => {
                let word = if pause.cause == Cause::Network { Word::SendingOffline } else { Word::SendingWaiting };
                moving(word, pause.may_be_cut_short(), true)
            }
            State::GivingUp { pause, .. } => {
                moving(Word::GivingUp, pause.as_ref().is_some_and(Pause::may_be_cut_short), false)
            }
            State::Refused { refusal } => {
                let (title, text) = words_of(*refusal);
                Self::Stopped { title, text }
            }
            State::GivenUp { by } => Self::Stopped {
                title: Word::GivenUpTitle,
                text: match by {
                    GivenUpBy::Here => Word::GivenUp,
                    GivenUpBy::Elsewhere => Word::GivenUpElsewhere,
                },
            },
        }
    }
}

fn words_of(refusal: Refusal) -> (Word, Word) {
    match refusal {
        Refusal::TooLarge | Refusal::NotSealed(SealFault::TooLarge) => (Word::RefusedTitle, Word::TooLargeText),
        Refusal::NotSealed(SealFault::NoRecipient) | Refusal::UnknownRecipient => {
            (Word::CannotSendTitle, Word::CannotSendText)
        }
        Refusal::Expired => (Word::RefusedTitle, Word::ExpiredText),
        Refusal::NotSealed(SealFault::NoAnswers) => (Word::RefusedTitle, Word::NoAnswersText),
        Refusal::Invalid
        | Refusal::UploadIncomplete
        | Refusal::File(..)
        | Refusal::NotSealed(SealFault::NoConfig | SealFault::Failed) => (Word::RefusedTitle, Word::RefusedText),
    }
}

fn status(text: &'static str) -> AnyView {
    view! { <p role="status">{text}</p> }.into_any()
}

fn moving(word: Word, retry: bool, may_give_up: bool) -> AnyView {
    let (speech, session) = (speech(), session());
    let say = move |word| speech.say(word).to_owned();
    let earlier = session.is_of_earlier_visit();
    let (title, about) = if earlier {
        (Word::PendingTitle, paragraph("", say(Word::PendingText)))
    } else {
        (Word::SendingTitle, nothing())
    };
    let safe = if session.is_kept() { Word::SendingSafe } else { Word::SendingSafeMemory };
    let mut buttons = Vec::new();
    if retry {
        buttons.push(button("button", say(Word::SendingAgain), None, move || session.try_now()));
    }
    let mut explained = nothing();
    if may_give_up {
        buttons.push(button("button button-link", say(Word::GiveUp), None, move || session.give_up()));
        explained = paragraph("small muted", say(Word::GiveUpExplain));
    }
    vec![
        heading(speech.say(title), None),
        about,
        status(speech.say(word)),
        paragraph("notice notice-ok", say(safe)),
        actions(buttons),
        explained,
        // Nothing has failed while the first try is under way.
        if retry { help_contact() } else { nothing() },
        // Worth noting before the receipt is there.
        receipt::code(),
    ]
    .into_any()
}

fn stopped(title: Word, text: Word) -> AnyView {
    let (speech, session) = (speech(), session());
    let back = button("button", speech.say(Word::BackToAnswers).to_owned(), None, move || session.edit());
    vec![heading(speech.say(title), None), status(speech.say(text)), actions(vec![back]), help_contact()].into_any()
}
