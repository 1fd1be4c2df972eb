//! The heading of a page: it names the document and takes the focus, so that a screen reader says where one has come.

use guichet_core::text::Word;
use leptos::prelude::*;

use crate::{
    browser::page,
    context::{settings, speech},
};

/// Id of every page's heading.
pub const ID: &str = "heading";

/// Set once the first page is drawn: on that one the focus stays where the browser put it.
#[derive(Clone, Copy)]
pub struct Arrived(pub StoredValue<bool>);

/// The `<h1>` of a page.
#[component]
pub fn Heading(
    /// What it says.
    #[prop(into)]
    text: String,
    /// True while the page shows flaws: the document's title then says so first.
    #[prop(optional, into)]
    wrong: Signal<bool>,
) -> impl IntoView {
    let speech = speech();
    let name = settings().name;
    let prefix = speech.say(Word::ErrorPrefix);
    let title = format!("{text} – {name}");
    let arrived = expect_context::<Arrived>();
    Effect::new(move |_| {
        page::set_title(&if wrong.get() { format!("{prefix}\u{a0}: {title}") } else { title.clone() });
    });
    Effect::new(move |_| {
        if arrived.0.get_value() {
            page::focus(ID);
        }
        arrived.0.set_value(true);
    });
    view! { <h1 id=ID tabindex="-1">{text}</h1> }
}
