//! In the browser of another app: that app can read what is typed, so it is said before anything is.

use guichet_core::{hosting::in_app, site::Page, text::Word};
use leptos::prelude::*;

use crate::{
    browser::page,
    components::{
        live::{nothing, panel, paragraph},
        share,
    },
    context::{institution, settings, speech},
    routes,
};

/// What to know and to do there; nothing in a browser of its own.
pub fn notice(at: &Page) -> AnyView {
    let speech = speech();
    let Some(app) = in_app(&page::user_agent()) else { return nothing() };
    let institution = institution();
    let said = [("app", app), ("institution", institution.as_str())];
    let path = routes::alone(speech.language(), at);
    let address = share(Word::InAppShare, None, settings().name, &path);
    view! {
        <div class="in-app">
            {panel(
                "notice notice-warn",
                None,
                vec![
                    paragraph("notice-title", speech.fill(Word::InAppTitle, &said)),
                    paragraph("", speech.fill(Word::InAppText, &said)),
                    address,
                ],
            )}
        </div>
    }
    .into_any()
}
