//! What was done, by whom.

use super::{database, print, reference};
use crate::clock;
use crate::institution::Refusal;
use crate::readable::escaped;
use crate::store::Store;
use std::io::Write;

/// Prints every act on a line of its own, oldest first; those on one case, where its reference is given.
pub async fn log(store: &Store, typed: Option<&str>, out: &mut impl Write) -> Result<(), Refusal> {
    let wanted = typed.map(reference).transpose()?.map(|reference| reference.to_string());
    for act in store.log(wanted.as_deref()).await.map_err(|error| database(&error))? {
        let (at, reference) = (clock::rfc3339(act.at), if act.reference.is_empty() { "-" } else { &act.reference });
        print(out, &format!("{at}  {reference:<11}  {:<32}  {}", escaped(&act.act), escaped(&act.agent)))?;
    }
    Ok(())
}
