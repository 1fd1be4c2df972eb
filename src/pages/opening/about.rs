//! What to know before a form is begun.

use guichet_core::{forms::complaint::appointment::Reason, text::Word, wire::submission::FormName};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::server,
    browser::{IN_BROWSER, timer},
    components::{
        bullets, folded, help_contact,
        live::{nothing, panel, paragraph, part},
        paragraphs,
    },
    context::{settings, speech},
};

/// Whether the service answers is asked so much later, in milliseconds.
const MOMENT_MS: u32 = 400;

/// What the form is for and what to have at hand; for the complaint whether the service answers, and why one may have to come in.
pub fn before(form: FormName, why: AnyView) -> AnyView {
    let speech = speech();
    let panel_of = |title, list, time| {
        let body = vec![bullets(speech.say(list)), paragraph("small muted", speech.say(time))];
        panel("panel", Some(speech.say(title)), body)
    };
    match form {
        FormName::PreComplaint => vec![
            reachable(),
            panel_of(Word::ComplaintHaveTitle, Word::ComplaintHave, Word::ServiceComplaintTime),
            coming_in(why),
            folded(speech.say(Word::AppointmentRuleTitle), paragraphs(speech.say(Word::AppointmentRule))),
        ]
        .into_any(),
        FormName::ContentReport => panel_of(Word::ReportIntroTitle, Word::ReportIntro, Word::ServiceReportTime),
    }
}

/// Why one has to come in; without a reason the agent will say whether one has.
pub fn why_come_in(reasons: &[Reason]) -> AnyView {
    let speech = speech();
    if reasons.is_empty() {
        return paragraph("", speech.say(Word::AppointmentMaybe));
    }
    let reasons: Vec<&str> = reasons.iter().map(|reason| speech.say(reason.word())).collect();
    vec![paragraph("", speech.say(Word::AppointmentNeeded)), bullets(&reasons.join("\n"))].into_any()
}

/// That a complaint is signed in a station, and whether one has to come in for it. What changes with an answer is announced.
pub fn coming_in(why: AnyView) -> AnyView {
    let speech = speech();
    let body = vec![
        paragraph("", speech.say(Word::SignAlways)),
        view! { <div role="status" class="coming-in">{why}</div> }.into_any(),
    ];
    panel("notice", Some(speech.say(Word::ComplaintSignTitle)), body)
}

/// That nothing can be sent as things stand: said before the first question, not after the last one.
fn reachable() -> AnyView {
    let (speech, config) = (speech(), settings());
    let told = move |title, text| {
        let body = paragraphs(speech.say(text)).into_iter().chain([help_contact()]).collect();
        panel("notice notice-danger", Some(speech.say(title)), body)
    };
    // A page drawn ahead knows the file that it was built with; a server may add its key to what it serves.
    if IN_BROWSER && config.recipient_keys.is_empty() {
        return told(Word::CannotSendTitle, Word::CannotSendText);
    }
    let down = RwSignal::new(false);
    if IN_BROWSER {
        spawn_local(async move {
            // The page comes first.
            timer::sleep(MOMENT_MS).await;
            let _ = down.try_set(!server::is_up(&config).await);
        });
    }
    let body = part(move || if down.get() { told(Word::ServiceDownTitle, Word::ServiceDown) } else { nothing() });
    view! { <div role="status">{body}</div> }.into_any()
}
