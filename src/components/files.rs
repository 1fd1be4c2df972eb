//! Files, picked on the device: each is looked at, cleaned and sealed here, one after the other.

use std::collections::VecDeque;

use guichet_core::{
    domain::{
        attachment::{Attachment, MAX_FILE_BYTES, MAX_FILES, MAX_PICKED_BYTES, MAX_TOTAL_BYTES},
        date::{Date, Hour},
        picked_file, prose,
    },
    form::{answers::At, field::Control},
    forms::complaint::fields,
    text::Word,
    wire::pieces::UploadId,
};
use leptos::{ev::Event, prelude::*, task::spawn_local};

use super::{
    field::Handler,
    help_contact,
    live::{Live, button, nothing, panel, paragraph, part, text},
};
use crate::{
    browser::{
        files::{Picked, picked},
        page,
    },
    context::{NotJoined, Session, Speech, Told, session, speech},
};

/// What can be picked. Telephones offer their camera for it, and turn their own kind of photo into JPEG.
const ACCEPTED: &str = "image/jpeg,image/png,application/pdf";

/// One place where files are joined.
#[derive(Clone, Copy)]
struct FileBox {
    speech: Speech,
    session: Session,
    at: At,
    /// Names of those that wait, the one in hand first.
    waiting: RwSignal<Vec<String>>,
    queue: StoredValue<VecDeque<Picked>, LocalStorage>,
    refused: RwSignal<Vec<(String, NotJoined)>>,
    told: RwSignal<Vec<Told>>,
    /// What a screen reader is told.
    said: RwSignal<String>,
}

/// The files joined to one question, and the way to add some.
pub fn file_box(
    at: At,
    name: Vec<AnyView>,
    class: Live<String>,
    hint_and_flaw: AnyView,
    described_by: Live<Option<String>>,
) -> AnyView {
    let (speech, session) = (speech(), session());
    let files = FileBox {
        speech,
        session,
        at,
        waiting: RwSignal::new(Vec::new()),
        queue: StoredValue::new_local(VecDeque::new()),
        refused: RwSignal::new(Vec::new()),
        told: RwSignal::new(Vec::new()),
        said: RwSignal::new(String::new()),
    };
    spawn_local(async move { session.look_for_files(at).await });
    let bytes = |count| speech.words().bytes(count);
    let limits = speech.fill(
        Word::FilesLimits,
        &[
            ("each", &bytes(MAX_FILE_BYTES)),
            ("all", &bytes(MAX_TOTAL_BYTES)),
            ("max", &speech.words().count(MAX_FILES)),
        ],
    );
    let pick: Handler = Box::new(move |event: Event| files.take(picked(&event)));
    let said = text(move || files.said.get());
    view! {
        <fieldset class=class>
            <legend class="label">{name}</legend>
            {hint_and_flaw}
            <p class="hint" id=format!("{}-count", at.key())>{limits}</p>
            {part(move || files.list())}
            {part(move || files.refusals())}
            <label class="button button-quiet file-add">
                <input
                    class="visually-hidden"
                    type="file"
                    id=at.key()
                    accept=ACCEPTED
                    multiple
                    aria-describedby=described_by
                    on:change=pick
                />
                {speech.say(Word::FilesAdd)}
            </label>
            <p class="visually-hidden" role="status">{said}</p>
            {paragraph("hint", speech.say(Word::FilesPrivacy))}
        </fieldset>
    }
    .into_any()
}

impl FileBox {
    fn take(self, picked: Vec<Picked>) {
        if picked.is_empty() {
            return;
        }
        self.refused.set(Vec::new());
        let running = self.waiting.with_untracked(|waiting| !waiting.is_empty());
        self.waiting.update(|waiting| waiting.extend(picked.iter().map(|file| picked_file::shown(&file.name()))));
        self.queue.update_value(|queue| queue.extend(picked));
        if running {
            return;
        }
        let session = self.session;
        let preparing = session.preparing();
        spawn_local(async move {
            while let Some(file) = self.queue.try_update_value(VecDeque::pop_front).flatten() {
                let name = picked_file::shown(&file.name());
                self.say(Word::FileWorking, &name, "");
                let outcome = session.join(self.at, &file).await;
                // The page may have been left: then only the answer remains.
                let _ = self.waiting.try_update(|waiting| drop(waiting.drain(..1.min(waiting.len()))));
                match outcome {
                    Ok(told) => {
                        self.say(Word::FileReady, &name, "");
                        let _ = self.told.try_update(|all| all.push(told));
                    }
                    Err(fault) => {
                        self.say(Word::FileNotTaken, &name, &self.sentence(fault));
                        let _ = self.refused.try_update(|all| all.push((name, fault)));
                    }
                }
            }
            drop(preparing);
        });
    }

    fn say(self, word: Word, name: &str, more: &str) {
        let sentence = self.speech.fill(word, &[("name", name)]);
        let _ = self.said.try_set(format!("{sentence} {more}"));
    }

    fn list(self) -> AnyView {
        let joined = self.session.joined(self.at);
        let mut rows: Vec<AnyView> = joined.files.iter().map(|file| self.row(file)).collect();
        rows.extend(joined.to_bring.into_iter().map(|name| self.brought(name)));
        let waiting = self.waiting.get();
        rows.extend(waiting.iter().map(|name| {
            let text = self.speech.fill(Word::FileWorking, &[("name", name)]);
            view! { <li class="card file" aria-busy="true">{text}</li> }.into_any()
        }));
        if rows.is_empty() {
            return nothing();
        }
        let words = self.speech.words();
        let (count, bytes) = self.session.files_sum();
        let sum = self.speech.fill(
            Word::FilesSum,
            &[
                ("count", &words.count(count)),
                ("max", &words.count(MAX_FILES)),
                ("size", &words.bytes(bytes)),
                ("all", &words.bytes(MAX_TOTAL_BYTES)),
            ],
        );
        view! {
            <ul class="cards files">{rows}</ul>
            {paragraph("hint", sum)}
        }
        .into_any()
    }

