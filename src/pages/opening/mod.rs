//! The opening page of a form: what it is, what it takes, and whose device it is. It is drawn and used before the forms' own
//! program has come, unless something was begun here before: only that program can read it.

mod about;
mod device;
mod exit;
mod in_app;

pub use about::{coming_in, why_come_in};
pub use device::question;
pub use exit::{about as about_exit, bar as exit_bar};

use guichet_core::{
    config::Config,
    forms::complaint::appointment::reasons_at_first,
    site::{self, Page},
    text::Word,
    wire::submission::FormName,
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

use super::area::{self, Area, Missing};
use crate::{
    api::{
        keep::{ExitErases, Life},
        left::{self, Left},
    },
    browser::{IN_BROWSER, exit as leaving, hidden_key},
    components::{
        full_page, heading,
        live::{link, nothing, paragraph, part},
    },
    context::{settings, speech},
    routes,
};

/// What an opening page says beside what it always says.
pub struct Parts {
    /// Below its heading.
    pub notice: AnyView,
    /// What was begun here before.
    pub left: AnyView,
    /// Whether one has to come in, and why.
    pub coming_in: AnyView,
    /// The way to start.
    pub begin: AnyView,
    /// What leaving quickly erases too; none where nothing can be stored.
    pub erases: Option<RwSignal<ExitErases>>,
}

/// The page.
pub fn page(form: FormName, parts: Parts) -> AnyView {
    let speech = speech();
    let (title, lead) = match form {
        FormName::PreComplaint => (Word::ComplaintTitle, Word::ComplaintLead),
        FormName::ContentReport => (Word::ReportTitle, Word::ReportLead),
    };
    let file = routes::form(speech.language(), form, Some(routes::OPEN_FILE));
    vec![
        heading(speech.say(title), None),
        parts.notice,
        paragraph("lead", speech.say(lead)),
        in_app::notice(&site::form_page(form, None)),
        parts.left,
        about::before(form, parts.coming_in),
        parts.begin,
        view! { <p>{link("", file, speech.say(Word::FetchTitle).to_owned(), None)}</p> }.into_any(),
        about_exit(parts.erases),
    ]
    .into_any()
}

/// The question before the start, and the button; `below` says what has become of it.
pub fn begin(question: AnyView, below: AnyView, start: impl Fn() + 'static) -> AnyView {
    let start: Box<dyn Fn()> = Box::new(start);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        start();
    };
    view! {
        <form class="flow" novalidate on:submit=on_submit>
            {question}
            <div class="actions">
                <button class="button" type="submit">{speech().say(Word::Begin)}</button>
            </div>
            {below}
        </form>
    }
    .into_any()
}

/// Draws the opening page of a form: at once where nothing was begun here, else with the forms' own program.
pub fn draw(at: Page) -> AnyView {
    let form = if matches!(at, Page::Report { .. }) { FormName::ContentReport } else { FormName::PreComplaint };
    if !IN_BROWSER {
        // What nearly every browser can do is offered; what it stores nobody knows yet.
        return fresh(form, true, None);
    }
    // Only the forms' program knows the place that an address names.
    let found = RwSignal::new(routes::station_wanted().map(|_| Left::Something));
    if found.get_untracked().is_none() {
        spawn_local(async move {
            let _ = found.try_set(Some(left::look().await));
        });
    }
    part(move || match found.get() {
        None => paragraph("muted", speech().say(Word::Loading)),
        Some(Left::Something) => untrack(|| area::draw(Area::Forms, at.clone())),
        Some(seen) => untrack(|| {
            area::prepare(Area::Forms);
            let can_store = seen == Left::Nothing;
            let erases = can_store.then(|| RwSignal::new(ExitErases::default()));
            fresh(form, can_store && hidden_key::are_possible(), erases)
        }),
    })
}

/// How far the start has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Asked,
    Coming,
    Missing(Missing),
}

/// The opening page where nothing was begun before.
fn fresh(form: FormName, can_keep_on_device: bool, erases: Option<RwSignal<ExitErases>>) -> AnyView {
    let speech = speech();
    let (chosen, stage) = (RwSignal::new(Life::ThisTab), RwSignal::new(Stage::Asked));
    let also = move || erases.map(|erases| erases.get_untracked()).unwrap_or_default();
    let owner = Owner::current();
    let start = move || {
        if stage.get_untracked() == Stage::Coming {
            return;
        }
        stage.set(Stage::Coming);
        let owner = owner.clone();
        spawn_local(async move {
            let begin = area::begin().await;
            // Whoever has gone elsewhere meanwhile does not start any more.
            if stage.try_get_untracked().is_none() {
                return;
            }
            match (begin, owner) {
                (Ok(begin), Some(owner)) => owner.with(|| begin(form, chosen.get_untracked(), also())),
                (Err(why), _) => stage.set(Stage::Missing(why)),
                (Ok(_), None) => {}
            }
        });
    };
    let again = start.clone();
    let told = part(move || match stage.get() {
        Stage::Asked => nothing(),
        Stage::Coming => paragraph("muted", speech.say(Word::Loading)),
        Stage::Missing(why) => untrack(|| area::missing(why, again.clone())),
    });
    let leave = move |config: &Config| {
        leaving::blank(&config.name);
        leaving::forget_files();
        left::promise(also());
        leaving::leave(config.exit_address());
    };
    let hosted = if routes::is_hosted() {
        view! { <p class="hosted-way">{full_page(speech.language())}</p> }.into_any()
    } else {
        nothing()
    };
    let parts = Parts {
        notice: nothing(),
        left: nothing(),
        coming_in: why_come_in(&reasons_at_first(&settings())),
        begin: begin(question(chosen, can_keep_on_device), view! { <div role="status">{told}</div> }.into_any(), start),
        erases,
    };
    vec![exit_bar(leave), hosted, page(form, parts)].into_any()
}
