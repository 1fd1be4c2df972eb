//! The same page may stand alone, or in a frame inside another site's page: there it has an address of its own, so that only
//! what was made for a frame can be framed.

use std::borrow::Cow;

use super::{Language, PLAIN, Page, path, split_language};

/// Where a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// In a window of its own.
    Own,
    /// In a frame inside another site's page.
    Hosted,
}

/// A part of the service that other sites can show in a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// The finder of stations.
    Stations,
    /// The complaint.
    Complaint,
    /// The report of illegal content.
    Report,
    /// Which service for what.
    Orientation,
    /// The institution's news.
    News,
}

impl View {
    /// Every view, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Stations, Self::Complaint, Self::Report, Self::Orientation, Self::News];

    /// Its name in an address and in the element that hosts write.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stations => "stations",
            Self::Complaint => "complaint",
            Self::Report => "report",
            Self::Orientation => "orientation",
            Self::News => "news",
        }
    }

    /// The view of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }

    /// The page that it begins with.
    pub const fn page(self) -> Page {
        match self {
            Self::Stations => Page::Finder,
            Self::Complaint => Page::Complaint { step: None },
            Self::Report => Page::Report { step: None },
            Self::Orientation => Page::Orientation,
            Self::News => Page::News,
        }
    }

    /// The view that a page is of; none where it stands alone only.
    pub fn of(page: &Page) -> Option<Self> {
        Self::ALL.into_iter().find(|view| page.is_of(&view.page()))
    }

    /// What the addresses of its pages begin with where it stands alone, without the language.
    fn own_folder(self) -> &'static str {
        PLAIN.iter().find(|(_, page)| *page == self.page()).map_or("", |(name, _)| name)
    }
}

/// What every address inside another site's page begins with, after its language.
pub const HOSTED: &str = "/embed/";

/// Where the page of a path stands, known or not.
pub fn place(path: &str) -> Place {
    let rest = split_language(path).map_or("", |(_, rest)| rest);
    if rest.starts_with(HOSTED) { Place::Hosted } else { Place::Own }
}

/// The address of a page in a place. What is not made for a frame has one address only.
pub fn path_in(place: Place, language: Language, page: &Page) -> String {
    let own = path(language, page);
    let (Place::Hosted, Some(view)) = (place, View::of(page)) else { return own };
    let prefix = language.prefix();
    let rest = own.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(view.own_folder())).unwrap_or_default();
    format!("{prefix}{HOSTED}{}{rest}", view.name())
}

/// The pages that a view begins with.
pub fn hosted_pages() -> impl Iterator<Item = Page> {
    View::ALL.into_iter().map(View::page)
}

/// An address, without its language, as it is where the same page stands alone; none where it is a frame's and of no view.
pub(super) fn own_name(rest: &str) -> Option<Cow<'_, str>> {
    let Some(hosted) = rest.strip_prefix(HOSTED) else { return Some(Cow::Borrowed(rest)) };
    let (name, more) = hosted.find('/').map_or((hosted, ""), |at| hosted.split_at(at));
    let view = View::parse(name)?;
    Some(Cow::Owned(format!("{}{more}", view.own_folder())))
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn a_view_has_an_address_in_a_frame_and_one_of_its_own() {
        for language in Language::ALL {
            for view in View::ALL {
                let hosted = path_in(Place::Hosted, language, &view.page());
                assert_eq!(hosted, format!("{}/embed/{}", language.prefix(), view.name()));
                assert_eq!(parse(&hosted), Some((language, view.page())));
                assert_eq!((place(&hosted), place(&path(language, &view.page()))), (Place::Hosted, Place::Own));
            }
        }
    }

    #[test]
    fn what_belongs_to_a_view_stays_in_the_frame_and_the_rest_does_not() {
        for (address, page, own) in [
            ("/embed/stations/gn-1", Page::Station { id: "gn-1".to_owned() }, "/commissariats/gn-1"),
            ("/embed/complaint/lieu", Page::Complaint { step: Some("lieu".to_owned()) }, "/pre-plainte/lieu"),
            ("/embed/report/recu", Page::Report { step: Some("recu".to_owned()) }, "/signaler/recu"),
            ("/embed/news/a1", Page::NewsItem { id: "a1".to_owned() }, "/actualites/a1"),
        ] {
            assert_eq!(parse(address), Some((Language::Fr, page.clone())), "{address}");
            assert_eq!(path_in(Place::Hosted, Language::Fr, &page), address);
            assert_eq!(path_in(Place::Own, Language::Fr, &page), own);
        }
        for page in [Page::Start, Page::Privacy, Page::FollowUp, Page::Emergency, Page::Resume] {
            assert_eq!(path_in(Place::Hosted, Language::En, &page), path(Language::En, &page), "{page:?}");
        }
    }

    #[test]
    fn other_addresses_of_a_frame_are_no_page() {
        for address in [
            "/embed",
            "/embed/",
            "/embed/start",
            "/embed/stationsx",
            "/embed/commissariats",
            "/embed/orientation/x",
            "/embed/embed/stations",
            "/embed/complaint/a/b",
            "/embed//",
            "/en/embed/en/news",
        ] {
            assert_eq!(parse(address), None, "{address}");
        }
    }
}
