//! Inside another site's page: hearing that page, and telling it how high this one is.

use guichet_core::hosting::{Accent, FromHost, Theme, may_host};

use crate::{
    browser::{host, page},
    context::settings,
    routes,
};

/// Listens for as long as the app is there.
pub fn listen() {
    let listed = settings().frame_ancestors;
    let may = move |origin: &str| may_host(&listed, &page::origin(), origin);
    let heard = |said| {
        if let FromHost::Theme(theme, accent) = said {
            page::set_theme((theme != Theme::Auto).then(|| theme.name()));
            set_accent(accent);
        }
    };
    // A plain frame has no other way to say it.
    set_accent(routes::accent().as_deref().and_then(Accent::parse));
    if let Some(listener) = host::on_message(may, heard) {
        listener.until_cleanup();
        host::watch_height();
    }
}

/// Has the page drawn in that colour, or in ours.
fn set_accent(accent: Option<Accent>) {
    page::set_tokens("data-accent", accent.map(Accent::tokens).as_ref().map(<[_; 4]>::as_slice));
}
