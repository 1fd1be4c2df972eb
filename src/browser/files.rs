//! Files that somebody picks, and the chunk that makes pictures anew. The chunk's own scripts stand in the folder beside this
//! file.

use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Event, File, HtmlInputElement};

use super::{global, member};

/// A file that was picked. Nothing of it was read yet.
#[derive(Clone)]
pub struct Picked(File);

/// Its name can tell much.
impl std::fmt::Debug for Picked {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Picked(***)")
    }
}

/// A picture made anew.
pub struct Cleaned {
    /// The file.
    pub bytes: Vec<u8>,
    /// True for PNG, else it is JPEG.
    pub png: bool,
}

/// The browser could not read the file: it is gone, or no picture that it knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotRead;

/// The files that were picked with the control of this event, which is then empty again: the same file can be picked anew.
pub fn picked(event: &Event) -> Vec<Picked> {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let files = input.files().map_or_else(Vec::new, |list| (0..list.length()).filter_map(|n| list.get(n)).collect());
    input.set_value("");
    files.into_iter().map(Picked).collect()
}

/// The one file that stands in the control of this event, if there is one. It stays there, to be seen.
pub fn one(event: &Event) -> Option<Picked> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    input.files()?.get(0).map(Picked)
}

impl Picked {
    /// All of it as text; `None` where it is longer than so many bytes, or cannot be read.
    pub async fn text(&self, at_most: u64) -> Option<String> {
        if self.size() > at_most {
            return None;
        }
        String::from_utf8(self.whole().await.ok()?).ok()
    }

    /// What the person calls it.
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// How long it is, in bytes.
    pub fn size(&self) -> u64 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a length is whole and not negative; `as` saturates"
        )]
        let size = self.0.size() as u64;
        size
    }

    /// Its first bytes, at most so many.
    pub async fn start(&self, length: usize) -> Result<Vec<u8>, NotRead> {
        let length = i32::try_from(length).unwrap_or(i32::MAX);
        read(&self.0.slice_with_i32_and_i32(0, length).map_err(|_| NotRead)?).await
    }

    /// All of it.
    pub async fn whole(&self) -> Result<Vec<u8>, NotRead> {
        read(&self.0).await
    }

    /// The same picture with at most so many dots and bytes, and nothing beside them. With `png` it stays one where it is
    /// small enough.
    pub async fn cleaned(&self, pixels: u64, bytes: u64, png: bool) -> Result<Cleaned, NotRead> {
        let clean: Function = member(&chunk().await?, "clean").dyn_into().map_err(|_| NotRead)?;
        #[expect(clippy::cast_precision_loss, reason = "limits are far below where a number loses its last digits")]
        let limit = |number: u64| JsValue::from_f64(number as f64);
        let begun = clean
            .call4(&JsValue::UNDEFINED, &self.0, &limit(pixels), &limit(bytes), &JsValue::from_bool(png))
            .map_err(|_| NotRead)?;
        let made = wait(&begun).await?;
        let bytes: Uint8Array = member(&made, "bytes").dyn_into().map_err(|_| NotRead)?;
        Ok(Cleaned { bytes: bytes.to_vec(), png: member(&made, "png").is_truthy() })
    }
}

async fn read(blob: &Blob) -> Result<Vec<u8>, NotRead> {
    Ok(Uint8Array::new(&wait(&blob.array_buffer()).await?).to_vec())
}

/// Loads the chunk, once for the life of the page.
async fn chunk() -> Result<JsValue, NotRead> {
    let left = member(&global(), "guichet");
    let load: Function = member(&left, "files").dyn_into().map_err(|_| NotRead)?;
    wait(&load.call0(&left).map_err(|_| NotRead)?).await
}

async fn wait(promise: &JsValue) -> Result<JsValue, NotRead> {
    JsFuture::from(Promise::resolve(promise)).await.map_err(|_| NotRead)
}
