//! Privacy, terms, accessibility, data: documents of the core, with what the institution says of itself filled in.

use guichet_core::{
    about::{Block, Document},
    text::Word,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::data,
    components::{
        heading,
        live::{nothing, paragraph, part},
    },
    context::{settings, speech},
    routes,
};

/// A document as a page.
pub fn page(document: Document) -> AnyView {
    let read = document.read(speech().language(), &settings());
    let blocks: Vec<AnyView> = read.blocks.into_iter().map(block).collect();
    let more = if document == Document::Data { sources() } else { nothing() };
    vec![heading(read.title, None), blocks.into_any(), more].into_any()
}

/// Every source of the data that this page has, with its date and licence.
fn sources() -> AnyView {
    let found = RwSignal::new(None);
    spawn_local(async move {
        let _ = found.try_set(Some(data::index().await));
    });
    part(move || {
        let speech = speech();
        match found.get() {
            None => paragraph("muted", speech.say(Word::Loading)),
            Some(Err(data::NoData)) => paragraph("notice", speech.say(Word::AreaMissing)),
            Some(Ok(index)) => {
                let rows: Vec<AnyView> = index
                    .sources
                    .iter()
                    .map(|source| view! { <li>{speech.words().source(source)}</li> }.into_any())
                    .collect();
                let file = index.geojson_file().map_or_else(nothing, |file| {
                    let href = routes::ours(&format!("/data/{file}"));
                    view! { <p><a href=href download="">{speech.say(Word::DataGeojson)}</a></p> }.into_any()
                });
                vec![view! { <ul class="bullets">{rows}</ul> }.into_any(), file].into_any()
            }
        }
    })
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Heading(text) => view! { <h2>{text}</h2> }.into_any(),
        Block::Paragraph(text) => paragraph("", text),
        Block::Points(points) => {
            let points: Vec<AnyView> = points.into_iter().map(|point| view! { <li>{point}</li> }.into_any()).collect();
            view! { <ul class="bullets">{points}</ul> }.into_any()
        }
    }
}
