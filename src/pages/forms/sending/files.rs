//! While files are on their way, and where one of them cannot be sent: the form is never lost for it.

use guichet_core::{form::submission::FileFault, text::Word, wire::pieces::UploadId};
use leptos::prelude::*;

use crate::{
    components::{
        heading,
        live::{actions, button, live, nothing, paragraph, text},
    },
    context::{session, speech},
    pages::forms::receipt,
};

/// How far the files have come. `waiting` says why nothing is under way at this moment.
pub fn moving(file: UploadId, waiting: Option<Word>, retry: bool) -> AnyView {
    let (speech, session) = (speech(), session());
    let say = move |word| speech.say(word).to_owned();
    let earlier = session.is_of_earlier_visit();
    let percent = Memo::new(move |_| session.pieces().map_or(0, |(there, all)| there * 100 / all.max(1)));
    let told = text(move || speech.fill(Word::SendingFiles, &[("percent", &percent.get().to_string())]));
    let value = live(move || percent.get().to_string());
    let safe = if session.is_kept() { Word::SendingSafe } else { Word::SendingSafeMemory };
    let mut buttons = Vec::new();
    if retry {
        buttons.push(button("button", say(Word::SendingAgain), None, move || session.try_now()));
    }
    let mut explained = nothing();
    // At a later visit nobody knows what was answered: then it is sent as it is, or not at all.
    if earlier {
        buttons.push(button("button button-link", say(Word::GiveUp), None, move || session.give_up()));
    } else {
        if waiting.is_some() {
            buttons.push(without(file));
            explained = paragraph("small muted", say(Word::SendWithoutExplain));
        }
        buttons.push(button("button button-link", say(Word::BackToAnswers), None, move || session.edit()));
    }
    let title = if earlier { Word::PendingTitle } else { Word::SendingTitle };
    view! {
        {heading(speech.say(title), None)}
        <div class="progress">
            <p id="files-progress">{told}</p>
            <progress max="100" value=value aria-labelledby="files-progress"></progress>
        </div>
        <p role="status">{waiting.map(say)}</p>
        {paragraph("notice notice-ok", say(safe))}
        {actions(buttons)}
        {explained}
        {receipt::code()}
    }
    .into_any()
}

/// A file that cannot be sent; or, where none is named, the server did not get them all.
pub fn stopped(failed: Option<(UploadId, FileFault)>) -> AnyView {
    let (speech, session) = (speech(), session());
    let say = move |word| speech.say(word).to_owned();
    let (told, buttons) = if let Some((file, fault)) = failed {
        let word = match fault {
            FileFault::Gone => Word::FileFailedGone,
            FileFault::NotTaken => Word::FileFailedNotTaken,
        };
        let name = session.file_name(file).unwrap_or_default();
        (speech.fill(word, &[("name", &name)]), vec![without(file)])
    } else {
        let again = button("button", say(Word::SendingAgain), None, move || {
            session.edit();
            session.send();
        });
        let without =
            button("button button-quiet", say(Word::SendWithoutAll), None, move || session.send_without(None));
        (say(Word::FilesFailedText), vec![again, without])
    };
    let back = button("button button-link", say(Word::BackToAnswers), None, move || session.edit());
    vec![
        heading(speech.say(Word::FileFailedTitle), None),
        view! { <p role="status">{told}</p> }.into_any(),
        paragraph("", say(Word::SendWithoutExplain)),
        actions(buttons.into_iter().chain([back]).collect()),
    ]
    .into_any()
}

/// Sends all but this file.
fn without(file: UploadId) -> AnyView {
    let (speech, session) = (speech(), session());
    let name = session.file_name(file).unwrap_or_default();
    let text = speech.fill(Word::SendWithout, &[("name", &name)]);
    button("button button-quiet", text, None, move || session.send_without(Some(file)))
}
