//! Pages drawn ahead of time, off the browser: what stands in the static files, so that a page can be read, and typed into,
//! while the program that takes it over is still on its way.

use std::sync::{Arc, Once};

use any_spawner::Executor;
use guichet_core::{config::Config, domain::directory::Directory, text::Words};
use leptos::prelude::*;
use leptos_router::location::RequestUrl;

use crate::{
    app,
    context::{Published, Speech},
    routes,
};

static EXECUTOR: Once = Once::new();

/// The HTML of the app at a path below its own address (`/en/commissariats`), as it is before anything of this person, this
/// moment or the network is known. `directory` is what is published with it.
#[must_use]
pub fn html(config: &Config, words: Words, directory: &Arc<Directory>, path: &str) -> String {
    // Nothing is waited for: what is not there at once is not part of a static page.
    EXECUTOR.call_once(|| {
        let _ = Executor::init_custom_executor(Forgetful);
    });
    let owner = Owner::new();
    let html = owner.with(|| {
        // Once is what is wanted here: the framework need not warn that nothing follows the signals.
        let _once = leptos::reactive::diagnostics::SpecialNonReactiveZone::enter();
        let address = format!("{}{path}", config.base());
        provide_context(Published(directory.clone()));
        provide_context(RequestUrl::new(&address));
        routes::settle(config.base(), &address);
        app::draw(config.clone(), Speech::keep(words), Vec::new()).to_html()
    });
    drop(owner);
    // The framework's marks say where a page drawn in advance could be taken up; ours is replaced as a whole.
    let html = MARKS.iter().fold(html, |html, mark| html.replace(mark, ""));
    // It writes a space where a text is empty; the look goes by what is empty.
    html.replace("> </", "></")
}

/// What the framework writes between parts; no text of ours can hold it, since `<` is escaped there.
const MARKS: [&str; 3] = ["<!--<() />-->", "<!>", " class=\"\""];

/// Drops every task.
struct Forgetful;

impl any_spawner::CustomExecutor for Forgetful {
    fn spawn(&self, _: any_spawner::PinnedFuture<()>) {}

    fn spawn_local(&self, _: any_spawner::PinnedLocalFuture<()>) {}

    fn poll_local(&self) {}
}

#[cfg(test)]
mod tests {
    use guichet_core::{
        site::{Language, Page, Place, View, path_in},
        text::Word,
    };

    use super::*;

    fn drawn(place: Place, language: Language, page: &Page) -> (String, Words) {
        drawn_for(&Config::default(), place, language, page)
    }

    fn drawn_for(config: &Config, place: Place, language: Language, page: &Page) -> (String, Words) {
        let file = match language {
            Language::Fr => include_str!("../crates/core/src/text/fr.txt"),
            Language::En => include_str!("../crates/core/src/text/en.txt"),
        };
        let said = file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
        let words = said.fold(String::new(), |words, (_, said)| words + said + "\n");
        let words = || Words::parse(language, &words).unwrap_or_else(|_| panic!("the words of {}", language.tag()));
        (html(config, words(), &Arc::default(), &path_in(place, language, page)), words())
    }

    #[test]
    fn pages_are_drawn_whole_without_a_browser() {
        let pages = [
            (Page::Start, Word::StartTitle),
            (Page::Complaint { step: None }, Word::Begin),
            (Page::Complaint { step: None }, Word::AppointmentNotIdentified),
            (Page::Report { step: None }, Word::Begin),
            (Page::FollowUp, Word::FollowSee),
            (Page::Finder, Word::FinderLabel),
            (Page::Emergency, Word::NumbersLead),
            (Page::Orientation, Word::SearchLabel),
            (Page::Privacy, Word::AboutPrivacy),
            (Page::Embedding, Word::EmbeddingView),
            (Page::Resume, Word::ResumeHereTitle),
        ];
        for language in Language::ALL {
            for (page, word) in &pages {
                let (html, words) = drawn(Place::Own, language, page);
                assert!(html.contains("<h1 id=\"heading\""), "{page:?} in {}: no heading", language.tag());
                assert!(html.contains(words.say(*word)), "{page:?} in {}: {html}", language.tag());
                assert!(!html.contains(words.say(Word::Loading)), "{page:?} in {} waits for something", language.tag());
            }
        }
    }

    #[test]
    fn below_a_path_every_link_stays_there() {
        let config = Config { public_address: "https://example.org/police".to_owned(), ..Config::default() };
        for language in Language::ALL {
            for page in guichet_core::site::plain_pages().filter(|page| *page != Page::Video) {
                let (html, _) = drawn_for(&config, Place::Own, language, &page);
                let links: Vec<&str> =
                    html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
                let within = links.iter().filter(|link| link.starts_with('/'));
                assert!(links.contains(&"/police/") || links.contains(&"/police/en"), "{page:?}: {links:?}");
                assert!(within.clone().all(|link| link.starts_with("/police/")), "{page:?}: {links:?}");
            }
            let (html, _) = drawn_for(&config, Place::Hosted, language, &Page::Finder);
            assert!(html.contains("href=\"/police/embed/") || html.contains("href=\"/police/en/embed/"), "{html}");
        }
        // What is drawn next stands at the root again.
        assert!(drawn(Place::Own, Language::Fr, &Page::Finder).0.contains("href=\"/pre-plainte\""));
    }

    #[test]
    fn in_a_frame_a_page_says_whose_it_is_and_leads_on_within_it() {
        for language in Language::ALL {
            for view in View::ALL {
                let (html, words) = drawn(Place::Hosted, language, &view.page());
                assert!(html.contains(" class=\"hosted\"") && !html.contains("class=\"footer\""), "{html}");
                assert!(html.contains(words.say(Word::HostedOpen)), "{view:?}: no way to a full page");
                let other = if language == Language::Fr { "/en/embed/" } else { "href=\"/embed/" };
                assert!(html.contains(other), "{view:?}: the other language is out of the frame");
            }
        }
        // What is drawn next stands alone again.
        assert!(drawn(Place::Own, Language::Fr, &Page::Finder).0.contains("href=\"/pre-plainte\""));
    }
}
