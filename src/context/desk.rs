//! Both forms in progress, and what they share: the storage of this tab, and whether anybody is still there.

use guichet_core::{config::Config, forms::report, wire::submission::FormName};
use leptos::{prelude::*, task::spawn_local};

use super::{
    Root,
    session::{Idle, Session, Shared},
    settings,
};
use crate::{
    api::{
        drafts::DraftStore,
        files::FileStore,
        keep::{Keep, Life},
    },
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
    /// Whether a quick exit erases sealed letters that were not sent yet, too.
    unsent: RwSignal<bool>,
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
            drafts: DraftStore::new(keep),
            files: FileStore::new(),
            preparing: RwSignal::new(0),
        };
        let desk = Self {
            complaint: Session::new(FormName::PreComplaint, shared, config)?,
            report: Session::new(FormName::ContentReport, shared, config)?,
            shared,
            unsent: RwSignal::new(false),
        };
        let acted = StoredValue::new(clock::elapsed_ms());
        spawn_local(async move {
            keep.start().await;
            for session in desk.sessions() {
                session.find_what_was_left().await;
            }
            shared.ready.set(true);
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

    /// True where another form than this one is open: whose device it is was said there. Reactive.
    #[must_use]
    pub fn other_is_open(self, form: FormName) -> bool {
        self.sessions().into_iter().any(|session| session.form() != form && session.is_open())
    }

    /// Takes what was answered in the report along to the complaint, whose own answers stay. The report stays too.
    pub fn carry_to_complaint(self) {
        if self.complaint.is_sending() {
            return;
        }
        if !self.complaint.is_open() {
            self.complaint.begin(self.shared.keep.life().get_untracked());
        }
        let report = self.report.answers.get_untracked();
        self.complaint.update(|answers| report::to_complaint(&report, answers));
    }

    /// True while the person is asked whether they are still there. Reactive.
    #[must_use]
    pub fn is_idle_warned(self) -> bool {
        self.shared.idle.get() == Idle::Warned
    }

    /// Somebody is there.
    pub fn stay(self) {
        if self.shared.idle.get_untracked() == Idle::Warned {
            self.shared.idle.set(Idle::Active);
        }
    }

    /// Whether a quick exit erases what is sealed and not yet sent, too: for a later visit it would be sent.
    #[must_use]
    pub fn exit_erases_unsent(self) -> RwSignal<bool> {
        self.unsent
    }

    /// True where something sealed can wait here for a later visit.
    #[must_use]
    pub fn exit_can_leave_unsent(self) -> bool {
        self.shared.keep.stores()
    }

    /// Leaves at once: first nothing can be seen, then nothing can be read, then it is erased; what is not erased when
    /// another site is opened, a tenth of a second later, the next start erases.
    pub fn exit(self, config: &Config) {
        exit::blank(&config.name);
        let keep = self.shared.keep;
        keep.drop_key(self.unsent.get_untracked());
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
        let at_stake = self.sessions().into_iter().any(Session::is_at_stake);
        if self.shared.keep.life().get_untracked() != Life::ThisPage || !at_stake {
            return;
        }
        if idle >= IDLE_ERASED_MS {
            for session in self.sessions() {
                session.blank();
            }
            self.shared.idle.set(Idle::Erased);
        } else if idle >= IDLE_WARNING_MS && self.shared.idle.get_untracked() == Idle::Active {
            self.shared.idle.set(Idle::Warned);
        }
    }
}

/// The forms in progress.
#[must_use]
pub fn desk() -> Desk {
    expect_context::<Desk>()
}
