//! Lists of terms that a field suggests: one file each, loaded with the first letter that is typed into such a field.

use std::cell::RefCell;
use std::rc::Rc;

use guichet_core::domain::term::{self, Term};
use guichet_core::form::field::TermList;

use super::server;
use crate::browser::{boot, http::Freshness};

thread_local! {
    /// Public data, the same for whoever asks on this page.
    static LOADED: RefCell<[Option<Rc<Vec<Term>>>; 3]> = RefCell::default();
}

/// The terms of a list; `None` where its file cannot be had: then one types.
pub async fn terms(list: TermList) -> Option<Rc<Vec<Term>>> {
    let (place, name) = match list {
        TermList::Countries => (0, "countries"),
        TermList::Jobs => (1, "jobs"),
        TermList::Makes => (2, "makes"),
    };
    let known = LOADED.with_borrow(|loaded| loaded.get(place).cloned().flatten());
    if known.is_some() {
        return known;
    }
    let (url, integrity) = boot::list_file(name)?;
    let text = server::file(&url, Freshness::AsStored, Some(&integrity)).await?;
    let terms = Rc::new(term::read_list(&text));
    LOADED.with_borrow_mut(|loaded| {
        if let Some(slot) = loaded.get_mut(place) {
            *slot = Some(terms.clone());
        }
    });
    Some(terms)
}
