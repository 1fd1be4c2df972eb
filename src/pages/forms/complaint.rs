//! What only the complaint says.

use guichet_core::{
    domain::{choice::StationChoice, station::StationId, zone::Zone},
    form::answers::At,
    forms::complaint::{appointment, fields, hints, place_of_facts},
    text::Word,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::data,
    components::{
        live::{actions, button, link, nothing, panel, paragraph, part},
        station_choice,
    },
    context::{session, settings, speech},
    pages::opening,
    routes,
};

/// Whether one has to come in, and why, as far as the form is filled in.
pub fn why_come_in() -> AnyView {
    let (session, config) = (session(), settings());
    let reasons = Memo::new(move |_| session.answers.with(|answers| appointment::reasons(answers, &config)));
    part(move || opening::why_come_in(&reasons.get()))
}

/// The place that one came from, if the address names one: it is said before the form starts, and offered after.
pub fn station_wanted() -> AnyView {
    let (speech, session) = (speech(), session());
    let Some(id) = routes::station_wanted() else { return nothing() };
    let found = RwSignal::new(None::<StationChoice>);
    spawn_local(async move {
        let _ = found.try_set(find(&id).await);
    });
    let at = At { field: fields::STATION.spec.name, item: None };
    let body = part(move || {
        let Some(station) = found.get() else { return nothing() };
        let named = |word| speech.fill(word, &[("place", &station.name)]);
        if !session.is_open() {
            return panel("notice", None, vec![paragraph("", named(Word::StationWanted))]);
        }
        let answer = station.as_answer();
        if session.get(at) == answer {
            return panel("notice", None, vec![paragraph("", named(Word::StationWantedTaken))]);
        }
        let text = speech.say(Word::StationWantedTake).to_owned();
        let take = button("button button-quiet", text, None, move || session.set(at, answer.clone()));
        panel("notice", None, vec![paragraph("", named(Word::StationWantedOther)), actions(vec![take])])
    });
    view! { <div role="status">{body}</div> }.into_any()
}

/// How the place that one came from gets into the complaint that was just begun.
pub fn station_taker() -> impl Fn() {
    let (session, wanted) = (session(), routes::station_wanted());
    move || {
        let Some(id) = wanted.clone() else { return };
        spawn_local(async move {
            let at = At { field: fields::STATION.spec.name, item: None };
            // Whoever was faster than the network has chosen already.
            if let Some(station) = find(&id).await
                && session.answers.with_untracked(|answers| answers.get(at).is_empty())
            {
                session.set(at, station.as_answer());
            }
        });
    }
}

async fn find(id: &str) -> Option<StationChoice> {
    let station = data::station_by_id(&StationId::parse(id)?).await.ok().flatten()?;
    Some(station_choice(&station))
}

/// What would help the agent, each with the way to add it; nothing where nothing is missing.
pub fn hints() -> AnyView {
    let (speech, session) = (speech(), session());
    let hints = session.answers.with_untracked(|answers| hints::hints(answers, speech.words()));
    if hints.is_empty() {
        return nothing();
    }
    let (language, form) = (speech.language(), session.form());
    let lines: Vec<AnyView> = hints
        .into_iter()
        .map(|hint| {
            let path = match hint.item {
                Some(item) => routes::form_item(language, form, hint.step, item),
                None => routes::form(language, form, Some(hint.step)),
            };
            let label = speech.fill(Word::HintAdd, &[("what", &hint.text)]);
            let add = link("", routes::and_back(&path), speech.say(Word::HintAddLink).to_owned(), Some(label));
            view! { <li>{hint.text} " " {add}</li> }.into_any()
        })
        .collect();
    let list = view! { <ul class="bullets">{lines}</ul> }.into_any();
    panel("panel", Some(speech.say(Word::HintsTitle)), vec![paragraph("small", speech.say(Word::HintsText)), list])
}

/// The clocks of the place of the facts; those of Paris where the answers are no longer here.
pub fn zone() -> Zone {
    session()
        .answers
        .with_untracked(place_of_facts)
        .map_or(Zone::Metropolitan, |place| Zone::of_department(&place.department))
}
