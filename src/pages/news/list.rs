//! All posts, or those of one channel.

use std::sync::Arc;

use guichet_core::{domain::news::Post, text::Word};
use leptos::prelude::*;

use super::{age, channel_name, channels, post, with_posts};
use crate::{
    api::news::Loaded,
    browser::page,
    components::{
        heading,
        live::{actions, button, link, nothing, panel, paragraph, part},
    },
    context::speech,
    routes,
};

/// As many posts are drawn at once; the next ones come with a press.
const AT_ONCE: usize = 20;

/// The page.
pub fn page() -> AnyView {
    let speech = speech();
    let channel = routes::channel();
    let complaint = routes::complaint(speech.language(), None);
    vec![
        heading(speech.say(Word::NewsTitle), None),
        paragraph("lead", speech.say(Word::NewsLead)),
        panel(
            "notice notice-warn",
            Some(speech.say(Word::NewsWarningTitle)),
            vec![
                paragraph("", speech.say(Word::NewsWarning)),
                view! { <p>{link("", complaint, speech.say(Word::NewsWarningLink).to_owned(), None)}</p> }.into_any(),
            ],
        ),
        with_posts(move |loaded| {
            let loaded = loaded.clone();
            part(move || {
                let channel = channel.get();
                untrack(|| posts(&loaded, channel.as_deref()))
            })
        }),
        channels::cards(),
        channels::real_page(),
    ]
    .into_any()
}

fn posts(loaded: &Loaded, channel: Option<&str>) -> AnyView {
    let speech = speech();
    let mut names: Vec<&str> = Vec::new();
    for post in &loaded.news.posts {
        if !names.contains(&post.channel.as_str()) {
            names.push(&post.channel);
        }
    }
    let chosen: Arc<Vec<Post>> = Arc::new(
        loaded
            .news
            .posts
            .iter()
            .filter(|post| channel.is_none_or(|channel| post.channel == channel))
            .cloned()
            .collect(),
    );
    let list = if chosen.is_empty() {
        view! { <p class="muted" role="status">{speech.say(Word::NewsEmpty)}</p> }.into_any()
    } else {
        some(chosen, 0)
    };
    vec![age(loaded), filter(&names, channel), list].into_any()
}

/// The channels that there are posts of, as links: each choice has an address of its own.
fn filter(names: &[&str], chosen: Option<&str>) -> AnyView {
    let speech = speech();
    if names.len() < 2 && chosen.is_none() {
        return nothing();
    }
    let choice = |channel: Option<&str>, name: String| {
        let current = (channel == chosen).then_some("true");
        let href = routes::news(speech.language(), channel);
        view! { <li><a class="chip" href=href aria-current=current>{name}</a></li> }.into_any()
    };
    let all = choice(None, speech.say(Word::NewsAll).to_owned());
    let others = names.iter().map(|name| choice(Some(name), channel_name(speech, name)));
    let choices: Vec<AnyView> = std::iter::once(all).chain(others).collect();
    view! { <nav aria-label=speech.say(Word::NewsFilter)><ul class="chips">{choices}</ul></nav> }.into_any()
}

/// The next posts from there on, and the button for those after them. What is drawn already is left as it is: a video may
/// be playing in it.
fn some(posts: Arc<Vec<Post>>, from: usize) -> AnyView {
    let speech = speech();
    let next = from + AT_ONCE;
    let drawn: Vec<AnyView> = posts
        .iter()
        .skip(from)
        .take(AT_ONCE)
        .map(|post| view! { <li class="posts-item">{post::draw(post, true)}</li> }.into_any())
        .collect();
    let id = format!("posts-{from}");
    let list = view! { <ul class="posts" id=id tabindex="-1">{drawn}</ul> }.into_any();
    if next >= posts.len() {
        return list;
    }
    let opened = RwSignal::new(false);
    let posts = StoredValue::new_local(posts);
    let more = part(move || {
        if opened.get() {
            return untrack(|| some(posts.get_value(), next));
        }
        let open = move || {
            opened.set(true);
            // The button is gone: the focus goes to what has come in its place.
            request_animation_frame(move || {
                page::focus(&format!("posts-{next}"));
            });
        };
        actions(vec![button("button button-quiet", speech.say(Word::NewsMore).to_owned(), None, open)])
    });
    vec![list, more].into_any()
}
