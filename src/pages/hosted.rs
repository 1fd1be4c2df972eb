//! Inside another site's page: hearing that page, and telling it how high this one is.

use guichet_core::hosting::{FromHost, Theme, may_host};

use crate::{
    browser::{host, page},
    context::settings,
};

/// Listens for as long as the app is there.
pub fn listen() {
    let listed = settings().frame_ancestors;
    let may = move |origin: &str| may_host(&listed, &page::origin(), origin);
    let heard = |said| {
        if let FromHost::Theme(theme) = said {
            page::set_theme((theme != Theme::Auto).then(|| theme.name()));
        }
    };
    if let Some(listener) = host::on_message(may, heard) {
        listener.until_cleanup();
        host::watch_height();
    }
}
