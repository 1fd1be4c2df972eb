//! Files joined to the form in progress: looked at, cleaned, sealed and kept, one after the other.

use guichet_core::{
    domain::{
        attachment::{
            Attachment, Joined, MAX_FILE_BYTES, MAX_FILES, MAX_PICKED_BYTES, MAX_PIXELS, MAX_TOTAL_BYTES, MediaType,
        },
        date::{Date, Hour},
        photo_date::photo_date,
        picked_file::{self, Content, START_BYTES},
    },
    form::answers::At,
    forms::complaint::files,
    wire::pieces::{self, UploadId},
};
use leptos::prelude::*;

use super::Session;
use crate::{api::files::Standing, browser::files::Picked};

/// Why a file was not joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotJoined {
    /// It is no photo and no PDF.
    Other,
    /// It is a video.
    Video,
    /// A photo of a kind that this browser does not read.
    Heif,
    /// A picture that cannot be read.
    Broken,
    /// It is larger than anything that is looked at.
    TooLarge,
    /// A PDF larger than what is sent.
    PdfTooLarge,
    /// There are as many files as there may be.
    TooMany,
    /// So many bytes are left for all files.
    NoRoom(u64),
    /// It cannot be opened, or is empty.
    Unreadable,
    /// There is no randomness to seal it with, or the form is gone.
    NotSealed,
}

/// What is known of a file that was just joined, and goes with the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The file.
    pub id: UploadId,
    /// True where its name said something else than its content.
    pub renamed: bool,
    /// When the photo was taken, by the device.
    pub taken: Option<(Date, Hour)>,
}

/// As long as this is there, nothing is sent: a file is on its way into the answers.
pub struct Preparing(RwSignal<usize>);

impl Drop for Preparing {
    fn drop(&mut self) {
        let _ = self.0.try_update(|count| *count -= 1);
    }
}

impl Session {
    /// Begins to prepare files.
    #[must_use]
    pub fn preparing(self) -> Preparing {
        let count = self.preparing_count();
        count.update(|count| *count += 1);
        Preparing(count)
    }

    /// True while files are being prepared. Reactive.
    #[must_use]
    pub fn is_preparing(self) -> bool {
        self.preparing_count().get() > 0
    }

    /// What was joined there. Reactive.
    #[must_use]
    pub fn joined(self, at: At) -> Joined {
        self.answers.with(|answers| files::joined(answers, at))
    }

    /// How many files there are in all, and how many bytes they take. Reactive.
    #[must_use]
    pub fn files_sum(self) -> (usize, u64) {
        let all = self.answers.with(files::all);
        (all.len(), all.iter().map(|file| file.size).sum())
    }

    /// Joins a file: what it is, is told by its content; a picture is made anew without what is hidden in it.
    pub async fn join(self, at: At, picked: &Picked) -> Result<Told, NotJoined> {
        self.has_room(0)?;
        if picked.size() > MAX_PICKED_BYTES {
            return Err(NotJoined::TooLarge);
        }
        let start = picked.start(START_BYTES).await.map_err(|_| NotJoined::Unreadable)?;
        if start.is_empty() {
            return Err(NotJoined::Unreadable);
        }
        let (bytes, kind) = read(picked, Content::of(&start)).await?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.has_room(size)?;
        let (id, key) = self.files().seal(&bytes).await.ok_or(NotJoined::NotSealed)?;
        let name = picked_file::name(&picked.name(), kind);
        let renamed = picked_file::ending(&picked.name()) != picked_file::ending(&name);
        let file = Attachment { id, name, media_type: kind, size, pieces: pieces::count(size), key, item: None };
        // Meanwhile other files came, or the item was removed, or everything was sent.
        let room = self.has_room(size);
        let gone = self.is_locked() || self.answers.with_untracked(|answers| !files::places(answers).contains(&at));
        if let Some(fault) = room.err().or(gone.then_some(NotJoined::NotSealed)) {
            self.files().remove(id);
            return Err(fault);
        }
        self.change_joined(at, |joined| joined.files.push(file));
        Ok(Told { id, renamed, taken: photo_date(&start) })
    }

