//! What can be wrong with an answer: a place and a kind. Sentences live in [`crate::text`].

/// The kinds of flaw. Each has a sentence in every language; a test holds that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FlawKind {
    /// Nothing was answered; the sentence is the field's own.
    Missing,
    /// Fewer characters than needed.
    TooShort {
        /// Least number of characters (Unicode scalar values).
        min: usize,
        /// How many there are.
        is: usize,
    },
    /// More characters than agents' software takes.
    TooLong {
        /// Greatest number of characters (Unicode scalar values).
        max: usize,
        /// How many there are.
        is: usize,
    },
    /// Not one of the choices offered.
    NotAChoice,
    /// Not a day of the calendar.
    NotADate,
    /// The day has not come yet.
    DateInFuture,
    /// Under 18 years of age.
    TooYoung,
    /// Born more than 120 years ago.
    TooOld,
    /// The facts are older than six years: time-barred (CPP art. 8).
    TimeBarred,
    /// The facts are older than one year: time-barred if a mere contravention (CPP art. 9). A warning, never a stop.
    MaybeTimeBarred,
    /// The last day is before the first.
    EndBeforeStart,
    /// The last day is the first: then the day is known.
    SameDate,
    /// Not an hour of the day.
    NotAnHour,
    /// The hour has not come yet.
    HourInFuture,
    /// On one day, the last hour is before the first.
    HourEndBeforeStart,
    /// The last hour is the first: then the hour is known.
    SameHour,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a telephone number.
    NotAPhone,
    /// Typed, but not picked from the list of communes.
    NotACommune,
    /// No station of ours.
    NotAStation,
    /// Not an amount in euros.
    NotAnAmount,
    /// Not a whole number of at least one.
    NotAQuantity,
    /// Not as many characters as such a number has. A warning, never a stop.
    UnusualLength {
        /// How many it has.
        expected: usize,
        /// How many there are.
        is: usize,
    },
    /// The digits of an IMEI do not add up. A warning, never a stop.
    DoubtfulImei,
    /// The IMEI of a telephone is not known. A warning, never a stop.
    ImeiNotKnown,
    /// The digits of an IBAN do not add up. A warning, never a stop.
    DoubtfulIban,
    /// A plate that is said to be French is in no French file. A warning, never a stop.
    DoubtfulPlate,
    /// The number of a vehicle has a letter that none has. A warning, never a stop.
    DoubtfulVin,
    /// The code of a bicycle's frame has something else than letters and digits. A warning, never a stop.
    DoubtfulFrameCode,
    /// The whole number of a bank card was typed: only its end is sent. A warning, never a stop.
    WholeCardNumber,
    /// Something else than the last four digits of a bank card. A warning, never a stop.
    DoubtfulCardEnd,
    /// The stolen telephone's line is the one given to be reached at. A warning, never a stop.
    StolenLine,
    /// A document ends before it begins. A warning, never a stop.
    DoubtfulValidity,
    /// Something is declared, but no item is described yet.
    NoItem,
    /// More items than one complaint may hold.
    TooManyItems {
        /// Greatest number of items.
        max: usize,
    },
    /// More half-days than help.
    TooManyHalfDays {
        /// Greatest number of half-days.
        max: usize,
    },
    /// A half-day that was wished for has come or passed.
    HalfDayPast,
    /// Nothing in the pasted text is an address.
    NoAddress,
    /// More addresses than one report may hold.
    TooManyAddresses {
        /// Greatest number of addresses.
        max: usize,
    },
    /// What was chosen is the task of another service, which the screen names.
    OfAnotherService,
    /// An address is in the report twice. A warning, never a stop.
    SameAddress,
    /// An address is not what it seems to be. A warning, never a stop.
    DoubtfulAddress,
    /// The list of joined files cannot be read.
    UnreadableFiles,
    /// More files than one complaint may hold.
    TooManyFiles {
        /// Greatest number of files.
        max: usize,
    },
    /// All files together take more than a complaint may.
    FilesTooLarge,
    /// The child is 18 years old or more.
    NotAMinor,
    /// The e-mail address typed again is another one.
    OtherEmail,
    /// The fourteen digits of a SIRET do not add up. A warning, never a stop.
    DoubtfulSiret,
    /// It was found before it was last seen.
    FoundBeforeSeen,
}

impl FlawKind {
    /// One of each, for the tests that ask for a sentence for every kind.
    pub const EVERY: &[Self] = &[
        Self::Missing,
        Self::TooShort { min: 30, is: 3 },
        Self::TooLong { max: 20, is: 21 },
        Self::NotAChoice,
        Self::NotADate,
        Self::DateInFuture,
        Self::TooYoung,
        Self::TooOld,
        Self::TimeBarred,
        Self::MaybeTimeBarred,
        Self::EndBeforeStart,
        Self::SameDate,
        Self::NotAnHour,
        Self::HourInFuture,
        Self::HourEndBeforeStart,
        Self::SameHour,
        Self::NotAnEmail,
        Self::NotAPhone,
        Self::NotACommune,
        Self::NotAStation,
        Self::NotAnAmount,
        Self::NotAQuantity,
        Self::UnusualLength { expected: 15, is: 14 },
        Self::DoubtfulImei,
        Self::ImeiNotKnown,
        Self::DoubtfulIban,
        Self::DoubtfulPlate,
        Self::DoubtfulVin,
        Self::DoubtfulFrameCode,
        Self::WholeCardNumber,
        Self::DoubtfulCardEnd,
        Self::StolenLine,
        Self::DoubtfulValidity,
        Self::NoItem,
        Self::TooManyItems { max: 20 },
        Self::TooManyHalfDays { max: 3 },
        Self::HalfDayPast,
        Self::NoAddress,
        Self::TooManyAddresses { max: 50 },
        Self::OfAnotherService,
        Self::SameAddress,
        Self::DoubtfulAddress,
        Self::UnreadableFiles,
        Self::TooManyFiles { max: 20 },
        Self::FilesTooLarge,
        Self::NotAMinor,
        Self::OtherEmail,
        Self::DoubtfulSiret,
        Self::FoundBeforeSeen,
    ];
}
