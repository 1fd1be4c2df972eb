//! A commune, picked from a list as one types. The pattern is the "editable combobox with list autocomplete" of the
//! ARIA Authoring Practices: the focus stays in the field, arrows move through the list.

use guichet_core::{
    domain::{choice::Municipality, commune_search::normalise, place::Commune},
    text::Word,
};
use leptos::{ev::KeyboardEvent, prelude::*, task::spawn_local};

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
#[component]
pub fn MunicipalityBox(
    /// Id of the field.
    id: String,
    /// The answer: a picked commune, or what was typed.
    answer: Signal<String>,
    /// Takes a new answer.
    on_answer: Callback<String>,
    /// Ids of the texts that describe the field.
    described_by: Signal<Option<String>>,
    /// True where a flaw is shown.
    invalid: Signal<bool>,
) -> impl IntoView {
    let speech = speech();
    let listed = RwSignal::new(Listed::Nothing);
    let active = RwSignal::new(None::<usize>);
    let asked = StoredValue::new(0_u32);

    let shown = move || answer.with(|answer| Municipality::parse(answer).map_or_else(|_| answer.clone(), |m| m.as_shown()));
    let options = move || listed.with(|listed| if let Listed::Found(found) = listed { found.clone() } else { Vec::new() });

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
    let option_id = {
        let list_id = list_id.clone();
        move |place: usize| format!("{list_id}-{place}")
    };
    let rows = {
        let option_id = option_id.clone();
        move || {
            options()
                .into_iter()
                .enumerate()
                .map(|(place, municipality)| {
                    let selected = move || if active.get() == Some(place) { "true" } else { "false" };
                    view! {
                        <li
                            class="combobox-option"
                            id=option_id(place)
                            role="option"
                            aria-selected=selected
                            // Before the field loses the focus, and with it the list.
                            on:mousedown=move |event| {
                                event.prevent_default();
                                pick_at(place);
                            }
                        >
                            <span>{municipality.name.clone()}</span>
                            <span class="hint">{municipality.postal_code.clone()}</span>
                        </li>
                    }
                })
                .collect_view()
        }
    };
    let open = move || !options().is_empty();
    let status = move || {
        listed.with(|listed| match listed {
            Listed::Nothing => String::new(),
            Listed::Failed => speech.say(Word::MunicipalityFailed).to_owned(),
            Listed::Found(found) if found.is_empty() => speech.say(Word::MunicipalityNone).to_owned(),
            Listed::Found(found) => speech.fill(Word::MunicipalityResults, &[("count", &found.len().to_string())]),
        })
    };
    view! {
        <div class="combobox">
            <input
                class="input"
                id=id
                type="text"
                role="combobox"
                autocomplete="off"
                aria-autocomplete="list"
                aria-expanded=move || if open() { "true" } else { "false" }
                aria-controls=list_id.clone()
                aria-activedescendant=move || active.get().map(&option_id)
                aria-describedby=move || described_by.get()
                aria-invalid=move || invalid.get().then_some("true")
                prop:value=shown
                on:input:target=move |event| {
                    let typed = event.target().value();
                    on_answer.run(typed.clone());
                    search(typed);
                }
                on:keydown=on_key
                on:blur=on_leave
            />
            <ul
                class="combobox-list"
                id=list_id
                role="listbox"
                aria-label=speech.say(Word::FactsMunicipalityLabel)
                hidden=move || !open()
            >
                {rows}
            </ul>
        </div>
        <p class="combobox-status" role="status">
            {status}
        </p>
        <Show when=move || listed.with(|listed| *listed == Listed::Failed)>
            <p>
                <button class="button button-quiet" type="button" on:click=move |_| search(answer.get_untracked())>
                    {speech.say(Word::Retry)}
                </button>
            </p>
        </Show>
    }
}

/// The commune as it is kept: with the postal code that was typed, where it has several.
fn picked(commune: &Commune, typed: &str) -> Municipality {
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
