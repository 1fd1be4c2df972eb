//! The transitions.

use std::sync::Arc;

use super::pause::{self, Pause};
use super::upload::{Journey, UploadCall};
use super::{
    Answer, Arrival, Call, Command, EXPIRES_AFTER_SECONDS, Event, GivenUpBy, Keeping, Parcel, Record, RecordFault,
    RecordStage, Refusal, State, Why,
};
use crate::wire::key::SubmissionKey;
use crate::wire::submission::{FormName, Receipt};

/// One intent to send, from the opening of the form to the receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispatch {
    form: FormName,
    key: SubmissionKey,
    keeping: Keeping,
    state: State,
    pub(super) turn: u32,
    /// The first turn under the key in use.
    key_since: u32,
    /// How often something was sealed under it.
    sealings: u32,
    /// How far the files of the parcel have come, and how often the server found some missing after that.
    files: Journey,
    rounds: u32,
}

/// So often files are sent again that the server says it misses.
const MOST_ROUNDS: u32 = 3;

impl Dispatch {
    /// A form was opened: with a key never used, or with the key that came with its draft.
    pub fn open(form: FormName, key: SubmissionKey, keeping: Keeping) -> Self {
        Self {
            form,
            key,
            keeping,
            state: State::Editing,
            turn: 0,
            key_since: 0,
            sealings: 0,
            files: Journey::default(),
            rounds: 0,
        }
    }

    /// Goes on from what was stored before a reload or at an earlier visit. `now` is in seconds since 1970.
    ///
    /// Sealed bytes do not stay in the dark: the server is asked first whether it has them. Expired or unreadable
    /// records are an error, and are to be erased.
    pub fn resume(record: Record, now: u64) -> Result<(Self, Vec<Command>), RecordFault> {
        let mut dispatch = Self::open(record.form, record.key()?, Keeping::Device);
        record.check_age(now)?;
        dispatch.sealings = record.sealings;
        let commands = match record.stage {
            RecordStage::Sealed { body, uploads } => {
                let parcel = Parcel { body: body.into(), sealed_at: record.at, uploads: uploads.into() };
                dispatch.call(parcel, false, Call::Ask(Why::Unknown), 0, true)
            }
            RecordStage::GivingUp => dispatch.delete(0),
            RecordStage::Received { receipt, arrival } => {
                dispatch.state = State::Acknowledged { receipt, arrival, kept: true };
                Vec::new()
            }
        };
        Ok((dispatch, commands))
    }

    /// Which form this is about.
    pub fn form(&self) -> FormName {
        self.form
    }

    /// The key in use; it goes with the draft.
    pub fn key(&self) -> &SubmissionKey {
        &self.key
    }

    /// Where things are kept.
    pub fn keeping(&self) -> Keeping {
        self.keeping
    }

    /// Changes where things are kept. Once something is sealed, that is settled.
    pub fn keep(&mut self, keeping: Keeping) {
        if !self.locked() {
            self.keeping = keeping;
        }
    }

    /// Where sending stands.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// How many pieces of files are on the server, of how many; nothing while no file is on its way.
    pub fn pieces(&self) -> Option<(u32, u32)> {
        match &self.state {
            State::Sending { parcel, call: Call::Upload(_), .. } => Some(self.files.pieces(&parcel.uploads)),
            _ => None,
        }
    }

    /// True while the answers must not be changed, because what was sealed from them may have left.
    pub fn locked(&self) -> bool {
        !matches!(self.state, State::Editing | State::Refused { .. })
    }

