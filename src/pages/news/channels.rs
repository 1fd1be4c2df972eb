//! The official accounts, and how to tell the real page.

use guichet_core::{config::Channel, domain::news::is_secure_address, text::Word};
use leptos::prelude::*;

use super::channel_name;
use crate::{
    components::{
        bullets,
        live::{nothing, panel, paragraph, subheading},
    },
    context::{settings, speech},
};

/// A card for each official account.
pub fn cards() -> AnyView {
    let speech = speech();
    let cards: Vec<AnyView> =
        settings().channels.iter().filter(|channel| is_secure_address(&channel.address)).map(card).collect();
    if cards.is_empty() {
        return nothing();
    }
    vec![subheading(speech.say(Word::NewsChannelsTitle)), view! { <ul class="services">{cards}</ul> }.into_any()]
        .into_any()
}

fn card(channel: &Channel) -> AnyView {
    let speech = speech();
    let network = channel_name(speech, &channel.network);
    let name = speech.fill(Word::NewsChannelLink, &[("handle", &channel.handle), ("network", &network)]);
    let (language, about) = channel.about.say(speech.language());
    let about = about.to_owned();
    view! {
        <li>
            <a class="service" href=channel.address.clone() rel="noopener noreferrer nofollow">
                <span class="service-name">{name}</span>
                <span class="service-about" lang=language.tag()>{about}</span>
            </a>
        </li>
    }
    .into_any()
}

/// How to tell the real page from a false one.
pub fn real_page() -> AnyView {
    let speech = speech();
    let address = settings().public_address;
    let address = if address.is_empty() {
        nothing()
    } else {
        paragraph("", speech.fill(Word::NewsRealAddress, &[("address", &address)]))
    };
    panel("panel", Some(speech.say(Word::NewsRealTitle)), vec![address, bullets(speech.say(Word::NewsReal))])
}
