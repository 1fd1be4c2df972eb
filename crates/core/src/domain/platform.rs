//! The large networks, as data: their hosts, what follows one around in their addresses, and where account and message
//! stand. A new network is one entry.

use std::fmt;

use serde::Serialize;

mod table;

use table::NO_ACCOUNT;
pub use table::{ALL, TRACKING};

/// A network.
#[derive(Debug)]
pub struct Platform {
    /// As it calls itself.
    pub name: &'static str,
    /// The name inside its host names, for those who imitate it; empty where nobody would.
    pub label: &'static str,
    /// Its hosts; what ends in a dot and one of them is also its own.
    pub hosts: &'static [&'static str],
    /// Parameters that tell who shared an address, besides [`TRACKING`]; a star stands for any ending.
    pub tracking: &'static str,
    /// True where `t`, `start` or a fragment can name a moment of a video.
    pub timed: bool,
    /// Where account and message stand. `{a}` is the account, `{m}` the message, `*` anything; what stands before a slash is a
    /// host. The first that fits is taken.
    paths: &'static [&'static str],
}

/// The longest account or message that is kept, in bytes: longer ones are none.
const LONGEST: usize = 100;

/// What is known of an address on a network.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Recognised {
    /// The network.
    pub platform: &'static str,
    /// The account, group or server, as it stands in the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The message, picture or video, as it stands in the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The moment of the video, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_code: Option<u32>,
}

impl fmt::Debug for Recognised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recognised({}, ***)", self.platform)
    }
}

/// True where `host` is this one or below it.
fn is_below(host: &str, of: &str) -> bool {
    host.strip_suffix(of).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The network that a host (small letters) belongs to.
#[must_use]
pub fn of_host(host: &str) -> Option<&'static Platform> {
    ALL.iter().find(|platform| platform.hosts.iter().any(|own| is_below(host, own)))
}

/// True where a parameter only tells who shared the address.
#[must_use]
pub fn is_tracking(name: &str, platform: Option<&Platform>) -> bool {
    let name = name.to_ascii_lowercase();
    let own = platform.map_or("", |platform| platform.tracking);
    TRACKING.split(' ').chain(own.split(' ')).any(|known| match known.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => !known.is_empty() && name == known,
    })
}

/// What an address says: its host, and its cleaned path, query and fragment.
#[must_use]
pub fn recognise(host: &str, path: &str, query: &str, fragment: &str) -> Option<Recognised> {
    let platform = of_host(host)?;
    let (account, message) =
        platform.paths.iter().find_map(|pattern| fitted(pattern, host, path, query)).unwrap_or_default();
    let time_code = if platform.timed { moment(query, fragment) } else { None };
    Some(Recognised { platform: platform.name, account, message, time_code })
}

fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

type Found = (Option<String>, Option<String>);

fn fitted(pattern: &str, host: &str, path: &str, query: &str) -> Option<Found> {
    let (own_host, rest) = pattern.split_once('/')?;
    if !own_host.is_empty() && !is_below(host, own_host) {
        return None;
    }
    let (wanted_path, wanted_query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut found = Found::default();
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    for (place, wanted) in wanted_path.split('/').enumerate() {
        take(wanted, parts.next()?, place == 0, &mut found)?;
    }
    for wanted in wanted_query.split('&').filter(|wanted| !wanted.is_empty()) {
        let (name, wanted) = wanted.split_once('=')?;
        take(wanted, parameter(query, name)?, false, &mut found)?;
    }
    Some(found)
}

fn take(wanted: &str, part: &str, first: bool, found: &mut Found) -> Option<()> {
    let kept = |text: &str| (!text.is_empty() && text.len() <= LONGEST).then(|| text.to_owned());
    if let Some(before) = wanted.strip_suffix("{a}") {
        let account = part.strip_prefix(before)?;
        if first && before.is_empty() && NO_ACCOUNT.split(' ').any(|page| page == account) {
            return None;
        }
        found.0 = Some(kept(account)?);
    } else if let Some(before) = wanted.strip_suffix("{m}") {
        let message = part.strip_prefix(before)?;
        // `/wall-12_34` is a message and `/wallpapers` an account.
        if !before.is_empty() && !message.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        found.1 = Some(kept(message)?);
    } else if wanted != "*" && wanted != part {
        return None;
    }
    Some(())
}

fn moment(query: &str, fragment: &str) -> Option<u32> {
    ["t", "start", "time_continue"]
        .iter()
        .find_map(|name| parameter(query, name).or_else(|| parameter(fragment, name)))
        .and_then(seconds)
}

/// A moment as it stands in addresses: `83`, `83s`, `1m23s`, `1h2m3s`, `1:23`.
fn seconds(text: &str) -> Option<u32> {
    let (mut total, mut number) = (0_u32, None::<u32>);
    for c in text.chars() {
        let factor = match c {
            'h' => 3600,
            'm' => 60,
            's' => 1,
            ':' => {
                total = total.checked_add(number.take()?)?.checked_mul(60)?;
                continue;
            }
            // Whole seconds are enough.
            '.' => break,
            _ => {
                number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(c.to_digit(10)?)?);
                continue;
            }
        };
        total = total.checked_add(number.take()?.checked_mul(factor)?)?;
    }
    total.checked_add(number.unwrap_or(0)).filter(|_| !text.is_empty())
}

#[cfg(test)]
mod tests;
