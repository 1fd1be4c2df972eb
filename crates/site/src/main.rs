//! Writes the static pages around the app: `guichet-site DIST FONTS`, the second being a folder with the letters for pictures. The build's own page becomes the shell, which stands in for
//! every page without a file of its own; each known page becomes a file that can be read before the app is there.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may stop at the first surprise"))]

mod card;
mod delivery;
mod index;
mod offline;
mod page;
mod parts;
mod published;
mod station;
mod text;

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use card::{Card, Painter};
use parts::Parts;
use station::Sheet;

use guichet_core::{
    config::Config,
    domain::directory::Directory,
    json,
    site::{self, Language, Page, Place},
    text::Words,
};

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(dist), Some(fonts)) = (arguments.next(), arguments.next()) else {
        eprintln!("guichet-site DIST FONTS");
        return ExitCode::FAILURE;
    };
    match write(&dist, &fonts) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("guichet-site: {}: {fault}", dist.display());
            ExitCode::FAILURE
        }
    }
}

/// Writes every page. A second run finds the shell of the first and writes the same.
fn write(dist: &Path, fonts: &Path) -> io::Result<()> {
    let (index, shell) = (dist.join("index.html"), dist.join("shell.html"));
    if !shell.exists() {
        fs::copy(&index, &shell)?;
    }
    let config: Config = json::read(&fs::read_to_string(dist.join("config.json"))?)
        .ok_or_else(|| wrong("config.json cannot be read"))?;
    if !config.has_plain_base() {
        return Err(wrong(
            "the path of public_address may hold letters, digits, hyphens and underscores, between single slashes",
        ));
    }
    let base = config.base();
    let placed =
        page::placed(&fs::read_to_string(&shell)?, base).ok_or_else(|| wrong("the shell has another shape"))?;
    fs::write(&shell, &placed)?;
    let build = fs::read_to_string(dist.join("build.json"))?;
    let parts = Parts::read(&build).ok_or_else(|| wrong("build.json cannot be read"))?;
    let painter = Painter::new(&[&fonts.join("DejaVuSans.ttf"), &fonts.join("DejaVuSans-Bold.ttf")])?;
    fs::create_dir_all(dist.join("cards"))?;
    let directory = published::directory(dist)?;
    let departments: Vec<Page> = directory
        .departments
        .iter()
        .map(|(department, _)| Page::Department { number: department.number.clone() })
        .collect();
    let mut addresses = Vec::new();
    for (place, language, page) in pages(&departments) {
        let path = site::path_in(place, language, &page);
        let words = read(language, &words(dist, &parts, language)?)?;
        let drawn = guichet::ahead::html(&config, words, &directory, &path);
        let (title, lead) = page::said(&drawn);
        let card = Card { language, page: &page, title, lead };
        let still = site::is_still(&page);
        let hints = if still { String::new() } else { parts.hints(base, language) };
        let made_up = directory.index.sample && matches!(page, Page::Department { .. });
        let tags = head(place, &card, &config, made_up) + &hints;
        let whole = page::whole(&placed, &config, language, (&card.title, &card.lead), &tags, &drawn);
        let whole = if still { whole.and_then(|whole| page::still(&whole)) } else { whole };
        let whole = whole.ok_or_else(|| wrong("the shell has another shape"))?;
        // Departments share the picture of their list.
        if place == Place::Own && !matches!(page, Page::Department { .. }) {
            let picture = card.drawn(&config, &painter).ok_or_else(|| wrong("a card cannot be drawn"))?;
            fs::write(dist.join(card.picture()), picture)?;
        }
        let folder = dist.join(path.trim_start_matches('/'));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), whole)?;
        addresses.push(path);
    }
    // Stations that are made up are nothing to be found.
    let found = if directory.index.sample { &[][..] } else { &departments };
    let found = Language::ALL.into_iter().flat_map(|language| found.iter().map(move |page| (language, page.clone())));
    let (station_pages, stations) = stations(dist, &config, &placed, &parts, &directory)?;
    let listed: Vec<_> = site::own_pages().chain(found).chain(stations).collect();
    let missing =
        page::missing(&placed, &config, parts.style_hash()).ok_or_else(|| wrong("the shell has another shape"))?;
    fs::write(dist.join("404.html"), missing)?;
    let mark = fs::read_to_string(dist.join("icon.svg"))?;
    for edge in index::ICONS {
        let picture = painter.png(&mark, (edge, edge)).ok_or_else(|| wrong("the icon cannot be drawn"))?;
        fs::write(dist.join(index::icon(edge)), picture)?;
    }
    fs::write(dist.join("manifest.webmanifest"), index::manifest(&config))?;
    fs::write(dist.join("robots.txt"), index::robots(&config))?;
    // Of an address that holds no more, or of more pages than there are.
    for old in files(dist, dist)?.iter().filter(|file| file.starts_with(index::SITEMAP)) {
        fs::remove_file(dist.join(old))?;
    }
    for (name, text) in index::sitemaps(&config, &listed, index::MOST_ADDRESSES) {
        fs::write(dist.join(name), text)?;
    }
    offline::write(dist, &config, &parts)?;
    fs::create_dir_all(dist.join("delivery"))?;
    let files: Vec<String> = files(dist, dist)?.into_iter().filter(|file| !delivery::is_about_files(file)).collect();
    for (name, text) in delivery::written(&config, parts.style_hash(), &addresses, &files, station_pages) {
        fs::write(dist.join(name), text)?;
    }
    Ok(())
}

