//! A draft goes to another device in a file: saved on the one, opened on the other. No server is asked.

use guichet_core::{
    form::draft_file::{self, DraftFile, FileFault},
    text::Word,
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
    task::spawn_local,
};

use crate::{
    api::keep::Life,
    browser::{
        file,
        files::{Picked, one},
        page, random, timer,
    },
    components::{
        bullets, heading, help_contact,
        live::{Live, actions, button, link, live, nothing, panel, paragraph, part},
        paragraphs,
    },
    context::{desk, session, speech},
    pages::opening,
    routes,
};

/// Name of the file: it tells nobody what is inside.
const FILE_NAME: &str = "brouillon.json";
const FILE: &str = "file";
const PASSPHRASE: &str = "passphrase";
/// The page says what it does before it is busy doing it, in milliseconds.
const DRAWING_MS: u32 = 60;

/// How far it has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Asking,
    Wrong { field: &'static str, word: Word },
    Busy,
    Done,
}

/// Saves the open draft in a file.
pub fn save() -> AnyView {
    let (speech, session) = (speech(), session());
    let (passphrase, stage) = (RwSignal::new(String::new()), RwSignal::new(Stage::Asking));
    let offered = random::bytes().ok().map(draft_file::passphrase_from_random);
    let offer = offered.map_or_else(nothing, |offered| {
        let take = {
            let offered = offered.clone();
            move || passphrase.set(offered.clone())
        };
        let body = vec![
            paragraph("code", offered),
            actions(vec![button("button button-quiet", speech.say(Word::CarryUse).to_owned(), None, take)]),
        ];
        panel("panel", Some(speech.say(Word::CarryOffer)), body)
    });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let passphrase = passphrase.get_untracked();
        if !draft_file::is_long_enough(&passphrase) {
            stage.set(wrong(PASSPHRASE, Word::CarryShort));
            return;
        }
        busy(stage, move || {
            let seed = random::bytes().ok().map(draft_file::FileSeed::from_random);
            let text = seed.and_then(|seed| session.to_file()?.seal(&passphrase, seed));
            match text {
                Some(text) if file::save(FILE_NAME, "application/json", &text) => Stage::Done,
                _ => wrong(PASSPHRASE, Word::CarryFailed),
            }
        });
    };
    let said = part(move || match stage.get() {
        Stage::Busy => paragraph("", speech.say(Word::CarrySaving)),
        Stage::Done => panel(
            "notice notice-ok",
            Some(speech.say(Word::CarrySaved)),
            vec![bullets(speech.say(Word::CarryNext)), paragraph("small", speech.say(Word::CarryStays))],
        ),
        Stage::Wrong { word: Word::CarryFailed, .. } => help_contact(),
        Stage::Asking | Stage::Wrong { .. } => nothing(),
    });
    let mut parts = vec![back(), heading(speech.say(Word::CarryTitle), Some(is_wrong(stage)))];
    parts.extend(paragraphs(speech.say(Word::CarryLead)));
    parts.push(offer);
    parts.push(
        view! {
            <form class="flow" novalidate on:submit=on_submit>
                {passphrase_field(passphrase, stage, Word::CarryPassphraseHint)}
                <div class="actions">
                    <button class="button" type="submit">{speech.say(Word::CarrySave)}</button>
                </div>
                <div role="status">{said}</div>
            </form>
        }
        .into_any(),
    );
    parts.into_any()
}

/// Opens a draft from a file.
pub fn open() -> AnyView {
    let (speech, session, desk) = (speech(), session(), desk());
    if session.is_open() && !session.is_kept() {
        // Nothing else holds what was typed: it is not given up for another draft.
        let body = vec![paragraph("", speech.say(Word::FetchOccupied))];
        return vec![back(), heading(speech.say(Word::FetchTitle), None), panel("notice notice-warn", None, body)]
            .into_any();
    }
    let (passphrase, stage) = (RwSignal::new(String::new()), RwSignal::new(Stage::Asking));
    let picked = StoredValue::new_local(None::<Picked>);
    let life = RwSignal::new(Life::ThisTab);
    let go = StoredValue::new(routes::go(false));
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(file) = picked.get_value() else {
            stage.set(wrong(FILE, Word::FetchMissing));
            return;
        };
        stage.set(Stage::Busy);
        spawn_local(async move {
            let Some(text) = file.text(u64::from(draft_file::MAX_FILE)).await else {
                let _ = stage.try_set(wrong(FILE, Word::FetchNotOurs));
                return;
            };
            let Some(passphrase) = passphrase.try_get_untracked() else { return };
            busy(stage, move || match DraftFile::open(&text, &passphrase) {
                Ok(file) => match desk.take_in(&file, life.get_untracked()) {
                    Some(slug) => {
                        let path = routes::form(speech.language(), file.form, Some(slug));
                        go.with_value(|go| go(&path));
                        Stage::Done
                    }
                    None => wrong(FILE, Word::FetchNewer),
                },
                Err(FileFault::NotOurs) => wrong(FILE, Word::FetchNotOurs),
                Err(FileFault::Newer) => wrong(FILE, Word::FetchNewer),
                Err(FileFault::Closed) => wrong(PASSPHRASE, Word::FetchClosed),
            });
        });
    };
    let said = part(move || match stage.get() {
        Stage::Busy => paragraph("", speech.say(Word::FetchOpening)),
        Stage::Wrong { word: Word::FetchNotOurs | Word::FetchNewer | Word::FetchClosed, .. } => help_contact(),
        _ => nothing(),
    });
    let choose = move |event: Event| picked.set_value(one(&event));
    let file = field(
        FILE,
        Word::FetchFile,
        Word::FetchFileHint,
        stage,
        view! {
            <input
                class="input"
                id=FILE
                type="file"
                accept=".json,application/json"
                aria-describedby=described(FILE, stage)
                aria-invalid=invalid(FILE, stage)
                on:change=choose
            />
        }
        .into_any(),
    );
    let aside = if session.is_open() { paragraph("notice", speech.say(Word::FetchAside)) } else { nothing() };
    vec![
        back(),
        heading(speech.say(Word::FetchTitle), Some(is_wrong(stage))),
        paragraph("lead", speech.say(Word::FetchLead)),
        aside,
        view! {
            <form class="flow" novalidate on:submit=on_submit>
                {file}
                {passphrase_field(passphrase, stage, Word::FetchPassphraseHint)}
                {opening::question(life, session.can_keep_on_device())}
                <div class="actions">
                    <button class="button" type="submit">{speech.say(Word::FetchOpen)}</button>
                </div>
                <div role="status">{said}</div>
            </form>
        }
        .into_any(),
    ]
    .into_any()
}

