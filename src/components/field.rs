//! A field, drawn from its constant.

use guichet_core::{
    domain::prose,
    form::{
        answers::{At, ItemId},
        field::{Choice, Control, Keyboard, Spec, YES},
        reader::Flaw,
    },
    text::{self, Word},
};
use leptos::prelude::*;

use super::{MunicipalityBox, StationPicker};
use crate::context::{Session, Speech, session, speech};

/// A field with its label, hint, flaw and control.
#[component]
pub fn FieldView(
    /// The field.
    spec: &'static Spec,
    /// The item it belongs to, in a repeatable step.
    item: Option<ItemId>,
    /// The flaws shown on this screen.
    flaws: Signal<Vec<Flaw>>,
) -> impl IntoView {
    let field = Drawing { speech: speech(), session: session(), spec, at: At { field: spec.name, item }, flaws };
    match spec.control {
        Control::Line { max, keyboard } => field.line(max, keyboard),
        Control::Date => field.short("numeric", "input input-10"),
        Control::Hour => field.short("text", "input input-10"),
        Control::Lines { max } => field.lines(max),
        Control::Choice(choices) => field.choice(choices),
        Control::Tick => field.tick(),
        Control::Municipality => field.municipality(),
        Control::Station => field.station(),
    }
}

/// Everything that the parts of one field share.
#[derive(Clone, Copy)]
struct Drawing {
    speech: Speech,
    session: Session,
    spec: &'static Spec,
    at: At,
    flaws: Signal<Vec<Flaw>>,
}

impl Drawing {
    fn id(self) -> String {
        self.at.key()
    }

    fn flaw(self) -> Signal<Option<String>> {
        let Self { speech, at, flaws, .. } = self;
        Signal::derive(move || {
            flaws.with(|flaws| flaws.iter().find(|flaw| flaw.at == at).map(|flaw| text::sentence(speech.words(), flaw)))
        })
    }

    fn value(self) -> impl Fn() -> String + Copy + Send {
        move || self.session.get(self.at)
    }

