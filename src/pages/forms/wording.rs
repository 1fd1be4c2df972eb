//! The sentences that every form has, each in its own words.

use guichet_core::{text::Word, wire::submission::FormName};

/// The sentences of one form.
pub struct Wording {
    /// Above the answers read back, before sending.
    pub check_intro: Word,
    /// On the button that sends.
    pub send: Word,
    /// Heading of the receipt.
    pub receipt_title: Word,
    /// An earlier version had arrived.
    pub earlier: Word,
    /// It had arrived before it was given up.
    pub before_giving_up: Word,
    /// What an earlier visit had prepared has arrived.
    pub resumed: Word,
    /// Above the answers read back on the receipt.
    pub summary: Word,
    /// What those are worth.
    pub no_value: Word,
    /// Asked before the receipt is erased.
    pub leave_ask: Word,
}

static COMPLAINT: Wording = Wording {
    check_intro: Word::CheckIntro,
    send: Word::Send,
    receipt_title: Word::ReceiptTitle,
    earlier: Word::ReceiptEarlier,
    before_giving_up: Word::ReceiptBeforeGivingUp,
    resumed: Word::ReceiptResumed,
    summary: Word::ReceiptSummary,
    no_value: Word::ReceiptNoValue,
    leave_ask: Word::ReceiptLeaveAsk,
};

static REPORT: Wording = Wording {
    check_intro: Word::ReportCheckIntro,
    send: Word::ReportSend,
    receipt_title: Word::ReportArrived,
    earlier: Word::ReportEarlier,
    before_giving_up: Word::ReportBeforeGivingUp,
    resumed: Word::ReportResumed,
    summary: Word::ReportSummary,
    no_value: Word::ReportNoValue,
    leave_ask: Word::ReportLeaveAsk,
};

/// The sentences of that form.
pub fn wording(form: FormName) -> &'static Wording {
    match form {
        FormName::PreComplaint => &COMPLAINT,
        FormName::ContentReport => &REPORT,
    }
}
