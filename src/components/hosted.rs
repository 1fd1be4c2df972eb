//! What surrounds a page inside another site's page: whose it is, who receives what is written, the numbers, and the way to a
//! full page.

use guichet_core::{
    site::{Language, Page},
    text::Word,
};
use leptos::prelude::*;

use super::{
    emergency_line, frame,
    live::{Live, live, nothing, paragraph, part},
};
use crate::{
    context::{institution, settings, speech},
    routes,
};

/// The head of the frame. On a form it says who receives what is written; the form itself has the way to a full page there, as
/// the draft goes along.
pub fn hosted_head(page: Memo<Option<Page>>) -> AnyView {
    let speech = speech();
    let settings = settings();
    let is_form =
        Memo::new(move |_| page.with(|page| matches!(page, Some(Page::Complaint { .. } | Page::Report { .. }))));
    let institution = institution();
    let who = part(move || {
        let (title, text) = if is_form.get() {
            (Word::HostedFormTitle, Word::HostedFormText)
        } else {
            (Word::HostedTitle, Word::HostedText)
        };
        vec![
            paragraph("hosted-title", speech.fill(title, &[("institution", &institution)])),
            paragraph("small", speech.say(text)),
        ]
        .into_any()
    });
    let open = part(move || if is_form.get() { nothing() } else { untrack(|| full_page(speech.language())) });
    let demonstration = if settings.demonstration {
        view! { <p class="notice notice-warn demonstration" role="note">{speech.say(Word::Demonstration)}</p> }
            .into_any()
    } else {
        nothing()
    };
    let other = frame::other(speech.language());
    view! {
        <div class="hosted-head">
            <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
                <rect class="mark-plate" width="32" height="32" rx="7"></rect>
                <path class="mark-desk" d="M8 21V11h16v10M6 17.5h20"></path>
            </svg>
            <div class="hosted-who">{who}</div>
            <p class="hosted-links">
                {open}
                <a href=frame::elsewhere(other) hreflang=other.tag() lang=other.tag()>{speech.say(Word::LanguageOther)}</a>
            </p>
        </div>
        {demonstration}
    }
    .into_any()
}

/// The numbers, shorter than on a page of its own: the link texts say the rest.
pub fn hosted_emergency() -> AnyView {
    view! { <div class="hosted-emergency">{emergency_line()}</div> }.into_any()
}

/// What ends the frame.
pub fn hosted_foot() -> AnyView {
    let speech = speech();
    let privacy = routes::to(speech.language(), &Page::Privacy);
    view! {
        <div class="hosted-foot small">
            <p>{speech.say(Word::HostedElsewhere)} " " <a href=privacy>{speech.say(Word::AboutPrivacy)}</a></p>
        </div>
    }
    .into_any()
}

/// A link to this page where it stands alone.
pub fn full_page(language: Language) -> AnyView {
    let speech = speech();
    let (current, search) = (routes::current(), routes::search());
    let href: Live<String> = live(move || {
        let path = current.get().map_or_else(|| routes::start(language), |(_, page)| routes::alone(language, &page));
        format!("{path}{}", search.get())
    });
    view! {
        <a href=href target="_blank" rel="noopener" aria-label=speech.say(Word::HostedOpenLabel)>
            {speech.say(Word::HostedOpen)}
        </a>
    }
    .into_any()
}
