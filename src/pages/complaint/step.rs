//! One step of the complaint, or one item of its list.

use guichet_core::{
    domain::flaw::FlawKind,
    form::{
        answers::{Answers, ItemId},
        journey::Stop,
        reader::Flaw,
        step::{Part, Repeat, Step},
    },
    forms::complaint::FORM,
    text::Word,
};
use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    browser::page,
    components::{self, ErrorSummary, FieldView, Heading, NoteView, Paragraphs},
    context::{Session, session, speech},
    routes,
};

/// A step: its parts, its list where it has one, and the way on.
#[component]
pub fn StepPage(
    /// The step.
    step: &'static Step,
    /// The item named in the address.
    item: Option<ItemId>,
) -> impl IntoView {
    let (speech, session) = (speech(), session());
    let language = speech.language();
    let item = item.filter(|item| step.repeat.is_some() && session.answers.with_untracked(|a| a.items().contains(item)));
    let repeat = step.repeat.as_ref();
    let flaws = RwSignal::new(Vec::<Flaw>::new());
    let returning = routes::returning();
    let go = routes::go(false);
    let stop = Stop::Step(step);

    let list = move || routes::complaint(language, Some(step.slug));
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let found = session.answers.with_untracked(|answers| FORM.findings(step, item, answers, session.now())).flaws;
        let foreign = item.is_none() && found.iter().any(|flaw| flaw.at.item.is_some());
        if !found.is_empty() {
            // "Yes, I have something to declare": then it is described at once.
            if let [only] = found.as_slice()
                && only.kind == FlawKind::NoItem
            {
                if let Some(item) = session.update(Answers::add_item) {
                    go(&routes::complaint_item(language, step.slug, item));
                }
                return;
            }
            // A flaw inside an item is mended on the item's own screen.
            if let (true, Some(item)) = (foreign, found.iter().find_map(|flaw| flaw.at.item)) {
                go(&routes::complaint_item(language, step.slug, item));
                return;
            }
            flaws.set(found);
            page::focus(components::ERROR_SUMMARY);
            return;
        }
        let back = returning.get_untracked().is_some();
        let path = if item.is_some() {
            if back { routes::and_back(&list()) } else { list() }
        } else {
            let journey = session.journey();
            let next = if back && journey.is_complete() { Stop::Check } else { journey.after(stop) };
            routes::complaint(language, Some(next.slug()))
        };
        go(&path);
    };

    let before = session.journey().before(stop).map(Stop::slug);
    let back = if item.is_some() { list() } else { routes::complaint(language, before) };
    let title = match (repeat, item) {
        (Some(repeat), Some(_)) => repeat.item_title,
        _ => step.title,
    };
    let save = match item {
        Some(_) => Word::ItemSave,
        None => Word::Continue,
    };
    let parts = move || {
        session.answers.with(|answers| match (item, repeat) {
            (Some(item), Some(repeat)) => (repeat.item_parts)(answers, item),
            _ => (step.parts)(answers, None),
        })
    };
    view! {
        <a class="back" href=back>{speech.say(Word::Back)}</a>
        <Progress stop />
        <ErrorSummary flaws />
        <Heading text=speech.say(title) wrong=Signal::derive(move || flaws.with(|flaws| !flaws.is_empty())) />
        <form class="flow" novalidate on:submit=on_submit>
            <For each=parts key=|part| part.key() children=move |part| draw(part, item, flaws.into()) />
            {repeat.filter(|_| item.is_none()).map(|repeat| view! { <ItemList step repeat /> })}
            <div class="actions">
                <button class="button" type="submit">{speech.say(save)}</button>
            </div>
            <SaveLine session />
        </form>
    }
    .into_any()
}

fn draw(part: Part, item: Option<ItemId>, flaws: Signal<Vec<Flaw>>) -> AnyView {
    let speech = speech();
    match part {
        Part::Field(spec) => view! { <FieldView spec item flaws /> }.into_any(),
        Part::Note(note) => view! { <NoteView note /> }.into_any(),
        Part::WayOut(word) => view! {
            <details class="details">
                <summary>{speech.say(word)}</summary>
                <div class="details-body">
                    <Paragraphs text=speech.say(Word::WayOutText) />
                </div>
            </details>
        }
        .into_any(),
    }
}

