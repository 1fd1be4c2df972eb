//! A simulated server, network, browser and person around the machine, for the property tests.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::wire::pieces::UploadId;
use crate::wire::submission::FormName;

/// What may happen next. Numbers choose among what is there, so any sequence means something.
#[derive(Debug, Clone, Copy)]
pub enum Act {
    /// A message reaches the server and its answer the page.
    Deliver(u8),
    /// The browser sends a message twice by itself; the answer of the second is seen.
    DeliverTwice(u8),
    /// The server commits, and the answer is lost.
    LoseAnswer(u8),
    /// The message is lost, and the page knows.
    LoseMessage(u8),
    /// The page stops waiting; the message is still on its way.
    TimeOut(u8),
    /// Something in between answers: a 503 with a wish, a page of HTML, a 413 of its own.
    Intercept(u8, u8),
    /// A store command, a sealing or a wait ends well.
    Finish(u8),
    /// The same, badly.
    Fail(u8),
    /// The page is killed, and opened again.
    Crash,
    /// The person.
    Press(Press),
    /// The institution changes its key, and the server has forgotten the old one.
    RotateKey,
    /// Another device with the same draft sends its own bytes.
    OtherSends,
    /// Another device with the same draft gives up.
    OtherGivesUp,
    /// The server begins or stops to find this version of the answers malformed.
    Dislike(bool),
    /// The server erases a piece that nobody has claimed; which is chosen among all.
    ErasePiece(u8),
    /// This device loses the content of a file.
    LoseFile(u8),
}

/// What a person can press.
#[derive(Debug, Clone, Copy)]
pub enum Press {
    Send,
    GiveUp,
    Edit,
    TryNow,
    Leave,
}

/// The server, which keeps its promises.
#[derive(Default)]
pub struct Server {
    pub rows: Vec<(String, Arc<str>)>,
    pub tombstones: BTreeSet<String>,
    /// Pieces of files that arrived.
    pub pieces: BTreeSet<(UploadId, u32)>,
    known_kid: u32,
    disliked_below: u32,
}

impl Server {
    fn receipt(&self, key: &str) -> Option<Receipt> {
        let place = self.rows.iter().position(|(other, _)| other == key)?;
        Some(Receipt {
            reference: format!("R{place}"),
            received_at: "2026-01-01T00:00:00Z".to_owned(),
            expires_at: "2026-02-01T00:00:00Z".to_owned(),
            appointment: None,
        })
    }

    fn post(&mut self, key: &str, body: &Arc<str>) -> Answer {
        if self.tombstones.contains(key) {
            return Answer::GivenUp;
        }
        if let Some((_, stored)) = self.rows.iter().find(|(other, _)| other == key) {
            return if stored == body { self.ask(key) } else { Answer::KeyReused };
        }
        let (kid, version) = read_body(body);
        if kid != self.known_kid {
            return Answer::UnknownKey;
        }
        if version < self.disliked_below {
            return Answer::Refused(Refusal::Invalid);
        }
        if !self.has_all(body) {
            return Answer::Refused(Refusal::UploadIncomplete);
        }
        self.rows.push((key.to_owned(), Arc::clone(body)));
        self.ask(key)
    }

    /// Whether every piece of every file that a body claims is here.
    fn has_all(&self, body: &str) -> bool {
        let (claimed, pieces) = body.split_once(" claims ").map_or(("", 0), |(_, ids)| (ids, PIECES));
        claimed.split(' ').filter_map(UploadId::parse).all(|id| (0..pieces).all(|n| self.pieces.contains(&(id, n))))
    }

    fn upload(&mut self, call: UploadCall) -> Answer {
        match call {
            UploadCall::Which(Upload { id, .. }) => {
                Answer::There(self.pieces.iter().filter(|(other, _)| *other == id).map(|(_, n)| *n).collect())
            }
            UploadCall::Piece(Upload { id, .. }, n) => {
                self.pieces.insert((id, n));
                Answer::Taken
            }
        }
    }

    fn ask(&self, key: &str) -> Answer {
        self.receipt(key).map_or(Answer::Missing, Answer::Receipt)
    }

    fn give_up(&mut self, key: &str) -> Answer {
        if let Some(receipt) = self.receipt(key) {
            return Answer::Receipt(receipt);
        }
        self.tombstones.insert(key.to_owned());
        Answer::GivenUp
    }
}

/// How many pieces each file has.
const PIECES: u32 = 2;

fn read_body(body: &str) -> (u32, u32) {
    let mut numbers = body.split(' ').filter_map(|word| word.parse().ok());
    (numbers.next().unwrap(), numbers.next().unwrap())
}

