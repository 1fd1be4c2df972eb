//! Words between the pages of this browser (`BroadcastChannel`). Nothing personal goes through it, and nobody need answer.

use wasm_bindgen::JsValue;
use web_sys::BroadcastChannel;

use super::{IN_BROWSER, member, page::Listener};

const NAME: &str = "guichet";

/// A line to the other pages; a dead one where the browser has none.
#[derive(Debug, Clone)]
pub struct Channel(Option<BroadcastChannel>);

impl Channel {
    /// Opens the line.
    pub fn open() -> Self {
        Self(if IN_BROWSER { BroadcastChannel::new(NAME).ok() } else { None })
    }

    /// Tells the other pages.
    pub fn tell(&self, text: &str) {
        if let Some(channel) = &self.0 {
            let _ = channel.post_message(&JsValue::from_str(text));
        }
    }

    /// Calls back with what another page tells.
    pub fn on_word(&self, heard: impl Fn(&str) + 'static) -> Option<Listener> {
        let channel = self.0.clone()?;
        Some(Listener::new(channel.into(), "message", move |event| {
            if let Some(text) = member(&event, "data").as_string() {
                heard(&text);
            }
        }))
    }
}
