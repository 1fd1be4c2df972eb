//! Where a declaration stands, what to do now, what has happened, and how to take it back.

use guichet_core::{
    domain::{case::Act, date::unix_of_rfc3339},
    follow_up::story::{self, Sentence},
    text::Word,
    wire::progress::{Event, Progress, Status},
};
use leptos::prelude::*;

use super::{
    Following,
    following::SAID,
    visit::{asking, visit},
};
use crate::{
    browser::clock,
    components::{
        heading, help_contact,
        live::{actions, button, nothing, panel, paragraph, part, subheading},
    },
    context::{Speech, speech},
};

/// Everything that is known, drawn anew whenever the server has said something.
pub fn screen(following: Following) -> AnyView {
    let speech = speech();
    let reference = following.progress().map(|progress| progress.reference).unwrap_or_default();
    let told =
        part(move || following.progress().map_or_else(nothing, |progress| untrack(|| told(following, &progress))));
    let ways = actions(vec![
        button("button button-quiet", speech.say(Word::FollowAgain).to_owned(), None, move || following.look()),
        button("button button-link", speech.say(Word::FollowLeave).to_owned(), None, move || following.forget()),
    ]);
    view! {
        {heading(speech.say(Word::FollowTitle), None)}
        {paragraph("reference", reference)}
        {outcome(following)}
        {told}
        <div class="no-print">{ways}</div>
    }
    .into_any()
}

/// What has come of the last question.
pub fn outcome(following: Following) -> AnyView {
    let speech = speech();
    let said = part(move || {
        if following.is_busy() {
            return paragraph("muted", speech.say(Word::ActWorking));
        }
        following.said().map_or_else(nothing, |said| {
            let class = if said.good { "notice notice-ok" } else { "notice notice-warn" };
            let help = if said.good { nothing() } else { help_contact() };
            view! { <div class=class>{paragraph("", said.text)} {help}</div> }.into_any()
        })
    });
    view! { <div id=SAID tabindex="-1" role="status">{said}</div> }.into_any()
}

fn told(following: Following, progress: &Progress) -> AnyView {
    let speech = speech();
    let badge = match progress.status {
        Status::Received => "badge badge-warn",
        Status::Signed | Status::Handled => "badge badge-ok",
        Status::Rejected | Status::Withdrawn | Status::Expired => "badge",
    };
    let status = view! {
        <p><span class=badge>{speech.say(story::status(progress.status))}</span></p>
    };
    let now = story::now(progress, clock::now().unix).into_iter().map(|told| paragraph("", sentence(speech, told)));
    let events: Vec<AnyView> = progress.events.iter().map(|event| happened(speech, event)).collect();
    vec![
        status.into_any(),
        visit(following, None),
        panel("panel", Some(speech.say(Word::FollowNow)), now.collect()),
        subheading(speech.say(Word::FollowHistory)),
        view! { <ol class="timeline">{events}</ol> }.into_any(),
        withdraw(following, progress),
    ]
    .into_any()
}

/// A sentence with its moment, on the clocks of whoever reads it.
pub fn sentence(speech: Speech, told: Sentence) -> String {
    let (date, time) = moment(speech, told.moment);
    speech.fill(told.word, &[("date", &date), ("time", &time)])
}

fn moment(speech: Speech, unix: Option<i64>) -> (String, String) {
    let (date, time) = unix.and_then(clock::wall).unzip();
    let date = date.map(|date| speech.words().date(date)).unwrap_or_default();
    (date, time.map(|time| speech.words().hour(time)).unwrap_or_default())
}

fn happened(speech: Speech, event: &Event) -> AnyView {
    let (date, time) = moment(speech, unix_of_rfc3339(&event.at));
    let name = speech.say(story::event(event.kind));
    let text = match &event.slot {
        None => speech.fill(Word::FollowEvent, &[("event", name), ("date", &date), ("time", &time)]),
        Some(slot) => {
            let slot = speech.words().slot(slot);
            speech.fill(Word::FollowEventSlot, &[("event", name), ("slot", &slot), ("date", &date), ("time", &time)])
        }
    };
    view! { <li class="done">{text}</li> }.into_any()
}

/// Takes the whole declaration back: another thing than cancelling an appointment, and said so.
fn withdraw(following: Following, progress: &Progress) -> AnyView {
    if !story::acts(progress).contains(&Act::Withdraw) {
        return nothing();
    }
    let question = speech().say(Word::ActWithdrawAsk);
    asking(Word::ActWithdraw, question, [Word::ActWithdrawYes, Word::ActWithdrawNo], move || following.withdraw())
}