    fn class(self) -> impl Fn() -> &'static str + Send {
        let flaw = self.flaw();
        move || if flaw.with(Option::is_some) { "field field-wrong" } else { "field" }
    }

    fn invalid(self) -> impl Fn() -> Option<&'static str> + Send {
        let flaw = self.flaw();
        move || flaw.with(Option::is_some).then_some("true")
    }

    /// The ids of hint, flaw and count, as far as they are there.
    fn described_by(self, counted: bool) -> impl Fn() -> Option<String> + Send {
        let (id, flaw, hint) = (self.id(), self.flaw(), self.spec.hint.is_some());
        move || {
            let ids: Vec<String> = [(hint, "hint"), (flaw.with(Option::is_some), "error"), (counted, "count")]
                .into_iter()
                .filter(|(there, _)| *there)
                .map(|(_, part)| format!("{id}-{part}"))
                .collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    }

    fn name(self) -> AnyView {
        let optional = self.spec.optional.then(|| {
            view! { " " <span class="optional">{self.speech.say(Word::Optional)}</span> }
        });
        view! { {self.speech.say(self.spec.label)} {optional} }.into_any()
    }

    fn label(self) -> AnyView {
        view! { <label class="label" for=self.id()>{self.name()}</label> }.into_any()
    }

    fn hint_and_flaw(self) -> AnyView {
        let (id, speech, flaw) = (self.id(), self.speech, self.flaw());
        let hint_id = format!("{id}-hint");
        let hint = self.spec.hint.map(|hint| view! { <p class="hint" id=hint_id>{speech.say(hint)}</p> });
        let error = move || {
            let id = format!("{id}-error");
            flaw.get().map(|sentence| {
                view! {
                    <p class="error" id=id>
                        <span class="visually-hidden">{speech.say(Word::ErrorPrefix)} ": "</span>
                        {sentence}
                    </p>
                }
            })
        };
        view! { {hint} {error} }.into_any()
    }

    fn line(self, max: usize, keyboard: Keyboard) -> AnyView {
        let (mode, class) = match keyboard {
            Keyboard::Text => ("text", "input"),
            Keyboard::Email => ("email", "input"),
            Keyboard::Telephone => ("tel", "input input-20"),
            // A keypad with a decimal mark: amounts need one, and the other numbers lose nothing.
            Keyboard::Number if max <= 12 => ("decimal", "input input-10"),
            Keyboard::Number => ("numeric", "input input-20 input-fixed"),
        };
        self.short(mode, class)
    }

    fn short(self, mode: &'static str, class: &'static str) -> AnyView {
        let Self { session, at, spec, .. } = self;
        view! {
            <div class=self.class()>
                {self.label()}
                {self.hint_and_flaw()}
                <input
                    class=class
                    id=self.id()
                    type="text"
                    inputmode=mode
                    autocomplete=move || if session.may_autofill() { spec.autocomplete } else { "off" }
                    aria-describedby=self.described_by(false)
                    aria-invalid=self.invalid()
                    prop:value=self.value()
                    on:input:target=move |event| session.set(at, event.target().value())
                />
            </div>
        }
        .into_any()
    }

    fn lines(self, max: usize) -> AnyView {
        let Self { session, speech, at, .. } = self;
        let value = self.value();
        let rows = if max > 300 { "8" } else { "3" };
        let left = move || max.checked_sub(prose::length(&value(), true));
        let over = move || prose::length(&value(), true).saturating_sub(max);
        let count = move || match left() {
            Some(left) => speech.fill(Word::CharactersLeft, &[("count", &speech.words().count(left))]),
            None => speech.fill(Word::CharactersOver, &[("count", &speech.words().count(over()))]),
        };
        view! {
            <div class=self.class()>
                {self.label()}
                {self.hint_and_flaw()}
                <textarea
                    class="input"
                    id=self.id()
                    rows=rows
                    autocomplete="off"
                    aria-describedby=self.described_by(true)
                    aria-invalid=self.invalid()
                    prop:value=value
                    on:input:target=move |event| session.set(at, event.target().value())
                ></textarea>
                <p class=move || if left().is_none() { "count count-over" } else { "count" } id=format!("{}-count", self.id())>
                    {count}
                </p>
            </div>
        }
        .into_any()
    }

    fn choice(self, choices: &'static [Choice]) -> AnyView {
        let Self { session, speech, at, .. } = self;
        let value = self.value();
        let name = self.id();
        let rows = choices
            .iter()
            .map(|choice| {
                let kept = choice.value;
                let hint = choice.hint.map(|hint| view! { <span class="hint">{speech.say(hint)}</span> });
                view! {
                    <label class="choice">
                        <input
                            type="radio"
                            name=name.clone()
                            value=kept
                            prop:checked=move || value() == kept
                            on:change=move |_| session.set(at, kept.to_owned())
                        />
                        <span class="choice-text">{speech.say(choice.label)} {hint}</span>
                    </label>
                }
                .into_any()
            })
            .collect_view();
        view! {
            <fieldset class=self.class() id=self.id() tabindex="-1" aria-describedby=self.described_by(false)>
                <legend class="label">{self.name()}</legend>
                {self.hint_and_flaw()}
                <div class="choices">{rows}</div>
            </fieldset>
        }
        .into_any()
    }

    fn tick(self) -> AnyView {
        let Self { session, speech, at, spec, .. } = self;
        let value = self.value();
        view! {
            <div class=self.class()>
                {self.hint_and_flaw()}
                <label class="choice">
                    <input
                        type="checkbox"
                        id=self.id()
                        aria-describedby=self.described_by(false)
                        aria-invalid=self.invalid()
                        prop:checked=move || value() == YES
                        on:change:target=move |event| {
                            session.set(at, if event.target().checked() { YES.to_owned() } else { String::new() });
                        }
                    />
                    <span class="choice-text">{speech.say(spec.label)}</span>
                </label>
            </div>
        }
        .into_any()
    }

    fn municipality(self) -> AnyView {
        view! {
            <div class=self.class()>
                {self.label()}
                {self.hint_and_flaw()}
                <MunicipalityBox
                    id=self.id()
                    answer=Signal::derive(self.value())
                    on_answer=Callback::new(move |answer| self.session.set(self.at, answer))
                    described_by=Signal::derive(self.described_by(false))
                    invalid=Signal::derive({
                        let flaw = self.flaw();
                        move || flaw.with(Option::is_some)
                    })
                />
            </div>
        }
        .into_any()
    }

    fn station(self) -> AnyView {
        view! {
            <StationPicker
                at=self.at
                class=Signal::derive(self.class())
                hint_and_flaw=self.hint_and_flaw()
                described_by=Signal::derive(self.described_by(false))
            />
        }
        .into_any()
    }
}
