//! The list of a step: what is declared so far, each item with its ways to change, to remove and to put it back.

use guichet_core::{
    form::{
        answers::{At, ItemId, Removed},
        step::{Repeat, Step},
    },
    text::{self, Word},
};
use leptos::prelude::*;

use crate::{
    browser::page as browser_page,
    components::{
        bullets,
        live::{button, link, nothing, paragraph, part, press},
    },
    context::{Session, Speech, session, speech},
    routes,
};

/// The items declared so far, and the way to add one. What was removed can be put back until the page is left.
pub fn item_list(step: &'static Step, repeat: &'static Repeat) -> AnyView {
    let (speech, session) = (speech(), session());
    let removed = RwSignal::new(Vec::new());
    let list = List { speech, session, step, repeat, returning: routes::returning(), removed };
    let go = StoredValue::new(routes::go(false));
    let wanted = Memo::new(move |_| session.answers.with(|answers| (repeat.wanted)(answers)));
    let items = Memo::new(move |_| session.answers.with(|answers| answers.items(repeat.list).to_vec()));
    let add = move || {
        if let Some(item) = session.update(|answers| answers.add_item(repeat.list)) {
            go.with_value(|go| go(&list.address(item)));
        }
    };
    let body = part(move || {
        if !wanted.get() {
            return nothing();
        }
        let items = items.get();
        let label = if items.is_empty() { repeat.words.add_first } else { repeat.words.add };
        let more = if items.len() < repeat.max {
            button("button button-quiet", speech.say(label).to_owned(), None, add)
        } else {
            nothing()
        };
        if items.is_empty() {
            return more;
        }
        let total = session.answers.with_untracked(|answers| (repeat.total)(answers, speech.words()));
        let total = total.map_or_else(nothing, |total| paragraph("", total));
        let cards: Vec<AnyView> = items.into_iter().map(|item| list.card(item)).collect();
        view! {
            <h2>{speech.say(repeat.words.list)}</h2>
            {total}
            <ul class="cards">{cards}</ul>
            {more}
        }
        .into_any()
    });
    let undo =
        part(move || removed.with(|removed| removed.iter().map(|gone| list.undo(gone)).collect_view().into_any()));
    vec![body, view! { <div role="status">{undo}</div> }.into_any()].into_any()
}

/// An item that was removed, by the name that it had.
type Gone = (String, Removed);

/// What the parts of one list share.
#[derive(Clone, Copy)]
struct List {
    speech: Speech,
    session: Session,
    step: &'static Step,
    repeat: &'static Repeat,
    returning: Memo<Option<u32>>,
    removed: RwSignal<Vec<Gone>>,
}

impl List {
    fn address(self, item: ItemId) -> String {
        let path = routes::form_item(self.speech.language(), self.session.form(), self.step.slug, item);
        if self.returning.get_untracked().is_some() { routes::and_back(&path) } else { path }
    }

    fn card(self, item: ItemId) -> AnyView {
        let (speech, session, repeat) = (self.speech, self.session, self.repeat);
        let (name, about, found) = session.answers.with_untracked(|answers| {
            (
                (repeat.item_name)(answers, item, speech.words()),
                (repeat.item_about)(answers, item, speech.words()),
                session.steps().findings(self.step, Some(item), answers, session.now()),
            )
        });
        let name = if name.is_empty() { speech.say(repeat.words.unnamed).to_owned() } else { name };
        let about = if about.is_empty() { nothing() } else { paragraph("muted", about) };
        let badge = if found.flaws.is_empty() {
            nothing()
        } else {
            view! { <p><span class="badge badge-warn">{speech.say(Word::ItemIncomplete)}</span></p> }.into_any()
        };
        let doubts: Vec<String> =
            found.warnings.iter().map(|doubt| text::named_sentence(speech.words(), doubt)).collect();
        let doubts = if doubts.is_empty() {
            nothing()
        } else {
            let title = view! { <p class="small muted">{speech.say(Word::ItemDoubts)}</p> }.into_any();
            vec![title, bullets(&doubts.join("\n"))].into_any()
        };
        let modify = speech.fill(Word::ModifyWhat, &[("what", &name)]);
        let remove = speech.fill(Word::RemoveWhat, &[("what", &name)]);
        let shown = name.clone();
        let gone = move || self.remove(item, name.clone());
        view! {
            <li class="card" id=card_id(item) tabindex="-1">
                <h3>{shown}</h3>
                {about}
                {badge}
                {doubts}
                <div class="card-actions">
                    {link("", self.address(item), speech.say(Word::Modify).to_owned(), Some(modify))}
                    {button("button button-link", speech.say(Word::Remove).to_owned(), Some(remove), gone)}
                </div>
            </li>
        }
        .into_any()
    }

    fn remove(self, item: ItemId, name: String) {
        if let Some(removed) = self.session.update(|answers| answers.remove_item(item)).flatten() {
            self.removed.update(|gone| gone.push((name, removed)));
            focus_once_drawn(undo_id(item));
        }
    }

    /// The line that an item leaves behind.
    fn undo(self, (name, removed): &Gone) -> AnyView {
        let speech = self.speech;
        let item = removed.item();
        let told = speech.fill(Word::ItemRemoved, &[("what", name)]);
        let label = speech.fill(Word::ItemPutBackWhat, &[("what", name)]);
        let back = press(move || self.put_back(item));
        view! {
            <p class="undo">
                {told}
                " "
                <button class="button button-link" type="button" id=undo_id(item) aria-label=label on:click=back>
                    {speech.say(Word::ItemPutBack)}
                </button>
            </p>
        }
        .into_any()
    }

    fn put_back(self, item: ItemId) {
        let found = self.removed.try_update(|gone| {
            let at = gone.iter().position(|(_, removed)| removed.item() == item)?;
            Some(gone.remove(at))
        });
        if let Some((_, removed)) = found.flatten() {
            self.session.update(|answers| answers.put_back(removed));
            focus_once_drawn(card_id(item));
        }
    }
}

fn card_id(item: ItemId) -> String {
    At { field: "item", item: Some(item) }.key()
}

fn undo_id(item: ItemId) -> String {
    At { field: "put-back", item: Some(item) }.key()
}

/// What is to take the focus is in the document only once this turn's drawing is done.
fn focus_once_drawn(id: String) {
    request_animation_frame(move || {
        browser_page::focus(&id);
    });
}
