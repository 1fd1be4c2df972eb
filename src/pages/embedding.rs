//! For those who put a part of the service into a page of their own: what can be shown, the lines to copy, and how it looks.

use guichet_core::{
    hosting::{Accent, Snippet, Theme},
    site::{Language, View},
    text::Word,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{
        page as browser_page,
        share::{self, Shared},
    },
    components::{
        bullets, heading,
        live::{Live, button, live, nothing, panel, paragraph, part, subheading, text},
    },
    context::{institution, settings, speech},
    routes,
};

/// Each view with its name for people.
fn title(view: View) -> Word {
    match view {
        View::Stations => Word::EmbeddingStations,
        View::Complaint => Word::EmbeddingComplaint,
        View::Report => Word::EmbeddingReport,
        View::Orientation => Word::EmbeddingOrientation,
        View::News => Word::EmbeddingNews,
    }
}

/// The page.
pub fn page() -> AnyView {
    let speech = speech();
    let settings = settings();
    let base = match settings.public_address.as_str() {
        "" => browser_page::origin() + &routes::ours(""),
        known => known.to_owned(),
    };
    let view = RwSignal::new(View::Stations);
    let language = RwSignal::new(speech.language());
    let theme = RwSignal::new(Theme::Auto);
    let colour = RwSignal::new(String::new());
    let station = RwSignal::new(String::new());
    let chosen = move |base: String| Snippet {
        base,
        view: view.get(),
        language: language.get(),
        theme: theme.get(),
        accent: colour.with(|colour| Accent::parse(colour)),
        station: station.get().trim().to_owned(),
        title: speech.say(title(view.get())).to_owned(),
    };
    let views = View::ALL.map(|view| (view.name(), title(view)));
    let languages = [("fr", Word::EmbeddingFrench), ("en", Word::EmbeddingEnglish)];
    let themes = [("auto", Word::EmbeddingAuto), ("light", Word::EmbeddingLight), ("dark", Word::EmbeddingDark)];
    let said = [("institution", institution())];
    let said = said.each_ref().map(|(name, value)| (*name, value.as_str()));
    let element = {
        let base = base.clone();
        live(move || chosen(base.clone()).element())
    };
    let frame = live(move || chosen(base.clone()).frame());
    let begins = part(move || {
        if !matches!(view.get(), View::Stations | View::Complaint) {
            return nothing();
        }
        line("station", Word::EmbeddingStation, Word::EmbeddingStationHint, station, nothing())
    });
    vec![
        heading(speech.say(Word::EmbeddingTitle), None),
        paragraph("lead", speech.fill(Word::EmbeddingLead, &said)),
        select("view", Word::EmbeddingView, &views, &live(move || view.get().name()), move |name| {
            if let Some(chosen) = View::parse(name) {
                view.set(chosen);
            }
        }),
        select("language", Word::EmbeddingLanguage, &languages, &live(move || language.get().tag()), move |name| {
            Language::ALL.into_iter().filter(|other| other.tag() == name).for_each(|other| language.set(other));
        }),
        select("theme", Word::EmbeddingTheme, &themes, &live(move || theme.get().name()), move |name| {
            if let Some(chosen) = Theme::parse(name) {
                theme.set(chosen);
            }
        }),
        own_colour(colour),
        begins,
        subheading(speech.say(Word::EmbeddingElement)),
        lines(Word::EmbeddingElement, Word::EmbeddingElementText, element),
        subheading(speech.say(Word::EmbeddingFrame)),
        lines(Word::EmbeddingFrame, Word::EmbeddingFrameText, frame),
        subheading(speech.say(Word::EmbeddingHosts)),
        hosts(&settings.frame_ancestors),
        subheading(speech.say(Word::EmbeddingPreview)),
        preview(live(move || chosen(routes::ours("")))),
    ]
    .into_any()
}

/// A colour of the host's own.
fn own_colour(colour: RwSignal<String>) -> AnyView {
    let speech = speech();
    let wrong = text(move || {
        let wrong = colour.with(|colour| !colour.trim().is_empty() && Accent::parse(colour).is_none());
        if wrong { speech.say(Word::EmbeddingAccentWrong).to_owned() } else { String::new() }
    });
    let flaw = view! { <p class="error" role="status">{wrong}</p> }.into_any();
    line("accent", Word::EmbeddingAccent, Word::EmbeddingAccentHint, colour, flaw)
}

/// One line that is typed, its hint, and what is wrong with it.
fn line(id: &'static str, label: Word, hint: Word, typed: RwSignal<String>, flaw: AnyView) -> AnyView {
    let speech = speech();
    let told = format!("{id}-told");
    view! {
        <div class="field">
            <label class="label" for=id>{speech.say(label)}</label>
            <div id=told.clone()><p class="hint">{speech.say(hint)}</p>{flaw}</div>
            <input
                class="input"
                id=id
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=told
                prop:value=typed
                on:change=move |event| typed.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

/// A choice among few.
fn select(
    id: &'static str,
    label: Word,
    choices: &[(&'static str, Word)],
    value: &Live<&'static str>,
    choose: impl Fn(&str) + 'static,
) -> AnyView {
    let speech = speech();
    let options: Vec<AnyView> = choices
        .iter()
        .map(|(name, word)| {
            let (name, value) = (*name, value.clone());
            let selected = live(move || value() == name);
            view! { <option value=name selected=selected>{speech.say(*word)}</option> }.into_any()
        })
        .collect();
    let choose: Box<dyn Fn(&str)> = Box::new(choose);
    view! {
        <div class="field">
            <label class="label" for=id>{speech.say(label)}</label>
            <select class="input" id=id on:change=move |event| choose(&event_target_value(&event))>{options}</select>
        </div>
    }
    .into_any()
}

/// Lines, and a button that copies them.
fn lines(name: Word, about: Word, text: Live<String>) -> AnyView {
    let speech = speech();
    let outcome = RwSignal::new(None);
    let shown = text.clone();
    let copy = button("button button-quiet", speech.say(Word::EmbeddingCopy).to_owned(), None, move || {
        let text = untrack(|| text());
        spawn_local(async move {
            outcome.try_set(Some(share::copy(&text).await));
        });
    });
    let said = part(move || match outcome.get() {
        None => nothing(),
        Some(Shared::Refused) => speech.say(Word::EmbeddingNotCopied).into_any(),
        Some(Shared::Copied | Shared::Done) => speech.say(Word::EmbeddingCopied).into_any(),
    });
    view! {
        {paragraph("", speech.say(about))}
        <textarea class="input snippet" rows="5" readonly spellcheck="false" aria-label=speech.say(name) prop:value=shown></textarea>
        <p>{copy} " " <span role="status">{said}</span></p>
    }
    .into_any()
}

/// Who may show it, as it is configured.
fn hosts(listed: &[String]) -> AnyView {
    let speech = speech();
    if listed.is_empty() {
        return panel("notice", None, vec![paragraph("", speech.say(Word::EmbeddingHostsNone))]);
    }
    vec![paragraph("", speech.say(Word::EmbeddingHostsText)), bullets(&listed.join("\n"))].into_any()
}

/// The frame itself, as a host shows it.
fn preview(chosen: Live<Snippet>) -> AnyView {
    let chosen = Memo::new(move |_| chosen());
    part(move || {
        let chosen = chosen.get();
        let (source, title) = (chosen.address(), chosen.title);
        view! {
            <iframe class="preview" src=source title=title allow="geolocation; web-share; clipboard-write"></iframe>
        }
        .into_any()
    })
}
