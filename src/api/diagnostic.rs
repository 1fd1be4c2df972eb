//! How the site is delivered, asked from here: everything that the core's checks look at. Nothing is written to the API, and
//! what is asked says nothing of a person.

use futures_util::future::join_all;
use guichet_core::{
    diagnostic::{Ask, Seen, framed, last, once_read, to_begin},
    site,
};

use crate::browser::{boot, probe, timer};

/// How long one answer may take.
const TIMEOUT_MS: u32 = 20_000;
/// How long a clock is watched.
const WATCHED_MS: u32 = 3_200;

/// Looks at everything, which takes a few seconds.
pub async fn look() -> Seen {
    probe::measure();
    let mut seen = Seen::default();
    take(&mut seen, to_begin()).await;
    let more = once_read(&seen);
    take(&mut seen, more).await;
    for (path, _) in framed() {
        if let Some(shows) = probe::shows_in_frame(&address(&path)).await {
            seen.frames.insert(path, shows);
        }
    }
    seen.browser = probe::browser().await;
    timer::sleep(WATCHED_MS).await;
    let again = last(&seen);
    take(&mut seen, again).await;
    seen
}

async fn take(seen: &mut Seen, asks: Vec<Ask>) {
    let base = boot::base();
    let addresses: Vec<String> = asks.iter().map(|ask| address(&ask.address)).collect();
    let asking = asks.iter().zip(&addresses).map(|(ask, at)| probe::ask(at, ask.known.as_deref(), TIMEOUT_MS));
    let answers = join_all(asking).await;
    for (ask, answer) in asks.iter().zip(answers) {
        if let Some(mut answer) = answer {
            answer.from = site::below(&base, &answer.from).map_or_else(String::new, str::to_owned);
            seen.take(&ask.key, answer);
        }
    }
}

/// The address of a path of the site, or of a call elsewhere.
fn address(at: &str) -> String {
    if at.starts_with('/') { format!("{}{at}", boot::base()) } else { at.to_owned() }
}
