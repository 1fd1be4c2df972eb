//! The complaint's questions on paper: to be printed, filled in by hand and taken to a station.

use guichet_core::{
    form::field::Spec,
    forms::complaint::paper::{PAPER, Room, Section, room},
    still::{Label, Sentences},
    text::Word,
};
use leptos::prelude::*;

use crate::{
    components::{
        bullets, heading,
        live::{nothing, panel, paragraph},
        paragraphs,
    },
    context::speech,
};

/// The page.
pub fn page() -> AnyView {
    let speech = speech();
    let sentences = Sentences::of(speech.language());
    let sections: Vec<AnyView> = PAPER
        .iter()
        .flat_map(|of| (1..=of.times).map(|nth| section(&sentences, of, nth)).collect::<Vec<_>>())
        .collect();
    let end = [Label::PaperDone, Label::PaperSignature].map(|label| {
        view! { <p class="blank blank-short"><span>{sentences.say(label)}</span> <span class="blank-line"></span></p> }.into_any()
    });
    vec![
        heading(sentences.say(Label::PaperTitle), None),
        paragraph("lead", sentences.say(Label::PaperLead)),
        bullets(&sentences.say(Label::PaperHow).replace("\\n", "\n")),
        view! { <div class="paper">{sections}</div> }.into_any(),
        paragraph("", sentences.say(Label::PaperMore)),
        panel("notice", Some(speech.say(Word::NoticesFalseTitle)), paragraphs(speech.say(Word::NoticesFalse))),
        view! { <div class="paper-asks">{Vec::from(end)}</div> }.into_any(),
    ]
    .into_any()
}

fn section(sentences: &Sentences, section: &'static Section, nth: usize) -> AnyView {
    let title = speech().say(section.title);
    let title = match section.times {
        1 => title.to_owned(),
        _ => sentences.fill(Label::PaperNumbered, &[("what", title), ("number", &nth.to_string())]),
    };
    let only = if matches!(section.title, Word::ChildTitle | Word::EntityTitle) {
        paragraph("small muted", sentences.say(Label::PaperOnly))
    } else {
        nothing()
    };
    let asks: Vec<AnyView> = section.asks.iter().map(|spec| question(spec)).collect();
    view! {
        <section class="paper-section">
            <h2>{title}</h2>
            {only}
            <div class="paper-asks">{asks}</div>
        </section>
    }
    .into_any()
}

/// A question with the room for its answer. Lines and boxes are for the eye: whoever hears the page hears the questions.
fn question(spec: &'static Spec) -> AnyView {
    let speech = speech();
    let label = speech.say(spec.label);
    let line = || view! { <span class="blank-line"></span> }.into_any();
    match room(spec) {
        Room::Line { short } => {
            let class = if short { "blank blank-short" } else { "blank" };
            view! { <p class=class><span>{label}</span> {line()}</p> }.into_any()
        }
        Room::Lines(lines) => {
            let lines: Vec<AnyView> = (0..lines).map(|_| line()).collect();
            view! { <p class="blank blank-tall"><span>{label}</span> {lines}</p> }.into_any()
        }
        Room::Box => view! { <p class="blank"><span class="box"></span> {label}</p> }.into_any(),
        Room::Boxes(choices) => {
            let boxes: Vec<AnyView> = choices
                .iter()
                .map(|choice| view! { <li><span class="box"></span> {speech.say(choice.label)}</li> }.into_any())
                .collect();
            view! { <div class="blank blank-tall"><p>{label}</p> <ul class="boxes">{boxes}</ul></div> }.into_any()
        }
    }
}