    /// Takes what happened and says what to do. Events that mean nothing here change nothing.
    pub fn step(&mut self, event: Event) -> Vec<Command> {
        if let Event::Answered { turn, answer: Answer::Receipt(receipt), .. } = event {
            return self.receive(turn, receipt);
        }
        if turn_of(&event).is_some_and(|turn| turn != self.turn) {
            return Vec::new();
        }
        match (self.state.clone(), event) {
            (State::Editing | State::Refused { .. }, Event::Send) => self.seal(false),
            (State::Sealing { again }, Event::Sealed { parcel, .. }) => {
                self.sealings = self.sealings.saturating_add(1);
                self.store_parcel(parcel, again)
            }
            (State::Sealing { .. }, Event::SealFailed { fault, .. }) => self.refuse(Refusal::NotSealed(fault)),
            (State::Sealed { parcel, again }, Event::Stored { .. }) => self.set_out(parcel, again),
            (State::Sending { pause: None, .. }, Event::Answered { answer, luck, .. }) => self.answered(answer, luck),
            (State::Sending { parcel, again, call, attempt, doubt, pause: Some(_) }, Event::Waited { now, .. }) => {
                if parcel.sealed_at.saturating_add(EXPIRES_AFTER_SECONDS) < now {
                    return self.refuse(Refusal::Expired);
                }
                self.call(parcel, again, call, attempt, doubt)
            }
            (State::Sending { parcel, again, call, attempt, doubt, pause: Some(pause) }, Event::TryNow)
                if pause.may_be_cut_short() =>
            {
                self.call(parcel, again, call, attempt, doubt)
            }
            (State::Sending { .. }, Event::GiveUp) => self.mark_giving_up(),
            // While files are on their way, what claims them has not left yet, unless it had before.
            (State::Sending { parcel, again, call: Call::Upload(_), doubt, .. }, Event::Edit { .. }) => {
                if doubt {
                    return self.call(parcel, again, Call::Ask(Why::Refused(Refusal::UploadIncomplete)), 0, true);
                }
                self.next_turn();
                self.state = State::Editing;
                vec![Command::Forget { key: self.key.clone() }]
            }
            (State::GivingUp { marked: false, .. }, Event::Stored { .. }) => self.delete(0),
            (State::GivingUp { marked: true, attempt, pause: None }, Event::Answered { answer, luck, .. }) => {
                match answer {
                    Answer::GivenUp => self.given_up(GivenUpBy::Here),
                    other => self.pause_giving_up(attempt, &other, luck),
                }
            }
            (State::GivingUp { marked: true, attempt, pause: Some(_) }, Event::Waited { .. }) => self.delete(attempt),
            (State::GivingUp { marked: true, attempt, pause: Some(pause) }, Event::TryNow)
                if pause.may_be_cut_short() =>
            {
                self.delete(attempt)
            }
            (State::Holding { receipt, arrival }, Event::Stored { kept, .. }) => {
                self.state = State::Acknowledged { receipt, arrival, kept };
                Vec::new()
            }
            (State::Refused { .. }, Event::Edit { .. }) => {
                self.state = State::Editing;
                Vec::new()
            }
            (State::GivenUp { .. }, Event::Edit { fresh }) => {
                self.begin_anew(fresh);
                Vec::new()
            }
            (State::Acknowledged { .. }, Event::Withdrawn { fresh }) => {
                let key = self.begin_anew(fresh);
                vec![Command::Forget { key }]
            }
            (State::Acknowledged { .. }, Event::Leave) => {
                self.state = State::Left;
                vec![Command::Wipe]
            }
            _ => Vec::new(),
        }
    }

    /// Back to the answers under another key; gives the one that is dead.
    fn begin_anew(&mut self, fresh: SubmissionKey) -> SubmissionKey {
        let dead = std::mem::replace(&mut self.key, fresh);
        self.next_turn();
        self.key_since = self.turn;
        self.sealings = 0;
        self.state = State::Editing;
        dead
    }

    fn next_turn(&mut self) -> u32 {
        self.turn = self.turn.wrapping_add(1);
        self.turn
    }

    pub(super) fn record(&self, at: u64, stage: RecordStage) -> Record {
        Record::new(self.form, &self.key, at, self.sealings, stage)
    }

