//! A file that somebody chose in a control of the page.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, File, HtmlInputElement};

/// The file. Nothing of it was read yet.
#[derive(Clone)]
pub struct Chosen(File);

/// Its name can tell much.
impl std::fmt::Debug for Chosen {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Chosen(***)")
    }
}

/// The file that stands in the control of this event, if there is one.
pub fn of(event: &Event) -> Option<Chosen> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    input.files()?.get(0).map(Chosen)
}

impl Chosen {
    /// All of it as text; `None` where it is longer than so many bytes, or cannot be read.
    pub async fn text(&self, at_most: u32) -> Option<String> {
        if self.0.size() > f64::from(at_most) {
            return None;
        }
        let text = JsFuture::from(self.0.text()).await.ok()?;
        text.as_string()
    }
}
