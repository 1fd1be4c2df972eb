//! The answers, read back.

use guichet_core::{form::summary::Section, text::Word, wire::submission::FormName};
use leptos::prelude::*;

use super::live::{link, nothing};
use crate::{
    context::{Speech, session, speech},
    routes,
};

/// Everything that was answered. Where it is `modifiable`, each part leads back to its step.
pub fn summary(modifiable: bool) -> Vec<AnyView> {
    let (speech, session) = (speech(), session());
    let sections = session.answers.with_untracked(|answers| session.steps().summary(answers, speech.words()));
    sections.into_iter().map(|part| section(speech, part, modifiable.then(|| session.form()))).collect()
}

fn section(speech: Speech, section: Section, modifiable: Option<FormName>) -> AnyView {
    let change = if let Some(form) = modifiable {
        let language = speech.language();
        let path = match section.item {
            Some(item) => routes::form_item(language, form, section.step.slug, item),
            None => routes::form(language, form, Some(section.step.slug)),
        };
        let label = speech.fill(Word::ModifyWhat, &[("what", &section.title)]);
        link("summary-change", routes::and_back(&path), speech.say(Word::Modify).to_owned(), Some(label))
    } else {
        nothing()
    };
    let rows: Vec<AnyView> = section
        .rows
        .into_iter()
        .map(|row| {
            let lines: Vec<AnyView> = row
                .value
                .lines()
                .map(|line| view! { <span class="summary-line">{line.to_owned()}</span> }.into_any())
                .collect();
            view! {
                <div class="summary-row">
                    <dt>{row.label}</dt>
                    <dd class="summary-value" dir="auto">{lines}</dd>
                </div>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="summary-part"><h2>{section.title}</h2>{change}</div>
        <dl class="summary-list">{rows}</dl>
    }
    .into_any()
}
