//! Where one is, and how to get anywhere. Paths themselves live in the core, where the server reads them too.

use guichet_core::{
    domain::finder_query::FinderQuery,
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
    Memo::new(move |_| search.with(|search| value(search, name)?.parse().ok()))
}

fn value<'a>(search: &'a str, name: &str) -> Option<&'a str> {
    let search = search.strip_prefix('?').unwrap_or(search);
    search.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// The channel of the news that the address asks for.
#[must_use]
pub fn channel() -> Memo<Option<String>> {
    named("canal")
}

/// The video that the address of a player's frame names.
#[must_use]
pub fn video() -> Memo<Option<String>> {
    named("v")
}

fn named(name: &'static str) -> Memo<Option<String>> {
    let search = hooks::use_location().search;
    Memo::new(move |_| search.with(|search| value(search, name).map(str::to_owned)))
}

/// The address of the news: of all, or of one channel.
#[must_use]
pub fn news(language: Language, channel: Option<&str>) -> String {
    let path = site::path(language, &Page::News);
    channel.map_or_else(|| path.clone(), |channel| format!("{path}?canal={channel}"))
}

/// The address of one post.
#[must_use]
pub fn news_item(language: Language, id: &str) -> String {
    site::path(language, &Page::NewsItem { id: id.to_owned() })
}

/// The address of a video's player, in a frame of ours.
#[must_use]
pub fn video_frame(language: Language, name: &str) -> String {
    format!("{}?v={name}", site::path(language, &Page::Video))
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

/// The address at which a complaint for one station begins.
#[must_use]
pub fn complaint_at(language: Language, station: &str) -> String {
    format!("{}?lieu={station}", form(language, FormName::PreComplaint, None))
}

/// The station named in the address of the complaint's opening page.
#[must_use]
pub fn station_wanted() -> Option<String> {
    hooks::use_location().search.with_untracked(|search| value(search, "lieu").map(str::to_owned))
}

/// The address of the finder.
#[must_use]
pub fn finder(language: Language) -> String {
    site::path(language, &Page::Finder)
}

/// The address of a search.
#[must_use]
pub fn finder_at(language: Language, query: &FinderQuery) -> String {
    format!("{}{}", finder(language), query.to_search())
}

/// The address of the search for a place.
#[must_use]
pub fn finder_for(language: Language, place: &str) -> String {
    finder_at(language, &FinderQuery { text: place.to_owned(), ..FinderQuery::default() })
}

/// The search in the address.
#[must_use]
pub fn finder_query() -> Memo<FinderQuery> {
    let search = hooks::use_location().search;
    Memo::new(move |_| search.with(|search| FinderQuery::parse(search)))
}

/// The address of a station.
#[must_use]
pub fn station(language: Language, id: &str) -> String {
    site::path(language, &Page::Station { id: id.to_owned() })
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

/// How to change the address of the page that is shown, which stays where it is scrolled to.
pub fn stay() -> impl Fn(&str) + Clone {
    let navigate = hooks::use_navigate();
    move |path: &str| navigate(path, NavigateOptions { replace: true, scroll: false, ..Default::default() })
}
