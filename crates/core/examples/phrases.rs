//! How well plain words are understood: for each set of phrases, how many lead to the right service.
//! With `--misses`, the phrases that do not.
use std::{
    io::{self, Write},
    time::Instant,
};

use guichet_core::{
    orientation::{service::Service, understanding::Understanding},
    site::Language,
};

const SETS: [(&str, &str); 5] = [
    ("given", include_str!("../tests/orientation/phrases.csv")),
    ("own", include_str!("../tests/orientation/held-out.csv")),
    ("more", include_str!("../tests/orientation/more.csv")),
    ("fresh", include_str!("../tests/orientation/fresh.csv")),
    ("unseen", include_str!("../tests/orientation/unseen.csv")),
];

fn main() -> io::Result<()> {
    let misses = std::env::args().any(|argument| argument == "--misses");
    let mut out = io::stdout().lock();
    let understanding = Understanding::new();
    for (name, set) in SETS {
        let [mut all, mut right, mut first, mut emergencies, mut found, mut alarms] = [0; 6];
        let started = Instant::now();
        for row in set.lines().skip(1) {
            let mut parts = row.split(';');
            let (Some(tag), Some(phrase), Some(code)) = (parts.next(), parts.next(), parts.next()) else { continue };
            let language = Language::ALL.into_iter().find(|language| language.tag() == tag).unwrap_or(Language::Fr);
            let answers = understanding.search(phrase, language, 3);
            let place = answers.iter().position(|service| service.code() == code);
            let emergency = code == Service::Emergency.code();
            all += 1;
            first += usize::from(place == Some(0));
            right += usize::from(place.is_some());
            emergencies += usize::from(emergency);
            found += usize::from(emergency && place == Some(0));
            alarms += usize::from(!emergency && answers.first() == Some(&Service::Emergency));
            if misses && (place.is_none() || emergency && place != Some(0)) {
                let answers: Vec<&str> = answers.into_iter().map(Service::code).collect();
                writeln!(out, "{tag} {phrase}: {code}, not {answers:?}")?;
            }
        }
        let each = started.elapsed().as_secs_f64() * 1000.0 / f64::from(u32::try_from(all).unwrap_or(u32::MAX));
        writeln!(
            out,
            "phrases, {name}: {right} of {all} among the first three, {first} first; emergencies first: {found} of {emergencies}, and {alarms} others; {each:.2} ms each"
        )?;
    }
    Ok(())
}
