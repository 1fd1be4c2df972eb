//! Both forms in progress, and what they share: the storage of this tab, and whether anybody is still there.

use guichet_core::{
    config::Config,
    form::{answers::Setting, draft::Draft, draft_file::DraftFile, journey::Stop},
    forms::{self, report},
    text::Word,
    wire::submission::FormName,
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    Root,
    session::{Idle, Session, Shared},
    settings,
};
use crate::{
    api::keep::{DEVICE_SECONDS, ExitErases, Keep, Kept, Life},
    browser::{IN_BROWSER, clock, exit, page, random::NoRandomness, timer},
};

/// On a shared device: milliseconds without a sign of life until the warning, and until everything is erased.
const IDLE_WARNING_MS: f64 = 14.0 * 60_000.0;
const IDLE_ERASED_MS: f64 = 15.0 * 60_000.0;
/// So long may the deletions of a quick exit take before the page is left, in milliseconds.
const EXIT_MS: u32 = 80;
/// How often idleness is looked at, in milliseconds.
const IDLE_LOOK_MS: u32 = 5_000;

/// The forms in progress: one of each kind, for the life of the app.
#[derive(Clone, Copy)]
pub struct Desk {
    complaint: Session,
    report: Session,
    shared: Shared,
    /// What a quick exit erases beside what is open.
    erases: RwSignal<ExitErases>,
    kept: RwSignal<Vec<KeptDraft>>,
    watched: StoredValue<Option<Watched>>,
}

/// Something beside the forms that nobody else should read: what a page shows that is left alone.
#[derive(Clone, Copy)]
pub struct Watched {
    /// True where there is something to read.
    pub is_at_stake: Callback<(), bool>,
    /// Takes it away.
    pub blank: Callback<()>,
}

impl Desk {
    /// Opens both forms empty, then looks for what this tab, or an earlier visit, has left. The first call makes the desk, the
    /// others find it.
    pub fn open() -> Result<Self, NoRandomness> {
        if let Some(desk) = use_context::<Self>() {
            return Ok(desk);
        }
        let config = settings();
        let root = expect_context::<Root>().0;
        root.with(|| {
            let desk = Self::make(&config)?;
            provide_context(desk);
            Ok(desk)
        })
    }

    fn make(config: &Config) -> Result<Self, NoRandomness> {
        let keep = Keep::new();
        let shared = Shared {
            // Off the browser there is no storage to look at.
            ready: RwSignal::new(!IN_BROWSER),
            idle: RwSignal::new(Idle::Active),
            keep,
            preparing: RwSignal::new(0),
        };
        let desk = Self {
            complaint: Session::new(FormName::PreComplaint, shared, config)?,
            report: Session::new(FormName::ContentReport, shared, config)?,
            shared,
            erases: RwSignal::new(ExitErases::default()),
            kept: RwSignal::new(Vec::new()),
            watched: StoredValue::new(None),
        };
        let acted = StoredValue::new(clock::elapsed_ms());
        spawn_local(async move {
            keep.start().await;
            for session in desk.sessions() {
                session.find_what_was_left().await;
            }
            shared.ready.set(true);
            desk.look_for_drafts();
        });
        let stay = move || {
            acted.set_value(clock::elapsed_ms());
            desk.stay();
        };
        for listener in page::on_activity(stay) {
            listener.until_cleanup();
        }
        spawn_local(async move {
            loop {
                timer::sleep(IDLE_LOOK_MS).await;
                desk.look_at_idleness(clock::elapsed_ms() - acted.get_value());
            }
        });
        Ok(desk)
    }

    fn sessions(self) -> [Session; 2] {
        [self.complaint, self.report]
    }

    /// The form of that name in progress.
    #[must_use]
    pub fn session(self, form: FormName) -> Session {
        match form {
            FormName::PreComplaint => self.complaint,
            FormName::ContentReport => self.report,
        }
    }

    /// Another form than this one that is open: whose device it is was said there. Reactive.
    #[must_use]
    pub fn other_open(self, form: FormName) -> Option<Session> {
        self.sessions().into_iter().find(|session| session.form() != form && session.is_open())
    }

    /// The drafts that can be read here, the latest first. Reactive.
    #[must_use]
    pub fn kept_drafts(self) -> Vec<KeptDraft> {
        self.kept.get()
    }

    /// Looks for them again.
    pub fn look_for_drafts(self) {
        spawn_local(async move {
            let kept = self.shared.keep.drafts().await.into_iter();
            let found = kept.filter_map(|kept| KeptDraft::read(&kept, self.session(kept.form).setting())).collect();
            let _ = self.kept.try_set(found);
        });
    }

    /// True where a draft is the one that is open on this page.
    #[must_use]
    pub fn is_open_here(self, draft: &KeptDraft) -> bool {
        self.session(draft.form).draft().as_ref() == Some(&draft.id)
    }

    /// Opens a draft that is kept here, then calls back. Nothing happens where it cannot be read.
    pub fn open_draft(self, draft: KeptDraft, then: impl FnOnce() + 'static) {
        let session = self.session(draft.form);
        spawn_local(async move {
            if self.is_open_here(&draft) || session.open(&draft.id).await {
                then();
            } else {
                self.look_for_drafts();
            }
        });
    }

