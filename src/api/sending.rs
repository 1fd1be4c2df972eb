//! Carries out what the sending machine says: seals, stores, asks the server, waits, wipes. It decides nothing.

use guichet_core::config::Config;
use guichet_core::domain::best::best;
use guichet_core::form::submission::{
    Answer, Call, Command, Dispatch, Event, FileFault, Keeping, Parcel, Record, Refusal, SealFault, State, UploadCall,
};
use guichet_core::forms::Meant;
use guichet_core::json;
use guichet_core::wire::code::FollowUpCode;
use guichet_core::wire::key::SubmissionKey;
use guichet_core::wire::seal::{self, Header, SealError};
use guichet_core::wire::submission::{FormName, MAX_BODY};
use leptos::prelude::{
    GetUntracked as _, LocalStorage, RwSignal, StoredValue, Update as _, UpdateValue as _, With as _,
    WithUntracked as _, WithValue as _,
};
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::drafts::{DraftStore, Stage};
use super::files::FileStore;
use super::keep::Life;
use super::sealed_row::Row;
use super::server;
use crate::browser::database::Shelf;
use crate::browser::http::Body;
use crate::browser::random::{self, NoRandomness};
use crate::browser::{clock, page, timer};

/// What was found at the start of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resumed {
    /// Nothing is being sent.
    Nothing,
    /// The open draft was being sent: its answers and code are here.
    Here,
    /// An earlier visit was sending: nothing of its content is shown, and a code only where it was kept on this device.
    EarlierVisit,
}

/// Which sendings are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// That of the open draft.
    Draft,
    /// Any that no page looks after.
    Anybody,
}

/// Sending, of one form. Copied freely; lives as long as the owner that it was made under.
#[derive(Debug, Clone, Copy)]
pub struct Sender {
    dispatch: RwSignal<Dispatch>,
    desk: StoredValue<Desk, LocalStorage>,
    drafts: DraftStore,
    files: FileStore,
}

#[derive(Debug)]
struct Desk {
    config: Config,
    letter: Option<Meant>,
    code: Option<FollowUpCode>,
    resumed: Resumed,
}

/// What only this tab may know of a sending.
#[derive(Serialize, Deserialize)]
struct Private {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    record: Option<String>,
}

fn read(row: &Row, private: Option<Vec<u8>>) -> Option<(Record, Option<FollowUpCode>)> {
    let private: Option<Private> = private.and_then(|text| json::read(std::str::from_utf8(&text).ok()?));
    let (code, sealed) = private.map_or((None, None), |private| (private.code, private.record));
    let record = Record::read(row.open.as_ref().or(sealed.as_ref())?).ok()?;
    Some((record, code.and_then(|code| FollowUpCode::parse(&code).ok())))
}

/// A key never used.
pub fn fresh_key() -> Result<SubmissionKey, NoRandomness> {
    random::bytes().map(SubmissionKey::from_random)
}

impl Sender {
    /// A form is opened. Tries again by itself when the network or the person comes back.
    pub fn new(drafts: DraftStore, files: FileStore, config: Config, form: FormName) -> Result<Self, NoRandomness> {
        let dispatch = RwSignal::new(Dispatch::open(form, fresh_key()?, Keeping::Device));
        let desk = Desk { config, letter: None, code: None, resumed: Resumed::Nothing };
        let sender = Self { dispatch, desk: StoredValue::new_local(desk), drafts, files };
        for listener in page::on_return(move || sender.try_now()) {
            listener.until_cleanup();
        }
        Ok(sender)
    }

    /// Where sending stands. Reactive.
    pub fn state(&self) -> State {
        self.dispatch.with(|dispatch| dispatch.state().clone())
    }

    /// How many pieces of files are on the server, of how many; nothing while no file is on its way. Reactive.
    pub fn pieces(&self) -> Option<(u32, u32)> {
        self.dispatch.with(Dispatch::pieces)
    }

