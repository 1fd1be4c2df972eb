//! Where news come from: `[CHANNEL=]FOLDER` or `[CHANNEL=]https://…`.

use guichet_core::domain::news::is_name;
use guichet_core::wire::sha256_hex;
use reqwest::Url;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// The host that stands for a folder: addresses in its files are read against it. No such host can exist (RFC 2606).
pub const FOLDER_HOST: &str = "folder.invalid";
/// The channel of a feed that names none.
const NO_CHANNEL: &str = "site";

/// A source of news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The channel of posts that do not name their own.
    channel: Option<String>,
    /// Where it is.
    pub place: Place,
}

/// Where a source is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A folder of feeds (`.json`, `.xml`, `.rss`, `.atom`) and pictures.
    Folder(PathBuf),
    /// One feed.
    Feed(Url),
}

impl FromStr for Source {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (channel, place) = match text.split_once('=') {
            Some((channel, place)) if is_name(channel) => (Some(channel.to_owned()), place),
            _ => (None, text),
        };
        let place = if place.contains("://") {
            let url = Url::parse(place).map_err(|error| format!("{place} is no address: {error}"))?;
            if !matches!(url.scheme(), "https" | "http") || url.host_str().is_none() {
                return Err(format!("{place} is no address of the web"));
            }
            Place::Feed(url)
        } else {
            Place::Folder(PathBuf::from(place))
        };
        Ok(Self { channel, place })
    }
}

impl Source {
    /// The name under which its copies lie on the disk.
    pub fn key(&self) -> String {
        let place = match &self.place {
            Place::Folder(folder) => folder.to_string_lossy().into_owned(),
            Place::Feed(url) => url.to_string(),
        };
        let channel = self.channel.as_deref().unwrap_or_default();
        sha256_hex(&[channel.as_bytes(), b"=", place.as_bytes()]).chars().take(16).collect()
    }

    /// The channel of one of its feeds: as configured, else by the beginning of the file's name (`flickr.xml`,
    /// `x-2026.json`), else `site`.
    pub fn channel(&self, file: Option<&Path>) -> String {
        let stem = file.and_then(Path::file_stem).and_then(|stem| stem.to_str()).unwrap_or_default();
        let first = stem.split(['-', '.', '_']).next().unwrap_or_default().to_lowercase();
        let named = Some(first).filter(|first| is_name(first));
        self.channel.clone().or(named).unwrap_or_else(|| NO_CHANNEL.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_a_folder_or_an_address_with_or_without_its_channel() {
        let parse = |text: &str| text.parse::<Source>();
        let folder = parse("news").unwrap();
        assert_eq!(
            (folder.place.clone(), folder.channel(Some(Path::new("X-2026.json"))).as_str()),
            (Place::Folder("news".into()), "x")
        );
        assert_eq!(folder.channel(Some(Path::new("été.xml"))), "site");
        let feed = parse("flickr=https://feed.example/?id=1").unwrap();
        assert_eq!(feed.channel(None), "flickr");
        assert!(matches!(&feed.place, Place::Feed(url) if url.as_str() == "https://feed.example/?id=1"));
        assert_eq!(parse("https://feed.example/?id=1").unwrap().channel(None), "site");
        assert_ne!(feed.key(), parse("https://feed.example/?id=1").unwrap().key());
        for text in ["ftp://feed.example/", "file:///etc", "https://", "x=javascript://x"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
