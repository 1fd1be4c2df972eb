//! The institution's posts, gathered from folders and feeds, made safe, kept, and served as one feed.
//!
//! - [`source`]: where they come from; [`fetch`]: asking there
//! - [`xml_feed`], [`json_feed`], [`text`]: reading without believing; [`draft`]: what is left is safe to show
//! - [`pictures`], [`kept`]: our copies on the disk
//! - [`written`], [`calls`]: what we serve
//!
//! Every source has a task of its own, so that a slow one delays no other, and no call ever waits for a source.

pub mod calls;
pub mod draft;
pub mod fetch;
pub mod json_feed;
pub mod kept;
pub mod pictures;
pub mod source;
pub mod text;
pub mod written;
pub mod xml_feed;

use crate::clock;
use draft::{Draft, Post, State};
use fetch::{Fetched, MAX_FEED, Reason, Validators};
use guichet_core::config::Config;
use guichet_core::domain::news::MAX_POSTS;
use guichet_core::wire::sha256_hex;
use kept::Kept;
use pictures::Pictures;
use reqwest::{Client, Url};
use source::{FOLDER_HOST, Place, Source};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::MissedTickBehavior;
use written::{Names, Whole, Written};

/// As many files of a folder are read.
const MAX_FILES: usize = 100;
/// As many pictures are fetched in one go; the others come with the next.
const MAX_NEW_PICTURES: usize = 60;

/// As many items of a feed are read, of which the newest are kept.
const MAX_DRAFTS: usize = 5000;
/// So long may the pictures of one feed take.
const PICTURE_TIME: Duration = Duration::from_mins(1);

/// What is wanted.
pub struct Options {
    /// The sources.
    pub sources: Vec<Source>,
    /// How often they are asked.
    pub every: Duration,
    /// Hosts of pictures beside the feeds' own.
    pub picture_hosts: Vec<String>,
    /// The folder of our copies; made where it is missing.
    pub folder: PathBuf,
}

/// The news as they are served.
pub struct News {
    client: Client,
    names: Names,
    folder: PathBuf,
    pictures: Pictures,
    gathered: Mutex<Gathered>,
    written: RwLock<(Arc<Written>, Arc<Written>)>,
}

/// What all sources gave.
#[derive(Default)]
struct Gathered {
    /// The last good copy of each feed.
    feeds: BTreeMap<String, Kept>,
    /// Sources and feeds that do not answer, or have not been asked since the start.
    down: BTreeSet<String>,
}

/// The tasks that ask the sources; they end with this value.
pub struct Tasks(Vec<JoinHandle<()>>);

impl Drop for Tasks {
    fn drop(&mut self) {
        for task in &self.0 {
            task.abort();
        }
    }
}

impl News {
    /// Starts from the copies on the disk, and asks every source from now on.
    pub fn start(options: Options, config: &Config) -> io::Result<(Arc<Self>, Tasks)> {
        let Options { sources, every, picture_hosts, folder } = options;
        let copies = folder.join("feeds");
        let pictures = Pictures { folder: folder.join("pictures"), hosts: picture_hosts };
        std::fs::create_dir_all(&copies)?;
        std::fs::create_dir_all(&pictures.folder)?;
        let mut gathered = Gathered::default();
        for entry in std::fs::read_dir(&copies)? {
            let path = entry?.path();
            let key = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
            let wanted = sources.iter().any(|source| key.starts_with(&source.key()));
            match Kept::read(&path).filter(|_| wanted) {
                Some(kept) => {
                    gathered.down.insert(key.clone());
                    gathered.feeds.insert(key, kept);
                }
                // Of a source that is configured no more, or broken.
                None => std::fs::remove_file(&path)?,
            }
        }
        gathered.down.extend(sources.iter().map(Source::key));
        let news = Arc::new(Self {
            client: fetch::client().map_err(io::Error::other)?,
            names: Names::of(config),
            folder: copies,
            pictures,
            gathered: Mutex::new(gathered),
            written: RwLock::default(),
        });
        news.publish();
        let tasks = sources.into_iter().map(|source| {
            let news = news.clone();
            tokio::spawn(async move {
                let mut again = tokio::time::interval(every);
                again.set_missed_tick_behavior(MissedTickBehavior::Delay);
                loop {
                    again.tick().await;
                    news.refresh(&source).await;
                }
            })
        });
        let tasks = Tasks(tasks.collect());
        Ok((news, tasks))
    }

