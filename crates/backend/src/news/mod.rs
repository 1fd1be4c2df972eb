//! News
pub mod draft;
pub mod json_feed;
pub mod text;
pub mod xml_feed;
pub mod source { pub const FOLDER_HOST: &str = "folder.invalid"; }
