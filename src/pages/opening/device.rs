//! Whose device it is: asked before anything is written.

use guichet_core::text::Word;
use leptos::prelude::*;

use crate::{
    api::keep::Life,
    components::{choice_row, live::live},
    context::speech,
};

/// The question, with what each answer means. A draft can be kept on the device only where the browser has the means.
pub fn question(chosen: RwSignal<Life>, can_keep_on_device: bool) -> AnyView {
    let speech = speech();
    let choice = |life: Life, label: Word, hint: Word| {
        let checked = live(move || chosen.get() == life);
        let hint = view! { " " <span class="hint">{speech.say(hint)}</span> }.into_any();
        let body = vec![speech.say(label).into_any(), hint];
        choice_row("device".to_owned(), checked, Box::new(move |_| chosen.set(life)), body)
    };
    let mut choices = vec![choice(Life::ThisTab, Word::DeviceTab, Word::DeviceTabHint)];
    if can_keep_on_device {
        choices.push(choice(Life::ThisDevice, Word::DeviceWeek, Word::DeviceWeekHint));
    }
    choices.push(choice(Life::ThisPage, Word::DevicePage, Word::DevicePageHint));
    view! {
        <fieldset class="field">
            <legend class="label">{speech.say(Word::DeviceLabel)}</legend>
            <div class="choices">{choices}</div>
        </fieldset>
    }
    .into_any()
}