    /// True while the answers must not be changed. Reactive.
    pub fn locked(&self) -> bool {
        self.dispatch.with(Dispatch::locked)
    }

    /// The key in use: it is saved with the draft.
    pub fn key(&self) -> SubmissionKey {
        self.dispatch.with_untracked(|dispatch| dispatch.key().clone())
    }

    /// The follow-up code, as shown; `None` before sealing, for content reports and for what an earlier visit sent.
    pub fn code(&self) -> Option<String> {
        self.desk.try_with_value(|desk| desk.code.as_ref().map(FollowUpCode::as_text)).flatten()
    }

    /// What was found at the start.
    pub fn resumed(&self) -> Resumed {
        self.desk.try_with_value(|desk| desk.resumed).unwrap_or(Resumed::Nothing)
    }

    /// Goes on with the key of a draft that was loaded. Means something only while nothing was sealed.
    pub fn adopt(&self, key: SubmissionKey) {
        self.dispatch.try_update(|dispatch| {
            if matches!(dispatch.state(), State::Editing) {
                *dispatch = Dispatch::open(dispatch.form(), key, dispatch.keeping());
            }
        });
    }

    /// Begins anew with a new key: after the receipt was left, or when a draft is discarded. While the outcome of a sending
    /// is unknown it changes nothing; give up first.
    pub fn renew(&self) {
        let settled = |dispatch: &Dispatch| !dispatch.locked() || matches!(dispatch.state(), State::Left);
        if self.dispatch.with_untracked(settled) {
            self.blank();
        }
    }

    /// Forgets letter, code and receipt at once, whatever is under way: for the idle page and the quick exit. What was sent
    /// may arrive, and what is stored for a later visit stays.
    pub fn blank(&self) {
        self.desk.try_update_value(|desk| {
            desk.letter = None;
            desk.code = None;
            desk.resumed = Resumed::Nothing;
        });
        let Ok(key) = fresh_key() else { return };
        self.dispatch.try_update(|dispatch| *dispatch = Dispatch::open(dispatch.form(), key, dispatch.keeping()));
    }

    /// Seals and sends. While something is being sent already, nothing happens.
    pub fn send(&self, letter: Meant) {
        if self.dispatch.with_untracked(Dispatch::locked) {
            return;
        }
        self.offer(letter);
        let keeping = match self.drafts.life().get_untracked() {
            Life::ThisPage => Keeping::Page,
            Life::ThisTab | Life::ThisDevice => Keeping::Device,
        };
        self.dispatch.try_update(|dispatch| dispatch.keep(keeping));
        self.feed(Event::Send);
    }

    /// Hands over the letter of a sending that was resumed in this tab, should it have to be sealed again.
    pub fn offer(&self, letter: Meant) {
        self.desk.try_update_value(|desk| desk.letter = Some(letter));
    }

    /// Tries at once instead of waiting, unless the server asked for the wait.
    pub fn try_now(&self) {
        self.feed(Event::TryNow);
    }

    /// Gives up, while the outcome is unknown.
    pub fn give_up(&self) {
        self.feed(Event::GiveUp);
    }

    /// What was left by an earlier visit is in the hands of this one: its answers are here, or are asked anew.
    pub fn settle_in(&self) {
        self.desk.try_update_value(|desk| desk.resumed = Resumed::Nothing);
    }

    /// Goes back to the answers after a refusal (same key) or after giving up was answered (new key, new code).
    pub fn edit(&self) {
        let Ok(fresh) = fresh_key() else { return };
        let before = self.key();
        self.feed(Event::Edit { fresh });
        if self.key() != before {
            self.desk.try_update_value(|desk| desk.code = None);
        }
    }

    /// Goes back to the answers after what arrived was taken back, under a key never used and with a new code.
    pub fn correct(&self, fresh: SubmissionKey) {
        self.feed(Event::Withdrawn { fresh });
        self.desk.try_update_value(|desk| desk.code = None);
    }

