//! Whether an earlier visit has left anything in this browser: told without the program that could read it.

use super::{
    keep::{self, ExitErases},
    wipe::{self, Wipe},
};
use crate::browser::{
    database::{Database, Shelf},
    session,
};

/// True where there is a draft, something on its way, or an exit that is not known to have erased everything; and in a tab that a form
/// was begun in.
pub async fn anything() -> bool {
    if session::get(keep::TAB).is_some() || wipe::is_promised() {
        return true;
    }
    if !Database::exists().await {
        return false;
    }
    let Ok(database) = Database::open().await else { return false };
    for shelf in Shelf::ALL {
        // What cannot be looked at may be there.
        if database.names(shelf).await.is_ok_and(|names| names.is_empty()) {
            continue;
        }
        return true;
    }
    false
}

/// True where something can be stored here for a later visit.
pub async fn can_store() -> bool {
    Database::open().await.is_ok()
}

/// Has the next start of a form erase what was asked for by whoever left before one was begun.
pub fn promise(erases: ExitErases) {
    if erases != ExitErases::default() {
        Wipe { tab: String::new(), drafts: Vec::new(), unsent: erases.unsent, others: erases.others }.promise();
    }
}
