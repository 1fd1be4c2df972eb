//! A commune, a country, a trade, picked from a list as one types. The pattern is the "editable combobox with list autocomplete" of the
//! ARIA Authoring Practices: the focus stays in the field, arrows move through the list.

use guichet_core::{
    domain::{
        choice::{Municipality, Town},
        commune_search::normalise,
        place::Commune,
        term::{self, Term},
    },
    form::field::TermList,
    site::Language,
    text::Word,
};
use leptos::{ev::KeyboardEvent, prelude::*, task::spawn_local};

use super::{
    field::typed,
    live::{Live, Press, button, live, nothing, part, text},
};
use crate::{
    api::{data, lists},
    browser::timer,
    context::speech,
};

/// Greatest number of suggestions listed.
const SHOWN: usize = 8;
/// Milliseconds without a keystroke before a list is asked for again after a failure, or announced.
const PAUSE: u32 = 120;
/// So many more before the data is looked through for what is not spelled as typed.
const PATIENCE: u32 = 250;
/// So long may a press last, in milliseconds.
const PRESS: u32 = 600;

/// Where suggestions come from.
#[derive(Clone, Copy, PartialEq)]
pub enum Source {
    /// The communes; one of them must be picked.
    Communes,
    /// The communes; what was typed may be kept where none of them is meant.
    Towns,
    /// A list of terms; what was typed is an answer too.
    Terms(TermList),
}

/// A suggestion: what is kept where it is picked, and how it is shown.
#[derive(Clone, PartialEq)]
struct Offer {
    answer: String,
    title: String,
    hint: String,
    /// True where it is what was typed, which nobody picks by the way.
    as_typed: bool,
}

#[derive(Clone, PartialEq)]
enum Listed {
    Nothing,
    /// What was found; it may end with what was typed.
    Found(Vec<Offer>),
    /// The list did not load; what was typed may be there all the same.
    Failed(Vec<Offer>),
}

impl Listed {
    fn offers(&self) -> &[Offer] {
        match self {
            Self::Nothing => &[],
            Self::Found(offers) | Self::Failed(offers) => offers,
        }
    }

    /// How many suggestions there are beside what was typed.
    fn found(&self) -> usize {
        self.offers().iter().filter(|offer| !offer.as_typed).count()
    }
}

impl Source {
    /// An answer as it stands in the field.
    fn shown(self, answer: &str, language: Language) -> String {
        let known = match self {
            Self::Communes | Self::Towns => Town::parse(answer).ok().map(|town| town.as_shown()),
            Self::Terms(_) => {
                let picked = answer.starts_with('{').then(|| Term::parse(answer).ok()).flatten();
                picked.map(|term| term.name(language).to_owned())
            }
        };
        known.unwrap_or_else(|| answer.to_owned())
    }

    /// What answers what was typed, and whether looking further may find better.
    async fn search_at_once(self, typed: &str, language: Language) -> Option<(Vec<Offer>, bool)> {
        match self {
            Self::Communes | Self::Towns => {
                let (found, more) = data::communes_at_once(typed, SHOWN).await.ok()?;
                Some((offers(&found, typed), more))
            }
            Self::Terms(list) => {
                let terms = lists::terms(list).await?;
                let offer = |term: &Term| {
                    let title = term.name(language).to_owned();
                    Offer { answer: term.as_answer(), title, hint: String::new(), as_typed: false }
                };
                Some((term::search(&terms, typed, language, SHOWN).into_iter().map(offer).collect(), false))
            }
        }
    }

    /// The words for how many were found, for none, and for a list that did not load.
    fn words(self) -> [Word; 3] {
        match self {
            Self::Communes => [Word::MunicipalityResults, Word::MunicipalityNone, Word::MunicipalityFailed],
            Self::Towns => [Word::MunicipalityResults, Word::TownNone, Word::TownFailed],
            Self::Terms(_) => [Word::ListResults, Word::ListNone, Word::ListFailed],
        }
    }
}

/// The field of a commune and its list. What was typed is the answer until a commune is picked.
pub fn municipality_box(
    id: String,
    answer: Signal<String>,
    on_answer: impl Fn(String) + Copy + Send + Sync + 'static,
    described_by: Live<Option<String>>,
    flaw: Option<Signal<Option<String>>>,
) -> AnyView {
    combobox(Source::Communes, id, answer, Callback::new(on_answer), described_by, flaw)
}

