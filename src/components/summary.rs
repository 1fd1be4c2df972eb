//! The answers, read back.

use guichet_core::{
    form::{journey::Form, step::Step, summary::Section},
    text::Word,
};
use leptos::prelude::*;

use crate::{
    context::{session, speech},
    routes,
};

/// Everything that was answered. With `modifiable`, each part leads back to its step.
#[component]
pub fn SummaryView(
    /// The form.
    form: &'static Form,
    /// True where answers can still be changed.
    modifiable: bool,
) -> impl IntoView {
    let (speech, session) = (speech(), session());
    let section = move |section: Section| {
        let action = modifiable.then(|| {
            let href = href(section.step, &section);
            let what = speech.fill(Word::ModifyWhat, &[("what", &section.title)]);
            view! { <a class="summary-change" href=href aria-label=what>{speech.say(Word::Modify)}</a> }
        });
        let rows = section
            .rows
            .into_iter()
            .map(|row| {
                let lines: Vec<AnyView> =
                    row.value.lines().map(|line| view! { <span class="summary-line">{line.to_owned()}</span> }.into_any()).collect();
                view! {
                    <div class="summary-row">
                        <dt>{row.label}</dt>
                        <dd class="summary-value">{lines}</dd>
                    </div>
                }
            })
            .collect_view();
        view! {
            <div class="summary-part"><h2>{section.title}</h2>{action}</div>
            <dl class="summary-list">{rows}</dl>
        }
        .into_any()
    };
    move || {
        let sections = session.answers.with(|answers| form.summary(answers, speech.words()));
        sections.into_iter().map(section).collect_view()
    }
}

fn href(step: &Step, section: &Section) -> String {
    let language = speech().language();
    let path = match section.item {
        Some(item) => routes::complaint_item(language, step.slug, item),
        None => routes::complaint(language, Some(step.slug)),
    };
    routes::and_back(&path)
}
