//! What was declared, for one's own records: on this page, on paper, or as a file.

use guichet_core::{
    form::answers::Answers,
    papers::copy::{Copy, Line, Part, Told},
    site::Language,
    text::Word,
};
use leptos::{prelude::*, task::spawn_local};

use super::super::wording::wording;
use crate::{
    browser::{file, page as browser},
    components::live::{actions, button, nothing, paragraph, part, subheading, text},
    context::{Speech, catalogs, session, speech},
};

/// The name of these pages for the style sheet, when they alone are printed.
const PAPER: &str = "answers";

/// The answers read back, and the ways to keep them; nothing where they are no longer here.
pub fn copy(reference: &str) -> AnyView {
    let (speech, session) = (speech(), session());
    if session.answers.with_untracked(Answers::is_empty) {
        return nothing();
    }
    let wording = wording(session.form());
    let french = RwSignal::new(None::<Speech>);
    if speech.language() != Language::Fr {
        let catalogs = catalogs();
        spawn_local(async move {
            // Without the French the answers still stand there as they were given.
            french.try_set(catalogs.speech(Language::Fr).await);
        });
    }
    let answers = move || {
        session.answers.with_untracked(|answers| {
            Copy::of(session.steps(), answers, speech.words(), french.get().map(Speech::words))
        })
    };
    let parts = part(move || answers().parts.iter().map(section).collect::<Vec<_>>().into_any());
    view! {
        <section class="paper-answers flow">
            {subheading(speech.say(wording.summary))} {paragraph("small", speech.say(wording.no_value))}
            {ways(reference.to_owned(), answers)} {parts}
        </section>
    }
    .into_any()
}

/// Save, or print.
fn ways(reference: String, answers: impl Fn() -> Copy + 'static) -> AnyView {
    let (speech, session) = (speech(), session());
    let wording = wording(session.form());
    let said = RwSignal::new(None::<Word>);
    let save = move || {
        let code = session.code();
        let mut head = vec![(speech.say(Word::CopyNumber), reference.as_str())];
        head.extend(code.as_deref().map(|code| (speech.say(Word::ReceiptCode), code)));
        let page = answers().html(speech.words(), speech.say(wording.summary), speech.say(wording.no_value), &head);
        let saved = file::save(&format!("guichet-{reference}.html"), "text/html", &page);
        said.set(Some(if saved { Word::FileSaved } else { Word::FileNotSaved }));
    };
    let outcome = text(move || said.get().map(|word| speech.say(word).to_owned()).unwrap_or_default());
    let buttons = vec![
        button("button button-quiet", speech.say(Word::CopySave).to_owned(), None, save),
        button("button button-link", speech.say(Word::CopyPrint).to_owned(), None, || browser::print_paper(PAPER)),
    ];
    view! {
        <div class="no-print flow">
            {paragraph("", speech.say(Word::CopyIntro))} {paragraph("small", speech.say(Word::CopyPrivate))}
            {actions(buttons)} <p class="share-said" role="status">{outcome}</p>
        </div>
    }
    .into_any()
}

fn section(section: &Part) -> AnyView {
    let rows: Vec<AnyView> = section.lines.iter().map(row).collect();
    view! {
        <div class="summary-part"><h3>{told(&section.title)}</h3></div>
        <dl class="summary-list">{rows}</dl>
    }
    .into_any()
}

fn row(line: &Line) -> AnyView {
    view! {
        <div class="summary-row">
            <dt>{told(&line.label)}</dt>
            <dd class="summary-value">{told(&line.value)}</dd>
        </div>
    }
    .into_any()
}

/// A text, and its French below it.
fn told(told: &Told) -> AnyView {
    let lines = |text: &str| -> Vec<AnyView> {
        text.lines().map(|line| view! { <span class="summary-line">{line.to_owned()}</span> }.into_any()).collect()
    };
    let french = told.french.as_deref().map_or_else(nothing, |french| {
        view! { <span class="summary-line beside" lang="fr">{lines(french)}</span> }.into_any()
    });
    view! { {lines(&told.own)} {french} }.into_any()
}