    /// The JSON Feed.
    pub fn json(&self) -> Arc<Written> {
        self.written.read().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// The Atom feed.
    pub fn atom(&self) -> Arc<Written> {
        self.written.read().unwrap_or_else(PoisonError::into_inner).1.clone()
    }

    /// The folder of our copies of pictures.
    pub fn pictures(&self) -> &Path {
        &self.pictures.folder
    }

    async fn refresh(&self, source: &Source) {
        let key = source.key();
        match &source.place {
            Place::Feed(url) => {
                let gave = self.ask(&key, url, source.channel(None)).await;
                self.note(&key, gave);
            }
            Place::Folder(folder) => {
                let gave = self.look_into(&key, folder, source).await;
                self.note(&key, gave);
            }
        }
        self.publish();
        if let Err(error) = self.pictures.tidy(&self.named_pictures()) {
            tracing::warn!(error = %error.kind(), "old pictures of the news cannot be removed");
        }
    }

    async fn ask(&self, key: &str, url: &Url, channel: String) -> Result<(), Reason> {
        let known = self.kept(key).map(|kept| kept.validators).unwrap_or_default();
        let now = clock::now();
        let kept = match fetch::feed(&self.client, url, &known).await? {
            Fetched::Same => self.kept(key).ok_or("it answered that nothing changed, out of nothing")?.confirmed(now),
            Fetched::New(bytes, validators, place) => {
                let posts = read(bytes, channel, place.clone(), now).await?;
                Kept::new(now, validators, place.into(), posts)
            }
        };
        self.keep(key, kept, None).await;
        Ok(())
    }

    async fn look_into(&self, key: &str, folder: &Path, source: &Source) -> Result<(), Reason> {
        let files = feed_files(folder).await.map_err(|_| "the folder cannot be read")?;
        let base = Url::parse(&format!("https://{FOLDER_HOST}/")).map_err(|_| "the folder has no address")?;
        let mut present = HashSet::from([key.to_owned()]);
        for file in files {
            let name: String = sha256_hex(&[file.to_string_lossy().as_bytes()]).chars().take(8).collect();
            let key = format!("{key}-{name}");
            let gave = self.look_at(&key, &file, folder, source.channel(Some(&file)), base.clone()).await;
            self.note(&key, gave);
            present.insert(key);
        }
        let gone: Vec<String> = {
            let mut gathered = self.lock();
            let gone = |other: &String| other.starts_with(key) && !present.contains(other);
            gathered.down.retain(|other| !gone(other));
            gathered.feeds.extract_if(.., |other, _| gone(other)).map(|(key, _)| key).collect()
        };
        for key in gone {
            let _ = tokio::fs::remove_file(self.path(&key)).await;
        }
        Ok(())
    }

    async fn look_at(&self, key: &str, file: &Path, folder: &Path, channel: String, base: Url) -> Result<(), Reason> {
        let size = tokio::fs::metadata(file).await.map_err(|_| "the file cannot be read")?.len();
        if size > MAX_FEED as u64 {
            return Err("the file is too large");
        }
        let bytes = tokio::fs::read(file).await.map_err(|_| "the file cannot be read")?;
        let now = clock::now();
        let posts = read(bytes, channel, base.clone(), now).await?;
        self.keep(key, Kept::new(now, Validators::default(), base.into(), posts), Some(folder)).await;
        Ok(())
    }

    /// Takes a new copy over, with what is known about its posts already and with its pictures.
    async fn keep(&self, key: &str, mut kept: Kept, folder: Option<&Path>) {
        let known: HashMap<String, Post> =
            self.kept(key).into_iter().flat_map(|kept| kept.posts).map(|post| (post.id.clone(), post)).collect();
        for post in &mut kept.posts {
            let Some(known) = known.get(&post.id) else { continue };
            post.seen = known.seen;
            if let (Some(picture), Some(known)) = (&mut post.picture, &known.picture)
                && picture.source == known.source
                // What lies in a folder may have changed under its name.
                && folder.is_none()
            {
                picture.state = known.state.clone();
            }
        }
        if let Ok(base) = Url::parse(&kept.place) {
            let hold = self.hold_pictures(&mut kept.posts, &base, folder);
            // The others are fetched next time.
            let _ = tokio::time::timeout(PICTURE_TIME, hold).await;
        }
        if let Err(error) = kept.write(&self.path(key)).await {
            tracing::warn!(error = %error.kind(), "the copy of the news cannot be written");
        }
        self.lock().feeds.insert(key.to_owned(), kept);
    }

    async fn hold_pictures(&self, posts: &mut [Post], base: &Url, folder: Option<&Path>) {
        let mut new = 0;
        for picture in posts.iter_mut().filter_map(|post| post.picture.as_mut()) {
            let there = match &picture.state {
                State::Held(copy) => self.pictures.folder.join(&copy.file).exists(),
                State::Refused => true,
                State::Wanted => false,
            };
            if there {
                continue;
            }
            picture.state = State::Wanted;
            if new == MAX_NEW_PICTURES && folder.is_none() {
                continue;
            }
            new += 1;
            picture.state = self.pictures.hold(&self.client, picture, base, folder).await;
        }
    }

    /// Makes both feeds anew from all copies.
    fn publish(&self) {
        let whole = self.lock().whole();
        let both = (written::json_feed(&whole, &self.names), written::atom(&whole, &self.names));
        let mut written = self.written.write().unwrap_or_else(PoisonError::into_inner);
        *written = (Arc::new(both.0), Arc::new(both.1));
    }

    /// Notes whether a source answered; says so once, not at each try.
    fn note(&self, key: &str, gave: Result<(), Reason>) {
        let mut gathered = self.lock();
        match gave {
            Ok(()) => {
                gathered.down.remove(key);
            }
            Err(reason) => {
                gathered.down.insert(key.to_owned());
                tracing::warn!(source = key, reason, "news cannot be read; the last good copy is served");
            }
        }
    }

    fn named_pictures(&self) -> HashSet<String> {
        let gathered = self.lock();
        let posts = gathered.feeds.values().flat_map(|kept| &kept.posts);
        posts
            .filter_map(|post| match &post.picture.as_ref()?.state {
                State::Held(copy) => Some(copy.file.clone()),
                State::Wanted | State::Refused => None,
            })
            .collect()
    }

    fn kept(&self, key: &str) -> Option<Kept> {
        self.lock().feeds.get(key).cloned()
    }

    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}.json"))
    }

    fn lock(&self) -> MutexGuard<'_, Gathered> {
        self.gathered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Gathered {
    /// All posts, newest first. No feed crowds out another: each has its share of the places.
    fn whole(&self) -> Whole {
        let share = MAX_POSTS / self.feeds.len().max(1);
        let mut seen = HashSet::new();
        let mut posts: Vec<Post> =
            self.feeds.values().flat_map(|kept| kept.posts.iter().take(share)).cloned().collect();
        posts.retain(|post| seen.insert(post.id.clone()));
        posts.sort_by_key(|post| Reverse(written::when(post)));
        let down = |key: &str| self.down.iter().any(|down| key.starts_with(down.as_str()));
        let as_of = self.feeds.iter().filter(|(key, _)| down(key)).map(|(_, kept)| kept.as_of).min();
        Whole { posts, stale: !self.down.is_empty(), as_of }
    }
}

