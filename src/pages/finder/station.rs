//! One station: when it is open, how to get there, where the data comes from.

use guichet_core::{
    domain::{
        data_index::DataIndex,
        hours::{Day, Hours, Weekday},
        station::{Force, Station, StationId},
        zone::Zone,
    },
    text::Word,
};
use leptos::{prelude::*, task::spawn_local};

use super::row::{address, sample, state, ways};
use super::{chart::Told, map::map};
use crate::{
    api::data::{self, NoData},
    browser::{clock, page as browser},
    components::{
        heading,
        live::{actions, button, link, nothing, panel, paragraph, part, subheading},
        share,
    },
    context::speech,
    routes,
};

type Loaded = Result<Option<(Station, DataIndex)>, NoData>;

/// The page of the station of that id.
pub fn page(id: &str) -> AnyView {
    let speech = speech();
    let loaded = RwSignal::new(None::<Loaded>);
    let id = StationId::parse(id);
    let load = move || {
        let id = id.clone();
        spawn_local(async move {
            let found = match id {
                Some(id) => find(&id).await,
                None => Ok(None),
            };
            let _ = loaded.try_set(Some(found));
        });
    };
    load();
    part(move || {
        let load = load.clone();
        match loaded.get() {
            None => paragraph("muted", speech.say(Word::Loading)),
            Some(Err(NoData)) => vec![
                heading(speech.say(Word::FinderTitle), None),
                paragraph("lead", speech.say(Word::StationFailed)),
                actions(vec![button("button", speech.say(Word::Retry).to_owned(), None, load)]),
            ]
            .into_any(),
            Some(Ok(None)) => untrack(unknown),
            Some(Ok(Some((station, index)))) => untrack(|| sheet(&station, &index)),
        }
    })
}

async fn find(id: &StationId) -> Loaded {
    let index = data::index().await?;
    Ok(data::station_by_id(id).await?.map(|station| (station, index)))
}

fn unknown() -> AnyView {
    let speech = speech();
    let all = routes::finder(speech.language());
    vec![
        heading(speech.say(Word::StationGoneTitle), None),
        paragraph("lead", speech.say(Word::StationGone)),
        actions(vec![link("button", all, speech.say(Word::FinderTitle).to_owned(), None)]),
    ]
    .into_any()
}

fn sheet(station: &Station, index: &DataIndex) -> AnyView {
    let speech = speech();
    let force = speech.say(match station.force {
        Force::Police => Word::ForcePolice,
        Force::Gendarmerie => Word::ForceGendarmerie,
    });
    let near = routes::finder_for(speech.language(), &town(station));
    let here = routes::station(speech.language(), station.id.as_str());
    vec![
        view! { <p><a class="back" href=near>{speech.say(Word::StationOthers)}</a></p> }.into_any(),
        heading(station.name.clone(), None),
        paragraph("muted", force),
        view! { <p class="station-state">{state(station)}{sample(station)}</p> }.into_any(),
        paragraph("", address(station)),
        ways(station, nothing()),
        subheading(speech.say(Word::StationHours)),
        hours(station),
        subheading(speech.say(Word::StationAccess)),
        paragraph(
            "",
            speech.say(match station.wheelchair {
                Some(true) => Word::AccessYes,
                Some(false) => Word::AccessNo,
                None => Word::HoursAccessUnknown,
            }),
        ),
        view! {
            <div class="actions no-print">
                {button("button button-quiet", speech.say(Word::StationPrint).to_owned(), None, browser::print)}
                {share(Word::StationShare, None, station.name.clone(), &here)}
            </div>
        }
        .into_any(),
        map(
            RwSignal::new(Some(station.id.clone())),
            Signal::stored(Some(station.point)),
            Some(Signal::stored(false)),
            Told::One(station.id.clone()),
        ),
        sources(station, index),
    ]
    .into_any()
}

/// What finds the places around it: the postal code where there is one.
fn town(station: &Station) -> String {
    station.postal_code.as_ref().map_or_else(|| station.commune.clone(), |code| code.as_str().to_owned())
}

fn hours(station: &Station) -> AnyView {
    let speech = speech();
    let schedule = match &station.hours {
        Hours::Unknown => return paragraph("", speech.say(Word::HoursUnknown)),
        Hours::Text(text) => {
            return vec![paragraph("", speech.say(Word::HoursAsWritten)), paragraph("notice", text.clone())].into_any();
        }
        Hours::Known(schedule) => schedule,
    };
    let today = Zone::of_department(station.commune_code.department()).today(clock::now());
    let today = today.map(|date| Day::Week(Weekday::of(date)));
    let rows: Vec<AnyView> = speech
        .words()
        .week(schedule)
        .into_iter()
        .zip(Day::ALL)
        .map(|((day, hours), of)| {
            let current = (Some(of) == today).then_some("date");
            view! { <tr aria-current=current><th scope="row">{day}</th><td>{hours}</td></tr> }.into_any()
        })
        .collect();
    view! { <table class="hours"><caption class="visually-hidden">{speech.say(Word::StationHours)}</caption><tbody>{rows}</tbody></table> }
        .into_any()
}

/// Who publishes what is shown here, and of when it is, as the licence asks.
fn sources(station: &Station, index: &DataIndex) -> AnyView {
    let speech = speech();
    if station.sample {
        return panel("notice notice-warn", None, vec![paragraph("", speech.say(Word::StationSampleNote))]);
    }
    let lines: Vec<AnyView> = index
        .sources
        .iter()
        .filter(|source| matches!(source.name.rsplit('.').next(), Some("csv" | "json")))
        .map(|source| paragraph("small muted", speech.words().source(source)))
        .collect();
    if lines.is_empty() { nothing() } else { lines.into_any() }
}
