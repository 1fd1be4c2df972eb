//! What is erased without being asked for one by one: what a quick exit promised, and what is too old.

use super::sealed_row::{Reader, Row};
use crate::browser::database::{Database, Shelf};
use crate::browser::lock::{self, How};
use crate::browser::{clock, mark};

/// The mark of an exit that is not known to have erased everything; the tab's name follows.
const MARK: &str = "guichet-wipe-";
/// Drafts of closed tabs go at the first start after this: one day, in seconds.
const TAB_SECONDS: u64 = 24 * 3_600;
/// Drafts of this device go at the first start after this: seven days, in seconds.
pub const DEVICE_SECONDS: u64 = 7 * 24 * 3_600;

/// What one quick exit erases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wipe {
    /// The tab that was left: its rows go, receipts and codes with them.
    pub tab: String,
    /// The drafts that it had open.
    pub drafts: Vec<String>,
    /// Whether what waits to be sent goes too.
    pub unsent: bool,
    /// Whether the other drafts of this device go too.
    pub others: bool,
}

impl Wipe {
    /// Has the next start finish it, whichever tab that is in.
    pub(super) fn promise(&self) {
        mark::set(&format!("{MARK}{}", self.tab), &self.as_text());
    }

    /// Erases.
    pub(super) async fn carry_out(&self, database: &Database) {
        for (name, row) in rows(database, Shelf::Drafts).await {
            if row.is_none_or(|row| self.takes(&row)) {
                let _ = database.remove(Shelf::Drafts, &name).done().await;
            }
        }
        for name in database.key_names().await.unwrap_or_default() {
            if self.others || self.drafts.contains(&name) {
                let _ = database.remove_key(&name).done().await;
            }
        }
        for (name, row) in rows(database, Shelf::Outbox).await {
            let Some(mut row) = row else {
                let _ = database.remove(Shelf::Outbox, &name).done().await;
                continue;
            };
            let gone = if row.open.is_some() { self.unsent } else { self.takes(&row) };
            if gone {
                let _ = database.remove(Shelf::Outbox, &name).done().await;
            } else if self.takes(&row) {
                // What waits to be sent stays, the code that lies beside it does not.
                row.sealed = None;
                let _ = database.put(Shelf::Outbox, &name, &row.write()).done().await;
            }
        }
        remove_lost_pieces(database).await;
        mark::remove(&format!("{MARK}{}", self.tab));
    }

    fn takes(&self, row: &Row) -> bool {
        row.reader == Reader::Tab(self.tab.clone())
            || self.drafts.contains(&row.draft)
            || (self.others && row.is_of_device())
    }

    fn as_text(&self) -> String {
        let flag = |set| if set { '+' } else { '-' };
        format!("{}{}{}", flag(self.unsent), flag(self.others), self.drafts.join(","))
    }

    fn read(tab: &str, text: &str) -> Option<Self> {
        let (flags, drafts) = text.split_at_checked(2)?;
        if !flags.chars().all(|flag| matches!(flag, '+' | '-')) {
            return None;
        }
        let drafts = drafts.split(',').filter(|draft| !draft.is_empty()).map(str::to_owned).collect();
        Some(Self { tab: tab.to_owned(), drafts, unsent: flags.starts_with('+'), others: flags.ends_with('+') })
    }
}

/// True where an exit has not been finished.
pub(super) fn is_promised() -> bool {
    !mark::all(MARK).is_empty()
}

/// Finishes what exits have promised. To be awaited before any draft is read.
pub(super) async fn finish(database: &Database) {
    for (name, text) in mark::all(MARK) {
        match Wipe::read(name.strip_prefix(MARK).unwrap_or_default(), &text) {
            Some(wipe) => wipe.carry_out(database).await,
            None => mark::remove(&name),
        }
    }
}

/// Drafts and receipts of closed tabs are unreadable after a moment; those of this device go after their time, with their key.
/// What is this tab's, or what a page has open, stays. Sealed bytes to be sent have an age of their own.
pub(super) async fn remove_leftovers(database: &Database, tab: &str) {
    let now = clock::unix();
    let (mut kept, mut gone) = (Vec::new(), Vec::new());
    for shelf in Shelf::ALL {
        for (name, row) in rows(database, shelf).await {
            match row {
                Some(row) if row.open.is_some() || is_young(&row, now) || is_used(&row, tab).await => {
                    kept.push(row.draft);
                }
                row => {
                    let _ = database.remove(shelf, &name).done().await;
                    // The row of a draft has its name.
                    gone.push(row.map_or(name, |row| row.draft));
                }
            }
        }
    }
    for draft in gone.into_iter().filter(|draft| !kept.contains(draft)) {
        let _ = database.remove_key(&draft).done().await;
    }
    remove_lost_pieces(database).await;
}

/// The name under which a piece of a file of a draft is kept.
pub(super) fn piece_name(draft: &str, upload: &str, n: u32) -> String {
    format!("{draft}-{upload}-{n}")
}

/// Removes the pieces of files that no row is left of: neither a draft nor something to be sent. Those of a draft that a page
/// has open stay.
async fn remove_lost_pieces(database: &Database) {
    let names = database.piece_names().await.unwrap_or_default();
    if names.is_empty() {
        return;
    }
    let mut drafts = Vec::new();
    for shelf in Shelf::ALL {
        drafts.extend(rows(database, shelf).await.into_iter().filter_map(|(_, row)| Some(row?.draft)));
    }
    for name in names {
        let draft = name.split('-').next().unwrap_or_default();
        if !drafts.iter().any(|known| known == draft) && !is_open(draft).await {
            let _ = database.remove_piece(&name).done().await;
        }
    }
}

fn is_young(row: &Row, now: u64) -> bool {
    let life = if row.is_of_device() { DEVICE_SECONDS } else { TAB_SECONDS };
    row.at.saturating_add(life) > now
}

/// Whether it is of this tab, or of a draft that some page has open.
async fn is_used(row: &Row, tab: &str) -> bool {
    row.reader == Reader::Tab(tab.to_owned()) || is_open(&row.draft).await
}

/// Whether some page has the draft open.
async fn is_open(draft: &str) -> bool {
    lock::hold(&lock_name(draft), How::IfFree, || {}).await.is_none()
}

/// The lock that a page holds while it has a draft open.
pub(super) fn lock_name(draft: &str) -> String {
    format!("guichet-draft-{draft}")
}

/// All rows of a shelf; broken ones have no content. What a newer version of this program wrote is left to it.
pub(super) async fn rows(database: &Database, on: Shelf) -> Vec<(String, Option<Row>)> {
    let mut rows = Vec::new();
    for name in database.names(on).await.unwrap_or_default() {
        let text = database.get(on, &name).await.ok().flatten().unwrap_or_default();
        if !Row::is_newer(&text) {
            rows.push((name, Row::read(&text)));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_read_as_it_was_given() {
        let wipe =
            Wipe { tab: "t".to_owned(), drafts: vec!["a".to_owned(), "b".to_owned()], unsent: true, others: false };
        assert_eq!(wipe.as_text(), "+-a,b");
        for wipe in [wipe.clone(), Wipe { drafts: Vec::new(), others: true, ..wipe }] {
            assert_eq!(Wipe::read("t", &wipe.as_text()), Some(wipe));
        }
        assert_eq!(Wipe::read("t", "é"), None);
    }
}
