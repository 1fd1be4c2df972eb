//! The institution's news: its posts, one post, and the frame of a video's player.

mod channels;
mod list;
mod one;
mod post;
mod video;

use guichet_core::{domain::news::network, site::Page, text::Word};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::news::{self, Loaded},
    components::live::{actions, button, nothing, panel, paragraph, part},
    context::{Speech, settings, speech},
};

/// Draws a page of the news.
pub fn draw(at: Page) -> AnyView {
    match at {
        Page::News => list::page(),
        Page::NewsItem { id } => one::page(id),
        Page::Video => video::frame(),
        _ => nothing(),
    }
}

/// What loading gives; `None` while it is under way.
type Found = Option<Option<Loaded>>;

/// Loads the posts and draws them, or says that there are none to be had and offers to ask again.
fn with_posts(draw: impl Fn(&Loaded) -> AnyView + 'static) -> AnyView {
    let speech = speech();
    let draw = StoredValue::new_local(draw);
    let found: RwSignal<Found, LocalStorage> = RwSignal::new_local(None);
    let load = move || {
        let api = settings().api;
        found.set(None);
        spawn_local(async move {
            // The page may have been left meanwhile.
            found.try_set(Some(news::load(&api).await));
        });
    };
    load();
    part(move || match found.get() {
        None => view! { <p class="muted" role="status">{speech.say(Word::NewsLoading)}</p> }.into_any(),
        Some(Some(loaded)) => untrack(|| draw.with_value(|draw| draw(&loaded))),
        Some(None) => untrack(|| {
            let again = actions(vec![button("button", speech.say(Word::AreaAgain).to_owned(), None, load)]);
            let body = vec![paragraph("", speech.say(Word::NewsDown)), again];
            panel("notice notice-warn", Some(speech.say(Word::NewsDownTitle)), body)
        }),
    })
}

/// That what is shown may be old, where it may be.
fn age(loaded: &Loaded) -> AnyView {
    let speech = speech();
    let said = match (loaded.kept, loaded.news.stale, loaded.news.as_of) {
        (true, ..) => speech.say(Word::NewsKept).to_owned(),
        (false, true, Some(moment)) => speech.fill(Word::NewsStale, &[("date", &post::day(speech, Some(moment)))]),
        (false, true, None) => speech.say(Word::NewsStaleUndated).to_owned(),
        (false, false, _) => return nothing(),
    };
    panel("notice", Some(speech.say(Word::NewsStaleTitle)), vec![paragraph("", said)])
}

/// A channel's name for people.
fn channel_name(speech: Speech, channel: &str) -> String {
    match network(channel) {
        Some(name) => name.to_owned(),
        None if channel == "site" => speech.say(Word::NewsSite).to_owned(),
        None => channel.to_owned(),
    }
}
