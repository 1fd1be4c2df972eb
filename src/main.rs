//! The app: the only code that knows a browser.
fn main() {}
