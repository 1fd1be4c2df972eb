//! A button that hands a link on, and what became of it.

use guichet_core::text::Word;
use leptos::{prelude::*, task::spawn_local};

use super::live::{button, nothing, part};
use crate::{
    browser::{
        page,
        share::{self, Shared},
    },
    context::{settings, speech},
    routes,
};

/// The button and, once pressed, its outcome. `path` is where the link leads on this site; `label` is the button's whole
/// name where `text` is said of several things on the page.
pub fn share(text: Word, label: Option<String>, title: String, path: &str) -> AnyView {
    let speech = speech();
    let address = routes::whole(&settings().public_address, &page::origin(), path);
    let shown = address.clone();
    let outcome = RwSignal::new(None);
    let press = button("button button-link", speech.say(text).to_owned(), label, move || {
        let (title, address) = (title.clone(), address.clone());
        spawn_local(async move {
            outcome.try_set(Some(share::share(&title, &address).await));
        });
    });
    let said = part(move || match outcome.get() {
        None | Some(Shared::Done) => nothing(),
        Some(Shared::Copied) => speech.say(Word::ShareCopied).into_any(),
        Some(Shared::Refused) => speech.fill(Word::ShareNotCopied, &[("address", &shown)]).into_any(),
    });
    view! { {press} <span class="share-said" role="status">{said}</span> }.into_any()
}