    fn seal(&mut self, again: bool) -> Vec<Command> {
        self.state = State::Sealing { again };
        vec![Command::Seal { turn: self.next_turn(), key: self.key.clone(), refetch: again }]
    }

    fn store_parcel(&mut self, parcel: Parcel, again: bool) -> Vec<Command> {
        if self.keeping == Keeping::Page {
            return self.set_out(parcel, again);
        }
        let stage = RecordStage::Sealed { body: parcel.body.to_string(), uploads: parcel.uploads.to_vec() };
        let record = self.record(parcel.sealed_at, stage);
        self.state = State::Sealed { parcel, again };
        vec![Command::Store { turn: self.next_turn(), record }]
    }

    /// What was sealed before under this key was refused, and yet a copy of it may still be on its way.
    fn set_out(&mut self, parcel: Parcel, again: bool) -> Vec<Command> {
        let doubt = self.sealings > 1;
        self.rounds = 0;
        self.send_files(parcel, again, doubt)
    }

    /// Files first, from whatever the server has of them; then the bytes that claim them.
    fn send_files(&mut self, parcel: Parcel, again: bool, doubt: bool) -> Vec<Command> {
        self.files = Journey::default();
        self.go_on(parcel, again, doubt)
    }

    fn go_on(&mut self, parcel: Parcel, again: bool, doubt: bool) -> Vec<Command> {
        let call = self.files.next(&parcel.uploads).map_or(Call::Post, Call::Upload);
        self.call(parcel, again, call, 0, doubt)
    }

    fn call(&mut self, parcel: Parcel, again: bool, call: Call, attempt: u32, doubt: bool) -> Vec<Command> {
        let body = matches!(call, Call::Post).then(|| Arc::clone(&parcel.body));
        self.state = State::Sending { parcel, again, call, attempt, doubt, pause: None };
        let timeout_ms = pause::timeout_ms(attempt);
        vec![Command::Call { turn: self.next_turn(), key: self.key.clone(), call, body, timeout_ms }]
    }

    /// An answer, not a receipt, to a call about the parcel.
    fn answered(&mut self, answer: Answer, luck: u32) -> Vec<Command> {
        let State::Sending { parcel, again, call, attempt, doubt, .. } = self.state.clone() else { return Vec::new() };
        match (call, answer) {
            (_, Answer::GivenUp) => self.given_up(GivenUpBy::Elsewhere),
            (Call::Upload(UploadCall::Which(_)), Answer::There(pieces)) => {
                self.files.found(&parcel.uploads, pieces);
                self.go_on(parcel, again, doubt)
            }
            (Call::Upload(UploadCall::Piece(_, n)), Answer::Taken) => {
                self.files.taken(&parcel.uploads, n);
                self.go_on(parcel, again, doubt)
            }
            // The server may have erased what nobody claimed in time.
            (Call::Post, Answer::Refused(Refusal::UploadIncomplete))
                if !parcel.uploads.is_empty() && self.rounds < MOST_ROUNDS =>
            {
                self.rounds += 1;
                self.send_files(parcel, again, doubt)
            }
            (Call::Post, Answer::KeyReused) => self.call(parcel, again, Call::Ask(Why::KeyReused), 0, true),
            // One fresh configuration is enough: a server that knows none of the keys it hands out is out of order.
            (Call::Post, Answer::UnknownKey) if again => self.refuse(Refusal::UnknownRecipient),
            (Call::Post, Answer::UnknownKey) => self.seal(true),
            // An earlier try may have arrived through whatever now stands in the way: ask before saying no.
            (Call::Post | Call::Upload(_), Answer::Refused(refusal)) if doubt => {
                self.call(parcel, again, Call::Ask(Why::Refused(refusal)), 0, true)
            }
            (Call::Ask(Why::Unknown), Answer::Missing) => self.send_files(parcel, again, true),
            (Call::Post | Call::Upload(_), Answer::Refused(refusal))
            | (Call::Ask(Why::Refused(refusal)), Answer::Missing) => self.refuse(refusal),
            (call, answer) => {
                let pause = Pause::after(&answer, attempt, luck);
                let doubt = doubt || matches!(call, Call::Post);
                let attempt = attempt.saturating_add(1);
                let milliseconds = pause.milliseconds;
                self.state = State::Sending { parcel, again, call, attempt, doubt, pause: Some(pause) };
                vec![Command::Wait { turn: self.next_turn(), milliseconds }]
            }
        }
    }

