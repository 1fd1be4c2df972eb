//! Where one is, and how to get anywhere. Paths themselves live in the core, where the server reads them too.

use guichet_core::{
    form::answers::ItemId,
    site::{self, Language, Page},
    wire::submission::FormName,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks};

/// The name of the receipt's address.
pub const RECEIPT: &str = "recu";

/// The page that an address names, in its language; none where there is no such page.
#[must_use]
pub fn current() -> Memo<Option<(Language, Page)>> {
    let path = hooks::use_location().pathname;
    Memo::new(move |_| path.with(|path| site::parse(path)))
}

/// The language of the address; French where the address is nobody's.
#[must_use]
pub fn language() -> Memo<Language> {
    let path = hooks::use_location().pathname;
    Memo::new(move |_| path.with(|path| site::language(path)))
}

/// The item named in the address of a repeatable step.
#[must_use]
pub fn item() -> Memo<Option<ItemId>> {
    query("bien")
}

/// True where one came from the check page, to change one thing.
#[must_use]
pub fn returning() -> Memo<Option<u32>> {
    query("retour")
}

fn query(name: &'static str) -> Memo<Option<u32>> {
    let search = hooks::use_location().search;
    Memo::new(move |_| search.with(|search| value(search, name)))
}

fn value(search: &str, name: &str) -> Option<u32> {
    let search = search.strip_prefix('?').unwrap_or(search);
    search.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name)?.1.parse().ok()
}

/// The address of the start page.
#[must_use]
pub fn start(language: Language) -> String {
    site::path(language, &Page::Start)
}

/// The address of a form's opening page, of a step, of the check or of the receipt.
#[must_use]
pub fn form(language: Language, form: FormName, step: Option<&str>) -> String {
    site::path(language, &site::form_page(form, step))
}

/// The address of an item of a repeatable step.
#[must_use]
pub fn form_item(language: Language, name: FormName, step: &str, item: ItemId) -> String {
    format!("{}?bien={item}", form(language, name, Some(step)))
}

/// The same address, with the mark that leads back to the check page.
#[must_use]
pub fn and_back(path: &str) -> String {
    format!("{path}{}retour=1", if path.contains('?') { '&' } else { '?' })
}

/// How to go to an address, either adding to the history or in place of the current entry.
pub fn go(replace: bool) -> impl Fn(&str) + Clone {
    let navigate = hooks::use_navigate();
    move |path: &str| navigate(path, NavigateOptions { replace, ..Default::default() })
}
