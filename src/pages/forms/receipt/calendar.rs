//! The dates of a receipt, for one's own calendar.

use guichet_core::{
    domain::{case::AppointmentState, choice::StationChoice, date::Date, zone::Zone},
    forms::complaint::first_hours::checklist,
    papers::{
        calendar::{self, Certainty, Entry, Span},
        deadlines::Deadlines,
    },
    text::Word,
    wire::{appointment::Appointment, sha256_hex},
};
use leptos::prelude::*;

use super::complaint::{last_day, to_bring};
use crate::{
    browser::{clock, file},
    components::live::{Live, button, text},
    context::{Speech, session, speech},
};

/// The call is looked for in the last hour before it is late, in seconds.
const CALL_SECONDS: i64 = 3600;
/// The last day to sign is called to mind so many minutes before it begins: at noon, two days earlier.
const SIGN_REMINDER: u32 = 36 * 60;
/// An appointment is called to mind a day before, in minutes.
const VISIT_REMINDER: u32 = 24 * 60;

/// What a receipt knows of dates.
pub struct Dates {
    /// The reference.
    pub reference: String,
    /// What follows from the arrival.
    pub deadlines: Deadlines,
    /// Where to sign.
    pub station: Option<StationChoice>,
    /// The clocks of the place of the facts.
    pub zone: Zone,
    /// The time at the station as it stands when the dates are asked for.
    pub appointment: Live<Option<Appointment>>,
}

/// A button that hands over the dates as a file for any calendar, and what became of it.
pub fn add_dates(dates: Dates) -> AnyView {
    let speech = speech();
    let said = RwSignal::new(None::<Word>);
    let save = move || {
        let file = calendar::file(&dates.entries(speech), clock::now().unix);
        let saved = file::save("guichet.ics", "text/calendar", &file);
        said.set(Some(if saved { Word::FileSaved } else { Word::FileNotSaved }));
    };
    let outcome = text(move || said.get().map(|word| speech.say(word).to_owned()).unwrap_or_default());
    view! {
        <p class="no-print">
            {button("button button-quiet", speech.say(Word::CalendarAdd).to_owned(), None, save)} " "
            <span class="share-said" role="status">{outcome}</span>
        </p>
    }
    .into_any()
}

impl Dates {
    /// The time at the station, the call, and the last day to sign.
    fn entries(&self, speech: Speech) -> Vec<Entry> {
        let station = self.station.as_ref();
        let place = || station.map(|station| format!("{}, {}", station.name, station.address)).unwrap_or_default();
        let with_reference = |word| speech.fill(word, &[("reference", &self.reference)]);
        let about_call = match station.and_then(|station| station.telephone.as_ref()) {
            Some(number) => speech.fill(Word::CalendarCallAbout, &[("number", number), ("reference", &self.reference)]),
            None => with_reference(Word::CalendarCallAboutPlace),
        };
        let call_by = self.deadlines.call_by;
        let call = Entry {
            about: about_call,
            ..self.entry(speech, "call", Span::Moments(call_by - CALL_SECONDS, call_by), Word::CalendarCall)
        };
        let last: Option<Date> = self.zone.wall(self.deadlines.sign_by).map(|(date, _)| date);
        let sign = last.map(|day| Entry {
            place: place(),
            about: with_reference(Word::CalendarSignAbout),
            reminder: Some(SIGN_REMINDER),
            ..self.entry(speech, "sign", Span::Day(day), Word::CalendarSign)
        });
        let visit = untrack(|| (self.appointment)()).and_then(|appointment| {
            let (slot, state) = (appointment.slot?, appointment.state);
            if !state.holds_a_place() {
                return None;
            }
            let agreed = state == AppointmentState::Confirmed;
            let (title, certainty) = if agreed {
                (Word::CalendarVisit, Certainty::Confirmed)
            } else {
                (Word::CalendarVisitRequested, Certainty::Tentative)
            };
            let start = slot.start.unix();
            let things = to_bring().join("\n");
            Some(Entry {
                place: place(),
                about: speech.fill(Word::CalendarVisitAbout, &[("list", &things), ("reference", &self.reference)]),
                certainty,
                reminder: Some(VISIT_REMINDER),
                ..self.entry(speech, "visit", Span::Moments(start, start + 60 * i64::from(slot.minutes)), title)
            })
        });
        let actions = session().answers.with_untracked(|answers| checklist(answers, clock::now()));
        let chores = actions.into_iter().enumerate().filter_map(|(place, action)| {
            let day = last_day(action.deadline, self.zone)?;
            Some(self.entry(speech, &format!("chore-{place}"), Span::Day(day), action.word))
        });
        visit.into_iter().chain([call]).chain(chores).chain(sign).collect()
    }

    fn entry(&self, speech: Speech, name: &str, span: Span, title: Word) -> Entry {
        Entry {
            id: id(&self.reference, name),
            span,
            title: speech.say(title).to_owned(),
            about: String::new(),
            place: String::new(),
            certainty: Certainty::Confirmed,
            reminder: None,
        }
    }
}

/// The same each time the file is made; the reference cannot be read from it.
fn id(reference: &str, name: &str) -> String {
    let hash = sha256_hex(&[b"guichet/v1/calendar:", reference.as_bytes(), b":", name.as_bytes()]);
    format!("{}@guichet", hash.get(..32).unwrap_or_default())
}
