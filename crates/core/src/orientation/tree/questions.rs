//! Every question. Emergency comes first; a person in a hurry should answer at most five.

use super::{
    Choice,
    Form::{Complaint, Report},
    Next::{Ask, Go},
    Question,
};
use crate::{
    form::field::{NO, YES},
    orientation::service::Service,
    text::Word,
};

const fn choice(name: &'static str, label: Word, leads: super::Next) -> Choice {
    Choice { name, label, carries: &[], leads }
}

const fn carrying(name: &'static str, label: Word, carries: &'static [super::Carried], leads: super::Next) -> Choice {
    Choice { name, label, carries, leads }
}

/// The first question: emergency wins.
pub static FIRST: Question = Question {
    asks: Word::AskDanger,
    hint: Some(Word::AskDangerHint),
    choices: &[
        choice("yes", Word::DangerYes, Go(Service::Emergency)),
        choice("mute", Word::DangerMute, Go(Service::Emergency)),
        carrying("no", Word::DangerNo, &[(Report, "no_emergency", YES)], Ask(&WHAT)),
    ],
};

static WHAT: Question = Question {
    asks: Word::AskWhat,
    hint: Some(Word::AskWhatHint),
    choices: &[
        choice("goods", Word::WhatGoods, Ask(&GOODS)),
        choice("money", Word::WhatMoney, Ask(&MONEY)),
        choice("hurt", Word::WhatHurt, Ask(&HURT)),
        choice("online", Word::WhatOnline, Ask(&ONLINE)),
        choice("worry", Word::WhatWorry, Ask(&WORRY)),
        choice("lost", Word::WhatLost, Go(Service::LostObject)),
        choice("dispute", Word::WhatDispute, Ask(&DISPUTE)),
        choice("police", Word::WhatPolice, Ask(&POLICE)),
    ],
};

static GOODS: Question = Question {
    asks: Word::AskGoods,
    hint: None,
    choices: &[
        carrying("theft", Word::GoodsTheft, &[(Complaint, "offence", "theft")], Ask(&AUTHOR)),
        carrying("burglary", Word::GoodsBurglary, &[(Complaint, "offence", "theft")], Ask(&AUTHOR)),
        carrying("damage", Word::GoodsDamage, &[(Complaint, "offence", "damage")], Ask(&AUTHOR)),
        carrying("crash", Word::GoodsCrash, &[(Complaint, "offence", "damage")], Ask(&AUTHOR)),
        carrying("card", Word::GoodsCard, &[(Complaint, "offence", "stolen-card")], Ask(&AUTHOR)),
        carrying("kept", Word::GoodsKept, &[(Complaint, "offence", "other")], Ask(&AUTHOR)),
        choice("unsure", Word::GoodsUnsure, Go(Service::LostObject)),
    ],
};

static AUTHOR: Question = Question {
    asks: Word::AskAuthor,
    hint: Some(Word::AskAuthorHint),
    choices: &[
        carrying("unknown", Word::AuthorNo, &[(Complaint, "author_unknown", YES)], Ask(&WHO)),
        choice("known", Word::AuthorYes, Go(Service::Station)),
    ],
};

static WHO: Question = Question {
    asks: Word::AskWho,
    hint: None,
    choices: &[
        carrying(
            "me",
            Word::WhoAdult,
            &[(Complaint, "is_adult", YES), (Complaint, "is_victim", YES)],
            Go(Service::Complaint),
        ),
        carrying(
            "child",
            Word::WhoParent,
            &[(Complaint, "is_adult", YES), (Complaint, "is_victim", YES)],
            Go(Service::Complaint),
        ),
        carrying(
            "company",
            Word::WhoCompany,
            &[(Complaint, "is_adult", YES), (Complaint, "is_victim", YES)],
            Go(Service::Complaint),
        ),
        choice("minor", Word::WhoMinor, Go(Service::Station)),
        choice("witness", Word::WhoOther, Go(Service::Station)),
    ],
};

static MONEY: Question = Question {
    asks: Word::AskMoney,
    hint: None,
    choices: &[
        choice("card", Word::MoneyCard, Ask(&CARD)),
        choice("online", Word::MoneyOnline, Ask(&SCAM)),
        carrying("offline", Word::MoneyOffline, &[(Complaint, "offence", "offline-scam")], Ask(&AUTHOR)),
        choice("owed", Word::MoneyOwed, Go(Service::CivilDispute)),
    ],
};

static CARD: Question = Question {
    asks: Word::AskCard,
    hint: Some(Word::AskCardHint),
    choices: &[
        choice("held", Word::CardHeld, Go(Service::CardFraud)),
        carrying("gone", Word::CardGone, &[(Complaint, "offence", "stolen-card")], Ask(&AUTHOR)),
    ],
};

static SCAM: Question = Question {
    asks: Word::AskScam,
    hint: None,
    choices: &[
        choice("sale", Word::ScamSale, Ask(&SCAM_WHO)),
        choice("account", Word::ScamAccount, Ask(&SCAM_WHO)),
        choice("blackmail", Word::ScamBlackmail, Ask(&SCAM_WHO)),
        choice("love", Word::ScamLove, Ask(&SCAM_WHO)),
        choice("bank", Word::ScamBank, Ask(&SCAM_WHO)),
        choice("nothing", Word::ScamNothing, Go(Service::CyberHelp)),
    ],
};

