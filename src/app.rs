//! The app: what is around every page, and the one page that the address names.

use std::sync::Arc;

use guichet_core::{
    site::{self, Page},
    text::Words,
};
use leptos::{mount::mount_to, prelude::*, task::spawn_local};
use leptos_router::components::Router;

use crate::{
    api::words,
    browser::{
        boot::{self, BootFault, Handover},
        page,
    },
    components::{Arrived, Emergency, Footer, Header, IdleWarning},
    context::{Session, Settings, Speech},
    pages, routes,
};

/// Draws the app in place of the static page.
pub fn start(handover: Handover) -> Result<(), BootFault> {
    let language = site::language(&page::path());
    let first = Words::parse(language, &handover.words).map(Speech::keep).map_err(|_| BootFault::Words)?;
    let place = page::take_place().ok_or(BootFault::Nothing)?;
    let Handover { config, words_urls, .. } = handover;
    mount_to(place, move || {
        let Ok(session) = Session::open(config.clone()) else {
            // Without randomness there is no key, and nothing here could be promised.
            boot::failed(BootFault::Nothing.as_reason());
            return ().into_any();
        };
        provide_context(session);
        provide_context(Settings(StoredValue::new(config)));
        provide_context(Arrived(StoredValue::new(false)));
        view! {
            <Router>
                <Shell first urls=Arc::new(words_urls) />
            </Router>
        }
        .into_any()
    })
    .forget();
    Ok(())
}

/// Keeps the words in step with the address, and draws everything anew when they change.
#[component]
fn Shell(first: Speech, urls: Arc<Vec<(String, String)>>) -> impl IntoView {
    let spoken = RwSignal::new(first);
    let kept = StoredValue::new(vec![first]);
    let language = routes::language();
    Effect::new(move |_| {
        let wanted = language.get();
        if spoken.with_untracked(|speech| speech.language()) == wanted {
            return;
        }
        if let Some(speech) = kept.with_value(|kept| kept.iter().find(|speech| speech.language() == wanted).copied()) {
            spoken.set(speech);
            return;
        }
        let url = urls.iter().find(|(tag, _)| tag == wanted.tag()).map(|(_, url)| url.clone());
        spawn_local(async move {
            // Without the words the page stays in the language that it has: better read than blank.
            let Some(url) = url else { return };
            if let Some(speech) = words::load(wanted, &url).await.map(Speech::keep) {
                kept.update_value(|kept| kept.push(speech));
                if language.get_untracked() == wanted {
                    spoken.set(speech);
                }
            }
        });
    });
    let current = routes::current();
    let shown = Memo::new(move |_| (spoken.get().language(), current.get().map(|(_, page)| page)));
    let drawn = Memo::new(move |_| shown.with(|(language, _)| *language));
    move || {
        drawn.track();
        let speech = spoken.get_untracked();
        page::set_language(speech.language().tag(), "ltr");
        provide_context(speech);
        view! { <Frame page=Signal::derive(move || shown.with(|(_, page)| page.clone())) /> }
    }
}

/// What is around every page.
#[component]
fn Frame(page: Signal<Option<Page>>) -> impl IntoView {
    let page = Memo::new(move |_| page.get());
    // The strip stands where people arrive; inside the form it would only take room.
    let strip = Memo::new(move |_| !matches!(page.get(), Some(Page::Complaint { step: Some(_) })));
    view! {
        <Header />
        <Show when=move || strip.get()>
            <Emergency />
        </Show>
        <main class="page flow" id="main" tabindex="-1">
            {move || pages::draw(page.get())}
        </main>
        <Footer />
        <IdleWarning />
    }
    .into_any()
}