/// Writes a page for each station and language, unless all of them weigh too much; tells whether it did, and gives those that are
/// to be found. A made-up one is to be found by nobody.
fn stations(
    dist: &Path,
    config: &Config,
    shell: &str,
    parts: &Parts,
    directory: &Arc<Directory>,
) -> io::Result<(bool, Vec<(Language, Page)>)> {
    let stations = published::stations(dist, &directory.index)?;
    let mut written = Vec::new();
    for language in Language::ALL {
        let (text, path) = (words(dist, parts, language)?, Sheet::path(language));
        let (words, drawn) =
            (read(language, &text)?, guichet::ahead::html(config, read(language, &text)?, directory, &path));
        let sheet = Sheet::new(config, &words, shell, &drawn).ok_or_else(|| wrong("the shell has another shape"))?;
        for station in &stations {
            let whole = sheet.whole(station).ok_or_else(|| wrong("the shell has another shape"))?;
            written.push((language, station, whole));
        }
    }
    let bytes: usize = written.iter().map(|(_, _, whole)| whole.len()).sum();
    if bytes > station::MOST {
        eprintln!("guichet-site: no page for each station: {bytes} bytes in all are more than {}", station::MOST);
        written.clear();
        forget(dist)?;
    }
    let (mut listed, any) = (Vec::new(), !written.is_empty());
    for (language, station, whole) in written {
        let page = station::page(&station.id);
        let folder = dist.join(site::path(language, &page).trim_start_matches('/'));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), whole)?;
        if !station.sample {
            listed.push((language, page));
        }
    }
    Ok((any, listed))
}

/// Takes away the pages of stations that an earlier run has written.
fn forget(dist: &Path) -> io::Result<()> {
    for language in Language::ALL {
        let folder = dist.join(site::path(language, &Page::Finder).trim_start_matches('/'));
        for entry in fs::read_dir(folder)? {
            let place = entry?.path();
            if place.is_dir() {
                fs::remove_dir_all(place)?;
            }
        }
    }
    Ok(())
}

/// Every page with a file of its own, in each language and place.
fn pages(departments: &[Page]) -> impl Iterator<Item = (Place, Language, Page)> {
    let own = site::own_pages().map(|(language, page)| (Place::Own, language, page));
    let listed = |language| departments.iter().map(move |page| (Place::Own, language, page.clone()));
    let hosted = |language| site::hosted_pages().map(move |page| (Place::Hosted, language, page));
    own.chain(Language::ALL.into_iter().flat_map(listed)).chain(Language::ALL.into_iter().flat_map(hosted))
}

/// What the head of a page says beside its title. A frame's page is not for search engines, nor what was `made_up` to try the service, and whatever is followed there opens
/// outside of it, also where no script runs.
fn head(place: Place, card: &Card, config: &Config, made_up: bool) -> String {
    match place {
        Place::Own if made_up => "<meta name=\"robots\" content=\"noindex\">\n".to_owned() + &card.tags(config),
        Place::Own => card.tags(config),
        Place::Hosted => "<meta name=\"robots\" content=\"noindex\">\n<base target=\"_blank\">\n".to_owned(),
    }
}

/// Every file but the pages and compressed copies, in order, as its path begins in `dist`.
fn files(dist: &Path, folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let place = entry?.path();
        if place.is_dir() {
            found.extend(files(dist, &place)?);
        } else if !place.extension().is_some_and(|kind| kind == "html" || kind == "br" || kind == "gz") {
            let name = place.strip_prefix(dist).map_err(|_| wrong("a file lies outside"))?;
            found.push(name.to_string_lossy().into_owned());
        }
    }
    found.sort();
    Ok(found)
}

/// The words of a language, as the build has named them: those of earlier releases may lie beside them.
fn words(dist: &Path, parts: &Parts, language: Language) -> io::Result<String> {
    let name = parts.words(language).ok_or_else(|| wrong("a language has no words"))?;
    fs::read_to_string(dist.join(name.trim_start_matches('/')))
}

fn read(language: Language, words: &str) -> io::Result<Words> {
    Words::parse(language, words).map_err(|_| wrong("the words are those of another build"))
}

fn wrong(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}
