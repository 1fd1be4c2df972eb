//! What this browser lets the page keep and do.

use super::{
    super::{Ability, Check, Group, Phrase, Seen, Verdict},
    single, works,
};
use crate::{domain::attachment::MAX_TOTAL_BYTES, site};

pub(super) static CHECKS: [Check; 9] = [
    Check::new(Group::Storage, "secure", |seen| able(seen, Ability::Secure)),
    Check::new(Group::Storage, "database", |seen| able(seen, Ability::Database)),
    Check::new(Group::Storage, "tab", |seen| able(seen, Ability::Tab)),
    Check::new(Group::Storage, "hidden-keys", |seen| able(seen, Ability::HiddenKeys)),
    Check::new(Group::Storage, "randomness", |seen| able(seen, Ability::Randomness)),
    Check::new(Group::Storage, "locks", |seen| able(seen, Ability::Locks)),
    Check::new(Group::Storage, "channel", |seen| able(seen, Ability::Channel)),
    Check::new(Group::Storage, "room", |seen| match seen.browser.room {
        None => Verdict::Unknown(Phrase::NotTold),
        Some(room) => single(room >= ROOM, "", format!("{} MB", room / MEGABYTE), format!("≥ {} MB", ROOM / MEGABYTE)),
    }),
    Check::new(Group::Storage, "nobody-between", |seen| {
        // Ours lies beside the script that has started this page.
        let base = seen.browser.started_by.rsplit_once('/').map_or("", |(base, _)| base);
        let ours = format!("{base}{}", site::WORKER);
        match seen.browser.service_workers.iter().find(|worker| **worker != ours) {
            None => single(true, "", Phrase::NoneSeen, Phrase::NoneSeen),
            Some(worker) => single(false, "", worker.as_str(), Phrase::NoneSeen),
        }
    }),
];

const MEGABYTE: u64 = 1_000_000;
/// A form with all its files, twice: as they were joined, and sealed.
const ROOM: u64 = 2 * MAX_TOTAL_BYTES;

fn able(seen: &Seen, ability: Ability) -> Verdict {
    match seen.browser.abilities.get(&ability) {
        Some(there) => works(*there, ""),
        None => Verdict::Unknown(Phrase::NotTold),
    }
}
