//! A commune, picked from a list as one types. The pattern is the "editable combobox with list autocomplete" of the
//! ARIA Authoring Practices: the focus stays in the field, arrows move through the list.

use guichet_core::{
    domain::{choice::Municipality, commune_search::normalise, place::Commune},
    text::Word,
};
use leptos::{ev::KeyboardEvent, prelude::*, task::spawn_local};

use super::{
    field::typed,
    live::{Live, Press, button, live, nothing, part, text},
};
use crate::{api::data, browser::timer, context::speech};

/// Greatest number of communes listed.
const SHOWN: usize = 8;
/// Milliseconds without a keystroke before a list is asked for again after a failure, or announced.
const PAUSE: u32 = 120;

#[derive(Clone, PartialEq)]
enum Listed {
    Nothing,
    Found(Vec<Municipality>),
    Failed,
}

/// The field and its list. What was typed is the answer until a commune is picked.
pub fn municipality_box(
    id: String,
    answer: Signal<String>,
    on_answer: impl Fn(String) + Copy + Send + Sync + 'static,
    described_by: Live<Option<String>>,
    flaw: Option<Signal<Option<String>>>,
) -> AnyView {
    draw(id, answer, Callback::new(on_answer), described_by, flaw)
}

#[expect(clippy::too_many_lines, reason = "one widget: its parts share their state, and half of it is markup")]
fn draw(
    id: String,
    answer: Signal<String>,
    on_answer: Callback<String>,
    described_by: Live<Option<String>>,
    flaw: Option<Signal<Option<String>>>,
) -> AnyView {
    let speech = speech();
    let listed = RwSignal::new(Listed::Nothing);
    let active = RwSignal::new(None::<usize>);
    let asked = StoredValue::new(0_u32);

    let shown =
        move || answer.with(|answer| Municipality::parse(answer).map_or_else(|_| answer.clone(), |m| m.as_shown()));
    let options =
        move || listed.with(|listed| if let Listed::Found(found) = listed { found.clone() } else { Vec::new() });

    let search = move |typed: String| {
        asked.update_value(|turn| *turn += 1);
        let turn = asked.get_value();
        active.set(None);
        if typed.trim().is_empty() {
            listed.set(Listed::Nothing);
            return;
        }
        spawn_local(async move {
            timer::sleep(PAUSE).await;
            // An answer to an earlier keystroke says nothing about this one; nor does one after the page has gone.
            if asked.try_get_value() != Some(turn) {
                return;
            }
            let found = data::communes(&typed, SHOWN).await;
            if asked.try_get_value() == Some(turn) {
                let _ = listed.try_set(found.map_or(Listed::Failed, |found| {
                    Listed::Found(found.iter().map(|commune| picked(commune, &typed)).collect())
                }));
            }
        });
    };
    let pick = move |municipality: &Municipality| {
        asked.update_value(|turn| *turn += 1);
        on_answer.run(municipality.as_answer());
        listed.set(Listed::Nothing);
        active.set(None);
    };
    let pick_at = move |place: usize| {
        if let Some(municipality) = options().get(place) {
            pick(municipality);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let count = options().len();
        match event.key().as_str() {
            "ArrowDown" if count > 0 => {
                event.prevent_default();
                active.update(|at| *at = Some(at.map_or(0, |at| (at + 1) % count)));
            }
            "ArrowUp" if count > 0 => {
                event.prevent_default();
                active.update(|at| *at = Some(at.map_or(count - 1, |at| (at + count - 1) % count)));
            }
            // Enter picks while the list is open, and sends the form only once it is closed.
            "Enter" if count > 0 => {
                event.prevent_default();
                pick_at(active.get_untracked().unwrap_or(0));
            }
            "Escape" => {
                listed.set(Listed::Nothing);
                active.set(None);
            }
            _ => {}
        }
    };
    // Who typed a whole name and went on meant that commune, where there is only one of that name.
    let on_leave = move |_| {
        let typed = normalise(&answer.get_untracked());
        let found = options();
        let mut same = found.iter().filter(|m| normalise(&m.name) == typed || m.postal_code == typed);
        if let (Some(only), None) = (same.next(), same.next()) {
            pick(only);
        }
    };

    let list_id = format!("{id}-list");
    let prefix = StoredValue::new(list_id.clone());
    let rows = part(move || {
        let rows = options().into_iter().enumerate().map(|(place, municipality)| {
            let selected = live(move || if active.get() == Some(place) { "true" } else { "false" }.to_owned());
            // Before the field loses the focus, and with it the list.
            let choose: Press = Box::new(move |event| {
                event.prevent_default();
                pick_at(place);
            });
            let id = prefix.with_value(|prefix| format!("{prefix}-{place}"));
            view! {
                <li class="combobox-option" id=id role="option" aria-selected=selected on:mousedown=choose>
                    <span>{municipality.name}</span>
                    <span class="hint">{municipality.postal_code}</span>
                </li>
            }
            .into_any()
        });
        rows.collect::<Vec<_>>().into_any()
    });
    let open = Memo::new(move |_| listed.with(|listed| matches!(listed, Listed::Found(found) if !found.is_empty())));
    let status = text(move || {
        listed.with(|listed| match listed {
            Listed::Nothing => String::new(),
            Listed::Failed => speech.say(Word::MunicipalityFailed).to_owned(),
            Listed::Found(found) if found.is_empty() => speech.say(Word::MunicipalityNone).to_owned(),
            Listed::Found(found) => speech.fill(Word::MunicipalityResults, &[("count", &found.len().to_string())]),
        })
    });
    let again = part(move || {
        if listed.with(|listed| *listed == Listed::Failed) {
            let retry = move || search(answer.get_untracked());
            button("button button-quiet", speech.say(Word::Retry).to_owned(), None, retry)
        } else {
            nothing()
        }
    });
    let pointed = move || active.get().map(|place| prefix.with_value(|prefix| format!("{prefix}-{place}")));
    let take = typed(move |typed| {
        on_answer.run(typed.clone());
        search(typed);
    });
    view! {
        <div class="combobox">
            <input
                class="input"
                id=id
                type="text"
                role="combobox"
                autocomplete="off"
                aria-autocomplete="list"
                aria-expanded=live(move || if open.get() { "true" } else { "false" }.to_owned())
                aria-controls=list_id.clone()
                aria-activedescendant=live(pointed)
                aria-describedby=described_by
                aria-invalid=live(move || flaw.and_then(|flaw| flaw.get()).map(|_| "true".to_owned()))
                prop:value=live(shown)
                on:input=take
                on:keydown=on_key
                on:blur=on_leave
            />
            <ul
                class="combobox-list"
                id=list_id
                role="listbox"
                aria-label=speech.say(Word::FactsMunicipalityLabel)
                hidden=live(move || !open.get())
            >
                {rows}
            </ul>
        </div>
        <p class="combobox-status" role="status">{status}</p>
        {again}
    }
    .into_any()
}

/// The commune as it is kept: with the postal code that was typed, where it has several.
pub fn picked(commune: &Commune, typed: &str) -> Municipality {
    let typed = typed.trim();
    let codes = &commune.postal_codes;
    let meant = codes.iter().find(|code| code.as_str() == typed).or_else(|| codes.first());
    Municipality {
        code: commune.code.as_str().to_owned(),
        name: commune.name.clone(),
        postal_code: meant.map_or_else(String::new, |code| code.as_str().to_owned()),
        department: commune.department().to_owned(),
        point: (commune.point.latitude(), commune.point.longitude()),
    }
}