/// A field and the list of what answers what stands in it.
#[expect(clippy::too_many_lines, reason = "one widget: its parts share their state, and half of it is markup")]
pub fn combobox(
    source: Source,
    id: String,
    answer: Signal<String>,
    on_answer: Callback<String>,
    described_by: Live<Option<String>>,
    flaw: Option<Signal<Option<String>>>,
) -> AnyView {
    let speech = speech();
    let language = speech.language();
    let listed = RwSignal::new(Listed::Nothing);
    let active = RwSignal::new(None::<usize>);
    let asked = StoredValue::new(0_u32);

    let shown = move || answer.with(|answer| source.shown(answer, language));
    let options = move || listed.with(|listed| listed.offers().to_vec());

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
            let show = |found: Option<Vec<Offer>>| {
                if asked.try_get_value() != Some(turn) {
                    return false;
                }
                let failed = found.is_none();
                let mut offers = found.unwrap_or_default();
                if source == Source::Towns {
                    let title = speech.fill(Word::KeepAsTyped, &[("typed", typed.trim())]);
                    let answer = Town::kept_as_typed(&typed);
                    offers.push(Offer { answer, title, hint: String::new(), as_typed: true });
                }
                let _ = listed.try_set(if failed { Listed::Failed(offers) } else { Listed::Found(offers) });
                true
            };
            let found = source.search_at_once(&typed, language).await;
            let more = found.as_ref().is_some_and(|(_, more)| *more);
            let found = found.map(|(offers, _)| offers);
            // That there is none is said only once all was looked through.
            let any = found.as_ref().is_some_and(|offers| !offers.is_empty());
            if (any || !more) && !show(found) {
                return;
            }
            if !more {
                return;
            }
            timer::sleep(PATIENCE).await;
            // Who is choosing already keeps the list as it is.
            if asked.try_get_value() != Some(turn) || active.get_untracked().is_some() {
                return;
            }
            match data::communes(&typed, SHOWN).await {
                Ok(found) => _ = show(Some(offers(&found, &typed))),
                Err(_) if any => (),
                Err(_) => _ = show(None),
            }
        });
    };
    let pick = move |offer: &Offer| {
        asked.update_value(|turn| *turn += 1);
        on_answer.run(offer.answer.clone());
        listed.set(Listed::Nothing);
        active.set(None);
    };
    let pick_at = move |place: usize| {
        if let Some(offer) = options().get(place) {
            pick(offer);
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
    // Who typed a whole name and went on meant that one, where there is only one of that name. The list is taken away a moment
    // later: it pushes the page down, and the press that has taken the focus must land where it was aimed at.
    let on_leave = move |_| {
        let typed = normalise(&answer.get_untracked());
        let found = options();
        let mut same =
            found.iter().filter(|offer| !offer.as_typed && (normalise(&offer.title) == typed || offer.hint == typed));
        let (Some(only), None) = (same.next(), same.next()) else { return };
        asked.update_value(|turn| *turn += 1);
        let turn = asked.get_value();
        on_answer.run(only.answer.clone());
        spawn_local(async move {
            timer::sleep(PRESS).await;
            if asked.try_get_value() == Some(turn) {
                let _ = listed.try_set(Listed::Nothing);
                let _ = active.try_set(None);
            }
        });
    };

    let list_id = format!("{id}-list");
    let prefix = StoredValue::new(list_id.clone());
    let rows = part(move || {
        let rows = options().into_iter().enumerate().map(|(place, offer)| {
            let selected = live(move || if active.get() == Some(place) { "true" } else { "false" }.to_owned());
            // Before the field loses the focus, and with it the list.
            let choose: Press = Box::new(move |event| {
                event.prevent_default();
                pick_at(place);
            });
            let id = prefix.with_value(|prefix| format!("{prefix}-{place}"));
            view! {
                <li class="combobox-option" id=id role="option" aria-selected=selected on:mousedown=choose>
                    <span>{offer.title}</span>
                    <span class="hint">{offer.hint}</span>
                </li>
            }
            .into_any()
        });
        rows.collect::<Vec<_>>().into_any()
    });
    let open = Memo::new(move |_| listed.with(|listed| !listed.offers().is_empty()));
    let [many, none, failed] = source.words();
    let status = text(move || {
        listed.with(|listed| match listed {
            Listed::Nothing => String::new(),
            Listed::Failed(_) => speech.say(failed).to_owned(),
            Listed::Found(_) if listed.found() == 0 => speech.say(none).to_owned(),
            Listed::Found(_) => speech.fill(many, &[("count", &listed.found().to_string())]),
        })
    });
    let again = part(move || {
        if listed.with(|listed| matches!(listed, Listed::Failed(_))) {
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
                aria-label=speech.say(Word::ListLabel)
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

fn offers(found: &[Commune], typed: &str) -> Vec<Offer> {
    let offer = |commune: &Commune| {
        let place = picked(commune, typed);
        let answer = place.as_answer();
        Offer { answer, title: place.name, hint: place.postal_code, as_typed: false }
    };
    found.iter().map(offer).collect()
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
        taken: None,
    }
}
