//! The finder's own page: one field, filters, and what they lead to. The address is the state, so that every search can
//! be linked to; only a position from the device is never written there.

use guichet_core::{
    domain::{finder_query::FinderQuery, question::Question},
    text::Word,
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
    task::spawn_local,
};

use super::{filters::filters, listed::From, results};
use crate::{
    api::data,
    browser::{
        clock,
        position::{self, NoPosition},
        timer,
    },
    components::{
        heading,
        live::{button, paragraph, text},
    },
    context::speech,
    routes,
};

/// Milliseconds without a keystroke before the address follows what is typed.
const PAUSE_MS: u32 = 120;

/// Milliseconds after which the page is there and nobody has begun to type, nearly always.
const CALM_MS: u32 = 200;

/// Where the search for the device's position stands.
#[derive(Clone, Copy, PartialEq)]
enum Here {
    NotAsked,
    Looking,
    No(NoPosition),
    At((f64, f64)),
}

impl Here {
    /// What is said of it, where anything is.
    fn told(self) -> Option<Word> {
        match self {
            Self::NotAsked | Self::At(_) => None,
            Self::Looking => Some(Word::HereLooking),
            Self::No(NoPosition::Refused) => Some(Word::HereRefused),
            Self::No(NoPosition::Unknown | NoPosition::Unable) => Some(Word::HereUnknown),
        }
    }
}

/// Has the browser compile the search while nobody types yet.
fn rehearse_before(typed: RwSignal<String>) {
    spawn_local(async move {
        timer::sleep(CALM_MS).await;
        if typed.try_with_untracked(String::is_empty) == Some(true) {
            data::rehearse();
        }
    });
}

/// The page.
pub fn page() -> AnyView {
    let speech = speech();
    let address = routes::finder_query();
    let typed = RwSignal::new(address.with_untracked(|query| query.text.clone()));
    let here = RwSignal::new(Here::NotAsked);
    let question = Memo::new(move |_| address.with(|query| Question::read(&query.text)));
    // What is asked: the filters of the address, and those named in the question.
    let filter = Memo::new(move |_| {
        let mut filter = address.with(|query| query.filter);
        filter.add(question.with(|question| question.wanted.filter(clock::now().unix)));
        filter
    });
    let go = {
        let stay = routes::stay();
        let language = speech.language();
        Callback::new(move |query: FinderQuery| stay(&routes::finder_at(language, &query)))
    };
    let change = Callback::new(move |filter| {
        // From now on the buttons say it, and not the words any more.
        let text = question.with_untracked(|question| question.place.clone());
        typed.set(text.clone());
        go.run(FinderQuery { text, filter });
    });
    // Back and Forward change the address: the field follows.
    Effect::new(move |before: Option<String>| {
        let text = address.with(|query| query.text.clone());
        if before.is_some_and(|before| before != text) && typed.with_untracked(|typed| typed.trim() != text.trim()) {
            typed.set(text.clone());
        }
        text
    });
    let follow = move || {
        here.set(Here::NotAsked);
        let text = typed.get_untracked();
        let filter = address.with_untracked(|query| query.filter);
        go.run(FinderQuery { text, filter });
    };
    rehearse_before(typed);
    let turn = StoredValue::new(0_u32);
    let on_input = move |event: Event| {
        typed.set(event_target_value(&event));
        turn.update_value(|turn| *turn += 1);
        let now = turn.get_value();
        // What stood in the page before the app did is looked for at once; a first letter or two say too little to be.
        let is_whole = now == 1 && typed.with_untracked(|typed| typed.len() > 2);
        spawn_local(async move {
            timer::sleep(if is_whole { 0 } else { PAUSE_MS }).await;
            if turn.try_get_value() == Some(now) {
                follow();
            }
        });
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        turn.update_value(|turn| *turn += 1);
        follow();
    };
    let look = move || {
        here.set(Here::Looking);
        spawn_local(async move {
            let found = position::here().await;
            let _ = here.try_set(found.map_or_else(Here::No, Here::At));
        });
    };
    let from = Memo::new(move |_| match here.get() {
        Here::At((latitude, longitude)) => From::Device(latitude, longitude),
        _ => From::Question(question.get()),
    });
    let told = text(move || here.get().told().map_or_else(String::new, |word| speech.say(word).to_owned()));
    let form = view! {
        <form class="finder-search no-print" role="search" novalidate on:submit=on_submit>
            <label class="label" for="lieu">{speech.say(Word::FinderLabel)}</label>
            <p class="hint" id="lieu-aide">{speech.say(Word::FinderHint)}</p>
            <input
                class="input"
                id="lieu"
                type="search"
                enterkeyhint="search"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="lieu-aide"
                prop:value=typed
                on:input=on_input
            />
            <div class="finder-here">
                {button("button button-quiet", speech.say(Word::HereAsk).to_owned(), None, look)}
                {paragraph("small muted", speech.say(Word::HerePromise))}
            </div>
            <p class="finder-told" role="status">{told}</p>
        </form>
    };
    vec![
        heading(speech.say(Word::FinderTitle), None),
        form.into_any(),
        filters(filter.into(), change),
        results::results(from.into(), filter.into(), address),
    ]
    .into_any()
}
