//! The heading of a page: it names the document and takes the focus, so that a screen reader says where one has come.

use guichet_core::{hosting::ToHost, text::Word};
use leptos::prelude::*;

use crate::{
    browser::{host, page},
    context::{settings, speech},
};

/// Id of every page's heading.
pub const ID: &str = "heading";

/// Set once the first page is drawn: on that one the focus stays where the browser put it.
#[derive(Clone, Copy)]
pub struct Arrived(pub StoredValue<bool>);

/// The `<h1>` of a page. While `wrong`, the document's title says so first.
pub fn heading(text: impl Into<String>, wrong: Option<Signal<bool>>) -> AnyView {
    draw(text.into(), wrong)
}

fn draw(text: String, wrong: Option<Signal<bool>>) -> AnyView {
    let speech = speech();
    let title = format!("{text} – {}", settings().name);
    let prefix = speech.say(Word::ErrorPrefix);
    let arrived = expect_context::<Arrived>();
    Effect::new(move |before: Option<()>| {
        let wrong = wrong.is_some_and(|wrong| wrong.get());
        page::set_title(&if wrong { format!("{prefix}\u{a0}: {title}") } else { title.clone() });
        // Everything that was drawn with the first heading is there by now.
        page::take_over();
        if before.is_none() && arrived.0.try_update_value(|arrived| std::mem::replace(arrived, true)) == Some(true) {
            page::focus_at_top(ID);
            // A host whose frame is as high as its page scrolls for it.
            host::tell(ToHost::Top);
        }
    });
    view! { <h1 id=ID tabindex="-1">{text}</h1> }.into_any()
}
