//! Leaving quickly, on every page of a form: a button that stays in sight, and three presses of Shift.

use guichet_core::{config::Config, text::Word};
use leptos::prelude::*;

use crate::{
    api::keep::ExitErases,
    browser::{exit, page},
    components::{
        folded,
        live::{Live, button, live},
        paragraphs,
    },
    context::{settings, speech},
    routes,
};

/// The button, and what it does. While it is on the page the keys work too.
pub fn bar(act: impl Fn(&Config) + Copy + Send + Sync + 'static) -> AnyView {
    let speech = speech();
    let left = StoredValue::new(false);
    // Heard outside of the page's own handlers, where nothing can be looked up.
    let config = StoredValue::new(settings());
    let leave = move || {
        left.set_value(true);
        config.with_value(act);
    };
    // Whoever comes back to this page as it was left finds a page on which nothing was ever written.
    // A frame has no other page to go to than its own.
    let start = if routes::is_hosted() { page::path() } else { routes::start(speech.language()) };
    let back = page::on_revival(move || {
        if left.get_value() {
            exit::start_anew(&start);
        }
    });
    if let Some(listener) = back {
        listener.until_cleanup();
    }
    if let Some(listener) = exit::on_shift_thrice(leave) {
        listener.until_cleanup();
    }
    view! {
        <div class="exit no-print">
            {button("button button-exit", speech.say(Word::Exit).to_owned(), None, leave)}
        </div>
    }
    .into_any()
}

/// What the button does and what it cannot do, and what else it shall erase; that is not asked where nothing can be stored.
pub fn about(erases: Option<RwSignal<ExitErases>>) -> AnyView {
    let speech = speech();
    let mut body = paragraphs(speech.say(Word::ExitAbout));
    if let Some(erases) = erases {
        body.push(choice(Word::ExitUnsent, live(move || erases.get().unsent), move |on| {
            erases.update(|erases| erases.unsent = on);
        }));
        body.push(choice(Word::ExitOthers, live(move || erases.get().others), move |on| {
            erases.update(|erases| erases.others = on);
        }));
    }
    folded(speech.say(Word::ExitTitle), body)
}

fn choice(word: Word, checked: Live<bool>, choose: impl Fn(bool) + 'static) -> AnyView {
    draw_choice(speech().say(word), checked, Box::new(choose))
}

fn draw_choice(text: &'static str, checked: Live<bool>, choose: Box<dyn Fn(bool)>) -> AnyView {
    view! {
        <label class="choice">
            <input type="checkbox" prop:checked=checked on:change=move |event| choose(event_target_checked(&event)) />
            <span class="choice-text">{text}</span>
        </label>
    }
    .into_any()
}
