//! Areas: parts of the program that are loaded where they are used, and kept once they are there.
#![allow(
    clippy::unnecessary_wraps,
    reason = "a door tells by its result that its piece could not be loaded; the macro adds that case"
)]

use guichet_core::{site::Page, text::Word, wire::submission::FormName};
use leptos::{prelude::*, task::spawn_local, wasm_split::SplitLoaderError};

#[cfg(not(feature = "whole"))]
use leptos::wasm_split::wasm_split;

use super::{diagnostic, embedding, finder, forms as form_pages, guide, hosted as host, news, opening};
use crate::{
    api::{
        keep::{ExitErases, Life},
        left, server,
    },
    browser::{page as browser_page, timer},
    components::{
        heading,
        live::{actions, button, panel, paragraph, part},
    },
    context::speech,
};

/// What is not needed at once is asked for so much later, in milliseconds.
const MOMENT: u32 = 400;

/// A part of the program with a piece of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// The opening pages of the forms.
    Opening,
    /// The forms: filling in, sealing, sending, receipt.
    Forms,
    /// The finder of stations: the field, what it leads to, and no more.
    Finder,
    /// A station's own page.
    Station,
    /// What is read: news, orientation, help numbers, the pages about the service.
    Reading,
    /// For the institution: the lines to put into a page of its own, the check of how the site is delivered.
    Institution,
}

/// Draws a page of an area.
type Draw = fn(Page) -> AnyView;

/// The piece could not be had: no network, or an altered file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotLoaded;

/// Why there is nothing to draw with, or to go on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The piece did not come, and may at another try.
    Late,
    /// The page is of a version that is no longer served.
    Old,
}

