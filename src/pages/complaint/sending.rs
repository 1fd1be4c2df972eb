//! While a declaration is on its way: what is being done, what is safe, and what one can do.

use guichet_core::{
    form::submission::{Cause, GivenUpBy, Refusal, SealFault, State},
    text::Word,
};
use leptos::prelude::*;

use crate::{
    components::Heading,
    context::{Speech, session, speech},
    routes,
};

/// One screen for every state of sending between the press on the button and the receipt.
#[component]
pub fn SendingPage() -> impl IntoView {
    let (speech, session) = (speech(), session());
    let go = routes::go(true);
    // The receipt has its own address; the check page makes room for it, so that Back does not lead into the past.
    Effect::new(move |_| {
        if matches!(session.sending(), State::Acknowledged { .. }) {
            go(&routes::complaint(speech.language(), Some(routes::RECEIPT)));
        }
    });
    let screen = Memo::new(move |_| Screen::of(&session.sending()));
    move || match screen.get() {
        Screen::Moving { word, retry, may_give_up } => view! { <Moving word retry may_give_up /> }.into_any(),
        Screen::Stopped { title, text } => view! { <Stopped title text /> }.into_any(),
    }
}

/// What a person needs to know of a state.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Screen {
    Moving { word: Word, retry: bool, may_give_up: bool },
    Stopped { title: Word, text: Word },
}

impl Screen {
    fn of(state: &State) -> Self {
        let moving = |word, retry, may_give_up| Self::Moving { word, retry, may_give_up };
        match state {
            State::Editing | State::Sealing { .. } | State::Sealed { .. } => moving(Word::SendingSealing, false, false),
            State::Sending { pause: None, .. } | State::Holding { .. } | State::Acknowledged { .. } | State::Left => {
                moving(Word::SendingNow, false, true)
            }
            State::Sending { pause: Some(pause), .. } => {
                let word = if pause.cause == Cause::Network { Word::SendingOffline } else { Word::SendingWaiting };
                moving(word, pause.may_be_cut_short(), true)
            }
            State::GivingUp { pause, .. } => {
                moving(Word::GivingUp, pause.as_ref().is_some_and(|pause| pause.may_be_cut_short()), false)
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
        | Refusal::NotSealed(SealFault::NoConfig | SealFault::Failed) => (Word::RefusedTitle, Word::RefusedText),
    }
}

#[component]
fn Moving(word: Word, retry: bool, may_give_up: bool) -> impl IntoView {
    let (speech, session) = (speech(), session());
    let resumed = session.is_of_earlier_visit();
    let title = if resumed { Word::PendingTitle } else { Word::SendingTitle };
    let safe = if session.is_kept() { Word::SendingSafe } else { Word::SendingSafeMemory };
    view! {
        <Heading text=speech.say(title) />
        {resumed.then(|| view! { <p>{speech.say(Word::PendingText)}</p> })}
        <p role="status">{speech.say(word)}</p>
        <p class="notice notice-ok">{speech.say(safe)}</p>
        <div class="actions">
            {retry.then(|| view! {
                <button class="button" type="button" on:click=move |_| session.try_now()>{speech.say(Word::SendingAgain)}</button>
            })}
            {may_give_up.then(|| view! {
                <button class="button button-link" type="button" on:click=move |_| session.give_up()>{speech.say(Word::GiveUp)}</button>
            })}
        </div>
        {may_give_up.then(|| view! { <p class="small muted">{speech.say(Word::GiveUpExplain)}</p> })}
        <Code speech />
    }
    .into_any()
}

#[component]
fn Stopped(title: Word, text: Word) -> impl IntoView {
    let (speech, session) = (speech(), session());
    view! {
        <Heading text=speech.say(title) />
        <p role="status">{speech.say(text)}</p>
        <div class="actions">
            <button class="button" type="button" on:click=move |_| session.edit()>{speech.say(Word::BackToAnswers)}</button>
        </div>
    }
    .into_any()
}

/// The follow-up code, already while sending: it is worth noting before the receipt is there.
#[component]
fn Code(speech: Speech) -> impl IntoView {
    let session = session();
    move || {
        session.code().map(|code| {
            view! {
                <section class="panel">
                    <h2 class="notice-title">{speech.say(Word::ReceiptCode)}</h2>
                    <p class="code">{code}</p>
                    <p class="small">{speech.say(Word::ReceiptCodeText)}</p>
                </section>
            }
        })
    }
}
