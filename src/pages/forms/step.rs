//! One step of a form, or one item of its list.

use guichet_core::{
    domain::flaw::FlawKind,
    form::{
        answers::{At, ItemId},
        field::{Control, Spec},
        journey::Stop,
        reader::Flaw,
        step::{Part, Step, Told},
    },
    text::Word,
    wire::submission::FormName,
};
use leptos::{ev::SubmitEvent, prelude::*};

use super::{carry, complaint, items::item_list, report, station_map::station_map};
use crate::{
    api::drafts::Saved,
    browser::clock,
    components::{
        emergency_note, error_summary, field, folded, heading,
        live::{link, live, nothing, panel, paragraph, part},
        note, paragraphs,
    },
    context::{session, speech},
    pages::opening,
    routes,
};

/// A step, or the item of it that the address names: its parts, its list where it has one, and the way on.
pub fn page(step: &'static Step, item: Option<ItemId>) -> AnyView {
    let (speech, session) = (speech(), session());
    let (language, form) = (speech.language(), session.form());
    let repeat = step.repeat.as_ref();
    let item = item.filter(|item| {
        repeat.is_some_and(|repeat| session.answers.with_untracked(|a| a.items(repeat.list).contains(item)))
    });
    let flaws = RwSignal::new(Vec::<Flaw>::new());
    let returning = routes::returning();
    let go = routes::go(false);
    let here = Stop::Step(step);

    let list = move || routes::form(language, form, Some(step.slug));
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let found = session
            .answers
            .with_untracked(|answers| session.steps().findings(step, item, answers, session.now()))
            .flaws;
        let foreign = item.is_none() && found.iter().any(|flaw| flaw.at.item.is_some());
        if !found.is_empty() {
            // "Yes, I have something to declare": then it is described at once.
            if let ([only], Some(repeat)) = (found.as_slice(), repeat)
                && only.kind == FlawKind::NoItem
            {
                if let Some(item) = session.update(|answers| answers.add_item(repeat.list)) {
                    go(&routes::form_item(language, form, step.slug, item));
                }
                return;
            }
            // A flaw inside an item is mended on the item's own screen.
            if let (true, Some(item)) = (foreign, found.iter().find_map(|flaw| flaw.at.item)) {
                go(&routes::form_item(language, form, step.slug, item));
                return;
            }
            flaws.set(found);
            return;
        }
        let back = returning.get_untracked().is_some();
        let path = if item.is_some() {
            if back { routes::and_back(&list()) } else { list() }
        } else {
            let journey = session.journey();
            let next = if back && journey.is_complete() { Stop::Check } else { journey.after(here) };
            routes::form(language, form, Some(next.slug()))
        };
        go(&path);
    };

    let before = session.journey().before(here).map(Stop::slug);
    let back = if item.is_some() { list() } else { routes::form(language, form, before) };
    let title = match (repeat, item) {
        (Some(repeat), Some(_)) => repeat.words.item_title,
        _ => step.title,
    };
    let save = match (repeat, item) {
        (Some(repeat), Some(_)) => repeat.words.save,
        _ => Word::Continue,
    };
    let parts = move || {
        session.answers.with(|answers| match (item, repeat) {
            (Some(item), Some(repeat)) => (repeat.item_parts)(answers, item),
            _ => (step.parts)(answers, None),
        })
    };
    let wrong = Signal::derive(move || flaws.with(|flaws| !flaws.is_empty()));
    let each = move |part: Part| draw(part, item, flaws.into());
    let list = match repeat {
        Some(repeat) if item.is_none() => item_list(step, repeat),
        _ => nothing(),
    };
    let coming_in = match form {
        FormName::PreComplaint => opening::coming_in(complaint::why_come_in()),
        FormName::ContentReport => nothing(),
    };
    view! {
        {link("back", back, speech.say(Word::Back).to_owned(), None)}
        {progress(here)}
        {error_summary(flaws.into())}
        {heading(speech.say(title), Some(wrong))}
        <form class="flow" novalidate on:submit=on_submit>
            // By key: what one is typing into stays while other fields come and go.
            <For each=parts key=Part::key children=each />
            {list}
            <div class="actions">
                <button class="button" type="submit">{speech.say(save)}</button>
            </div>
            {save_line()}
            <p class="small">{carry::way_out()}</p>
        </form>
        {coming_in}
    }
    .into_any()
}

