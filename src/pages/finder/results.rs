//! What a search leads to: the places, nearest first, those that are open before those that may be.

use guichet_core::{
    domain::{
        finder_query::FinderQuery,
        nearby::Near,
        station::{Force, StationId},
        station_filter::{StationFilter, Verdict, When},
    },
    text::Word,
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    chart::Told,
    listed::{From, Listed, Places, STEP, Turn, search},
    map::map,
    row::row,
};
use crate::{
    browser::clock,
    components::{
        live::{actions, button, link, nothing, panel, paragraph, part, text},
        share,
    },
    context::{Speech, speech},
    routes,
};

/// The list, kept in step with the search.
pub fn results(from: Signal<From>, filter: Signal<StationFilter>, address: Memo<FinderQuery>) -> AnyView {
    let speech = speech();
    let listed = RwSignal::new(Listed::Nothing);
    let shown = RwSignal::new(STEP);
    let chosen = RwSignal::new(None::<StationId>);
    let asked = StoredValue::new(0_u32);
    let load = move || {
        asked.update_value(|turn| *turn += 1);
        let turn = Turn { asked, number: asked.get_value(), shown, listed };
        let from = from.get_untracked();
        if matches!(&from, From::Question(question) if question.place.is_empty()) {
            listed.set(Listed::Nothing);
            return;
        }
        if !matches!(listed.get_untracked(), Listed::Places(_)) {
            listed.set(Listed::Loading);
        }
        spawn_local(async move {
            if search(from, turn).await.is_err() {
                turn.show(Listed::Failed);
            }
        });
    };
    // Only fetches: what is drawn follows from `listed`.
    Effect::new(move |_| {
        from.track();
        untrack(load);
    });
    let status = text(move || match listed.get() {
        Listed::Places(Places { whole: false, name, .. }) => match name {
            Some(name) => speech.fill(Word::FinderNear, &[("place", &name)]),
            None => speech.say(Word::HereAsk).to_owned(),
        },
        Listed::Places(places) => {
            let count = counted(speech, judged(&places, filter.get()).len());
            let word = if places.area { Word::FinderCountIn } else { Word::FinderCountNear };
            match places.name {
                Some(name) => speech.fill(word, &[("count", &count), ("place", &name)]),
                None => speech.fill(Word::FinderCountHere, &[("count", &count)]),
            }
        }
        Listed::Unknown => speech.say(Word::FinderUnknown).to_owned(),
        Listed::Region { name, .. } => speech.fill(Word::FinderRegion, &[("region", name)]),
        Listed::Nothing | Listed::Loading | Listed::Failed => String::new(),
    });
    let body = part(move || match listed.get() {
        Listed::Nothing if from.with(|from| matches!(from, From::Question(question) if question.near_me)) => {
            paragraph("muted", speech.fill(Word::FinderNearMe, &[("button", speech.say(Word::HereAsk))]))
        }
        Listed::Nothing => paragraph("muted", speech.say(Word::FinderStart)),
        Listed::Loading => paragraph("muted", speech.say(Word::Loading)),
        Listed::Unknown => nothing(),
        Listed::Region { departments, .. } => untrack(|| choices("finder-departments", &departments, address)),
        Listed::Failed => {
            let again = button("button button-quiet", speech.say(Word::Retry).to_owned(), None, load);
            panel(
                "notice notice-warn",
                None,
                vec![paragraph("", speech.say(Word::StationFailed)), actions(vec![again])],
            )
        }
        Listed::Places(places) => {
            let (filter, shown_now) = (filter.get(), shown.get());
            let more = move || shown.update(|shown| *shown += STEP);
            untrack(|| draw(&places, filter, shown_now, address, chosen, more))
        }
    });
    let busy = Memo::new(move |_| {
        listed.with(|listed| matches!(listed, Listed::Loading | Listed::Places(Places { whole: false, .. })))
    });
    let around = Signal::derive(move || match listed.get() {
        Listed::Places(places) => Some(places.point),
        _ => None,
    });
    view! {
        <div class="finder-columns">
            <section class="finder-results flow" aria-labelledby="resultats">
                <div role="status"><h2 class="finder-count" id="resultats">{status}</h2></div>
                {body}
            </section>
            {map(chosen, around, Some(busy.into()), Told::Nothing)}
        </div>
    }
    .into_any()
}

