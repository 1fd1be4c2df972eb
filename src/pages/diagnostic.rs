//! The deployed site checks itself, for those who run it.

use guichet_core::{
    diagnostic::{Fact, Group, Label, Line, Report, Verdict, What, Words},
    site::Language,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::diagnostic,
    browser::{IN_BROWSER, file},
    components::{
        heading,
        live::{actions, button, nothing, panel, paragraph, part},
    },
    context::speech,
};

/// The page: it begins to look as soon as it is there.
pub fn page() -> AnyView {
    let words = Words::of(speech().language());
    let found = RwSignal::new(None);
    let look = move || {
        found.set(None);
        spawn_local(async move {
            let report = Report::of(&diagnostic::look().await);
            // The page may have been left meanwhile.
            found.try_set(Some(report));
        });
    };
    if IN_BROWSER {
        look();
    }
    let said = words.clone();
    let state = part(move || {
        let state = found.with(|report| report.as_ref().map_or("running", Report::state));
        let text = found.with(|report| {
            report.as_ref().map_or_else(|| said.label(Label::Running).to_owned(), |report| summary(&said, report))
        });
        view! { <p class="check-state needs-script" id="diagnostic-state" data-state=state role="status">{text}</p> }
            .into_any()
    });
    let result = {
        let words = words.clone();
        part(move || {
            found.with(|report| report.as_ref().map_or_else(nothing, |report| untrack(|| shown(&words, report, look))))
        })
    };
    vec![
        heading(words.label(Label::Title), None),
        paragraph("lead", words.label(Label::Lead)),
        view! { <noscript>{paragraph("notice notice-warn", words.label(Label::NeedsScript))}</noscript> }.into_any(),
        state,
        result,
    ]
    .into_any()
}

/// In one sentence, and in numbers.
fn summary(words: &Words, report: &Report) -> String {
    let (right, wrong, unknown) = report.counts();
    let first = match wrong {
        0 => words.label(Label::AllRight).to_owned(),
        _ => words.fill(Label::SomeWrong, &[("count", &wrong.to_string())]),
    };
    let [right, wrong, unknown] = [right, wrong, unknown].map(|count| count.to_string());
    format!("{first} {}", words.fill(Label::Counts, &[("right", &right), ("wrong", &wrong), ("unknown", &unknown)]))
}

fn shown(words: &Words, report: &Report, again: impl Fn() + 'static) -> AnyView {
    let is_wrong = |line: &&Line| matches!(line.verdict, Verdict::Wrong { .. });
    let wrong: Vec<AnyView> = report.lines.iter().filter(is_wrong).map(|line| row(words, line, true)).collect();
    let wrong = match wrong.len() {
        0 => nothing(),
        _ => view! { <h2>{words.label(Label::ToDo)}</h2> <ul class="checks">{wrong}</ul> }.into_any(),
    };
    let groups: Vec<AnyView> = Group::ALL.into_iter().map(|group| group_of(words, report, group)).collect();
    let json = report.to_json();
    let saved = json.clone();
    let save = button("button button-quiet", words.label(Label::Save).to_owned(), None, move || {
        // Where nothing can be saved, the text stands there all the same.
        let _ = file::save("diagnostic.json", "application/json", &saved);
    });
    let machines = vec![
        paragraph("", words.label(Label::MachinesText)),
        view! { <pre class="check-result" id="diagnostic-result" tabindex="0" role="region" aria-label=words.label(Label::Machines)>{json}</pre> }
            .into_any(),
        view! { <p>{save}</p> }.into_any(),
    ];
    vec![
        actions(vec![button("button", words.label(Label::Again).to_owned(), None, again)]),
        wrong,
        view! { <h2>{words.label(Label::Whole)}</h2> }.into_any(),
        groups.into_any(),
        panel("panel", Some(words.label(Label::Machines)), machines),
    ]
    .into_any()
}

fn group_of(words: &Words, report: &Report, group: Group) -> AnyView {
    let rows: Vec<AnyView> =
        report.lines.iter().filter(|line| line.check.group == group).map(|line| row(words, line, false)).collect();
    view! { <h3>{words.group(group)}</h3> <ul class="checks">{rows}</ul> }.into_any()
}

/// A check: whether it holds, what was seen, what was wanted, what to do.
fn row(words: &Words, line: &Line, open: bool) -> AnyView {
    let (class, state, details) = match &line.verdict {
        Verdict::Right { seen } => ("check check-right", Label::Right, vec![(Label::Seen, facts(words, seen))]),
        Verdict::Wrong { seen, wanted } => {
            let details = vec![
                (Label::Seen, facts(words, seen)),
                (Label::Wanted, facts(words, wanted)),
                (Label::Cure, words.cure(line.check).into_any()),
            ];
            ("check check-wrong", Label::Wrong, details)
        }
        Verdict::Unknown(why) => {
            ("check check-unknown", Label::Unknown, vec![(Label::Why, words.phrase(*why).into_any())])
        }
    };
    let details: Vec<AnyView> = details
        .into_iter()
        .map(|(label, what)| view! { <div><dt>{words.label(label)}</dt><dd>{what}</dd></div> }.into_any())
        .collect();
    view! {
        <li class=class data-check=line.check.id>
            <details open=open>
                <summary>
                    <span class="check-mark">{words.label(state)}</span>
                    " "
                    {words.name(line.check)}
                </summary>
                <dl>{details}</dl>
            </details>
        </li>
    }
    .into_any()
}

fn facts(words: &Words, facts: &[Fact]) -> AnyView {
    let lines: Vec<AnyView> = facts
        .iter()
        .map(|Fact { at, more, what }| {
            let what = match what {
                What::Text(text) => text.clone(),
                What::Said(phrase) => words.phrase(*phrase).to_owned(),
            };
            let place = match (at.as_str(), *more) {
                ("", _) => nothing(),
                (at, 0) => view! { <code>{at.to_owned()}</code> }.into_any(),
                (at, more) => {
                    let more = words.fill(Label::More, &[("count", &more.to_string())]);
                    view! { <code>{at.to_owned()}</code> " " {more} }.into_any()
                }
            };
            let between = match speech().language() {
                _ if at.is_empty() => "",
                Language::Fr => "\u{a0}: ",
                Language::En => ": ",
            };
            view! { <p>{place} {between} {what}</p> }.into_any()
        })
        .collect();
    lines.into_any()
}