/// Everything at once.
pub struct World {
    pub server: Server,
    pub dispatch: Dispatch,
    keeping: Keeping,
    /// What storage holds: a record, and the key in the draft.
    stored: Option<String>,
    draft_key: String,
    storage_failed: bool,
    /// Commands begun and not ended.
    tasks: Vec<Command>,
    /// Messages that the page no longer waits for.
    adrift: Vec<Command>,
    /// The configuration that the page has, the version of the answers, and a number for what is random.
    config_kid: u32,
    version: u32,
    random: u32,
    /// The files of the answers, and those whose content this device has lost.
    files: Vec<Upload>,
    lost: BTreeSet<UploadId>,
    /// What was sealed, by key, in order.
    pub sealed: BTreeMap<String, Vec<Arc<str>>>,
    now: u64,
    /// Whether the draft is gone with the page, which ends the story.
    pub over: bool,
}

fn fresh_key(random: &mut u32) -> SubmissionKey {
    *random += 1;
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&random.to_be_bytes());
    SubmissionKey::from_random(bytes)
}

impl World {
    pub fn new(keeping: Keeping, files: u8) -> Self {
        let mut random = 0;
        let key = fresh_key(&mut random);
        Self {
            server: Server::default(),
            draft_key: key.as_uuid(),
            dispatch: Dispatch::open(FormName::PreComplaint, key, keeping),
            keeping,
            stored: None,
            storage_failed: false,
            tasks: Vec::new(),
            adrift: Vec::new(),
            config_kid: 0,
            version: 1,
            random,
            files: (0..files).map(|n| Upload { id: UploadId::from_random([n; 16]), pieces: PIECES }).collect(),
            lost: BTreeSet::new(),
            sealed: BTreeMap::new(),
            now: 1_800_000_000,
            over: false,
        }
    }

    pub fn act(&mut self, act: Act) {
        if self.over {
            return;
        }
        match act {
            Act::Deliver(n) => self.with_message(n, |server, message| Some(ask_server(server, message))),
            Act::DeliverTwice(n) => self.with_message(n, |server, message| {
                ask_server(server, message);
                Some(ask_server(server, message))
            }),
            Act::LoseAnswer(n) => self.with_message(n, |server, message| {
                ask_server(server, message);
                Some(unclear(Cause::Network, None))
            }),
            Act::LoseMessage(n) => self.with_message(n, |_, _| Some(unclear(Cause::Network, None))),
            Act::TimeOut(n) => self.with_message(n, |_, _| None),
            Act::Intercept(n, how) => self.with_message(n, |_, _| {
                Some(match how % 3 {
                    0 => unclear(Cause::Busy, Some(u32::from(how))),
                    1 => unclear(Cause::Strange, None),
                    _ => Answer::Refused(Refusal::TooLarge),
                })
            }),
            Act::Finish(n) => self.end_task(n, true),
            Act::Fail(n) => self.end_task(n, false),
            Act::Crash => self.crash(),
            Act::Press(press) => self.press(press),
            Act::RotateKey => self.server.known_kid += 1,
            Act::OtherSends => {
                let body = format!("{} 999 of-the-other-device", self.server.known_kid);
                self.server.post(&self.dispatch.key().as_uuid(), &body.into());
            }
            Act::OtherGivesUp => {
                self.server.give_up(&self.dispatch.key().as_uuid());
            }
            Act::ErasePiece(n) => {
                // What is claimed is not erased.
                if self.server.rows.is_empty()
                    && let Some(piece) = self.server.pieces.iter().nth(usize::from(n) % 4).copied()
                {
                    self.server.pieces.remove(&piece);
                }
            }
            Act::LoseFile(n) => self.lost.extend(self.files.get(usize::from(n)).map(|file| file.id)),
            Act::Dislike(yes) => self.server.disliked_below = if yes { self.version + 1 } else { 0 },
        }
        self.check();
    }

    fn press(&mut self, press: Press) {
        let event = match press {
            Press::Send => Event::Send,
            Press::GiveUp => Event::GiveUp,
            Press::TryNow => Event::TryNow,
            Press::Leave => Event::Leave,
            Press::Edit => {
                self.version += u32::from(!self.dispatch.locked());
                // The person sends without a file that cannot be sent.
                if let State::Refused { refusal: Refusal::File(id, _) } = self.dispatch.state() {
                    self.files.retain(|file| file.id != *id);
                }
                Event::Edit { fresh: fresh_key(&mut self.random) }
            }
        };
        self.feed(event);
        // A second click of the same button finds nothing to do.
        let before = self.dispatch.clone();
        if matches!(press, Press::Send | Press::GiveUp | Press::TryNow | Press::Leave) {
            let event = match press {
                Press::Send => Event::Send,
                Press::GiveUp => Event::GiveUp,
                Press::TryNow => Event::TryNow,
                _ => Event::Leave,
            };
            assert_eq!(self.dispatch.step(event), [], "a double click did something");
            assert_eq!(self.dispatch, before);
        }
    }

