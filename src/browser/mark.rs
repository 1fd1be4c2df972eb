//! Marks that every tab of this browser sees and that are written at once (`localStorage`). Nothing personal is ever one:
//! what is written here can be lost when the browser is killed.

use web_sys::Storage;

use super::window;

fn storage() -> Option<Storage> {
    // The binding turns a thrown SecurityError into an error value.
    window()?.local_storage().ok().flatten()
}

/// Sets a mark, if it can be.
pub fn set(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(name, text);
    }
}

/// Removes a mark.
pub fn remove(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
}

/// The marks whose names begin so, with their texts.
pub fn all(prefix: &str) -> Vec<(String, String)> {
    let Some(storage) = storage() else { return Vec::new() };
    let names = (0..storage.length().unwrap_or(0)).filter_map(|place| storage.key(place).ok().flatten());
    names
        .filter(|name| name.starts_with(prefix))
        .filter_map(|name| storage.get_item(&name).ok().flatten().map(|text| (name, text)))
        .collect()
}
