//! A post: where and when it was published, what it says and shows, and what can be done with it. All of it is text of
//! somebody else, and drawn as text only.

use guichet_core::{
    domain::{
        news::{PICTURES, Picture, Post},
        zone::Zone,
    },
    text::Word,
};
use leptos::prelude::*;

use super::{channel_name, video};
use crate::{
    components::{live::nothing, share},
    context::{Speech, settings, speech},
    routes,
};

/// Draws a post; in a list its date leads to its own address.
pub fn draw(post: &Post, listed: bool) -> AnyView {
    let speech = speech();
    let channel = channel_name(speech, &post.channel);
    let day = day(speech, post.published);
    let label = speech.fill(Word::NewsPostLabel, &[("network", &channel), ("date", &day)]);
    let href = routes::news_item(speech.language(), &post.id);
    let moment = post.published.and_then(|moment| Zone::Metropolitan.wall(moment)).map(|(date, _)| date.to_string());
    let time = view! { <time datetime=moment>{day}</time> }.into_any();
    let time = if listed { view! { <a href=href>{time}</a> }.into_any() } else { time };
    let language = post.language.clone();
    let title = match &post.title {
        Some(title) => view! { <h2 class="post-title" lang=language.clone()>{title.clone()}</h2> }.into_any(),
        None => nothing(),
    };
    let text: Vec<AnyView> = post
        .text
        .split("\n\n")
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| view! { <p class="post-text">{paragraph.to_owned()}</p> }.into_any())
        .collect();
    let text = view! { <div class="post-body" lang=language dir="auto">{text}</div> }.into_any();
    view! {
        <article class="post" aria-label=label>
            <p class="post-meta"><span class="post-channel">{channel.clone()}</span>" · "{time}</p>
            {title}
            {post.picture.as_ref().map_or_else(nothing, picture)}
            {text}
            {video::card(post)}
            {ways(post, &channel)}
        </article>
    }
    .into_any()
}

/// The day of a moment, in Paris.
pub fn day(speech: Speech, moment: Option<i64>) -> String {
    let date = moment.and_then(|moment| Zone::Metropolitan.wall(moment));
    date.map_or_else(|| speech.say(Word::NewsUndated).to_owned(), |(date, _)| speech.words().date(date))
}

/// The picture, from our own server, in the room that it will need.
fn picture(picture: &Picture) -> AnyView {
    let source = [&settings().api, PICTURES, &picture.file].concat();
    let alt = if picture.alt.is_empty() { speech().say(Word::NewsPictureUnnamed) } else { &picture.alt };
    view! {
        <img
            class="post-picture"
            alt=alt.to_owned()
            width=picture.width.to_string()
            height=picture.height.to_string()
            loading="lazy"
            decoding="async"
            src=source
        />
    }
    .into_any()
}

/// The original, and handing the link on.
fn ways(post: &Post, channel: &str) -> AnyView {
    let speech = speech();
    let original = match &post.address {
        Some(address) => {
            let text = speech.fill(Word::NewsOriginal, &[("network", channel)]);
            view! { <a href=address.clone() rel="noopener noreferrer nofollow">{text}</a> }.into_any()
        }
        None => nothing(),
    };
    let title = post.title.clone().unwrap_or_else(|| format!("{channel}, {}", day(speech, post.published)));
    let label = speech.fill(Word::NewsShareLabel, &[("title", &title)]);
    let path = routes::news_item(speech.language(), &post.id);
    let share = share(Word::NewsShare, Some(label), title, &path);
    view! { <div class="post-ways">{original}{share}</div> }.into_any()
}