/// Where one is: "The facts · 4 of 11", and a bar.
#[component]
pub fn Progress(
    /// The stop.
    stop: Stop,
) -> impl IntoView {
    let (speech, session) = (speech(), session());
    let name = match stop {
        Stop::Step(step) => step.name,
        Stop::Check => Word::CheckName,
    };
    let (place, count) = session.journey().place(stop);
    let values = [("name", speech.say(name)), ("place", &place.to_string()), ("count", &count.to_string())];
    let text = speech.fill(Word::Progress, &values);
    view! {
        <div class="progress">
            <p id="progress-text">{text}</p>
            <progress max=count value=place aria-labelledby="progress-text"></progress>
        </div>
    }
    .into_any()
}

/// Whether the draft is kept, quietly.
#[component]
fn SaveLine(session: Session) -> impl IntoView {
    let speech = speech();
    let class = move || if session.is_kept() { "save-line save-line-ok" } else { "save-line save-line-warn" };
    view! { <p class=class>{move || speech.say(session.keeping_word())}</p> }.into_any()
}

/// The items declared so far, each with its ways to change and to remove it, and the way to add one.
#[component]
fn ItemList(step: &'static Step, repeat: &'static Repeat) -> impl IntoView {
    let (speech, session) = (speech(), session());
    let language = speech.language();
    let returning = routes::returning();
    let go = StoredValue::new(routes::go(false));
    let wanted = Memo::new(move |_| session.answers.with(|answers| (repeat.wanted)(answers)));
    let items = Memo::new(move |_| session.answers.with(|answers| answers.items().to_vec()));
    let address = move |item| {
        let path = routes::complaint_item(language, step.slug, item);
        if returning.get_untracked().is_some() { routes::and_back(&path) } else { path }
    };
    let card = move |item: ItemId| {
        let (name, complete) = session.answers.with_untracked(|answers| {
            let complete = FORM.findings(step, Some(item), answers, session.now()).flaws.is_empty();
            ((repeat.item_name)(answers, item), complete)
        });
        let name = if name.is_empty() { speech.say(Word::ItemUnnamed).to_owned() } else { name };
        let modify = speech.fill(Word::ModifyWhat, &[("what", &name)]);
        let remove = speech.fill(Word::RemoveWhat, &[("what", &name)]);
        let badge = (!complete).then(|| view! { <p><span class="badge badge-warn">{speech.say(Word::ItemIncomplete)}</span></p> });
        view! {
            <li class="card">
                <h3>{name}</h3>
                {badge}
                <div class="card-actions">
                    <a href=address(item) aria-label=modify>{speech.say(Word::Modify)}</a>
                    <button
                        class="button button-link"
                        type="button"
                        aria-label=remove
                        on:click=move |_| {
                            session.update(|answers| answers.remove_item(item));
                            page::focus(components::HEADING);
                        }
                    >
                        {speech.say(Word::Remove)}
                    </button>
                </div>
            </li>
        }
    };
    let add = move |_| {
        if let Some(item) = session.update(Answers::add_item) {
            go.with_value(|go| go(&address(item)));
        }
    };
    let label = move || speech.say(if items.with(Vec::is_empty) { Word::GoodsAddFirst } else { Word::GoodsAdd });
    view! {
        <Show when=move || wanted.get()>
            <Show when=move || items.with(|items| !items.is_empty())>
                <h2>{speech.say(Word::GoodsList)}</h2>
                <ul class="cards">
                    <For each=move || items.get() key=|item| *item children=card />
                </ul>
            </Show>
            <Show when=move || items.with(|items| items.len() < repeat.max)>
                <p>
                    <button class="button button-quiet" type="button" on:click=add>{label}</button>
                </p>
            </Show>
        </Show>
    }
    .into_any()
}