fn draw(part: Part, item: Option<ItemId>, flaws: Signal<Vec<Flaw>>) -> AnyView {
    let speech = speech();
    match part {
        Part::Field(spec) if spec.control == Control::Station => {
            vec![field(spec, item, flaws), station_map(At { field: spec.name, item })].into_any()
        }
        Part::Field(spec) => field(spec, item, flaws),
        Part::More(title, fields) => more(title, fields, item, flaws),
        Part::Note(text) => note(text),
        Part::WayOut(word) => folded(speech.say(word), paragraphs(speech.say(Word::WayOutText))),
        Part::Numbers => emergency_note(),
        Part::ToComplaint(word) => report::to_complaint(word),
        Part::AddressKept => report::address_kept(),
        Part::Service(service, word) => {
            let path = routes::orientation_result(speech.language(), service);
            view! { <p>{link("", path, speech.say(word).to_owned(), None)}</p> }.into_any()
        }
        Part::Told(told) => tell(told),
    }
}

/// Folded fields. They are open where one of them was answered, and where one is flawed.
fn more(title: Word, fields: &'static [&'static Spec], item: Option<ItemId>, flaws: Signal<Vec<Flaw>>) -> AnyView {
    let (speech, session) = (speech(), session());
    let within = move |at: At| at.item == item && fields.iter().any(|spec| spec.name == at.field);
    let answered = session
        .answers
        .with_untracked(|answers| fields.iter().any(|spec| !answers.get(At { field: spec.name, item }).is_empty()));
    let open = live(move || answered || flaws.with(|flaws| flaws.iter().any(|flaw| within(flaw.at))));
    let drawn: Vec<AnyView> = fields.iter().map(|spec| field(spec, item, flaws)).collect();
    view! {
        <details class="details" prop:open=open>
            <summary>{speech.say(title)}</summary>
            <div class="details-body flow">{drawn}</div>
        </details>
    }
    .into_any()
}

/// A text made from the answers, as an agent will read it, and the room that is left.
fn tell(told: Told) -> AnyView {
    let (speech, session) = (speech(), session());
    let said = Memo::new(move |_| session.answers.with(told.text));
    let body = part(move || {
        let said = said.get();
        if said.is_empty() {
            return nothing();
        }
        let length = said.chars().count();
        let (word, count, class) = match told.max.checked_sub(length) {
            Some(left) => (Word::CharactersLeft, left, "count"),
            None => (Word::CharactersOver, length - told.max, "count count-over"),
        };
        let count = speech.fill(word, &[("count", &speech.words().count(count))]);
        let text = view! { <p class="told" lang="fr">{said}</p> }.into_any();
        panel("panel", Some(speech.say(told.title)), vec![text, paragraph(class, count)])
    });
    view! { <div role="status">{body}</div> }.into_any()
}

/// Where one is: "The facts · 4 of 11", and a bar.
pub fn progress(here: Stop) -> AnyView {
    let speech = speech();
    let name = match here {
        Stop::Step(step) => step.name,
        Stop::Check => Word::CheckName,
    };
    let (place, count) = session().journey().place(here);
    let (place, count) = (place.to_string(), count.to_string());
    let text = speech.fill(Word::Progress, &[("name", speech.say(name)), ("place", &place), ("count", &count)]);
    view! {
        <div class="progress">
            <p id="progress-text">{text}</p>
            <progress max=count value=place aria-labelledby="progress-text"></progress>
        </div>
    }
    .into_any()
}

/// Whether the draft is kept, quietly.
fn save_line() -> AnyView {
    let (speech, session) = (speech(), session());
    part(move || {
        let class = if session.is_kept() { "save-line save-line-ok" } else { "save-line save-line-warn" };
        let kept = speech.say(session.keeping_word());
        let time = |at: u64| {
            let (_, time) = clock::wall(i64::try_from(at).ok()?)?;
            Some(speech.words().hour(time))
        };
        let saved = match session.saved() {
            Saved::At(at) => speech.fill(Word::SavedAt, &[("time", &time(at).unwrap_or_default())]),
            Saved::Saving => speech.say(Word::Saving).to_owned(),
            Saved::Nowhere | Saved::Failed(_) => return paragraph(class, kept),
        };
        paragraph(class, format!("{kept} · {saved}"))
    })
}
