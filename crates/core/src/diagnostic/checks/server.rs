//! The server that takes what is sent, and the time.

use super::{
    super::{
        Answer, Check, Group, Phrase, Seen, Verdict, What,
        asks::{CONFIG, CONFIG_AGAIN, HEALTH, NEWS, OPENAPI, UNKNOWN},
    },
    Gathered, header, single,
};
use crate::{
    json::{self, Value},
    site::{self, Delivery},
    wire::{
        problem::{MEDIA_TYPE, Problem, ProblemType},
        seal::PublicKey,
    },
};

pub(super) static API: [Check; 7] = [
    Check::new(Group::Api, "api-well", |seen| match seen.answer(HEALTH) {
        None => single(false, HEALTH, Phrase::NoAnswer, "200"),
        Some(answer) => {
            let well = member(answer, &["status"]).is_some_and(|status| status == "ok");
            single(answer.status == 200 && well, HEALTH, answer.status.to_string(), "200")
        }
    }),
    Check::new(Group::Api, "api-version", version),
    Check::new(Group::Api, "api-problems", problems),
    Check::new(Group::Api, "api-not-kept", not_kept),
    Check::new(Group::Api, "api-news", |seen| match seen.answer(NEWS) {
        None => Verdict::Unknown(Phrase::NoAnswer),
        Some(answer) => {
            let feed = member(answer, &["version"]).unwrap_or_default();
            let holds = answer.status == 200 && feed.starts_with("https://jsonfeed.org/version/1");
            single(holds, NEWS, format!("{} {feed}", answer.status), "200 https://jsonfeed.org/version/1.1")
        }
    }),
    Check::new(Group::Api, "api-key", key),
    Check::new(Group::Api, "api-elsewhere", elsewhere),
];

pub(super) static CLOCK: [Check; 5] = [
    Check::new(Group::Clock, "date-told", |seen| match seen.answer(CONFIG) {
        None => Verdict::Unknown(Phrase::NoAnswer),
        Some(answer) => match answer.header("Date").filter(|_| answer.date.is_some()) {
            Some(date) => single(true, CONFIG, date, Phrase::Works),
            None => single(false, CONFIG, Phrase::Nothing, "Date"),
        },
    }),
    Check::new(Group::Clock, "date-readable", |seen| {
        header(seen, "Access-Control-Expose-Headers", |path| site::delivery(path) == Delivery::Plain)
    }),
    Check::new(Group::Clock, "date-moves", moves),
    Check::new(Group::Clock, "device-right", device),
    Check::new(Group::Clock, "api-right", |seen| {
        match (seen.answer(CONFIG).and_then(began), seen.answer(HEALTH).and_then(began)) {
            (Some(files), Some(api)) => apart(HEALTH, api - files, NEAR_MS),
            _ => Verdict::Unknown(Phrase::NotTold),
        }
    }),
];

/// The calls that the app makes; the description that the API gives of itself names each.
const CALLS: [&str; 9] = [
    "/api/v1/submissions",
    "/api/v1/submissions/by-key/{hash}",
    "/api/v1/submissions/{reference}",
    "/api/v1/submissions/{reference}/withdrawal",
    "/api/v1/submissions/{reference}/appointment",
    "/api/v1/stations/{id}/slots",
    "/api/v1/uploads/{id}",
    "/api/v1/uploads/{id}/{number}",
    "/api/v1/news",
];

fn member(answer: &Answer, path: &[&str]) -> Option<String> {
    let value = json::parse(answer.text())?;
    path.iter().try_fold(&value, |value, name| value.get(name))?.as_str().map(str::to_owned)
}

fn version(seen: &Seen) -> Verdict {
    let Some(answer) = seen.answer(OPENAPI) else { return single(false, OPENAPI, Phrase::NoAnswer, "1") };
    let Some(said) = member(answer, &["info", "version"]) else {
        return single(false, OPENAPI, answer.status.to_string(), "1");
    };
    let described = json::parse(answer.text()).and_then(|all| all.get("paths").cloned()).unwrap_or(Value::Null);
    let mut gathered = Gathered::default();
    gathered.either(said == "1" || said.starts_with("1."), OPENAPI, said.as_str(), "1");
    for call in CALLS.iter().filter(|call| described.get(**call).is_none()) {
        gathered.wrong(call, Phrase::NotListed, Phrase::Works);
    }
    gathered.verdict(Phrase::NoAnswer)
}

