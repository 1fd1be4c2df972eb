//! Writes the static pages around the app: `guichet-site DIST`. The build's own page becomes the shell, which stands in for
//! every page without a file of its own; each known page becomes a file that can be read before the app is there.

mod page;
mod parts;

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use parts::Parts;

use guichet_core::{
    config::Config,
    json,
    site::{self, Language, Page, Place},
    text::Words,
};

fn main() -> ExitCode {
    let Some(dist) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("guichet-site DIST");
        return ExitCode::FAILURE;
    };
    match write(&dist) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("guichet-site: {}: {fault}", dist.display());
            ExitCode::FAILURE
        }
    }
}

/// Writes every page. A second run finds the shell of the first and writes the same.
fn write(dist: &Path) -> io::Result<()> {
    let (index, shell) = (dist.join("index.html"), dist.join("shell.html"));
    if !shell.exists() {
        fs::copy(&index, &shell)?;
    }
    let shell = fs::read_to_string(shell)?;
    let config: Config = json::read(&fs::read_to_string(dist.join("config.json"))?)
        .ok_or_else(|| wrong("config.json cannot be read"))?;
    let parts =
        Parts::read(&fs::read_to_string(dist.join("build.json"))?).ok_or_else(|| wrong("build.json cannot be read"))?;
    for language in Language::ALL {
        let words = words(dist, language)?;
        for (place, page) in pages() {
            let path = site::path_in(place, language, &page);
            let drawn = guichet::ahead::html(&config, read(language, &words)?, &path);
            let hints = parts.hints(language, &page);
            // In a frame whatever is followed opens outside of it, also where no script runs.
            let hints = if place == Place::Hosted { format!("<base target=\"_blank\">\n{hints}") } else { hints };
            let whole = page::whole(&shell, &config, language, &hints, &drawn)
                .ok_or_else(|| wrong("the shell has another shape"))?;
            let folder = dist.join(path.trim_start_matches('/'));
            fs::create_dir_all(&folder)?;
            fs::write(folder.join("index.html"), whole)?;
        }
    }
    Ok(())
}

/// The pages that are the same for everybody, and where they stand. A player's frame has nothing to show without its video.
fn pages() -> impl Iterator<Item = (Place, Page)> {
    let own = site::plain_pages().filter(|page| *page != Page::Video).map(|page| (Place::Own, page));
    own.chain(site::hosted_pages().map(|page| (Place::Hosted, page)))
}

/// The words of a language, as the build has named them.
fn words(dist: &Path, language: Language) -> io::Result<String> {
    let start = format!("text-{}-", language.tag());
    for entry in fs::read_dir(dist)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.strip_prefix(&start).is_some_and(|rest| rest.strip_suffix(".txt").is_some()) {
            return fs::read_to_string(dist.join(name));
        }
    }
    Err(wrong("a language has no words"))
}

fn read(language: Language, words: &str) -> io::Result<Words> {
    Words::parse(language, words).map_err(|_| wrong("the words are those of another build"))
}

fn wrong(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}
