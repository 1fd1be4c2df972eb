//! What else helps: authors, witnesses, the police, recordings.

use super::{
    super::{MAX_WITNESSES, WITNESSES as LIST, fields as f, files, meaning as m, suspects},
    answered, note, show,
};
use crate::{
    form::{
        field::{Spec, YES},
        step::{Part, Repeat, RepeatWords, Step, Told, Tone},
    },
    text::Word,
};

/// What only some have seen, folded.
static PORTRAIT: [&Spec; 7] = [
    &f::SUSPECT_SEX.spec,
    &f::SUSPECT_AGE.spec,
    &f::SUSPECT_HEIGHT.spec,
    &f::SUSPECT_BUILD.spec,
    &f::SUSPECT_HAIR.spec,
    &f::SUSPECT_EYES.spec,
    &f::SUSPECT_MARKS.spec,
];

pub const SUSPECTS: Step = Step {
    slug: "auteurs",
    name: Word::StepSuspects,
    title: Word::SuspectsTitle,
    parts: |answers, _| {
        let mut parts = vec![show(&f::SUSPECTS)];
        if answered(answers, &f::SUSPECTS, None) == YES {
            parts.extend([
                note(Tone::Plain, Word::SuspectsIntro),
                show(&f::SUSPECT_COUNT),
                show(&f::SUSPECT_CLOTHES),
                show(&f::SUSPECT_FLIGHT),
                Part::More(Word::MoreOfSuspects, &PORTRAIT),
                show(&f::SUSPECTS_TEXT),
                Part::Told(Told { title: Word::SuspectsTold, text: suspects::told, max: f::MAX_SUSPECTS }),
            ]);
        }
        parts
    },
    read: |reader| {
        m::suspects(reader);
    },
    repeat: None,
};

pub const WITNESSES: Step = Step {
    slug: "temoins",
    name: Word::StepWitnesses,
    title: Word::WitnessesTitle,
    parts: |_, _| vec![show(&f::WITNESSES)],
    read: |reader| {
        reader.need(&f::WITNESSES);
    },
    repeat: Some(Repeat {
        list: LIST,
        wanted: |answers| answered(answers, &f::WITNESSES, None) == YES,
        max: MAX_WITNESSES,
        words: RepeatWords {
            list: Word::WitnessList,
            item_title: Word::WitnessTitle,
            unnamed: Word::WitnessUnnamed,
            add_first: Word::WitnessAddFirst,
            add: Word::WitnessAdd,
            save: Word::WitnessSave,
        },
        item_parts: |_, _| vec![show(&f::WITNESS), show(&f::WITNESS_EMAIL), show(&f::WITNESS_PHONE)],
        read_item: |reader| {
            m::witness(reader);
        },
        owner: &f::WITNESSES.spec,
        item_name: |answers, item, _| {
            let said = answered(answers, &f::WITNESS, Some(item)).trim();
            said.lines().next().unwrap_or_default().chars().take(40).collect()
        },
        item_about: |_, _, _| String::new(),
        total: |_, _| None,
    }),
};

pub const POLICE: Step = Step {
    slug: "constatations",
    name: Word::StepPolice,
    title: Word::PoliceTitle,
    parts: |answers, _| {
        let mut parts = vec![note(Tone::Careful, Word::TracesNote), show(&f::POLICE_VISIT)];
        if answered(answers, &f::POLICE_VISIT, None) == YES {
            parts.extend([show(&f::POLICE_FINDINGS), show(&f::POLICE_REPORT)]);
            if answered(answers, &f::POLICE_REPORT, None) == YES {
                parts.extend([show(&f::POLICE_REPORT_DATE), show(&f::POLICE_REPORT_FILES)]);
            }
        }
        parts.push(show(&f::CCTV));
        if answered(answers, &f::CCTV, None) == YES {
            parts.push(show(&f::CCTV_AVAILABLE));
        }
        parts
    },
    read: |reader| {
        m::police(reader);
        files::report(reader);
        m::footage(reader);
    },
    repeat: None,
};
