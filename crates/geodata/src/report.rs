//! The import report: what became of every row of every file.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::inputs::Kind;

/// What was put right in a row, which stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Repair {
    /// A line break inside a field became a space.
    LineBreak,
    /// Latitude stood where longitude belongs.
    PointSwapped,
    /// Latitude and longitude were the same number; the commune's point is used.
    PointEqual,
    /// No point; the commune's is used.
    PointMissing,
    /// The point lies outside the territory; the commune's is used.
    PointOutOfRange,
    /// No latitude and longitude; they were computed from the projected coordinates.
    PointProjected,
    /// Farther from its commune's own point than any commune is wide. Kept as the file has it, to be looked at.
    PointFarFromCommune,
    /// The projection named cannot be that of the place (Lambert-93 overseas).
    ProjectionWrong,
    /// A projection other than Lambert-93.
    ProjectionOverseas,
    /// A projection that is not known; its coordinates were not used.
    ProjectionUnknown,
    /// Unit id 0 or none: the id is made from the place and the name.
    UnitIdZero,
    /// The same unit id twice: ids are made from the place and the name.
    UnitIdRepeated,
    /// Two stations of one name in one commune: their ids carry the address.
    NameRepeated,
    /// A commune that is part of another one today; the code of today is used.
    CommuneMerged,
    /// No commune of this code: it was found by postal code and name.
    CommuneFound,
    /// No readable postal code: the commune's first one is used.
    PostalCodeMissing,
    /// No telephone number.
    TelephoneMissing,
    /// A number that is not one; left out.
    TelephoneUnreadable,
    /// An overseas number without its area code, which was added.
    TelephoneCompleted,
    /// No street in the file.
    AddressMissing,
    /// No name in the file: it is made from force and commune.
    NameMissing,
    /// Hours separated by `$`.
    HoursSeparated,
    /// Hours that were not wholly understood; kept as words, and shown as they are.
    HoursAsWords,
    /// Two files give different hours; those of the file that is believed first are used.
    HoursDiffer,
    /// A force that is neither the police nor the gendarmerie by its name in full; it was told by its first letter.
    ForceShort,
    /// The row has fewer or more fields than the heading.
    FieldCount,
}

/// Why a row is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Nothing in it.
    Empty,
    /// The row cannot be split into fields.
    Broken,
    /// Neither a known commune nor a postal code that leads to one.
    NoCommune,
    /// The very same station as an earlier row.
    Duplicate,
    /// It does not say which force is meant.
    NoForce,
}

/// One line of the report about a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note<K> {
    /// Line of the file on which the row begins; the heading is line 1.
    pub line: u64,
    /// What happened.
    pub kind: K,
    /// The value in question, as the file has it; may be empty.
    pub value: String,
}

/// What became of one file of stations.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct FileReport {
    /// Its name.
    pub file: String,
    /// What it holds.
    pub kind: Option<Kind>,
    /// Character set: `utf-8` or `windows-1252`.
    pub encoding: String,
    /// Rows below the heading, or stations of a directory. Always `kept` + `joined` + `rejected`.
    pub rows: usize,
    /// Rows that became a station.
    pub kept: usize,
    /// Rows about a station of a file that is believed before this one.
    pub joined: usize,
    /// Rows of which nothing came.
    pub rejected: usize,
    /// Rows without opening hours.
    pub hours_not_known: usize,
    /// Rows whose hours were not wholly understood.
    pub hours_as_words: usize,
    /// Services of a directory that are no stations.
    pub other_services: usize,
    /// How many rows had each repair.
    pub repairs: BTreeMap<Repair, usize>,
    /// How many rows were left out for each reason.
    pub rejections: BTreeMap<Reason, usize>,
    /// Each repair.
    pub repaired: Vec<Note<Repair>>,
    /// Each rejection.
    pub left_out: Vec<Note<Reason>>,
}

impl FileReport {
    /// Notes a repair.
    pub fn repair(&mut self, line: u64, kind: Repair, value: &str) {
        *self.repairs.entry(kind).or_default() += 1;
        self.repaired.push(Note { line, kind, value: value.to_owned() });
    }

    /// Notes a row that is left out.
    pub fn reject(&mut self, line: u64, kind: Reason, value: &str) {
        self.rejected += 1;
        *self.rejections.entry(kind).or_default() += 1;
        self.left_out.push(Note { line, kind, value: value.to_owned() });
    }
}

/// What became of the communes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CommuneReport {
    /// Communes of today.
    pub communes: usize,
    /// Arrondissements of Paris, Lyon and Marseille.
    pub arrondissements: usize,
    /// With a point of their own.
    pub own_point: usize,
    /// With the middle of the communes of the same postal code.
    pub postal_code_mean: usize,
    /// With the middle of the communes of the same grouping.
    pub grouping_mean: usize,
    /// With a point from the table of islands and arrondissements.
    pub table: usize,
    /// With the middle of the department.
    pub department_mean: usize,
    /// Own points that were refused because they lie far from all their neighbours: code and name.
    pub refused_points: Vec<String>,
    /// Communes without a postal code (nobody lives there): code and name.
    pub without_postal_code: Vec<String>,
    /// Communes left out because no point could be given: code and name.
    pub left_out: Vec<String>,
}

/// A station of which several files speak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Joined {
    /// Its name.
    pub name: String,
    /// The file that is believed.
    pub kept: String,
    /// The other file.
    pub other: String,
    /// What the other file added, because the first one did not know it.
    pub added: Vec<&'static str>,
}

/// Former ids of stations.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct FormerReport {
    /// Former ids published.
    pub published: usize,
    /// Stations of the last build that were found under another id.
    pub renamed: usize,
    /// Stations of the last build that were not found again: id and name.
    pub gone: Vec<String>,
    /// Lines of the list of former ids that could not be used.
    pub unusable: Vec<String>,
}

/// Which force covers which commune.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct TerritoryReport {
    /// Communes of which it is known.
    pub communes: usize,
    /// Services that cover at least one.
    pub services: usize,
    /// Services that are not in the list of stations.
    pub without_station: Vec<String>,
}

/// The whole report, written beside the data as `report.json`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Report {
    /// True where the stations are made up.
    pub sample: bool,
    /// Stations written.
    pub stations: usize,
    /// Stations of which every hour is known.
    pub hours_known: usize,
    /// The files.
    pub files: Vec<FileReport>,
    /// Files of a kind of which another one was read, by name.
    pub passed_over: BTreeMap<String, Kind>,
    /// Stations of which several files speak.
    pub joined: Vec<Joined>,
    /// Which force covers which commune.
    pub territory: TerritoryReport,
    /// Former ids.
    pub former: FormerReport,
    /// The communes.
    pub communes: CommuneReport,
}