    /// Leaves the receipt: everything is wiped.
    pub fn leave(&self) {
        self.feed(Event::Leave);
    }

    /// Looks for a sending that was interrupted: of the open draft first, then of an earlier visit whose page is gone. To be
    /// awaited once the draft is open that this tab had open before.
    pub async fn resume(&self, whose: Whose) -> Resumed {
        let case = self.drafts.case();
        let (own, stage) = (case.draft(), case.stage());
        let form = self.dispatch.with_untracked(Dispatch::form);
        // A receipt of an earlier visit does not push an open draft aside.
        let rank = |row: &Row| match (Some(&row.draft) == own.as_ref(), row.open.is_some()) {
            (true, _) => (stage != Stage::Elsewhere).then_some(0),
            (false, _) if whose == Whose::Draft => None,
            (false, true) => Some(1),
            (false, false) => (stage == Stage::Closed).then_some(2),
        };
        let rows = case.keep().rows(Shelf::Outbox).await;
        let rows: Vec<_> = rows
            .into_iter()
            .filter(|(_, row)| row.form == form)
            .filter_map(|(name, row)| Some(((rank(&row)?, u64::MAX - row.at), name, row)))
            .collect();
        let count = rows.len();
        for ((rank, _), name, row) in best(rows, count, |(a, ..), (b, ..)| a.cmp(b)) {
            let own = rank == 0;
            // Another page that is there finishes by itself.
            let ring = if own { None } else { case.keep().ring_of(&row).await };
            let private = match (own, &ring, &row.sealed) {
                (true, ..) => case.open_sealed(&name, &row),
                (false, Some(ring), Some(sealed)) => ring.key.open(&name, sealed),
                _ => None,
            };
            let Some((record, code)) = read(&row, private) else { continue };
            let Ok((dispatch, commands)) = Dispatch::resume(record, clock::unix()) else {
                case.keep().remove(Shelf::Outbox, &name);
                continue;
            };
            if !own && !self.drafts.adopt(&row).await {
                continue;
            }
            let resumed = if own { Resumed::Here } else { Resumed::EarlierVisit };
            self.desk.try_update_value(|desk| {
                desk.code = code;
                desk.resumed = resumed;
            });
            self.dispatch.try_update(|current| *current = dispatch);
            self.run(commands);
            return resumed;
        }
        Resumed::Nothing
    }

    fn feed(&self, event: Event) {
        if let Some(commands) = self.dispatch.try_update(|dispatch| dispatch.step(event)) {
            self.run(commands);
        }
    }

    fn run(&self, commands: Vec<Command>) {
        for command in commands {
            self.carry_out(command);
        }
    }

    fn carry_out(&self, command: Command) {
        let sender = *self;
        match command {
            Command::Seal { turn, key, refetch } => spawn_local(async move {
                let event = match sender.seal(&key, refetch).await {
                    Ok(parcel) => Event::Sealed { turn, parcel },
                    Err(fault) => Event::SealFailed { turn, fault },
                };
                sender.feed(event);
            }),
            Command::Store { turn, record } => self.store(turn, &record),
            Command::Call { turn, key, call, body, timeout_ms } => {
                let Some(config) = self.desk.try_with_value(|desk| desk.config.clone()) else { return };
                spawn_local(async move {
                    let answer = sender.ask(&config, &key, call, body.as_deref(), timeout_ms).await;
                    sender.feed(Event::Answered { turn, answer, luck: random::luck() });
                });
            }
            Command::Wait { turn, milliseconds } => spawn_local(async move {
                timer::sleep(milliseconds).await;
                sender.feed(Event::Waited { turn, now: clock::unix() });
            }),
            Command::Forget { key } => self.drafts.case().keep().remove(Shelf::Outbox, &key.hash_hex()),
            Command::Wipe => {
                self.drafts.case().keep().remove(Shelf::Outbox, &self.key().hash_hex());
                self.drafts.wipe();
                self.desk.try_update_value(|desk| {
                    desk.letter = None;
                    desk.code = None;
                });
            }
        }
    }

