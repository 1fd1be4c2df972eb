//! Which service for what, one after the other: the orientation for whoever cannot answer its questions.

use guichet_core::{
    orientation::service::Service,
    still::{Label, Sentences},
    text::Word,
};
use leptos::prelude::*;

use crate::{
    components::{
        bullets, heading,
        live::{link, nothing, paragraph, subheading},
    },
    context::{settings, speech},
    pages::guide::numbers,
    routes,
};

/// The page.
pub fn page() -> AnyView {
    let sentences = Sentences::of(speech().language());
    vec![
        heading(sentences.say(Label::ServicesTitle), None),
        paragraph("lead", sentences.say(Label::ServicesLead)),
        Service::ALL.into_iter().map(service).collect::<Vec<_>>().into_any(),
    ]
    .into_any()
}

fn service(service: Service) -> AnyView {
    let (speech, settings) = (speech(), settings());
    let advice = service.advice();
    let shown = service.numbers(&settings, speech.words());
    let calls = if shown.is_empty() { nothing() } else { numbers::list(shown) };
    let title = speech.say(advice.title);
    let on = match (service.page(), service.address(&settings)) {
        (Some(page), _) => {
            let href = routes::to(speech.language(), &page);
            view! { <p>{link("", href, title.to_owned(), None)}</p> }.into_any()
        }
        (None, Some(address)) => {
            let place = address.trim_start_matches("https://").to_owned();
            view! { <p><a href=address rel="noopener noreferrer nofollow" referrerpolicy="no-referrer">{place}</a></p> }
                .into_any()
        }
        (None, None) => nothing(),
    };
    vec![
        subheading(title),
        paragraph("", speech.say(advice.reason)),
        calls,
        on,
        paragraph("muted", speech.say(Word::ResultPrepare)),
        bullets(speech.say(advice.prepare)),
    ]
    .into_any()
}
