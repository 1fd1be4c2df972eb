//! Our copies of pictures: files named by their content, of the three kinds that browsers show and that carry no script.

use super::draft::{Copy, Picture, State};
use super::fetch::{self, MAX_PICTURE};
use super::source::FOLDER_HOST;
use guichet_core::wire::sha256_hex;
use imagesize::ImageType;
use reqwest::{Client, Url};
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The longest side, in pixels: beyond that, showing it would take a small device's memory.
const MAX_SIDE: usize = 6000;
/// A copy that no post names any more stays for so long, for readers whose page is older.
const GRACE: Duration = Duration::from_hours(24);

/// The folder of the copies, and where else pictures may be fetched from.
#[derive(Debug, Clone)]
pub struct Pictures {
    /// Where the copies lie.
    pub folder: PathBuf,
    /// Hosts beside the feed's own: large networks keep pictures on another one.
    pub hosts: Vec<String>,
}

impl Pictures {
    /// Makes a copy, where the picture comes from the feed's own host, a configured one, or its folder.
    pub async fn hold(&self, client: &Client, picture: &Picture, base: &Url, folder: Option<&Path>) -> State {
        let Ok(url) = Url::parse(&picture.source) else { return State::Refused };
        let found = match folder {
            Some(folder) if url.host_str() == Some(FOLDER_HOST) => Ok(from_folder(folder, &url).await),
            _ => {
                let own = url.origin() == base.origin();
                let listed =
                    url.scheme() == "https" && self.hosts.iter().any(|host| Some(host.as_str()) == url.host_str());
                if !own && !listed {
                    return State::Refused;
                }
                fetch::picture(client, url).await
            }
        };
        let Ok(found) = found else { return State::Wanted };
        let Some((copy, bytes)) = found.and_then(|bytes| Some((inspect(&bytes)?, bytes))) else {
            return State::Refused;
        };
        // Also where it is there already: its age tells when it was last wanted.
        match super::kept::write(&self.folder.join(&copy.file), bytes).await {
            Ok(()) => State::Held(copy),
            Err(_) => State::Wanted,
        }
    }

    /// Removes copies that nothing names.
    pub fn tidy(&self, named: &HashSet<String>) -> io::Result<()> {
        for entry in std::fs::read_dir(&self.folder)? {
            let entry = entry?;
            let age = entry.metadata()?.modified().map(|at| SystemTime::now().duration_since(at).unwrap_or_default());
            if !entry.file_name().to_str().is_some_and(|name| named.contains(name)) && age.is_ok_and(|age| age > GRACE)
            {
                std::fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// What a picture is, by its first bytes; `None` for anything but the three kinds in a fit size.
fn inspect(bytes: &[u8]) -> Option<Copy> {
    let ending = match imagesize::image_type(bytes).ok()? {
        ImageType::Jpeg => "jpg",
        ImageType::Png => "png",
        ImageType::Webp => "webp",
        _ => return None,
    };
    let size = imagesize::blob_size(bytes).ok()?;
    if !(1..=MAX_SIDE).contains(&size.width) || !(1..=MAX_SIDE).contains(&size.height) {
        return None;
    }
    let name: String = sha256_hex(&[bytes]).chars().take(32).collect();
    let pixels = |side| u32::try_from(side).ok();
    Some(Copy { file: format!("{name}.{ending}"), width: pixels(size.width)?, height: pixels(size.height)? })
}

/// A picture beside its feed: plain names only, and no link leads out of the folder.
async fn from_folder(folder: &Path, url: &Url) -> Option<Vec<u8>> {
    let mut place = folder.to_owned();
    for name in url.path_segments()? {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        if name.is_empty() || name.starts_with('.') || !name.bytes().all(plain) {
            return None;
        }
        place.push(name);
    }
    let place = tokio::fs::canonicalize(place).await.ok()?;
    let inside = place.starts_with(tokio::fs::canonicalize(folder).await.ok()?);
    let size = tokio::fs::metadata(&place).await.ok()?.len();
    if !inside || size > MAX_PICTURE as u64 {
        return None;
    }
    tokio::fs::read(place).await.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_are_pictures() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\x06\0\0\0";
        let copy = inspect(png).unwrap();
        assert_eq!((copy.width, copy.height, copy.file.len()), (2, 3, 36));
        let huge = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\0\0\0\x01\0\0\x08\x06\0\0\0";
        for bytes in [
            &b""[..],
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"GIF89a\x01\0\x01\0\0\0\0",
            b"\x89PNG\r\n\x1a\n",
            b"<html>",
            huge,
        ] {
            assert_eq!(inspect(bytes), None);
        }
    }
}