    fn row(self, file: &Attachment) -> AnyView {
        let (speech, id) = (self.speech, file.id);
        let told = self.told.with(|all| all.iter().copied().find(|told| told.id == id));
        let state = if self.session.file_is_gone(id) {
            paragraph("error", speech.say(Word::FileGone))
        } else if self.session.file_is_stored(id) {
            paragraph("small muted", speech.say(Word::FileKept))
        } else {
            paragraph("small muted", speech.say(Word::FileKeptPage))
        };
        let renamed = match told {
            Some(Told { renamed: true, .. }) => paragraph("small muted", speech.say(Word::FileRenamed)),
            _ => nothing(),
        };
        let date = told.and_then(|told| told.taken).map_or_else(nothing, |taken| self.date(&file.name, id, taken));
        let gone = file.name.clone();
        let remove = move || {
            self.session.take_out(self.at, id, false);
            self.say(Word::FileRemoved, &gone, "");
            page::focus(&self.at.key());
        };
        self.card(file.name.clone(), self.speech.words().bytes(file.size), vec![state, renamed, date], remove)
    }

    fn brought(self, name: String) -> AnyView {
        let text = self.speech.fill(Word::FileToBring, &[("name", &name)]);
        let gone = name.clone();
        let remove = move || {
            self.session.not_brought(self.at, &gone);
            page::focus(&self.at.key());
        };
        self.card(name, String::new(), vec![paragraph("small muted", text)], remove)
    }

    fn card(self, name: String, size: String, more: Vec<AnyView>, remove: impl Fn() + 'static) -> AnyView {
        let label = self.speech.fill(Word::RemoveWhat, &[("what", &name)]);
        let remove = button("button button-link", self.speech.say(Word::Remove).to_owned(), Some(label), remove);
        view! {
            <li class="card file">
                <p><strong>{name}</strong> " " <span class="muted">{size}</span></p>
                {more}
                <div class="card-actions">{remove}</div>
            </li>
        }
        .into_any()
    }

    /// When the photo was taken, offered for the description of the facts.
    fn date(self, name: &str, id: UploadId, (date, hour): (Date, Hour)) -> AnyView {
        let (speech, session) = (self.speech, self.session);
        let (date, hour) = (speech.words().date(date), speech.words().hour(hour));
        let values = [("name", name), ("date", date.as_str()), ("time", hour.as_str())];
        let (told, line) = (speech.fill(Word::FileDate, &values), speech.fill(Word::FileDateLine, &values));
        let description = At { field: fields::DESCRIPTION.spec.name, item: None };
        let take = move || {
            let before = session.answers.with_untracked(|answers| answers.get(description).trim_end().to_owned());
            let parts = [before, line.clone()];
            let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
            session.set(description, parts.join("\n"));
            self.told.update(|all| all.iter_mut().filter(|told| told.id == id).for_each(|told| told.taken = None));
            self.said.set(speech.say(Word::FileDateTaken).to_owned());
            page::focus(&self.at.key());
        };
        let fits = session.answers.with_untracked(|answers| match fields::DESCRIPTION.spec.control {
            Control::Lines { max } => prose::length(answers.get(description), true) + prose::length(&told, true) < max,
            _ => false,
        });
        let take = if fits {
            button("button button-link", speech.say(Word::FileDateTake).to_owned(), None, take)
        } else {
            nothing()
        };
        vec![paragraph("small", told), take].into_any()
    }

    fn refusals(self) -> AnyView {
        let refused = self.refused.get();
        if refused.is_empty() {
            return nothing();
        }
        let notes = refused.into_iter().map(|(name, fault)| {
            let title = self.speech.fill(Word::FileNotTaken, &[("name", &name)]);
            let sentence = self.sentence(fault);
            view! { <p><strong>{title}</strong> " " {sentence}</p> }.into_any()
        });
        panel("notice notice-warn", None, notes.chain([help_contact()]).collect())
    }

    /// What to do about a file that was not joined.
    fn sentence(self, fault: NotJoined) -> String {
        let (speech, words) = (self.speech, self.speech.words());
        let bytes = |word, name, count| speech.fill(word, &[(name, &words.bytes(count))]);
        let word = match fault {
            NotJoined::TooLarge => return bytes(Word::FileTooLarge, "most", MAX_PICKED_BYTES),
            NotJoined::PdfTooLarge => return bytes(Word::FilePdfTooLarge, "most", MAX_FILE_BYTES),
            NotJoined::NoRoom(left) => return bytes(Word::FileNoRoom, "left", left),
            NotJoined::TooMany => return speech.fill(Word::FileTooMany, &[("max", &words.count(MAX_FILES))]),
            NotJoined::Other => Word::FileOther,
            NotJoined::Video => Word::FileVideo,
            NotJoined::Heif => Word::FileHeif,
            NotJoined::Broken => Word::FileBroken,
            NotJoined::Unreadable => Word::FileUnreadable,
            NotJoined::NotSealed => Word::FileNotSealed,
        };
        speech.say(word).to_owned()
    }
}