// Thésée takes complaints of private persons who are adults and do not know who did it.
static SCAM_WHO: Question = Question {
    asks: Word::AskScamWho,
    hint: None,
    choices: &[
        choice("me", Word::ScamWhoAdult, Go(Service::OnlineScam)),
        carrying(
            "company",
            Word::ScamWhoCompany,
            &[(Complaint, "offence", "other"), (Complaint, "is_adult", YES), (Complaint, "is_victim", YES)],
            Go(Service::Complaint),
        ),
        choice("known", Word::AuthorYes, Go(Service::Station)),
        choice("minor", Word::WhoMinor, Go(Service::Station)),
    ],
};

static HURT: Question = Question {
    asks: Word::AskHurt,
    hint: Some(Word::AskHurtHint),
    choices: &[
        choice("blows", Word::HurtBlows, Go(Service::Violence)),
        choice("sexual", Word::HurtSexual, Go(Service::Violence)),
        choice("threat", Word::HurtThreat, Go(Service::Violence)),
        choice("online", Word::HurtOnline, Go(Service::CyberBullying)),
        choice("pictures", Word::HurtPictures, Ask(&PICTURES)),
        choice("insult", Word::HurtInsult, Go(Service::Station)),
        choice("child", Word::HurtChild, Go(Service::Child)),
    ],
};

static PICTURES: Question = Question {
    asks: Word::AskPictures,
    hint: Some(Word::AskPicturesHint),
    choices: &[
        choice("minor", Word::PicturesMinor, Go(Service::CyberBullying)),
        choice("money", Word::PicturesMoney, Go(Service::OnlineScam)),
        choice("spread", Word::PicturesSpread, Go(Service::CyberBullying)),
    ],
};

static ONLINE: Question = Question {
    asks: Word::AskOnline,
    hint: None,
    choices: &[
        choice("content", Word::OnlineContent, Ask(&TARGET)),
        choice("hacked", Word::OnlineHacked, Ask(&HACKED)),
        choice("message", Word::OnlineMessage, Ask(&MESSAGE)),
        choice("bullied", Word::HurtOnline, Go(Service::CyberBullying)),
        choice("scam", Word::OnlineScam, Ask(&SCAM)),
    ],
};

static TARGET: Question = Question {
    asks: Word::AskTarget,
    hint: None,
    choices: &[
        carrying("no", Word::TargetNo, &[(Report, "report_victim", NO)], Ask(&CONTENT)),
        choice("insult", Word::TargetInsult, Go(Service::Station)),
        choice("bullied", Word::TargetBullied, Go(Service::CyberBullying)),
        choice("threat", Word::TargetThreat, Go(Service::Violence)),
    ],
};

static CONTENT: Question = Question {
    asks: Word::AskContent,
    hint: Some(Word::AskContentHint),
    choices: &[
        carrying("hatred", Word::ContentHatred, &[(Report, "report_category", "hatred")], Go(Service::Report)),
        carrying("minors", Word::ContentMinors, &[(Report, "report_category", "minors")], Go(Service::Report)),
        carrying("terrorism", Word::ContentTerrorism, &[(Report, "report_category", "terrorism")], Go(Service::Report)),
        carrying("threats", Word::ContentThreats, &[(Report, "report_category", "threats")], Go(Service::Report)),
        carrying("animals", Word::ContentAnimals, &[(Report, "report_category", "animals")], Go(Service::Report)),
        carrying("traffic", Word::ContentTraffic, &[(Report, "report_category", "trafficking")], Go(Service::Report)),
        choice("other", Word::ContentOther, Go(Service::Report)),
    ],
};

static HACKED: Question = Question {
    asks: Word::AskHacked,
    hint: None,
    choices: &[
        choice("money", Word::HackedMoney, Ask(&SCAM_WHO)),
        choice("nothing", Word::HackedNothing, Go(Service::CyberHelp)),
    ],
};

static MESSAGE: Question = Question {
    asks: Word::AskMessage,
    hint: None,
    choices: &[
        choice("nothing", Word::MessageNothing, Go(Service::Spam)),
        choice("clicked", Word::MessageClicked, Go(Service::CyberHelp)),
        choice("paid", Word::MessagePaid, Ask(&SCAM_WHO)),
    ],
};

static WORRY: Question = Question {
    asks: Word::AskWorry,
    hint: None,
    choices: &[
        choice("dark", Word::WorryDark, Go(Service::Suicide)),
        choice("missing", Word::WorryMissing, Go(Service::Missing)),
        choice("child", Word::HurtChild, Go(Service::Child)),
        choice("adult", Word::WorryAdult, Go(Service::Violence)),
    ],
};

static DISPUTE: Question = Question {
    asks: Word::AskDispute,
    hint: Some(Word::AskDisputeHint),
    choices: &[
        choice("no", Word::DisputeOnly, Go(Service::CivilDispute)),
        choice("violence", Word::DisputeViolence, Go(Service::Violence)),
        choice("damage", Word::DisputeDamage, Go(Service::Station)),
    ],
};

static POLICE: Question = Question {
    asks: Word::AskPolice,
    hint: None,
    choices: &[
        choice("find", Word::PoliceFind, Go(Service::Finder)),
        choice("talk", Word::PoliceTalk, Go(Service::Station)),
        choice("follow", Word::PoliceComplaint, Ask(&GOODS)),
    ],
};
