//! The first page: what happened, and where to go from there.

use guichet_core::{site::Page, text::Word};
use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    components::{
        heading, language_offer,
        live::{link, nothing, paragraph, part},
    },
    context::{Asked, Left, speech},
    routes,
};

/// A sheet of paper, a pin on a map, a mark of attention, a newspaper.
const COMPLAINT: &str = "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6";
const FINDER: &str =
    "M12 21c4.5-5 7-8.5 7-11.5a7 7 0 0 0-14 0C5 12.5 7.5 16 12 21zM12 12.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6z";
const REPORT: &str = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5v5.5M12 16.5v.01";
const NEWS: &str = "M4 5h12v14H6a2 2 0 0 1-2-2zM16 9h4v8a2 2 0 0 1-2 2h-2M8 9h4M8 13h4";

/// The ways from here, the complaint first; and for whoever does not know, their own words.
pub fn page() -> AnyView {
    let speech = speech();
    let language = speech.language();
    let left = expect_context::<Left>().0;
    let ways = [
        (
            Page::Complaint { step: None },
            COMPLAINT,
            Word::ServiceComplaint,
            Word::ServiceComplaintText,
            Some(Word::ServiceComplaintTime),
        ),
        (Page::Finder, FINDER, Word::ServiceFinder, Word::ServiceFinderText, None),
        (
            Page::Report { step: None },
            REPORT,
            Word::ServiceReport,
            Word::ServiceReportText,
            Some(Word::ServiceReportTime),
        ),
        (Page::News, NEWS, Word::ServiceNews, Word::ServiceNewsText, None),
    ];
    let cards: Vec<AnyView> = ways
        .into_iter()
        .map(|(page, icon, name, about, time)| {
            let class = if icon == COMPLAINT { "service service-first" } else { "service" };
            let time = time
                .map_or_else(nothing, |time| view! { <span class="service-time">{speech.say(time)}</span> }.into_any());
            view! {
                <li>
                    <a class=class href=routes::to(language, &page)>
                        <svg class="service-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                            <path d=icon></path>
                        </svg>
                        <span class="service-name">{speech.say(name)}</span>
                        <span class="service-about">{speech.say(about)}</span>
                        {time}
                    </a>
                </li>
            }
            .into_any()
        })
        .collect();
    let more = |page: Page, word: Word| {
        let link = link("", routes::to(language, &page), speech.say(word).to_owned(), None);
        view! { <li>{link}</li> }.into_any()
    };
    vec![
        language_offer(),
        heading(speech.say(Word::StartTitle), None),
        paragraph("lead", speech.say(Word::StartLead)),
        part(move || left.get().map_or_else(nothing, untrack)),
        view! { <ul class="services">{cards}</ul> }.into_any(),
        unsure(),
        view! {
            <ul class="more">
                {more(Page::FollowUp, Word::FollowLink)} {more(Page::Emergency, Word::StartNumbers)}
                {more(Page::Paper, Word::StartPaper)}
            </ul>
        }
        .into_any(),
    ]
    .into_any()
}

/// Says it in one's own words: they are taken along in memory, never in the address.
fn unsure() -> AnyView {
    let speech = speech();
    let typed = expect_context::<Asked>().0;
    let go = routes::go(false);
    let there = routes::orientation(speech.language(), "");
    let questions = there.clone();
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        go(&there);
    };
    view! {
        <section class="panel" aria-labelledby="unsure">
            <h2 class="notice-title" id="unsure">{speech.say(Word::StartUnsure)}</h2>
            <form role="search" novalidate on:submit=on_submit>
                <label for="words">{speech.say(Word::SearchLabel)}</label>
                <p class="small muted" id="words-hint">{speech.say(Word::SearchHint)}</p>
                <div class="ask">
                    <input
                        class="input"
                        id="words"
                        type="search"
                        enterkeyhint="search"
                        autocomplete="off"
                        maxlength="400"
                        aria-describedby="words-hint"
                        prop:value=typed
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                    <button class="button" type="submit">{speech.say(Word::SearchButton)}</button>
                </div>
            </form>
            {link("more-link", questions, speech.say(Word::StartQuestions).to_owned(), None)}
        </section>
    }
    .into_any()
}
