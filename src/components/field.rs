//! A field, drawn from its constant.

use guichet_core::{
    domain::{flaw::FlawKind, known::Stance, prose},
    form::{
        answers::{At, ItemId},
        field::{Choice, Control, Keyboard, Spec, YES},
        reader::Flaw,
    },
    text::{self, Word},
};
use leptos::{ev::Event, prelude::*};

use super::{
    addresses::address_list,
    combobox::{Source, combobox},
    files::file_box,
    half_days::half_days,
    live::{Live, live, nothing, paragraph, part, text as live_text},
    place_map::place_map,
    slot_picker::slot_picker,
    station_picker::station_picker,
};
use crate::{
    browser::IN_BROWSER,
    context::{Session, Speech, session, speech},
};

/// A field with its label, hint, flaw and control. `flaws` are those shown on this screen.
pub fn field(spec: &'static Spec, item: Option<ItemId>, flaws: Signal<Vec<Flaw>>) -> AnyView {
    let at = At { field: spec.name, item };
    let (speech, session) = (speech(), session());
    let flaw = Signal::derive(move || {
        flaws.with(|flaws| flaws.iter().find(|flaw| flaw.at == at).map(|flaw| text::sentence(speech.words(), flaw)))
    });
    let drawing = Drawing { speech, session, spec, at, flaw };
    match spec.control {
        Control::Line { max, keyboard } => drawing.line(max, keyboard),
        Control::Date => drawing.short("numeric", "input input-10"),
        Control::Hour => drawing.short("text", "input input-10"),
        Control::Lines { max } => drawing.lines(max),
        Control::Addresses { max } => drawing.addresses(max),
        Control::Known { keyboard, .. } => drawing.known(keyboard),
        Control::Choice(choices) => drawing.choice(choices),
        Control::Select(choices) => drawing.select(choices),
        Control::Tick => drawing.tick(),
        Control::Municipality { on_map } => {
            let on_answer = Callback::new(move |answer| session.set(at, answer));
            let answer = Signal::derive(move || session.get(at));
            let map = if on_map { place_map(answer, on_answer) } else { nothing() };
            let typed = drawing.combobox(Source::Towns);
            drawing.group(view! { {typed} {map} }.into_any())
        }
        Control::Files => {
            file_box(at, drawing.name(), drawing.class(), drawing.hint_and_flaw(), drawing.described_by(true))
        }
        Control::Term(list) => drawing.group(drawing.combobox(Source::Terms(list))),
        Control::Slot => slot_picker(at, drawing.class(), drawing.hint_and_flaw(), drawing.described_by(false)),
        Control::HalfDays => half_days(at, drawing.class(), drawing.hint_and_flaw(), drawing.described_by(false)),
        Control::Station => station_picker(at, drawing.class(), drawing.hint_and_flaw(), drawing.described_by(false)),
    }
}

/// An answer to typing or choosing: the handler of an event, behind a pointer for the same reason as [`super::live`].
pub type Handler = Box<dyn FnMut(Event)>;

/// Hands on what stands in a control after each keystroke.
pub fn typed(take: impl Fn(String) + 'static) -> Handler {
    Box::new(move |event| take(event_target_value(&event)))
}

/// Everything that the parts of one field share.
#[derive(Clone, Copy)]
struct Drawing {
    speech: Speech,
    session: Session,
    spec: &'static Spec,
    at: At,
    flaw: Signal<Option<String>>,
}

impl Drawing {
    fn id(self) -> String {
        self.at.key()
    }

    fn value(self) -> Live<String> {
        live(move || self.session.get(self.at))
    }

    fn keep(self) -> Handler {
        typed(move |value| self.session.set(self.at, value))
    }

    fn class(self) -> Live<String> {
        live(move || if self.flaw.with(Option::is_some) { "field field-wrong" } else { "field" }.to_owned())
    }

    fn invalid(self) -> Live<Option<String>> {
        live(move || self.flaw.with(Option::is_some).then(|| "true".to_owned()))
    }

    /// The ids of hint, flaw and count, as far as they are there.
    fn described_by(self, counted: bool) -> Live<Option<String>> {
        live(move || {
            let id = self.id();
            let hint = self.spec.hint.is_some();
            let ids: Vec<String> = [(hint, "hint"), (self.flaw.with(Option::is_some), "error"), (counted, "count")]
                .into_iter()
                .filter(|(there, _)| *there)
                .map(|(_, part)| format!("{id}-{part}"))
                .collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        })
    }

    fn autocomplete(self) -> Live<String> {
        live(move || if self.session.may_autofill() { self.spec.autocomplete } else { "off" }.to_owned())
    }