/// So many places, in words.
fn counted(speech: Speech, count: usize) -> String {
    match count {
        0 => speech.say(Word::FinderCountNone).to_owned(),
        1 => speech.say(Word::FinderCountOne).to_owned(),
        _ => speech.fill(Word::FinderCountMany, &[("count", &speech.words().count(count))]),
    }
}

/// What may be shown, in order.
fn judged(places: &Places, filter: StationFilter) -> Vec<(Verdict, Near<'_>)> {
    let near: Vec<Near<'_>> = places.stations.iter().map(|(station, km)| Near { station, km: *km }).collect();
    filter.order(&near, clock::now().unix)
}

fn draw(
    places: &Places,
    filter: StationFilter,
    shown: usize,
    address: Memo<FinderQuery>,
    chosen: RwSignal<Option<StationId>>,
    more: impl Fn() + 'static,
) -> AnyView {
    let speech = speech();
    let judged = judged(places, filter);
    let mut parts = Vec::new();
    let others = (!places.others.is_empty()).then(|| others(&places.others, address));
    let (first, last) = if places.sure { (None, others.filter(|_| places.whole)) } else { (others, None) };
    parts.extend(first);
    parts.push(covers(places));
    if judged.is_empty() && places.whole {
        parts.push(panel("notice", None, vec![paragraph("", speech.say(Word::FinderNone))]));
    }
    for verdict in Verdict::SHOWN {
        let rows: Vec<AnyView> = judged
            .iter()
            .take(shown)
            .filter(|(other, _)| *other == verdict)
            .map(|(_, near)| row(near.station, (!places.area).then_some(near.km), Some(chosen)))
            .collect();
        if rows.is_empty() {
            continue;
        }
        let title = match verdict {
            Verdict::HoursNotKnown => Some(Word::HoursUnknown),
            Verdict::AccessNotKnown => Some(Word::HoursAccessUnknown),
            Verdict::Fits | Verdict::Not => None,
        };
        if let Some(title) = title {
            parts.push(view! { <p class="finder-group">{speech.say(title)}</p> }.into_any());
        } else if filter.when == When::Now {
            parts.push(view! { <p class="finder-group">{speech.say(Word::FilterNow)}</p> }.into_any());
        }
        parts.push(view! { <ul class="stations">{rows}</ul> }.into_any());
    }
    if judged.len() > shown {
        parts.push(actions(vec![button("button button-quiet", speech.say(Word::StationMore).to_owned(), None, more)]));
    }
    parts.extend(last);
    if !judged.is_empty() && places.whole {
        if !places.area {
            parts.push(paragraph("small muted", speech.say(Word::TravelNote)));
        }
        parts.push(paragraph("small muted", speech.say(Word::FinderFree)));
        // A search around oneself has no address to hand on: the position stays here.
        if let Some(name) = &places.name {
            let query = address.get_untracked();
            let path = routes::finder_at(speech.language(), &query);
            let shared = share(Word::FinderShare, None, name.clone(), &path);
            parts.push(view! { <div class="actions no-print">{shared}</div> }.into_any());
        }
    }
    parts.into_any()
}

/// Other places that may be meant.
fn others(names: &[String], address: Memo<FinderQuery>) -> AnyView {
    view! {
        <div class="finder-others small no-print">
            <span>{speech().say(Word::FinderOthers)}</span>
            {choices("", names, address)}
        </div>
    }
    .into_any()
}

/// Places, each a search of its own.
fn choices(class: &'static str, names: &[String], address: Memo<FinderQuery>) -> AnyView {
    let speech = speech();
    let links: Vec<AnyView> = names
        .iter()
        .map(|name| {
            let query = FinderQuery { text: name.clone(), filter: address.with_untracked(|query| query.filter) };
            let href = routes::finder_at(speech.language(), &query);
            view! { <li>{link("", href, name.clone(), None)}</li> }.into_any()
        })
        .collect();
    view! { <ul class=class>{links}</ul> }.into_any()
}

/// Which force intervenes here, where the official file says so.
fn covers(places: &Places) -> AnyView {
    let (speech, Some(name)) = (speech(), &places.name) else { return nothing() };
    let lines: Vec<AnyView> = places
        .covers
        .iter()
        .map(|cover| {
            let word = match cover.force {
                Force::Police => Word::CoverPolice,
                Force::Gendarmerie => Word::CoverGendarmerie,
            };
            paragraph("small", speech.fill(word, &[("place", name), ("service", &cover.service)]))
        })
        .collect();
    if lines.is_empty() { nothing() } else { lines.into_any() }
}
