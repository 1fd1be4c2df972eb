//! Where one is, and how to get anywhere. Paths themselves live in the core, where the server reads them too.

use std::cell::{Cell, RefCell};

use guichet_core::{
    domain::finder_query::FinderQuery,
    form::answers::ItemId,
    orientation::{service::Service, tree::Way},
    site::{self, Language, Page, Place},
    wire::submission::FormName,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks};

use crate::browser::page;

/// The name of the receipt's address.
pub const RECEIPT: &str = "recu";
/// The name of the address where a draft is saved in a file.
pub const SAVE_FILE: &str = "enregistrer";
/// The name of the address where a draft is opened from a file.
pub const OPEN_FILE: &str = "ouvrir";

thread_local! {
    static PLACE: Cell<Place> = const { Cell::new(Place::Own) };
    static BASE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Says where what is drawn from now on stands, by what every address begins with and the address that it was opened at. A page
/// keeps its place for as long as it is there: in a frame every address is a frame's.
pub fn settle(base: &str, address: &str) {
    BASE.set(base.to_owned());
    PLACE.set(site::place(&below(address)));
}

/// What an address says below what all begin with, as the core reads it; nothing for one that is not ours.
fn below(address: &str) -> String {
    BASE.with_borrow(|base| site::below(base, address).unwrap_or_default().to_owned())
}

/// The address of something below what all begin with.
#[must_use]
pub fn ours(path: &str) -> String {
    BASE.with_borrow(|base| format!("{base}{path}"))
}

/// An address of ours as others reach it: `public` is the app's public address, or its origin where that is unknown.
#[must_use]
pub fn whole(public: &str, origin: &str, address: &str) -> String {
    if public.is_empty() { format!("{origin}{address}") } else { format!("{public}{}", below(address)) }
}

/// True inside another site's page.
#[must_use]
pub fn is_hosted() -> bool {
    PLACE.get() == Place::Hosted
}

/// The address of a page. What cannot be shown inside another site's page has its own.
#[must_use]
pub fn to(language: Language, page: &Page) -> String {
    ours(&site::path_in(PLACE.get(), language, page))
}

/// The address of a page where it stands alone.
#[must_use]
pub fn alone(language: Language, page: &Page) -> String {
    ours(&site::path(language, page))
}

/// True for addresses that this page can go to itself; any other one opens elsewhere, so that what is written here stays.
#[must_use]
pub fn is_near(address: &str) -> bool {
    let path = below(address.split('?').next().unwrap_or_default());
    let still = || site::parse(&path).is_some_and(|(_, page)| site::is_still(&page));
    !path.is_empty() && site::place(&path) == PLACE.get() && !still()
}

/// The page that an address names, in its language; none where there is no such page.
#[must_use]
pub fn current() -> Memo<Option<(Language, Page)>> {
    let path = hooks::use_location().pathname;
    Memo::new(move |_| path.with(|path| site::parse(&below(path))))
}

/// What follows the path in the address, with its question mark: where in a search or an orientation one stands.
#[must_use]
pub fn search() -> Memo<String> {
    let search = hooks::use_location().search;
    Memo::new(move |_| {
        search.with(|search| match search.strip_prefix('?').unwrap_or(search) {
            "" => String::new(),
            search => format!("?{search}"),
        })
    })
}

/// The language of the address; French where the address is nobody's.
#[must_use]
pub fn language() -> Memo<Language> {
    let path = hooks::use_location().pathname;
    Memo::new(move |_| path.with(|path| language_of(path)))
}

/// The language of an address.
#[must_use]
pub fn language_of(address: &str) -> Language {
    site::language(&below(address))
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
    let path = to(language, &Page::News);
    channel.map_or_else(|| path.clone(), |channel| format!("{path}?canal={channel}"))
}

/// The address of one post.
#[must_use]
pub fn news_item(language: Language, id: &str) -> String {
    to(language, &Page::NewsItem { id: id.to_owned() })
}

/// The address of a video's player, in a frame of ours.
#[must_use]
pub fn video_frame(language: Language, name: &str) -> String {
    format!("{}?v={name}", to(language, &Page::Video))
}

/// The address of the start page.
#[must_use]
pub fn start(language: Language) -> String {
    to(language, &Page::Start)
}

/// The address of a form's opening page, of a step, of the check or of the receipt.
#[must_use]
pub fn form(language: Language, form: FormName, step: Option<&str>) -> String {
    to(language, &site::form_page(form, step))
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

/// The colour that a page around this one wishes for, as it stands in the address.
pub fn accent() -> Option<String> {
    hooks::use_location().search.with_untracked(|search| value(search, "accent").map(str::to_owned))
}

/// The address of the orientation: its search with nothing answered, else the question or result that the answers lead to.
#[must_use]
pub fn orientation(language: Language, answers: &str) -> String {
    let path = to(language, &Page::Orientation);
    if answers.is_empty() { path } else { format!("{path}?{ANSWERS}={answers}") }
}

/// The address of a service's own result, without answers.
#[must_use]
pub fn orientation_result(language: Language, service: Service) -> String {
    format!("{}?s={}", to(language, &Page::Orientation), service.code())
}

/// The name of the answers of the orientation in an address.
const ANSWERS: &str = "r";

/// Where in the orientation one stands: the answers, and the service that is named alone.
#[must_use]
pub fn orientation_at() -> Memo<(String, Option<String>)> {
    let search = hooks::use_location().search;
    Memo::new(move |_| {
        search.with(|search| {
            let answers = value(search, ANSWERS).unwrap_or_default().to_owned();
            (answers, value(search, "s").map(str::to_owned))
        })
    })
}

/// The address of a page, with what was answered in the orientation.
#[must_use]
pub fn with_answers(language: Language, page: &Page, answers: Option<&str>) -> String {
    let path = to(language, page);
    answers.map_or_else(|| path.clone(), |answers| format!("{path}?{ANSWERS}={answers}"))
}

/// What a form knows from the orientation that led to it: names of fields and the values that they keep.
#[must_use]
pub fn carried(form: FormName) -> Vec<(&'static str, &'static str)> {
    hooks::use_location().search.with_untracked(|search| {
        value(search, ANSWERS).map_or_else(Vec::new, |answers| Way::read(answers).carried(form))
    })
}

/// The address of the finder.
#[must_use]
pub fn finder(language: Language) -> String {
    to(language, &Page::Finder)
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
    to(language, &Page::Station { id: id.to_owned() })
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
    move |path: &str| {
        let before = page::address();
        navigate(path, NavigateOptions { replace, ..Default::default() });
        // After Forward the router takes an address that it has seen for the one where it stands, and shows the page
        // without writing the address.
        if !replace && before != path && page::address() == before {
            page::push_address(path);
        }
    }
}

/// How to change the address of the page that is shown, which stays where it is scrolled to.
pub fn stay() -> impl Fn(&str) + Clone {
    let navigate = hooks::use_navigate();
    move |path: &str| navigate(path, NavigateOptions { replace: true, scroll: false, ..Default::default() })
}
