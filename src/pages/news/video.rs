//! Videos. Nothing is asked of their host before a press; then the player stands in a frame of ours, whose policy is the
//! only one that names that host.

use guichet_core::{
    domain::news::{Post, Video},
    text::Word,
};
use leptos::prelude::*;

use super::post;
use crate::{
    components::{
        heading,
        live::{button, nothing, paragraph, part},
    },
    context::{settings, speech},
    routes,
};

/// The card of a post's video; nothing where there is none, or where its player is not configured: then the link to the
/// original stands alone.
pub fn card(post: &Post) -> AnyView {
    let Some(video) = post.video.as_ref().filter(|video| is_allowed(video)) else { return nothing() };
    let speech = speech();
    let network = video.host.title();
    let title = post.title.clone().unwrap_or_else(|| format!("{network}, {}", post::day(speech, post.published)));
    let title = speech.fill(Word::NewsVideoTitle, &[("title", &title)]);
    let source = routes::video_frame(speech.language(), &video.name());
    let playing = RwSignal::new(false);
    part(move || {
        if playing.get() {
            let (source, title) = (source.clone(), title.clone());
            return view! { <iframe class="video-frame" title=title allow="fullscreen" src=source></iframe> }
                .into_any();
        }
        let play = speech.fill(Word::NewsVideoPlay, &[("network", network)]);
        let note = speech.fill(Word::NewsVideoNote, &[("network", network)]);
        view! {
            <div class="video-card">
                {button("button", play, None, move || playing.set(true))}
                {paragraph("small", note)}
            </div>
        }
        .into_any()
    })
}

/// The page inside the frame: the player, and nothing else.
pub fn frame() -> AnyView {
    let speech = speech();
    let video = routes::video().get_untracked().and_then(|name| Video::parse(&name)).filter(is_allowed);
    let Some(video) = video else {
        return vec![heading(speech.say(Word::NewsVideoWrong), None)].into_any();
    };
    let title = speech.fill(Word::NewsVideoTitle, &[("title", video.host.title())]);
    // Some players refuse to play where they cannot tell on whose site they are: they are told the origin and no more.
    view! {
        <iframe
            class="video-player"
            title=title
            allow="fullscreen"
            referrerpolicy="strict-origin"
            sandbox="allow-scripts allow-same-origin allow-presentation allow-popups"
            src=video.player()
        ></iframe>
    }
    .into_any()
}

fn is_allowed(video: &Video) -> bool {
    settings().video.iter().any(|origin| origin == video.host.origin())
}
