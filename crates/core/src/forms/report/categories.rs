//! What can be reported: the tree of the national service, in words that a child understands, and the services to which
//! some of it belongs.

use crate::{
    domain::{flaw::FlawKind, report::Category},
    form::{
        field::{Choice, Control, Field, Spec},
        step::{Note, Part, Tone},
    },
    text::Word,
};

/// A branch of the tree.
#[derive(Debug)]
pub struct Branch {
    /// What is kept.
    pub value: &'static str,
    /// What it means.
    pub meaning: Meaning,
    /// What to know of it first.
    pub advice: &'static [Part],
    /// Whether it is reported here.
    pub task: Task,
}

/// What a branch means.
#[derive(Debug)]
pub enum Meaning {
    /// One category.
    One(Category),
    /// One of several, asked for next.
    OneOf(&'static Field<Category>),
}

/// Whose task it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Reported here.
    Ours,
    /// Reported here, unless by the victim: then only a complaint helps.
    OursFromWitnesses,
    /// Another service's, which `advice` names.
    OfOthers,
}

impl std::fmt::Debug for Field<Category> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.spec.name)
    }
}

const fn alone(name: &'static str) -> Meaning {
    Meaning::One(Category { group: None, name })
}

const fn note(text: Word) -> Part {
    Part::Note(Note { tone: Tone::Careful, title: None, text })
}

const fn branch(value: &'static str, meaning: Meaning, advice: &'static [Part]) -> Branch {
    Branch { value, meaning, advice, task: Task::Ours }
}

/// Every branch, in the order of the choices of [`super::fields::CATEGORY`].
pub static BRANCHES: &[Branch] = &[
    branch("danger", Meaning::OneOf(&DANGER), &[Part::Numbers]),
    branch("minors", Meaning::OneOf(&MINORS), &[note(Word::ReportMinorsNote)]),
    branch("threats", alone("Menaces ou incitation à la violence"), &[]),
    branch("hatred", Meaning::OneOf(&HATRED), &[]),
    branch("terrorism", Meaning::OneOf(&TERRORISM), &[]),
    branch("torture", alone("Diffusion d’images de torture ou d’actes de barbarie"), &[]),
    branch("animals", alone("Actes de cruauté sur animaux"), &[]),
    branch("trade", Meaning::OneOf(&TRADE), &[]),
    branch("trafficking", Meaning::OneOf(&TRAFFICKING), &[]),
    branch("scam", alone("Escroquerie en ligne"), &[note(Word::ReportScamNote)]),
    branch("incitement", alone("Incitation à commettre des infractions"), &[]),
    Branch { task: Task::OursFromWitnesses, ..branch("insult", alone("Injure ou diffamation"), &[]) },
    Branch { task: Task::OfOthers, ..branch("spam", alone("Spam"), &[note(Word::ReportSpamNote)]) },
];

/// The branch with this value.
#[must_use]
pub fn branch_of(value: &str) -> Option<&'static Branch> {
    BRANCHES.iter().find(|branch| branch.value == value)
}

/// Reads the choice of a branch.
pub fn parse_branch(typed: &str) -> Result<&'static Branch, FlawKind> {
    match typed {
        "" => Err(FlawKind::Missing),
        value => branch_of(value).ok_or(FlawKind::NotAChoice),
    }
}

/// A field that asks which category of a group it is: the kept value, what is shown, and the official name, side by side.
macro_rules! kinds {
    ($(#[$about:meta])* $field:ident, $name:literal, $group:literal, $($value:literal, $label:ident, $official:literal;)+) => {
        $(#[$about])*
        pub static $field: Field<Category> = Field {
            spec: Spec::new(
                $name,
                Control::Choice(&[$(Choice { value: $value, label: Word::$label, hint: None },)+]),
                Word::ReportKindLabel,
                Word::ReportKindMissing,
            ),
            parse: |typed, _| match typed {
                "" => Err(FlawKind::Missing),
                $($value => Ok(Category { group: Some($group), name: $official }),)+
                _ => Err(FlawKind::NotAChoice),
            },
        };
    };
}

/// The kept value of a suicide that was announced.
pub const SUICIDE: &str = "suicide";

kinds! {
    /// Which danger.
    DANGER, "danger_kind", "Mise en danger des personnes",
    "life", ReportDangerLife, "Risque imminent d’atteinte à la vie";
    "suicide", ReportDangerSuicide, "Annonce de suicide";
}

kinds! {
    /// What about minors.
    MINORS, "minors_kind", "Pédophilie ou corruption de mineur sur internet",
    "images", ReportMinorsImages, "Pornographie infantile";
    "proposal", ReportMinorsProposal, "Proposition sexuelle à un mineur";
}

kinds! {
    /// Hatred because of what.
    HATRED, "hatred_kind", "Incitation à la haine ou à la discrimination",
    "origin", ReportHatredOrigin, "Provocation à la haine en raison des origines ou de la religion";
    "sex", ReportHatredSex, "Provocation à la haine en raison du sexe";
    "orientation", ReportHatredOrientation, "Provocation à la haine en raison de l’orientation sexuelle ou de l’identité de genre";
    "disability", ReportHatredDisability, "Provocation à la haine en raison d’un handicap";
}

kinds! {
    /// What about terrorism.
    TERRORISM, "terrorism_kind", "Terrorisme",
    "threat", ReportTerrorismThreat, "Menace terroriste";
    "praise", ReportTerrorismPraise, "Apologie du terrorisme";
    "radicalisation", ReportTerrorismRadicalisation, "Radicalisation";
}

kinds! {
    /// What is sold.
    TRADE, "trade_kind", "Trafic illicite",
    "drugs", ReportTradeDrugs, "Stupéfiants";
    "weapons", ReportTradeWeapons, "Armes";
    "stolen", ReportTradeStolen, "Recel sur internet";
}

kinds! {
    /// How people are exploited.
    TRAFFICKING, "trafficking_kind", "Traite des êtres humains",
    "sexual", ReportTraffickingSexual, "Exploitation à des fins sexuelles";
    "economic", ReportTraffickingEconomic, "Exploitation à des fins économiques ou autres";
}
