//! Values of this tab (`sessionStorage`): they survive a reload and end with the tab. Even naming the storage can throw
//! in a frame, so every call says whether it worked.

use web_sys::Storage;

use super::window;

fn storage() -> Option<Storage> {
    // The binding turns a thrown SecurityError into an error value.
    window()?.session_storage().ok().flatten()
}

/// A value; `None` where it is not there or the storage is blocked.
pub fn get(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Keeps a value; false where the storage is blocked or full.
pub fn set(name: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(name, value).is_ok())
}

/// Removes a value, if it can be reached at all.
pub fn remove(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
}
