//! A time at the station: how far it has come, in words, shape and colour, and what its person can do about it.

use guichet_core::{
    domain::case::{Act, AppointmentState},
    follow_up::story::{self, Mark},
    text::Word,
    wire::{
        appointment::{Appointment, Wish},
        slot::Slot,
    },
};
use leptos::prelude::*;

use super::{
    Following,
    other_time::{other_time, times},
    state::sentence,
};
use crate::{
    components::live::{actions, button, nothing, paragraph, part},
    context::speech,
};

/// The time that the server tells of; until it has told, the one that the receipt named.
pub fn visit(following: Following, before: Option<Appointment>) -> AnyView {
    part(move || {
        let known = following.is_known();
        let appointment = if known { following.appointment() } else { before.clone() };
        let mut offered = following.alternatives();
        // What the receipt offered instead holds on: the server names other times only as it refuses one.
        if offered.is_empty() && appointment.as_ref().is_some_and(|told| told.state == AppointmentState::Unavailable) {
            offered = before.as_ref().map(|told| told.alternatives.clone()).unwrap_or_default();
        }
        untrack(|| draw(following, appointment, offered))
    })
}

fn draw(following: Following, appointment: Option<Appointment>, offered: Vec<Slot>) -> AnyView {
    let speech = speech();
    let acts = following.progress().map(|progress| story::acts(&progress)).unwrap_or_default();
    let Some(appointment) = appointment else {
        // Nobody has asked for a time yet.
        if !acts.contains(&Act::AskAgain) {
            return nothing();
        }
        return other_time(following, Word::ActAskFirst, "button button-quiet");
    };
    let (mark, title, text) = story::visit(&appointment);
    let slot =
        appointment.slot.as_ref().map_or_else(nothing, |slot| paragraph("visit-slot", speech.words().slot(slot)));
    let offered = if offered.is_empty() { appointment.alternatives } else { offered };
    let mut buttons = Vec::new();
    if acts.contains(&Act::Accept) {
        let accept = move || following.change(Wish::Accept);
        buttons.push(button("button", speech.say(Word::ActAccept).to_owned(), None, accept));
    }
    let other = if acts.contains(&Act::AskAgain) {
        other_time(following, Word::ActAskAgain, "button button-quiet")
    } else {
        nothing()
    };
    let suits = if appointment.preferred.is_empty() {
        nothing()
    } else {
        let days: Vec<String> = appointment.preferred.days().iter().map(|day| speech.words().half_day(*day)).collect();
        paragraph("", speech.fill(Word::VisitAskedSuits, &[("days", &days.join(" · "))]))
    };
    let cancel = if acts.contains(&Act::Cancel) {
        let yes_or_no = [Word::ActCancelYes, Word::ActCancelNo];
        asking(Word::ActCancel, speech.say(Word::ActCancelAsk), yes_or_no, move || following.change(Wish::Cancel))
    } else {
        nothing()
    };
    view! {
        <section class=class(mark)>
            {icon(mark)}
            <h2 class="notice-title">{speech.say(title)}</h2>
            {slot}
            {paragraph("", sentence(speech, text))}
            {suits}
            {if following.is_known() { times(following, offered) } else { nothing() }}
            {if buttons.is_empty() { nothing() } else { actions(buttons) }}
            {other}
            {cancel}
        </section>
    }
    .into_any()
}

/// A button that asks before it does something; what it would do is said first.
pub fn asking(
    first: Word,
    question: impl Into<String>,
    [yes, no]: [Word; 2],
    act: impl Fn() + Copy + Send + 'static,
) -> AnyView {
    let (speech, question) = (speech(), question.into());
    let asked = RwSignal::new(false);
    part(move || {
        if !asked.get() {
            return button("button button-link", speech.say(first).to_owned(), None, move || asked.set(true));
        }
        let buttons = vec![
            button("button button-danger", speech.say(yes).to_owned(), None, act),
            button("button button-quiet", speech.say(no).to_owned(), None, move || asked.set(false)),
        ];
        let body = vec![paragraph("", question.clone()), actions(buttons)];
        view! { <div class="notice notice-danger" role="status">{body}</div> }.into_any()
    })
}

const fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Asked | Mark::Proposed => "notice notice-warn visit",
        Mark::Confirmed => "notice notice-ok visit",
        Mark::Off => "notice visit",
    }
}

/// A clock in a broken circle, a question, a tick in a full circle, a bar across.
fn icon(mark: Mark) -> AnyView {
    let (class, path) = match mark {
        Mark::Asked => ("visit-icon visit-asked", "M12 7v5l3.5 2"),
        Mark::Proposed => ("visit-icon", "M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.5v.01"),
        Mark::Confirmed => ("visit-icon visit-confirmed", "M8 12.5l3 3 5.5-6.5"),
        Mark::Off => ("visit-icon", "M7.5 12h9"),
    };
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <circle cx="12" cy="12" r="9"></circle>
            <path d=path></path>
        </svg>
    }
    .into_any()
}
