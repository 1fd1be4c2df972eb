//! The app: what is around every page, and the one page that the address names.

use guichet_core::{config::Config, site::Page, text::Words};
use leptos::{mount::mount_to, prelude::*, task::spawn_local};
use leptos_router::components::Router;

use crate::{
    browser::{
        boot::{self, BootFault, Handover, WordsFile},
        page, timer,
    },
    components::{
        Arrived, HEADING, emergency, emergency_line, footer, header, hosted_emergency, hosted_foot, hosted_head,
        live::{nothing, part},
    },
    context::{Asked, Catalogs, Left, Overlay, Root, Settings, Speech, catalogs},
    pages::{self, Areas},
    routes,
};

/// A page whose heading waits for the network takes the place of the static one after this time, in milliseconds.
const PATIENCE_MS: u32 = 2_500;

/// Draws the app beside the static page, and has it take that page's place with its first heading.
pub fn start(handover: Handover) -> Result<(), BootFault> {
    routes::settle(&boot::base(), &page::path());
    let language = routes::language_of(&page::path());
    let first = Words::parse(language, &handover.words).map(Speech::keep).map_err(|_| BootFault::Words)?;
    let place = page::prepare_place().ok_or(BootFault::Nothing)?;
    let Handover { config, words_files, .. } = handover;
    mount_to(place, move || draw(config, first, words_files)).forget();
    spawn_local(async {
        timer::sleep(PATIENCE_MS).await;
        page::take_over();
    });
    Ok(())
}

/// Everything of the app, at the address that the router tells.
pub fn draw(config: Config, first: Speech, words_files: Vec<WordsFile>) -> AnyView {
    if let Some(owner) = Owner::current() {
        provide_context(Root(owner));
    }
    provide_context(Settings(StoredValue::new(config)));
    provide_context(Catalogs::new(first, words_files));
    provide_context(Areas::none());
    provide_context(Overlay(RwSignal::new(None)));
    provide_context(Left(RwSignal::new(None)));
    provide_context(Asked(RwSignal::new(String::new())));
    pages::finish_what_was_left();
    if routes::is_hosted() {
        pages::listen_to_host();
    }
    provide_context(Arrived(StoredValue::new(false)));
    view! {
        <Router>
            {shell(first)}
        </Router>
    }
    .into_any()
}

/// Keeps the words in step with the address, and draws everything anew when they change.
fn shell(first: Speech) -> AnyView {
    follow_links();
    let spoken = RwSignal::new(first);
    let catalogs = catalogs();
    let language = routes::language();
    Effect::new(move |_| {
        let wanted = language.get();
        if spoken.with_untracked(|speech| speech.language()) == wanted {
            return;
        }
        if let Some(speech) = catalogs.at_hand(wanted) {
            spoken.set(speech);
            return;
        }
        let catalogs = catalogs.clone();
        spawn_local(async move {
            // Without the words the page stays in the language that it has: better read than blank.
            if let Some(speech) = catalogs.speech(wanted).await
                && language.get_untracked() == wanted
            {
                spoken.set(speech);
            }
        });
    });
    let current = routes::current();
    let shown = Memo::new(move |_| (spoken.get().language(), current.get().map(|(_, page)| page)));
    let drawn = Memo::new(move |_| shown.with(|(language, _)| *language));
    let page = Memo::new(move |_| shown.with(|(_, page)| page.clone()));
    part(move || {
        // Read, not only tracked: a memo that nobody reads never looks at what it is made of.
        let _ = drawn.get();
        let speech = spoken.get_untracked();
        page::set_language(speech.language().tag(), "ltr");
        provide_context(speech);
        untrack(|| frame(page))
    })
}

/// What is around every page.
fn frame(page: Memo<Option<Page>>) -> AnyView {
    // A player's frame stands inside a page that has all of this already.
    if matches!(page.get_untracked(), Some(Page::Video)) {
        Effect::new(|_| page::take_over());
        return pages::draw(page.get_untracked());
    }
    // Where people arrive it is a sentence; inside the form, a line.
    let in_form = Memo::new(move |_| {
        matches!(page.get(), Some(Page::Complaint { step: Some(_) } | Page::Report { step: Some(_) }))
    });
    let hosted = routes::is_hosted();
    let strip = part(move || match in_form.get() {
        _ if hosted => untrack(hosted_emergency),
        true => untrack(emergency_line),
        false => untrack(emergency),
    });
    let overlay = expect_context::<Overlay>().0;
    let over = part(move || overlay.get().map_or_else(nothing, untrack));
    let inside = part(move || {
        let page = page.get();
        untrack(|| pages::draw(page))
    });
    if hosted {
        // Its host has a banner and a foot of its own: all of ours is one part of that page, named by its heading.
        return view! {
            <main class="hosted" id="main" tabindex="-1" aria-labelledby=HEADING>
                {hosted_head(page)} {strip} <div class="page flow">{inside}</div> {hosted_foot()}
            </main>
            {over}
        }
        .into_any();
    }
    view! {
        {header(strip)}
        <main class="page flow" id="main" tabindex="-1">{inside}</main>
        {footer()}
        {over}
    }
    .into_any()
}

/// Takes presses on the app's own links to the router. The router's own way of taking them waits for its tables of
/// nested routes before it changes the address, and there are none here: `core::site` reads every address.
fn follow_links() {
    let go = routes::go(false);
    let near = |path: &str| routes::is_near(path);
    if let Some(listener) = page::on_link(near, move |path| go(path)) {
        listener.until_cleanup();
    }
    let back = routes::go(true);
    if let Some(listener) = page::on_unwritten(move |path| back(path)) {
        listener.until_cleanup();
    }
}
