//! Something is wrong in what was sent: tell the agent, or take it back and send it anew from the answers that are still here.

use guichet_core::{
    follow_up::{answer::Answer, pass::Pass},
    form::{answers::Answers, journey::Stop},
    text::Word,
    wire::progress::Status,
};
use leptos::{prelude::*, task::spawn_local};

use super::super::follow_up::{asking, said};
use crate::{
    api::follow_up as api,
    components::{
        help_contact,
        live::{nothing, panel, paragraph, part},
    },
    context::{session, settings, speech},
    routes,
};

/// What can be done about a mistake. Without a code or without the answers it is for the agent.
pub fn correct(pass: Option<Pass>) -> AnyView {
    let (speech, session) = (speech(), session());
    let answers_are_here = !session.answers.with_untracked(Answers::is_empty);
    let again = match pass {
        Some(pass) if answers_are_here => again(pass),
        _ => nothing(),
    };
    let body = vec![paragraph("", speech.say(Word::CorrectTell)), again];
    view! { <div class="no-print">{panel("panel", Some(speech.say(Word::CorrectTitle)), body)}</div> }.into_any()
}

fn again(pass: Pass) -> AnyView {
    let (speech, session, go) = (speech(), session(), routes::go(true));
    let (busy, outcome) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let check = routes::form(speech.language(), session.form(), Some(Stop::CHECK));
    let question = speech.fill(Word::CorrectAsk, &[("reference", &pass.reference.to_string())]);
    let act = StoredValue::new_local((pass, go, check));
    let withdraw = move || {
        if busy.get_untracked() {
            return;
        }
        let Some(fresh) = session.prepare_correction() else { return };
        let Some(pass) = act.try_with_value(|(pass, ..)| pass.clone()) else { return };
        busy.set(true);
        outcome.set(None);
        let config = settings();
        spawn_local(async move {
            let answer = api::withdraw(&config, &pass).await;
            busy.try_set(false);
            // Whether it was this press or an earlier one whose answer was lost: it is withdrawn.
            if answer.progress().is_some_and(|progress| progress.status == Status::Withdrawn) {
                act.try_with_value(|(_, go, check)| {
                    session.correct(fresh);
                    go(check);
                });
                return;
            }
            let text = match &answer {
                Answer::NotNow(_) => speech.say(Word::CorrectClosed).to_owned(),
                other => said(speech, other, None).map(|said| said.text).unwrap_or_default(),
            };
            outcome.try_set(Some(text));
        });
    };
    let told = part(move || match (busy.get(), outcome.get()) {
        (true, _) => paragraph("muted", speech.say(Word::ActWorking)),
        (false, Some(text)) => {
            view! { <div class="notice notice-warn">{paragraph("", text)} {help_contact()}</div> }.into_any()
        }
        (false, None) => nothing(),
    });
    vec![
        paragraph("", speech.say(Word::CorrectAgain)),
        asking(Word::CorrectStart, question, [Word::CorrectYes, Word::CorrectNo], withdraw),
        view! { <div role="status">{told}</div> }.into_any(),
    ]
    .into_any()
}
