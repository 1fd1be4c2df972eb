//! Privacy, terms, accessibility, data: documents of the core, with what the institution says of itself filled in.

use guichet_core::about::{Block, Document};
use leptos::prelude::*;

use crate::{
    components::{heading, live::paragraph},
    context::{settings, speech},
};

/// A document as a page.
pub fn page(document: Document) -> AnyView {
    let read = document.read(speech().language(), &settings());
    let blocks: Vec<AnyView> = read.blocks.into_iter().map(block).collect();
    vec![heading(read.title, None), blocks.into_any()].into_any()
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
