//! One post, at its own address.

use guichet_core::text::Word;
use leptos::prelude::*;

use super::{age, post, with_posts};
use crate::{
    components::{
        heading,
        live::{link, panel, paragraph},
    },
    context::speech,
    routes,
};

/// The page of the post with that id.
pub fn page(id: String) -> AnyView {
    let speech = speech();
    let every = || {
        let href = routes::news(speech.language(), None);
        view! { <p>{link("", href, speech.say(Word::NewsEvery).to_owned(), None)}</p> }.into_any()
    };
    vec![
        heading(speech.say(Word::NewsPost), None),
        with_posts(move |loaded| match loaded.news.posts.iter().find(|post| post.id == id) {
            Some(post) => vec![age(loaded), post::draw(post, false)].into_any(),
            None => panel(
                "notice",
                Some(speech.say(Word::NewsPostMissingTitle)),
                vec![paragraph("", speech.say(Word::NewsPostMissing))],
            ),
        }),
        every(),
    ]
    .into_any()
}
