//! Where a form that was begun inside another site's page goes on: its draft comes from there, straight from page to page.

use guichet_core::{hosting::Handover, text::Word, wire::submission::FormName};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{drafts::Saved, keep::Life},
    browser::{
        IN_BROWSER,
        handover::{self, Given},
        timer,
    },
    components::{
        heading,
        live::{link, nothing, panel, paragraph, part},
    },
    context::{Desk, desk, speech},
    routes,
};

/// So long is waited for what the other page hands over, and for it to be stored here, in milliseconds.
const PATIENCE_MS: u32 = 10_000;
const STORED_LOOKS: u32 = 40;
const LOOK_MS: u32 = 50;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Waiting,
    Nothing,
    Occupied,
}

/// Takes in what is handed over, or says where to look.
pub fn page() -> AnyView {
    let (speech, desk) = (speech(), desk());
    let stage = RwSignal::new(Stage::Waiting);
    let go = StoredValue::new(routes::go(true));
    let asked_once = StoredValue::new(false);
    let begin = move || {
        if asked_once.try_update_value(|asked| std::mem::replace(asked, true)) != Some(false) {
            return;
        }
        let asked = handover::ask(move |given| {
            spawn_local(async move {
                match take(&desk, &given).await {
                    Some((form, slug)) => {
                        let path = routes::form(speech.language(), form, Some(slug));
                        go.with_value(|go| go(&path));
                    }
                    None => {
                        let _ = stage.try_set(Stage::Occupied);
                    }
                }
            });
        });
        if !asked {
            stage.set(Stage::Nothing);
            return;
        }
        spawn_local(async move {
            timer::sleep(PATIENCE_MS).await;
            if stage.try_get_untracked() == Some(Stage::Waiting) {
                let _ = stage.try_set(Stage::Nothing);
            }
        });
    };
    let complaint = desk.session(FormName::PreComplaint);
    Effect::new(move |_| {
        // Nothing is taken in before it is known what is here already.
        if IN_BROWSER && complaint.is_ready() {
            untrack(begin);
        }
    });
    let said = part(move || {
        let stage = stage.get();
        untrack(|| match stage {
            Stage::Waiting => paragraph("lead", speech.say(Word::ResumeHereWaiting)),
            Stage::Nothing => paragraph("lead", speech.say(Word::ResumeHereNothing)),
            Stage::Occupied => {
                panel("notice notice-warn", None, vec![paragraph("", speech.say(Word::ResumeHereOccupied))])
            }
        })
    });
    let files = part(move || {
        if stage.get() != Stage::Nothing {
            return nothing();
        }
        let open = |form, word| {
            let path = routes::form(speech.language(), form, Some(routes::OPEN_FILE));
            link("", path, speech.say(word).to_owned(), None)
        };
        view! {
            <ul class="bullets">
                <li>{open(FormName::PreComplaint, Word::ResumeHereComplaint)}</li>
                <li>{open(FormName::ContentReport, Word::ResumeHereReport)}</li>
            </ul>
        }
        .into_any()
    });
    vec![heading(speech.say(Word::ResumeHereTitle), None), view! { <div role="status">{said}</div> }.into_any(), files]
        .into_any()
}

/// Takes the draft in, and has the other page let go of it once it is safe here. Where it goes on; none where it stays there.
async fn take(desk: &Desk, given: &Given) -> Option<(FormName, &'static str)> {
    let taken = || {
        let Handover { draft, life } = Handover::read(&given.text)?;
        let session = desk.session(draft.form);
        // What nothing else holds is not pushed aside.
        if untrack(|| session.is_open() && !session.is_kept()) {
            return None;
        }
        let life = Life::parse(&life).unwrap_or(Life::ThisPage);
        Some((draft.form, desk.take_in(&draft, life)?))
    };
    let Some((form, slug)) = taken() else {
        given.answer(false);
        return None;
    };
    let session = desk.session(form);
    for _ in 0..STORED_LOOKS {
        if untrack(|| matches!(session.saved(), Saved::At(_) | Saved::Failed(_) | Saved::Nowhere)) {
            break;
        }
        timer::sleep(LOOK_MS).await;
    }
    given.answer(true);
    Some((form, slug))
}
