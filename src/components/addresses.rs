//! What was recognised in pasted addresses. All of it is text: nothing is ever a link, and nothing is fetched.

use guichet_core::{
    domain::reported_address,
    text::{AddressTold, Word, address_told},
};
use leptos::prelude::*;

use super::live::{nothing, paragraph, part, text};
use crate::context::speech;

/// The addresses in a pasted text, each as it was pasted, with its cleaned copy, its network, and what to beware of.
pub fn address_list(pasted: Memo<String>) -> AnyView {
    let speech = speech();
    let found = Memo::new(move |_| pasted.with(|pasted| reported_address::addresses(pasted)));
    // How many there are is said aloud; the list is there to be read.
    let said = text(move || {
        let count = found.with(Vec::len);
        match count {
            0 if pasted.with(|pasted| pasted.trim().is_empty()) => String::new(),
            0 => speech.say(Word::AddressesNone).to_owned(),
            count => speech.fill(Word::AddressesFound, &[("count", &speech.words().count(count))]),
        }
    });
    let list = part(move || {
        let rows: Vec<AnyView> =
            found.with(|found| found.iter().map(|address| row(address_told(speech.words(), address))).collect());
        if rows.is_empty() {
            return nothing();
        }
        view! { <ol class="addresses">{rows}</ol> }.into_any()
    });
    view! {
        <p class="addresses-count" role="status">{said}</p>
        {list}
    }
    .into_any()
}

fn row(told: AddressTold) -> AnyView {
    let mut lines: Vec<AnyView> =
        told.cleaned.into_iter().chain(told.recognised).map(|line| paragraph("small", line)).collect();
    lines.extend(told.warnings.into_iter().map(|line| paragraph("address-warning small", line)));
    view! {
        <li class="address">
            <code class="address-original" dir="ltr">{told.original}</code>
            {lines}
        </li>
    }
    .into_any()
}