impl From<SplitLoaderError> for NotLoaded {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// A door: an async function that gives what lies behind it, once its piece is there. In a program that nothing is cut out of
/// (tests of components are built so, as no splitter sees them) it is there at once.
macro_rules! door {
    ($(#[$about:meta])* $seen:vis fn $name:ident() -> $gives:ty { $behind:expr } in $piece:ident) => {
        $(#[$about])*
        #[cfg(not(feature = "whole"))]
        #[wasm_split($piece, fallible, wasm_split_path = leptos::wasm_split)]
        $seen fn $name() -> Result<$gives, NotLoaded> {
            Ok($behind)
        }

        $(#[$about])*
        #[cfg(feature = "whole")]
        #[allow(clippy::unused_async, reason = "a door is opened by waiting")]
        $seen async fn $name() -> Result<$gives, NotLoaded> {
            Ok($behind)
        }
    };
}

door! {
    fn openings() -> Draw { opening::draw } in opening
}

/// Begins a form, which lives so long, from an opening page; and what leaving quickly erases too.
pub type Begin = fn(FormName, Life, ExitErases);

door! {
    fn beginning() -> Begin { form_pages::begin } in forms
}

door! {
    fn forms() -> Draw { form_pages::draw } in forms
}

door! {
    fn stations() -> Draw { finder::search } in finder
}

door! {
    fn station() -> Draw { finder::station } in station
}

door! {
    /// What draws a map of stations, which most searches do without.
    pub fn chart() -> finder::Chart { finder::chart } in chart
}

door! {
    fn reading() -> Draw { read } in reading
}

door! {
    fn institution() -> Draw { for_institution } in institution
}

/// Draws a page of what is read.
fn read(page: Page) -> AnyView {
    match page {
        Page::News | Page::NewsItem { .. } | Page::Video => news::draw(page),
        _ => guide::draw(&page),
    }
}

/// Draws a page for the institution.
#[expect(clippy::needless_pass_by_value, reason = "an area draws a page that it is given")]
fn for_institution(page: Page) -> AnyView {
    match page {
        Page::Diagnostic => diagnostic::page(),
        _ => embedding::page(),
    }
}

door! {
    fn resume() -> fn() { form_pages::resume } in forms
}

door! {
    fn hosted() -> fn() { host::listen } in hosted
}

/// What was loaded so far.
#[derive(Clone, Copy)]
pub struct Areas(StoredValue<Vec<(Area, Draw)>>);

impl Areas {
    /// Nothing yet. To be provided once, at the root of the app.
    #[must_use]
    pub fn none() -> Self {
        Self(StoredValue::new(Vec::new()))
    }

    fn get(self, area: Area) -> Option<Draw> {
        self.0.with_value(|loaded| loaded.iter().find(|(known, _)| *known == area).map(|(_, draw)| *draw))
    }
}

/// Draws a page of an area: at once where the area is there, else as soon as it is.
pub fn draw(area: Area, page: Page) -> AnyView {
    let areas = expect_context::<Areas>();
    if let Some(draw) = areas.get(area).or_else(|| whole(area)) {
        return draw(page);
    }
    let found = RwSignal::new(None);
    let ask = move || {
        found.set(None);
        spawn_local(async move {
            let found_now = match load(areas, area).await {
                Ok(draw) => Ok(draw),
                Err(NotLoaded) => Err(why_missing().await),
            };
            // The page may have been left meanwhile.
            found.try_set(Some(found_now));
        });
    };
    ask();
    part(move || match found.get() {
        None => paragraph("muted", speech().say(Word::Loading)),
        Some(Ok(draw)) => untrack(|| draw(page.clone())),
        Some(Err(why)) => untrack(|| not_loaded(why, ask)),
    })
}

/// Draws the opening page of a form: with the forms' own program where it is there, and can tell what is begun.
pub fn draw_opening(page: Page) -> AnyView {
    let has_forms = expect_context::<Areas>().get(Area::Forms).is_some();
    draw(if has_forms { Area::Forms } else { Area::Opening }, page)
}

/// What begins a form, once it is there.
pub async fn begin() -> Result<Begin, Missing> {
    match beginning().await {
        Ok(begin) => Ok(begin),
        Err(NotLoaded) => Err(why_missing().await),
    }
}

async fn why_missing() -> Missing {
    if server::is_superseded().await { Missing::Old } else { Missing::Late }
}

/// Loads an area, and keeps it.
async fn load(areas: Areas, area: Area) -> Result<Draw, NotLoaded> {
    let draw = match area {
        Area::Opening => openings().await,
        Area::Forms => forms().await,
        Area::Finder => stations().await,
        Area::Station => station().await,
        Area::Reading => reading().await,
        Area::Institution => institution().await,
    };
    if let Ok(draw) = draw
        && areas.get(area).is_none()
    {
        areas.0.update_value(|loaded| loaded.push((area, draw)));
    }
    draw
}

/// Loads an area a moment after the page that leads to it, so that it is there when it is wanted, and without a network. A
/// failure is met again by [`draw`].
pub fn prepare(area: Area) {
    let areas = expect_context::<Areas>();
    spawn_local(async move {
        timer::sleep(MOMENT).await;
        if areas.get(area).is_none() {
            let _ = load(areas, area).await;
        }
    });
}

/// Off the browser the program is whole: nothing was split off.
#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::unnecessary_wraps, reason = "in the browser there is nothing before it was loaded")]
fn whole(area: Area) -> Option<Draw> {
    Some(match area {
        Area::Opening => opening::draw,
        Area::Forms => form_pages::draw,
        Area::Finder => finder::search,
        Area::Station => finder::station,
        Area::Reading => read,
        Area::Institution => for_institution,
    })
}

#[cfg(target_arch = "wasm32")]
fn whole(_: Area) -> Option<Draw> {
    None
}

/// Says that a part is missing, and offers to ask for it again; of another version only a new page can have it.
fn not_loaded(why: Missing, again: impl Fn() + 'static) -> AnyView {
    let (title, text, way) = said(why, again);
    vec![heading(title, None), paragraph("lead", text), actions(vec![way])].into_any()
}

/// The same, inside a page.
pub fn missing(why: Missing, again: impl Fn() + 'static) -> AnyView {
    let (title, text, way) = said(why, again);
    panel("notice notice-warn", Some(title), vec![paragraph("", text), actions(vec![way])])
}

fn said(why: Missing, again: impl Fn() + 'static) -> (&'static str, &'static str, AnyView) {
    let speech = speech();
    let say = |word| speech.say(word);
    match why {
        Missing::Late => {
            let way = button("button", say(Word::AreaAgain).to_owned(), None, again);
            (say(Word::AreaMissingTitle), say(Word::AreaMissing), way)
        }
        Missing::Old => {
            let way = button("button", say(Word::AreaReload).to_owned(), None, browser_page::reload);
            (say(Word::AreaOldTitle), say(Word::AreaOld), way)
        }
    }
}

/// A sending that an earlier visit could not finish goes on, on whatever page one is. Looking whether anything is
/// kept here is cheap; the program that sends is loaded only then. To be called once, at the root of the app.
pub fn finish_what_was_left() {
    let owner = Owner::current();
    spawn_local(async move {
        if !left::is_anything().await {
            return;
        }
        // Without a network nothing could be sent either: the next visit tries again.
        if let (Some(owner), Ok(resume)) = (owner, resume().await) {
            owner.with(resume);
        }
    });
}

/// Inside another site's page: that page may say a little, and is told the height. To be called once, at the root of the app.
/// Without a network for it the frame keeps the height that it has.
pub fn listen_to_host() {
    let owner = Owner::current();
    spawn_local(async move {
        if let (Some(owner), Ok(listen)) = (owner, hosted().await) {
            owner.with(listen);
        }
    });
}