    /// True where the content of a file is no longer here. Reactive.
    #[must_use]
    pub fn file_is_gone(self, id: UploadId) -> bool {
        self.files().standing(id) == Standing::Gone
    }

    /// True where the content of a file survives this page. Reactive.
    #[must_use]
    pub fn file_is_stored(self, id: UploadId) -> bool {
        self.files().standing(id) == Standing::Stored
    }

    /// Takes a file out. With `bring`, its name stays among what is to be brought.
    pub fn take_out(self, at: At, id: UploadId, bring: bool) {
        self.change_joined(at, |joined| joined.take_out(id, bring));
        self.files().remove(id);
    }

    /// Takes a name off what is to be brought.
    pub fn not_brought(self, at: At, name: &str) {
        self.change_joined(at, |joined| {
            if let Some(place) = joined.to_bring.iter().position(|known| known == name) {
                joined.to_bring.remove(place);
            }
        });
    }

    /// The name of a joined file, wherever it was joined.
    #[must_use]
    pub fn file_name(self, id: UploadId) -> Option<String> {
        self.answers.with_untracked(files::all).into_iter().find(|file| file.id == id).map(|file| file.name)
    }

    /// Sends after all, without this file, or without any: they are to be brought.
    pub fn send_without(self, left_out: Option<UploadId>) {
        self.edit();
        if self.is_locked() {
            return;
        }
        for at in self.answers.with_untracked(files::places) {
            for file in self.answers.with_untracked(|answers| files::joined(answers, at)).files {
                if left_out.is_none_or(|id| id == file.id) {
                    self.take_out(at, file.id, true);
                }
            }
        }
        self.send();
    }

    /// Looks whether the content of what was joined there is still here.
    pub async fn look_for_files(self, at: At) {
        let joined = self.answers.with_untracked(|answers| files::joined(answers, at));
        self.files().look(&joined.files).await;
    }

    fn change_joined(self, at: At, change: impl FnOnce(&mut Joined)) {
        let mut joined = self.answers.with_untracked(|answers| files::joined(answers, at));
        change(&mut joined);
        self.set(at, joined.as_answer());
    }

    fn has_room(self, bytes: u64) -> Result<(), NotJoined> {
        let all = self.answers.with_untracked(files::all);
        let left = MAX_TOTAL_BYTES.saturating_sub(all.iter().map(|file| file.size).sum());
        if all.len() >= MAX_FILES {
            Err(NotJoined::TooMany)
        } else if bytes > left {
            Err(NotJoined::NoRoom(left))
        } else {
            Ok(())
        }
    }
}

/// The bytes to send, and what they are.
async fn read(picked: &Picked, content: Content) -> Result<(Vec<u8>, MediaType), NotJoined> {
    match content {
        Content::Other => Err(NotJoined::Other),
        Content::Video => Err(NotJoined::Video),
        Content::Sent(MediaType::Pdf) if picked.size() > MAX_FILE_BYTES => Err(NotJoined::PdfTooLarge),
        Content::Sent(MediaType::Pdf) => {
            let bytes = picked.whole().await.map_err(|_| NotJoined::Unreadable)?;
            Ok((bytes, MediaType::Pdf))
        }
        Content::Sent(_) | Content::Heif | Content::Picture => {
            let png = content == Content::Sent(MediaType::Png);
            let fault = if content == Content::Heif { NotJoined::Heif } else { NotJoined::Broken };
            let made = picked.cleaned(MAX_PIXELS, MAX_FILE_BYTES, png).await.map_err(|_| fault)?;
            Ok((made.bytes, if made.png { MediaType::Png } else { MediaType::Jpeg }))
        }
    }
}