    /// Takes in a draft from a file; what was open is let go of. The last part of the address where it goes on; `None` where it
    /// was made by a newer program, or something is on its way.
    pub fn take_in(self, file: &DraftFile, life: Life) -> Option<&'static str> {
        let session = self.session(file.form);
        session.take_in(file, life).then(|| session.journey().furthest().slug())
    }

    /// Erases a draft that is kept here, also where another page has it open.
    pub fn erase_draft(self, draft: &KeptDraft) {
        let session = self.session(draft.form);
        if session.draft().as_ref() == Some(&draft.id) {
            session.discard();
        } else {
            self.shared.keep.erase(&draft.id);
        }
        self.kept.update(|kept| kept.retain(|other| other.id != draft.id));
    }

    /// Takes what was answered in the report along to the complaint, whose own answers stay. The report stays too.
    pub fn carry_to_complaint(self) {
        if self.complaint.is_sending() {
            return;
        }
        if !self.complaint.is_open() {
            self.complaint.begin(untrack(|| self.report.life()));
        }
        let report = self.report.answers.get_untracked();
        self.complaint.update(|answers| report::to_complaint(&report, answers));
    }

    /// True while the person is asked whether they are still there. Reactive.
    #[must_use]
    pub fn is_idle_warned(self) -> bool {
        self.shared.idle.get() == Idle::Warned
    }

    /// Has this taken away too where nobody is there any more.
    pub fn watch(self, watched: Watched) {
        self.watched.set_value(Some(watched));
    }

    /// Its page is left.
    pub fn watch_no_more(self) {
        self.watched.set_value(None);
        self.stay();
    }

    /// Somebody is there.
    pub fn stay(self) {
        if self.shared.idle.get_untracked() == Idle::Warned {
            self.shared.idle.set(Idle::Active);
        }
    }

    /// What a quick exit erases beside what is open in this tab. What waits to be sent would be sent at a later visit.
    #[must_use]
    pub fn exit_erases(self) -> RwSignal<ExitErases> {
        self.erases
    }

    /// True where something can be stored here for a later visit.
    #[must_use]
    pub fn can_store(self) -> bool {
        !self.shared.keep.is_blocked()
    }

    /// Leaves at once: first nothing can be seen, then nothing can be read, then it is erased; what is not erased when
    /// another site is opened, a tenth of a second later, the next start erases.
    pub fn exit(self, config: &Config) {
        exit::blank(&config.name);
        let open = self.sessions().into_iter().filter_map(Session::draft).collect();
        self.shared.keep.leave(open, self.erases.get_untracked());
        exit::forget_files();
        for session in self.sessions() {
            session.blank();
        }
        let to = config.exit_address().to_owned();
        spawn_local(async move {
            timer::sleep(EXIT_MS).await;
            exit::leave(&to);
        });
    }

    fn look_at_idleness(self, idle: f64) {
        let shared_device = |session: &Session| untrack(|| session.life()) == Life::ThisPage && session.is_at_stake();
        let at_stake: Vec<Session> = self.sessions().into_iter().filter(shared_device).collect();
        let watched = self.watched.get_value().filter(|watched| watched.is_at_stake.run(()));
        if at_stake.is_empty() && watched.is_none() {
            return;
        }
        if idle >= IDLE_ERASED_MS {
            if let Some(watched) = watched {
                watched.blank.run(());
            }
            if at_stake.is_empty() {
                self.stay();
                return;
            }
            at_stake.into_iter().for_each(Session::blank);
            self.shared.idle.set(Idle::Erased);
        } else if idle >= IDLE_WARNING_MS && self.shared.idle.get_untracked() == Idle::Active {
            self.shared.idle.set(Idle::Warned);
        }
    }
}

/// A draft in the list of those that can be read here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    id: String,
    /// Which form it is of.
    pub form: FormName,
    /// When it was saved, in seconds since 1970.
    pub saved: u64,
    /// When it is erased at the next visit; none where that is when the tab is closed.
    pub until: Option<u64>,
    /// Name of the step that comes next, and which it is of how many.
    pub next: (Word, usize, usize),
    /// The last part of the address of that step.
    pub slug: &'static str,
}

impl KeptDraft {
    fn read(kept: &Kept, setting: Setting) -> Option<Self> {
        let answers = Draft::from_bytes(&kept.bytes).ok()?.answers.under(setting);
        let journey = forms::form(kept.form).journey(&answers, clock::now());
        let next = journey.furthest();
        let (place, count) = journey.place(next);
        let name = match next {
            Stop::Step(step) => step.name,
            Stop::Check => Word::CheckName,
        };
        let until = (kept.life == Life::ThisDevice).then(|| kept.at.saturating_add(DEVICE_SECONDS));
        let (next, slug) = ((name, place, count), next.slug());
        Some(Self { id: kept.id.clone(), form: kept.form, saved: kept.at, until, next, slug })
    }
}

/// The forms in progress.
#[must_use]
pub fn desk() -> Desk {
    expect_context::<Desk>()
}
