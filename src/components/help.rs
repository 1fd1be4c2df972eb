//! Whom to ask when the page itself fails.

use guichet_core::text::Word;
use leptos::prelude::*;

use super::live::{link, nothing};
use crate::context::{settings, speech};

/// The institution's address for technical help, where it has named one.
pub fn help_contact() -> AnyView {
    let contact = settings().contact;
    if contact.is_empty() {
        return nothing();
    }
    let (before, after) = speech().say(Word::HelpContact).split_once("{contact}").unwrap_or_default();
    let is_email = contact.contains('@') && !contact.contains(char::is_whitespace);
    let address = if is_email { link("", format!("mailto:{contact}"), contact, None) } else { contact.into_any() };
    view! { <p class="small">{before}{address}{after}</p> }.into_any()
}