    /// A receipt is believed whenever it comes, as long as it is for the key in use.
    fn receive(&mut self, turn: u32, receipt: Receipt) -> Vec<Command> {
        if turn < self.key_since || turn > self.turn {
            return Vec::new();
        }
        let arrival = match self.state.clone() {
            State::Sending { call: Call::Ask(Why::KeyReused), .. } => Arrival::Earlier,
            // Something arrived, but which sealing? Sending these bytes once more tells: the server compares.
            State::Sending { call: Call::Ask(_), parcel, again, .. } if self.sealings > 1 => {
                return self.call(parcel, again, Call::Post, 0, true);
            }
            State::Sending { call: Call::Ask(_), .. } => Arrival::Found,
            State::Sending { .. } => Arrival::AsSent,
            State::GivingUp { .. } => Arrival::BeforeGivingUp,
            _ => return Vec::new(),
        };
        if self.keeping == Keeping::Page {
            self.state = State::Acknowledged { receipt, arrival, kept: false };
            return Vec::new();
        }
        self.state = State::Holding { receipt: receipt.clone(), arrival };
        let record = self.record(0, RecordStage::Received { receipt, arrival });
        vec![Command::Store { turn: self.next_turn(), record }]
    }

    fn refuse(&mut self, refusal: Refusal) -> Vec<Command> {
        self.next_turn();
        self.state = State::Refused { refusal };
        vec![Command::Forget { key: self.key.clone() }]
    }

    fn given_up(&mut self, by: GivenUpBy) -> Vec<Command> {
        self.next_turn();
        self.state = State::GivenUp { by };
        vec![Command::Forget { key: self.key.clone() }]
    }

    /// Stored before it is asked, so that a reload in between does not send after all.
    fn mark_giving_up(&mut self) -> Vec<Command> {
        let State::Sending { parcel, .. } = &self.state else { return Vec::new() };
        if self.keeping == Keeping::Page {
            return self.delete(0);
        }
        let record = self.record(parcel.sealed_at, RecordStage::GivingUp);
        self.state = State::GivingUp { marked: false, attempt: 0, pause: None };
        vec![Command::Store { turn: self.next_turn(), record }]
    }

    fn delete(&mut self, attempt: u32) -> Vec<Command> {
        self.state = State::GivingUp { marked: true, attempt, pause: None };
        let timeout_ms = pause::timeout_ms(attempt);
        vec![Command::Call {
            turn: self.next_turn(),
            key: self.key.clone(),
            call: Call::GiveUp,
            body: None,
            timeout_ms,
        }]
    }

    fn pause_giving_up(&mut self, attempt: u32, answer: &Answer, luck: u32) -> Vec<Command> {
        let pause = Pause::after(answer, attempt, luck);
        let milliseconds = pause.milliseconds;
        self.state = State::GivingUp { marked: true, attempt: attempt.saturating_add(1), pause: Some(pause) };
        vec![Command::Wait { turn: self.next_turn(), milliseconds }]
    }
}

fn turn_of(event: &Event) -> Option<u32> {
    match event {
        Event::Sealed { turn, .. }
        | Event::SealFailed { turn, .. }
        | Event::Stored { turn, .. }
        | Event::Answered { turn, .. }
        | Event::Waited { turn, .. } => Some(*turn),
        Event::Send | Event::TryNow | Event::GiveUp | Event::Edit { .. } | Event::Withdrawn { .. } | Event::Leave => {
            None
        }
    }
}
