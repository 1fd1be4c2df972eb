//! A form inside another site's page: the way to a full page, along which the draft goes, and sending, which takes two presses.

use guichet_core::{
    hosting::{Handover, Nonce},
    site::Page,
    text::Word,
};
use leptos::{prelude::*, task::spawn_local};

use super::carry;
use crate::{
    browser::{clock, exit, handover, random, timer},
    components::{
        full_page, heading,
        live::{actions, button, nothing, panel, paragraph, part},
    },
    context::{Session, institution, session, speech},
    routes,
};

/// The full page asks within this time, in milliseconds, or it never will.
const PATIENCE_MS: u32 = 30_000;
/// A press this soon after the question was asked, in milliseconds, was meant for what stood there before.
const TOO_SOON_MS: f64 = 700.0;

/// How far the way to a full page has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Here,
    Waiting,
    NotGone,
    Gone,
}

/// The form, below its way to a full page; once the draft has gone there, where it is.
pub fn around(form: AnyView) -> AnyView {
    if !routes::is_hosted() {
        return form;
    }
    let stage = RwSignal::new(Stage::Here);
    let form = StoredValue::new_local(Some(form));
    let gone = Memo::new(move |_| stage.get() == Stage::Gone);
    let way = way(stage);
    let body = part(move || {
        if gone.get() {
            return untrack(elsewhere);
        }
        form.try_update_value(Option::take).flatten().unwrap_or_else(nothing)
    });
    view! { {way} {body} }.into_any()
}

/// The draft goes along where one is open; a link where there is none.
fn way(stage: RwSignal<Stage>) -> AnyView {
    let (speech, session) = (speech(), session());
    let (open, sending) = (Memo::new(move |_| session.is_open()), Memo::new(move |_| session.is_sending()));
    part(move || {
        let (open, sending, stage_now) = (open.get(), sending.get(), stage.get());
        if stage_now == Stage::Gone || sending {
            return nothing();
        }
        untrack(|| {
            if !open {
                return view! { <p class="hosted-way">{full_page(speech.language())}</p> }.into_any();
            }
            let path = routes::to(speech.language(), &Page::Resume);
            let label = Some(speech.say(Word::HostedOpenLabel).to_owned());
            let go = button("button button-link", speech.say(Word::HostedOpen).to_owned(), label, move || {
                hand_over(&session, &path, stage);
            });
            let said = match stage_now {
                Stage::Waiting => paragraph("small", speech.say(Word::HostedWaiting)),
                Stage::NotGone => {
                    let ways = view! { <p>{carry::way_out()} " · " {blank()}</p> }.into_any();
                    panel("notice notice-warn", None, vec![paragraph("", speech.say(Word::HostedNotGone)), ways])
                }
                Stage::Here | Stage::Gone => nothing(),
            };
            view! { <div class="hosted-way">{go} <div role="status">{said}</div></div> }.into_any()
        })
    })
}

/// The full page where a draft can be opened from its file.
fn blank() -> AnyView {
    let speech = speech();
    let path = routes::to(speech.language(), &Page::Resume);
    view! { <a href=path target="_blank" rel="noopener">{speech.say(Word::HostedBlank)}</a> }.into_any()
}

fn hand_over(session: &Session, path: &str, stage: RwSignal<Stage>) {
    let session = *session;
    let given = || {
        let nonce = Nonce::from_random(random::bytes().ok()?);
        let handover = Handover { draft: session.to_file()?, life: untrack(|| session.life()).name().to_owned() };
        handover::give(path, nonce, handover.to_text(), move |taken| {
            if taken {
                session.hand_away();
            }
            let _ = stage.try_set(if taken { Stage::Gone } else { Stage::NotGone });
        })
    };
    let Some(asked) = given() else {
        stage.set(Stage::NotGone);
        return;
    };
    stage.set(Stage::Waiting);
    spawn_local(async move {
        timer::sleep(PATIENCE_MS).await;
        // What was not asked for by now is not given any more.
        drop(asked);
        if stage.try_get_untracked() == Some(Stage::Waiting) {
            let _ = stage.try_set(Stage::NotGone);
        }
    });
}

/// Where the draft is now.
fn elsewhere() -> AnyView {
    let speech = speech();
    vec![
        heading(speech.say(Word::HostedGoneTitle), None),
        panel("notice notice-ok", None, vec![paragraph("", speech.say(Word::HostedGone))]),
    ]
    .into_any()
}

/// The button that sends. Inside another page it asks first: a press that was lured here sends nothing, and neither does a
/// double one.
pub fn send(text: &'static str) -> AnyView {
    let (speech, session) = (speech(), session());
    if !routes::is_hosted() && !exit::is_framed() {
        return actions(vec![button("button", text.to_owned(), None, move || session.send())]);
    }
    let asked = RwSignal::new(None::<f64>);
    let institution = institution();
    part(move || {
        let Some(since) = asked.get() else {
            return actions(vec![button("button", text.to_owned(), None, move || {
                asked.set(Some(clock::elapsed_ms()));
            })]);
        };
        let filled = speech.fill(Word::SendTwiceTitle, &[("institution", &institution)]);
        let send = move || {
            if clock::elapsed_ms() - since >= TOO_SOON_MS {
                session.send();
            }
        };
        let buttons = vec![
            button("button button-quiet", speech.say(Word::SendTwiceNo).to_owned(), None, move || asked.set(None)),
            button("button", speech.say(Word::SendTwiceYes).to_owned(), None, send),
        ];
        view! {
            <section class="notice notice-warn" role="status">
                <h2 class="notice-title">{filled}</h2>
                {paragraph("", speech.say(Word::SendTwiceText))}
                {actions(buttons)}
            </section>
        }
        .into_any()
    })
}