    /// Puts a question to the server, with the piece of a file where it is about one.
    async fn ask(
        &self,
        config: &Config,
        key: &SubmissionKey,
        call: Call,
        body: Option<&str>,
        timeout_ms: u32,
    ) -> Answer {
        let Call::Upload(UploadCall::Piece(upload, n)) = call else {
            return server::call(config, key, call, body.map(Body::Json), timeout_ms).await;
        };
        match self.files.piece(upload.id, n).await {
            Some(piece) => server::call(config, key, call, Some(Body::Piece(&piece)), timeout_ms).await,
            None => Answer::Refused(Refusal::File(upload.id, FileFault::Gone)),
        }
    }

    /// The write begins before this returns, so that later ones come after it.
    fn store(&self, turn: u32, record: &Record) {
        let text = record.write();
        let (open, sealed) = if record.is_receipt() { (None, Some(text)) } else { (Some(text), None) };
        let private = serde_json::to_vec(&Private { code: self.code(), record: sealed }).ok();
        let name = self.key().hash_hex();
        let begun = self.drafts.case().put(Shelf::Outbox, &name, open, private.as_deref());
        let (sender, is_receipt) = (*self, record.is_receipt());
        spawn_local(async move {
            let kept = match begun {
                Some(begun) => begun.done().await.is_ok(),
                None => false,
            };
            if !kept && is_receipt {
                // Otherwise the next visit would go on sending what has arrived.
                sender.drafts.case().keep().remove(Shelf::Outbox, &name);
            }
            sender.feed(Event::Stored { turn, kept });
        });
    }

    async fn seal(&self, key: &SubmissionKey, refetch: bool) -> Result<Parcel, SealFault> {
        if refetch {
            let config = server::config().await.ok_or(SealFault::NoConfig)?;
            self.desk.try_update_value(|desk| desk.config = config);
        }
        let form = self.dispatch.with_untracked(Dispatch::form);
        let code = self.code_for(form)?;
        let desk = |desk: &Desk| (desk.letter.clone(), desk.config.recipient_keys.first().cloned());
        let (letter, recipient) = self.desk.try_with_value(desk).ok_or(SealFault::Failed)?;
        let letter = letter.ok_or(SealFault::NoAnswers)?;
        let recipient = recipient.ok_or(SealFault::NoRecipient)?;
        let mut header = Header::new(form, letter.schema, &recipient, key, letter.station, code.as_ref());
        header.uploads = letter.uploads.iter().map(|upload| upload.id.as_hex()).collect();
        let seed = random::bytes().map_err(|_| SealFault::Failed)?;
        let sealed = seal::seal(&recipient, &header, &letter.text, seed).map_err(|error| match error {
            SealError::Key => SealFault::NoRecipient,
            SealError::TooLong => SealFault::TooLarge,
        })?;
        let body =
            serde_json::to_string(&sealed.into_submission(header, letter.slot)).map_err(|_| SealFault::Failed)?;
        if body.len() > MAX_BODY {
            return Err(SealFault::TooLarge);
        }
        Ok(Parcel { body: body.into(), sealed_at: clock::unix(), uploads: letter.uploads.into() })
    }

    /// The code of this key: made once, then the same at each sealing. Reports have none.
    fn code_for(&self, form: FormName) -> Result<Option<FollowUpCode>, SealFault> {
        if form == FormName::ContentReport {
            return Ok(None);
        }
        let fresh = FollowUpCode::from_random(random::bytes().map_err(|_| SealFault::Failed)?);
        Ok(self.desk.try_update_value(|desk| desk.code.get_or_insert(fresh).clone()))
    }
}