    fn name(self) -> Vec<AnyView> {
        let mut name = vec![self.speech.say(self.spec.label).into_any()];
        if self.spec.optional {
            let optional = self.speech.say(Word::Optional);
            name.push(" ".into_any());
            name.push(view! { <span class="optional">{optional}</span> }.into_any());
        }
        name
    }

    fn hint_and_flaw(self) -> AnyView {
        let hint = self.spec.hint.map_or_else(nothing, |hint| {
            view! { <p class="hint" id=format!("{}-hint", self.id())>{self.speech.say(hint)}</p> }.into_any()
        });
        let error = part(move || {
            self.flaw.get().map_or_else(nothing, |sentence| {
                view! {
                    <p class="error" id=format!("{}-error", self.id())>
                        <span class="visually-hidden">{self.speech.say(Word::ErrorPrefix)} ": "</span>
                        {sentence}
                    </p>
                }
                .into_any()
            })
        });
        vec![hint, error].into_any()
    }

    /// A control below its label, hint and flaw, and above what is worth a second look.
    fn group(self, control: AnyView) -> AnyView {
        view! {
            <div class=self.class()>
                <label class="label" for=self.id()>{self.name()}</label>
                {self.hint_and_flaw()}
                {control}
                {self.doubt()}
            </div>
        }
        .into_any()
    }

    /// What is worth a second look, told while one types: it stops nothing. That a number is not finished yet is told only
    /// to somebody who comes back to it.
    fn doubt(self) -> AnyView {
        let Some(doubt) = self.spec.doubt else { return nothing() };
        let (at, spec, session, speech) = (self.at, self.spec, self.session, self.speech);
        let at_first = session.answers.with_untracked(|answers| answers.get(at).to_owned());
        let told = Memo::new(move |_| {
            session.answers.with(|answers| {
                let unfinished = |kind| matches!(kind, FlawKind::UnusualLength { expected, is } if is < expected);
                let kind = doubt(answers, at).filter(|kind| !unfinished(*kind) || answers.get(at) == at_first)?;
                Some(text::sentence(speech.words(), &Flaw { at, kind, spec }))
            })
        });
        let body = part(move || told.get().map_or_else(nothing, |sentence| paragraph("doubt", sentence)));
        view! { <div role="status">{body}</div> }.into_any()
    }

    fn combobox(self, source: Source) -> AnyView {
        let answer = Signal::derive(move || self.session.get(self.at));
        let keep = Callback::new(move |answer| self.session.set(self.at, answer));
        combobox(source, self.id(), answer, keep, self.described_by(false), Some(self.flaw))
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
        self.group(self.input(mode, class, self.value()))
    }

    fn input(self, mode: &'static str, class: &'static str, value: Live<String>) -> AnyView {
        view! {
            <input
                class=class
                id=self.id()
                type="text"
                inputmode=mode
                autocomplete=self.autocomplete()
                aria-describedby=self.described_by(false)
                aria-invalid=self.invalid()
                prop:value=value
                on:input=self.keep()
            />
        }
        .into_any()
    }

    /// A line, and the two other answers to it. Ticking one empties the line, and unticking it brings back what was typed;
    /// typing is an answer of its own.
    fn known(self, keyboard: Keyboard) -> AnyView {
        let mode = if keyboard == Keyboard::Number { "numeric" } else { "text" };
        let value = live(move || match Stance::of(&self.session.get(self.at)) {
            (Stance::Typed, typed) => typed.to_owned(),
            (Stance::DontKnow | Stance::WillBring, _) => String::new(),
        });
        let about = self.speech.fill(Word::KnownLabel, &[("what", self.speech.say(self.spec.label))]);
        let others = view! {
            <div class="choices known" role="group" aria-label=about>
                {self.other_answer(Stance::DontKnow, Word::KnownDont)}
                {self.other_answer(Stance::WillBring, Word::KnownBring)}
            </div>
        };
        self.group(vec![self.input(mode, "input input-20 input-fixed", value), others.into_any()].into_any())
    }

    fn other_answer(self, stance: Stance, word: Word) -> AnyView {
        let checked = live(move || self.session.answers.with(|answers| Stance::of(answers.get(self.at)).0 == stance));
        let choose: Handler = Box::new(move |event| {
            let stance = if event_target_checked(&event) { stance } else { Stance::Typed };
            let answer =
                self.session.answers.with_untracked(|answers| stance.answer(Stance::of(answers.get(self.at)).1));
            self.session.set(self.at, answer);
        });
        view! {
            <label class="choice">
                <input type="checkbox" prop:checked=checked on:change=choose />
                <span class="choice-text">{self.speech.say(word)}</span>
            </label>
        }
        .into_any()
    }

