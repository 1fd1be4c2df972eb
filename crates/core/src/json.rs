//! The one way JSON text is read. It goes through [`Value`]: derived readers are then compiled for one source only, which
//! is a good part of what a reader of this page has to load.

use serde::de::DeserializeOwned;
pub use serde_json::Value;

/// Reads text; nothing where it is no JSON, or other JSON than is wanted.
#[must_use]
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    meaning(parse(text)?)
}

/// Reads text as whatever it is.
#[must_use]
pub fn parse(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

/// What a value means; nothing where it is not what is wanted.
#[must_use]
pub fn meaning<T: DeserializeOwned>(value: Value) -> Option<T> {
    serde_json::from_value(value).ok()
}

/// The version that stored or sent JSON names in its member `v`: looked at before anything else of it.
#[must_use]
pub fn version(value: &Value) -> Option<u64> {
    value.get("v")?.as_u64()
}
