//! Whom to call: every number, for whom it is, and when somebody answers.

use guichet_core::{
    config::NumberKind,
    orientation::{
        help::{self, Shown},
        service::Service,
    },
    text::Word,
};
use leptos::prelude::*;

use crate::{
    components::{
        bullets, heading,
        live::{link, nothing, panel, paragraph, subheading},
        paragraphs,
    },
    context::{settings, speech},
};

/// The page.
pub fn page() -> AnyView {
    let speech = speech();
    let (urgent, other): (Vec<Shown>, Vec<Shown>) =
        help::numbers(&settings(), speech.words()).into_iter().partition(|shown| shown.urgent);
    let part = |title: Word, numbers: Vec<Shown>| -> Vec<AnyView> {
        if numbers.is_empty() { Vec::new() } else { vec![subheading(speech.say(title)), list(numbers)] }
    };
    vec![
        heading(speech.say(Word::NumbersTitle), None),
        paragraph("lead", speech.say(Word::NumbersLead)),
        part(Word::NumbersUrgent, urgent).into_any(),
        panel("notice notice-danger", Some(speech.say(Word::NumbersMute)), paragraphs(speech.say(Word::NumbersMuteText))),
        panel(
            "panel",
            Some(speech.say(Word::NumbersSayTitle)),
            vec![bullets(speech.say(Service::Emergency.advice().prepare))],
        ),
        part(Word::NumbersHelp, other).into_any(),
    ]
    .into_any()
}

/// Numbers as rows, each a link.
pub fn list(numbers: Vec<Shown>) -> AnyView {
    let rows: Vec<AnyView> = numbers.into_iter().map(row).collect();
    view! { <ul class="numbers">{rows}</ul> }.into_any()
}

fn row(shown: Shown) -> AnyView {
    let speech = speech();
    let label = match shown.kind {
        NumberKind::Tel => Word::NumberCallLabel,
        NumberKind::Sms => Word::NumberSmsLabel,
    };
    let label = speech.fill(label, &[("number", &shown.number)]);
    let text = match shown.kind {
        NumberKind::Tel => shown.number.clone(),
        NumberKind::Sms => speech.fill(Word::EmergencySms, &[("number", &shown.number)]),
    };
    let class = if shown.urgent { "number number-urgent" } else { "number" };
    let line = |class, text: String| if text.is_empty() { nothing() } else { paragraph(class, text) };
    view! {
        <li class="number-row">
            {link(class, shown.link(), text, Some(label))}
            <div>{line("", shown.about)} {line("small muted", shown.when)}</div>
        </li>
    }
    .into_any()
}
