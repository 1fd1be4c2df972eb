//! Text as it may stand in HTML, and HTML as text.

/// Text between tags.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Text between double quotes.
pub fn attribute(text: &str) -> String {
    escaped(text).replace('"', "&quot;")
}

/// The words of what the app has drawn: no tags, and what was escaped for them as it is read.
pub fn words(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if !inside => out.push(letter),
            _ => {}
        }
    }
    let out = out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'");
    out.replace("&#39;", "'").replace("&amp;", "&").trim().to_owned()
}
