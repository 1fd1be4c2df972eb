//! The stations by department: names, addresses, telephones, and hours in words.

use guichet_core::{
    domain::{
        department::Department,
        hours::Hours,
        station::{Force, Station},
    },
    site::Page,
    still::{Label, Sentences},
    text::Word,
};
use leptos::prelude::*;

use crate::{
    components::{
        heading,
        live::{link, nothing, paragraph},
    },
    context::{Published, speech},
    pages::finder::address,
    routes,
};

/// Every department, with the way to its stations.
pub fn page() -> AnyView {
    let speech = speech();
    let sentences = Sentences::of(speech.language());
    let Published(directory) = expect_context();
    let links: Vec<AnyView> = directory
        .departments
        .iter()
        .map(|(department, stations)| {
            let href = routes::to(speech.language(), &Page::Department { number: department.number.clone() });
            let name = format!("{} – {}", department.number, department.name);
            view! { <li>{link("", href, name, None)} " " <span class="muted">{stations.len()}</span></li> }.into_any()
        })
        .collect();
    let list = if links.is_empty() {
        paragraph("notice", sentences.say(Label::DirectoryEmpty))
    } else {
        view! { <ul class="departments">{links}</ul> }.into_any()
    };
    vec![
        heading(sentences.say(Label::DirectoryTitle), None),
        paragraph("lead", sentences.say(Label::DirectoryLead)),
        sample(&sentences, directory.index.sample),
        list,
    ]
    .into_any()
}

/// That the stations are made up, as plainly as can be.
fn sample(sentences: &Sentences, sample: bool) -> AnyView {
    if sample { paragraph("notice notice-warn", sentences.say(Label::Sample)) } else { nothing() }
}

/// The stations of one department.
pub fn department(number: &str) -> AnyView {
    let speech = speech();
    let sentences = Sentences::of(speech.language());
    let Published(directory) = expect_context();
    let Some((Department { name, .. }, stations)) = directory.department(number) else { return nothing() };
    let rows: Vec<AnyView> = stations.iter().map(|station| row(&sentences, station)).collect();
    let back = routes::to(speech.language(), &Page::Directory);
    vec![
        view! { <p><a class="back" href=back>{sentences.say(Label::AllDepartments)}</a></p> }.into_any(),
        heading(sentences.fill(Label::DepartmentTitle, &[("name", name), ("number", number)]), None),
        paragraph("lead", sentences.fill(Label::DepartmentLead, &[("count", &stations.len().to_string())])),
        sample(&sentences, directory.index.sample),
        view! { <ul class="stations">{rows}</ul> }.into_any(),
        sources(),
    ]
    .into_any()
}

fn row(sentences: &Sentences, station: &Station) -> AnyView {
    let speech = speech();
    let force = speech.say(match station.force {
        Force::Police => Word::ForcePolice,
        Force::Gendarmerie => Word::ForceGendarmerie,
    });
    let call = match (&station.telephone, station.dial()) {
        (Some(shown), Some(dial)) => {
            let label = speech.fill(Word::StationCall, &[("number", shown), ("name", &station.name)]);
            link("", format!("tel:{dial}"), shown.clone(), Some(label))
        }
        _ => view! { <span class="muted">{speech.say(Word::StationNoTelephone)}</span> }.into_any(),
    };
    let mark = if station.sample {
        view! { " " <span class="badge badge-warn">{speech.say(Word::StationSample)}</span> }.into_any()
    } else {
        nothing()
    };
    let href = routes::station(speech.language(), station.id.as_str());
    view! {
        <li class="station">
            <h2 class="station-name"><a href=href>{station.name.clone()}</a>{mark}</h2>
            <p class="station-line">{force} " · " {address(station)}</p>
            <p>{call}</p>
            {hours(sentences, station)}
        </li>
    }
    .into_any()
}

/// The week, days that are alike together.
fn hours(sentences: &Sentences, station: &Station) -> AnyView {
    let speech = speech();
    let schedule = match &station.hours {
        Hours::Unknown => return paragraph("small muted", sentences.say(Label::DepartmentHours)),
        Hours::Text(text) => return paragraph("small", format!("{} {text}", speech.say(Word::HoursAsWritten))),
        Hours::Known(schedule) => schedule,
    };
    let mut lines: Vec<(String, String, String)> = Vec::new();
    for (day, hours) in speech.words().week(schedule) {
        match lines.last_mut() {
            Some((_, last, same)) if *same == hours => *last = day,
            _ => lines.push((day.clone(), day, hours)),
        }
    }
    let said: Vec<String> = lines
        .into_iter()
        .map(|(first, last, hours)| {
            if first == last { format!("{first}\u{a0}: {hours}") } else { format!("{first} – {last}\u{a0}: {hours}") }
        })
        .collect();
    paragraph("small", said.join(" · "))
}

/// Where all of it comes from.
fn sources() -> AnyView {
    let (speech, Published(directory)) = (speech(), expect_context());
    let said = |source| paragraph("small muted", speech.words().source(source));
    let lines: Vec<AnyView> = directory.index.sources.iter().map(said).collect();
    lines.into_any()
}