    fn feed(&mut self, event: Event) {
        let key_before = self.dispatch.key().as_uuid();
        let commands = self.dispatch.step(event);
        let key_after = self.dispatch.key().as_uuid();
        if key_before != key_after {
            assert!(self.server.tombstones.contains(&key_before), "a new key before giving up was answered");
            self.draft_key = key_after;
        }
        self.begin(commands);
    }

    fn begin(&mut self, commands: Vec<Command>) {
        for command in commands {
            match &command {
                Command::Forget { .. } => self.stored = None,
                Command::Wipe => {
                    self.stored = None;
                    self.over = true;
                }
                Command::Call { key, call: Call::Post, body, .. } => self.check_post(key, body.as_ref().unwrap()),
                _ => {}
            }
            if !matches!(command, Command::Forget { .. } | Command::Wipe) {
                self.tasks.push(command);
            }
        }
    }

    /// The same bytes at each try of one sealing, and stored before they leave.
    fn check_post(&self, key: &SubmissionKey, body: &Arc<str>) {
        let latest = self.sealed.get(&key.as_uuid()).and_then(|bodies| bodies.last());
        assert_eq!(latest, Some(body), "other bytes than those of the last sealing");
        match self.keeping {
            Keeping::Page => assert!(self.stored.is_none(), "something was stored"),
            Keeping::Device if self.storage_failed => {}
            Keeping::Device => {
                let record = Record::read(self.stored.as_ref().expect("sent before it was stored")).unwrap();
                assert!(matches!(&record.stage, RecordStage::Sealed { body: stored, .. } if **stored == **body));
            }
        }
    }

    fn with_message(&mut self, n: u8, fate: impl Fn(&mut Server, &Command) -> Option<Answer>) {
        let waiting: Vec<usize> = places(&self.tasks, |task| matches!(task, Command::Call { .. }));
        let count = waiting.len() + self.adrift.len();
        if count == 0 {
            return;
        }
        let chosen = usize::from(n) % count;
        if let Some(place) = waiting.get(chosen) {
            let message = self.tasks.remove(*place);
            if let Command::Call { turn, call: Call::Upload(UploadCall::Piece(Upload { id, .. }, _)), .. } = message
                && self.lost.contains(&id)
            {
                let answer = Answer::Refused(Refusal::File(id, FileFault::Gone));
                self.feed(Event::Answered { turn, answer, luck: 0 });
                return;
            }
            let answer = fate(&mut self.server, &message).unwrap_or_else(|| {
                self.adrift.push(message.clone());
                unclear(Cause::Timeout, None)
            });
            let Command::Call { turn, .. } = message else { return };
            self.random += 1;
            let luck = self.random.wrapping_mul(0x9E37_79B9);
            self.feed(Event::Answered { turn, answer, luck });
        } else {
            // Nobody waits for this one any more; it may still do something.
            let message = self.adrift.remove(chosen - waiting.len());
            fate(&mut self.server, &message);
        }
    }

    fn end_task(&mut self, n: u8, well: bool) {
        let places = places(&self.tasks, |task| !matches!(task, Command::Call { .. }));
        if places.is_empty() {
            return;
        }
        let task = self.tasks.remove(places[usize::from(n) % places.len()]);
        let event = match task {
            Command::Seal { turn, key, refetch } => {
                if !well {
                    self.feed(Event::SealFailed { turn, fault: SealFault::NoConfig });
                    return;
                }
                if refetch {
                    self.config_kid = self.server.known_kid;
                }
                self.random += 1;
                let claims = self.files.iter().map(|file| file.id.as_hex()).collect::<Vec<_>>().join(" ");
                let body: Arc<str> =
                    format!("{} {} sealing-{} claims {claims}", self.config_kid, self.version, self.random).into();
                self.sealed.entry(key.as_uuid()).or_default().push(Arc::clone(&body));
                let uploads = self.files.clone().into();
                Event::Sealed { turn, parcel: Parcel { body, sealed_at: self.now, uploads } }
            }
            Command::Store { turn, record } => {
                if well {
                    self.stored = Some(record.write());
                }
                self.storage_failed |= !well;
                Event::Stored { turn, kept: well }
            }
            Command::Wait { turn, milliseconds } => {
                self.now += u64::from(milliseconds) / 1000;
                Event::Waited { turn, now: self.now }
            }
            Command::Call { .. } | Command::Forget { .. } | Command::Wipe => return,
        };
        self.feed(event);
    }