/// Where a draft can be saved in a file.
pub fn way_out() -> AnyView {
    let (speech, session) = (speech(), session());
    let path = routes::form(speech.language(), session.form(), Some(routes::SAVE_FILE));
    link("", path, speech.say(Word::CarryTitle).to_owned(), None)
}

fn back() -> AnyView {
    let (speech, session) = (speech(), session());
    link("back", routes::form(speech.language(), session.form(), None), speech.say(Word::Back).to_owned(), None)
}

/// Says that it is busy, then does it: making a key of a passphrase takes a while, and nothing is drawn meanwhile.
fn busy(stage: RwSignal<Stage>, act: impl FnOnce() -> Stage + 'static) {
    let act: Box<dyn FnOnce() -> Stage> = Box::new(act);
    let _ = stage.try_set(Stage::Busy);
    spawn_local(async move {
        timer::sleep(DRAWING_MS).await;
        let _ = stage.try_set(act());
    });
}

fn wrong(field: &'static str, word: Word) -> Stage {
    page::focus(field);
    Stage::Wrong { field, word }
}

fn is_wrong(stage: RwSignal<Stage>) -> Signal<bool> {
    Signal::derive(move || matches!(stage.get(), Stage::Wrong { .. }))
}

fn passphrase_field(typed: RwSignal<String>, stage: RwSignal<Stage>, hint: Word) -> AnyView {
    let control = view! {
        <input
            class="input"
            id=PASSPHRASE
            type="text"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            aria-describedby=described(PASSPHRASE, stage)
            aria-invalid=invalid(PASSPHRASE, stage)
            prop:value=typed
            on:input=move |event| typed.set(event_target_value(&event))
        />
    };
    field(PASSPHRASE, Word::CarryPassphrase, hint, stage, control.into_any())
}

/// A control below its label, its hint and what is wrong with it.
fn field(id: &'static str, label: Word, hint: Word, stage: RwSignal<Stage>, control: AnyView) -> AnyView {
    let speech = speech();
    let class = live(move || if is_at(stage, id) { "field field-wrong" } else { "field" }.to_owned());
    let error = part(move || match stage.get() {
        Stage::Wrong { field, word } if field == id => view! {
            <p class="error" id=error_id(id)>
                <span class="visually-hidden">{speech.say(Word::ErrorPrefix)} ": "</span>
                {speech.say(word)}
            </p>
        }
        .into_any(),
        _ => nothing(),
    });
    view! {
        <div class=class>
            <label class="label" for=id>{speech.say(label)}</label>
            <p class="hint" id=hint_id(id)>{speech.say(hint)}</p>
            <div role="alert">{error}</div>
            {control}
        </div>
    }
    .into_any()
}

/// True where something is wrong with that field. Reactive.
fn is_at(stage: RwSignal<Stage>, id: &str) -> bool {
    matches!(stage.get(), Stage::Wrong { field, .. } if field == id)
}

fn invalid(id: &'static str, stage: RwSignal<Stage>) -> Live<Option<String>> {
    live(move || is_at(stage, id).then(|| "true".to_owned()))
}

/// The ids of what is said of a field.
fn described(id: &'static str, stage: RwSignal<Stage>) -> Live<String> {
    live(move || if is_at(stage, id) { format!("{} {}", hint_id(id), error_id(id)) } else { hint_id(id) })
}

fn hint_id(id: &str) -> String {
    format!("{id}-hint")
}

fn error_id(id: &str) -> String {
    format!("{id}-error")
}