    fn select(self, choices: &'static [Choice]) -> AnyView {
        let option = |value: &'static str, word| {
            // The list's own value is lost where an option comes after it.
            let selected = live(move || self.session.answers.with(|answers| answers.get(self.at) == value));
            view! { <option value=value prop:selected=selected>{self.speech.say(word)}</option> }.into_any()
        };
        let options: Vec<AnyView> = std::iter::once(option("", Word::SelectNone))
            .chain(choices.iter().map(|choice| option(choice.value, choice.label)))
            .collect();
        let control = view! {
            <select
                class="input select"
                id=self.id()
                autocomplete="off"
                aria-describedby=self.described_by(false)
                aria-invalid=self.invalid()
                on:change=self.keep()
            >
                {options}
            </select>
        };
        self.group(control.into_any())
    }

    fn lines(self, max: usize) -> AnyView {
        let rows = if max > 300 { "8" } else { "3" };
        let length = Memo::new(move |_| prose::length(&self.session.get(self.at), true));
        self.group(self.text_area(rows, max, length, "true"))
    }

    /// Pasted addresses: counted as they are, since not one character is changed, and read back below.
    fn addresses(self, max: usize) -> AnyView {
        let length = Memo::new(move |_| self.session.get(self.at).chars().count());
        let found = address_list(Memo::new(move |_| self.session.get(self.at)));
        self.group(vec![self.text_area("5", max, length, "false"), found].into_any())
    }

    /// Several lines, and how many characters are left.
    fn text_area(self, rows: &'static str, max: usize, length: Memo<usize>, spelling: &'static str) -> AnyView {
        let speech = self.speech;
        let count = live_text(move || {
            let length = length.get();
            let (word, count) = match max.checked_sub(length) {
                Some(left) => (Word::CharactersLeft, left),
                None => (Word::CharactersOver, length - max),
            };
            speech.fill(word, &[("count", &speech.words().count(count))])
        });
        let class = live(move || if length.get() > max { "count count-over" } else { "count" }.to_owned());
        view! {
            <textarea
                class="input"
                id=self.id()
                rows=rows
                autocomplete="off"
                spellcheck=spelling
                aria-describedby=self.described_by(true)
                aria-invalid=self.invalid()
                prop:value=self.value()
                on:input=self.keep()
            ></textarea>
            <p class=class id=format!("{}-count", self.id())>{count}</p>
        }
        .into_any()
    }

    fn choice(self, choices: &'static [Choice]) -> AnyView {
        let rows: Vec<AnyView> = choices.iter().map(|choice| self.choice_row(choice)).collect();
        view! {
            <fieldset class=self.class() id=self.id() tabindex="-1" aria-describedby=self.described_by(false)>
                <legend class="label">{self.name()}</legend>
                {self.hint_and_flaw()}
                <div class="choices">{rows}</div>
            </fieldset>
        }
        .into_any()
    }

    fn choice_row(self, choice: &'static Choice) -> AnyView {
        let kept = choice.value;
        let checked = live(move || self.session.answers.with(|answers| answers.get(self.at) == kept));
        let choose: Handler = Box::new(move |_| self.session.set(self.at, kept.to_owned()));
        choice_row(
            self.id(),
            checked,
            choose,
            vec![
                self.speech.say(choice.label).into_any(),
                choice.hint.map_or_else(nothing, |hint| {
                    view! { " " <span class="hint">{self.speech.say(hint)}</span> }.into_any()
                }),
            ],
        )
    }

    fn tick(self) -> AnyView {
        let checked = live(move || self.session.answers.with(|answers| answers.get(self.at) == YES));
        let choose: Handler = Box::new(move |event| {
            self.session.set(self.at, if event_target_checked(&event) { YES.to_owned() } else { String::new() });
        });
        view! {
            <div class=self.class()>
                {self.hint_and_flaw()}
                <label class="choice">
                    <input
                        type="checkbox"
                        id=self.id()
                        aria-describedby=self.described_by(false)
                        aria-invalid=self.invalid()
                        prop:checked=checked
                        on:change=choose
                    />
                    <span class="choice-text">{self.speech.say(self.spec.label)}</span>
                </label>
            </div>
        }
        .into_any()
    }
}

/// A row to press, with its radio button.
pub fn choice_row(name: String, checked: Live<bool>, choose: Handler, body: Vec<AnyView>) -> AnyView {
    // In a page drawn ahead of time only an attribute can say it.
    let ahead = !IN_BROWSER && checked();
    view! {
        <label class="choice">
            <input type="radio" name=name checked=ahead prop:checked=checked on:change=choose />
            <span class="choice-text">{body}</span>
        </label>
    }
    .into_any()
}