    fn crash(&mut self) {
        // What is neither stored nor in a draft is lost, and another intent begins: not this story.
        if self.keeping == Keeping::Page || self.storage_failed || matches!(self.dispatch.state(), State::Left) {
            self.over = true;
            return;
        }
        for task in std::mem::take(&mut self.tasks) {
            match task {
                Command::Call { .. } => self.adrift.push(task),
                // A write that was begun may or may not have ended.
                Command::Store { record, .. } if self.random.is_multiple_of(2) => self.stored = Some(record.write()),
                _ => {}
            }
        }
        self.config_kid = self.server.known_kid;
        let record = self.stored.as_ref().map(|text| Record::read(text).unwrap());
        if let Some(Record { stage: RecordStage::Sealed { body, .. }, .. }) = &record {
            // A sealing that was made and not stored has never left: the stored one counts again.
            self.sealed
                .entry(record.as_ref().unwrap().key().unwrap().as_uuid())
                .or_default()
                .push(body.as_str().into());
        }
        if let Some((dispatch, commands)) = record.and_then(|record| Dispatch::resume(record, self.now).ok()) {
            self.dispatch = dispatch;
            self.begin(commands);
        } else {
            let key = SubmissionKey::parse(&self.draft_key).unwrap();
            self.dispatch = Dispatch::open(FormName::PreComplaint, key, self.keeping);
        }
    }

    /// What must hold at every moment.
    fn check(&self) {
        let keys: BTreeSet<&String> = self.server.rows.iter().map(|(key, _)| key).collect();
        assert_eq!(keys.len(), self.server.rows.len(), "a key has two rows");
        assert!(self.server.tombstones.iter().all(|key| !keys.contains(key)), "given up, and stored all the same");
        assert!(self.server.rows.len() <= 1, "one intent has two rows");
        for (_, body) in &self.server.rows {
            assert!(self.server.has_all(body), "stored without one of its files");
        }
        if let State::Holding { receipt, arrival } | State::Acknowledged { receipt, arrival, .. } =
            self.dispatch.state()
        {
            let key = self.dispatch.key().as_uuid();
            let (_, body) = self.server.rows.iter().find(|(other, _)| *other == key).expect("acknowledged, not stored");
            assert_eq!(Some(receipt), self.server.receipt(&key).as_ref(), "the receipt of something else");
            let ours = self.sealed.get(&key).and_then(|bodies| bodies.last());
            if *arrival == Arrival::AsSent {
                assert_eq!(Some(body), ours, "what is shown as sent is not what arrived");
            }
        }
    }

    /// From now on everything works, and the person wants it sent. Returns the number of steps to the end.
    pub fn settle(&mut self) -> Option<usize> {
        self.server.disliked_below = 0;
        for steps in 0..100 {
            if self.over {
                return Some(steps);
            }
            match self.dispatch.state() {
                State::Acknowledged { .. } => return Some(steps),
                State::Editing => self.act(Act::Press(Press::Send)),
                State::Refused { .. } | State::GivenUp { .. } => self.act(Act::Press(Press::Edit)),
                _ => {
                    let calls = self.tasks.iter().any(|task| matches!(task, Command::Call { .. }));
                    self.act(if calls { Act::Deliver(0) } else { Act::Finish(0) });
                }
            }
        }
        None
    }
}

fn places(tasks: &[Command], wanted: impl Fn(&Command) -> bool) -> Vec<usize> {
    tasks.iter().enumerate().filter(|(_, task)| wanted(task)).map(|(place, _)| place).collect()
}

fn unclear(cause: Cause, retry_after: Option<u32>) -> Answer {
    Answer::Unclear { cause, retry_after }
}

fn ask_server(server: &mut Server, message: &Command) -> Answer {
    let Command::Call { key, call, body, .. } = message else { return unclear(Cause::Strange, None) };
    match call {
        Call::Post => server.post(&key.as_uuid(), body.as_ref().unwrap()),
        Call::Ask(_) => server.ask(&key.as_uuid()),
        Call::GiveUp => server.give_up(&key.as_uuid()),
        Call::Upload(call) => server.upload(*call),
    }
}