/// What the API refuses reaches the app as it is: a host's own page of errors in its place cannot be understood.
fn problems(seen: &Seen) -> Verdict {
    let Some(answer) = seen.answer(UNKNOWN) else { return single(false, UNKNOWN, Phrase::NoAnswer, "404") };
    let kind = answer.header("Content-Type").unwrap_or_default();
    let understood = json::read::<Problem>(answer.text()).is_some_and(|problem| problem.kind == ProblemType::NotYet);
    let holds = answer.status == 404 && kind.starts_with(MEDIA_TYPE) && understood;
    single(holds, UNKNOWN, format!("{} {kind}", answer.status), format!("404 {MEDIA_TYPE}"))
}

fn not_kept(seen: &Seen) -> Verdict {
    let mut gathered = Gathered::default();
    for key in [HEALTH, UNKNOWN] {
        let Some(answer) = seen.answer(key) else { continue };
        let got = answer.header("Cache-Control");
        let kept_nowhere = got.is_some_and(|rule| rule.split(',').any(|part| part.trim() == "no-store"));
        gathered.either(kept_nowhere, key, got.map_or(Phrase::Nothing.into(), What::from), "no-store");
    }
    gathered.verdict(Phrase::NoAnswer)
}

/// The key that everything is sealed to is one, and has the name that it says.
fn key(seen: &Seen) -> Verdict {
    let Some(config) = &seen.config else { return Verdict::Unknown(Phrase::NoLists) };
    let mut gathered = Gathered::default();
    if config.recipient_keys.is_empty() {
        gathered.wrong(CONFIG, Phrase::Nothing, "recipient_keys");
    }
    for recipient in &config.recipient_keys {
        let whole = PublicKey::of(recipient).is_some();
        gathered.either(whole, &recipient.kid, if whole { Phrase::Works } else { Phrase::Unreadable }, Phrase::Works);
    }
    gathered.verdict(Phrase::NoAnswer)
}

/// An API at another address says that this page may call it; at the page's own address nobody asks.
fn elsewhere(seen: &Seen) -> Verdict {
    let Some(config) = &seen.config else { return Verdict::Unknown(Phrase::NoLists) };
    if config.api.is_empty() {
        return Verdict::Unknown(Phrase::OwnAddress);
    }
    let heard = seen.answer(HEALTH).is_some();
    single(heard, &config.api, if heard { Phrase::Works } else { Phrase::NoAnswer }, "Access-Control-Allow-Origin")
}

/// How far apart two servers may be, and a device from them, in milliseconds.
const NEAR_MS: i64 = 10_000;
const FAR_MS: i64 = 120_000;
/// Dates are told in whole seconds, and an answer takes its time.
const STEP_MS: i64 = 2_500;

/// When the page began by the server that gave an answer, in milliseconds since 1970.
fn began(answer: &Answer) -> Option<i64> {
    Some(answer.date?.checked_mul(1000)?.saturating_sub(answer.arrived_ms))
}

fn apart(at: &str, by_ms: i64, most_ms: i64) -> Verdict {
    let seconds = |ms: i64| format!("{} s", ms.abs() / 1000);
    single(by_ms.abs() <= most_ms, at, seconds(by_ms), format!("≤ {}", seconds(most_ms)))
}

/// A date that stands still is that of a copy which lies somewhere on the way.
fn moves(seen: &Seen) -> Verdict {
    let (Some(first), Some(again)) = (seen.answer(CONFIG).and_then(began), seen.answer(CONFIG_AGAIN).and_then(began))
    else {
        return Verdict::Unknown(Phrase::NotTold);
    };
    let waited = |key| seen.answer(key).map_or(0, |answer| answer.arrived_ms);
    // Too little time has passed to see a clock move.
    if waited(CONFIG_AGAIN) - waited(CONFIG) < STEP_MS + 500 {
        return Verdict::Unknown(Phrase::NotTold);
    }
    apart(CONFIG, again - first, STEP_MS)
}

/// The device's clock against the server's: the app goes by the server's.
fn device(seen: &Seen) -> Verdict {
    match seen.answer(CONFIG).and_then(began) {
        Some(server) => apart(CONFIG, seen.browser.began_ms - server, FAR_MS),
        None => Verdict::Unknown(Phrase::NotTold),
    }
}