/// The posts of a feed, newest first, at most [`MAX_POSTS`]. Reading is work, so it stops no other; and should a reader
/// ever panic, the feed counts as broken.
async fn read(bytes: Vec<u8>, channel: String, base: Url, now: i64) -> Result<Vec<Post>, Reason> {
    let work = move || {
        let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte));
        let drafts = match first {
            Some(b'{') => json_feed::read(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes), MAX_DRAFTS),
            _ => xml_feed::read(&bytes, MAX_DRAFTS),
        };
        let mut seen = HashSet::new();
        let mut posts: Vec<Post> = drafts?
            .into_iter()
            .filter_map(|draft: Draft| draft.tidy(&channel, &base, now))
            .filter(|post| seen.insert(post.id.clone()))
            .collect();
        posts.sort_by_key(|post| Reverse(written::when(post)));
        posts.truncate(MAX_POSTS);
        Some(posts)
    };
    tokio::task::spawn_blocking(work).await.ok().flatten().ok_or("it is no feed that can be read")
}

/// The feeds of a folder, by name.
async fn feed_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = tokio::fs::read_dir(folder).await?;
    let mut files = Vec::new();
    while let Some(entry) = entries.next_entry().await? {
        let path = entry.path();
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !hidden && ["json", "xml", "rss", "atom"].contains(&ending) {
            files.push(path);
        }
    }
    files.sort();
    files.truncate(MAX_FILES);
    Ok(files)
}
