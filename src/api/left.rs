//! Whether an earlier visit has left anything in this browser: told without the program that could read it.

use super::{
    keep::{self, ExitErases},
    wipe::{self, Wipe},
};
use crate::browser::{
    database::{Database, Shelf},
    session,
};

/// What an earlier visit has left, as far as it can be seen from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// A draft, something on its way, or an exit that is not known to have erased everything; or a form was begun in this tab.
    Something,
    /// Nothing, where something could be stored for a later visit.
    Nothing,
    /// Nothing, as nothing can be stored.
    Blocked,
}

/// Looks, and makes the storage where there was none.
pub async fn look() -> Left {
    if is_marked() {
        return Left::Something;
    }
    match Database::open().await {
        Ok(database) if is_empty(&database).await => Left::Nothing,
        Ok(_) => Left::Something,
        Err(_) => Left::Blocked,
    }
}

/// True where something is left. Makes nothing.
pub async fn is_anything() -> bool {
    is_marked() || (Database::exists().await && look().await == Left::Something)
}

fn is_marked() -> bool {
    session::get(keep::TAB).is_some() || wipe::is_promised()
}

/// What cannot be looked at may be there.
async fn is_empty(database: &Database) -> bool {
    for shelf in Shelf::ALL {
        if database.names(shelf).await.is_ok_and(|names| names.is_empty()) {
            continue;
        }
        return false;
    }
    true
}

/// Has the next start of a form erase what was asked for by whoever left before one was begun.
pub fn promise(erases: ExitErases) {
    if erases != ExitErases::default() {
        Wipe { tab: String::new(), drafts: Vec::new(), unsent: erases.unsent, others: erases.others }.promise();
    }
}
