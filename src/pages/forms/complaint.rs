//! What only the complaint says.

use guichet_core::{
    domain::{choice::StationChoice, station::StationId, zone::Zone},
    form::answers::At,
    forms::complaint::{fields, place_of_facts},
    text::Word,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::data,
    components::{
        bullets,
        live::{actions, button, nothing, panel, paragraph, part},
        paragraphs, station_choice,
    },
    context::{session, settings, speech},
    routes,
};

/// What to have at hand, and that it will have to be signed.
pub fn intro() -> Vec<AnyView> {
    let speech = speech();
    let sign = if settings().identity_service.is_some() { Word::ComplaintSignIdentity } else { Word::ComplaintSign };
    let have = vec![
        bullets(speech.say(Word::ComplaintHave)),
        paragraph("small muted", speech.say(Word::ServiceComplaintTime)),
    ];
    vec![
        panel("panel", Some(speech.say(Word::ComplaintHaveTitle)), have),
        panel("notice", Some(speech.say(Word::ComplaintSignTitle)), paragraphs(speech.say(sign))),
    ]
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

/// Writes the place that one came from into the complaint that was just begun.
pub fn take_station_wanted() {
    let session = session();
    let Some(id) = routes::station_wanted() else { return };
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

async fn find(id: &str) -> Option<StationChoice> {
    let station = data::station_by_id(&StationId::parse(id)?).await.ok().flatten()?;
    Some(station_choice(&station))
}

/// The clocks of the place of the facts; those of Paris where the answers are no longer here.
pub fn zone() -> Zone {
    session()
        .answers
        .with_untracked(place_of_facts)
        .map_or(Zone::Metropolitan, |place| Zone::of_department(&place.department))
}
