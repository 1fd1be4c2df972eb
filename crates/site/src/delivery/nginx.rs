//! nginx: a map for each header, and what a server block includes.

use std::fmt::Write;

use guichet_core::site::inner_pages;

use super::{ASK_AGAIN, Ruled, names};

/// For the `http` block: what each header says of the path that was asked for, whichever file answers in the end.
pub fn http(rules: &[Ruled]) -> String {
    let mut out = String::from(
        "# Guichet: include this in nginx's http block, and nginx-server.conf in the server block.\n\
         map $request_uri $guichet_path {\n    \"~^(?<guichet_asked>[^?]*)\" $guichet_asked;\n}\n",
    );
    for name in names(rules) {
        let cache = name == "Cache-Control";
        let source = if cache { "\"$status$guichet_path\"" } else { "$guichet_path" };
        let _ = writeln!(out, "map {source} ${} {{", variable(name));
        if cache {
            let _ = writeln!(out, "    \"~^[45]\" \"{ASK_AGAIN}\";");
        }
        for rule in rules {
            let value = rule.headers.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value);
            // The status stands before the path there, always three digits.
            let pattern = match rule.pattern.strip_prefix('^') {
                Some(rest) if cache => format!("^...{rest}"),
                _ => rule.pattern.clone(),
            };
            let _ = writeln!(out, "    \"~{}\" \"{}\";", quoted(&pattern), quoted(value));
        }
        out.push_str("}\n");
    }
    out
}

/// For the `server` block, which says `root` itself: the folder that holds the build, below a folder of the same name as the
/// address where it has a path. Nothing here reaches what else the server block serves.
pub fn server(base: &str, rules: &[Ruled]) -> String {
    let place =
        if base.is_empty() { "/path/of/dist;`".to_owned() } else { format!("/path;`, where dist is /path{base}") };
    let mut out = format!(
        "# Guichet: include this in nginx's server block, after `root {place}.\n\
         # With the module for compressed copies in Brotli, say `brotli_static on;` in the server block too.\n"
    );
    if !base.is_empty() {
        let _ = writeln!(out, "location = {base} {{ absolute_redirect off; return 301 {base}/; }}");
    }
    let _ = write!(
        out,
        "location {base}/ {{\n    gzip_static on;\n    gzip_vary on;\n    charset utf-8;\n    absolute_redirect off;\n    \
         error_page 404 {base}/shell.html;\n"
    );
    for name in names(rules) {
        let _ = writeln!(out, "    add_header {name} ${} always;", variable(name));
    }
    let _ = write!(
        out,
        "    try_files $uri/index.html =404;\n    \
         location ~ \"^{base}/.+/$\" {{ rewrite \"^(/.+)/$\" $1 permanent; }}\n    \
         location ~ \"{inner}\" {{ try_files $uri/index.html {base}/shell.html; }}\n    \
         location ~ \"\\.(br|gz)$\" {{ error_page 404 @guichet_missing; return 404; }}\n    \
         location ~ \"\\.webmanifest$\" {{ types {{ }} default_type application/manifest+json; try_files $uri @guichet_missing; }}\n    \
         location ~ \"\\.geojson$\" {{ types {{ }} default_type application/geo+json; try_files $uri @guichet_missing; }}\n    \
         location ~ \"/[^/]*\\.[^/]*$\" {{ try_files $uri @guichet_missing; }}\n}}\n\
         location @guichet_missing {{ types {{ }} default_type text/plain;",
        inner = quoted(&inner_pages(base)),
    );
    for name in names(rules) {
        let _ = write!(out, " add_header {name} ${} always;", variable(name));
    }
    out.push_str(" return 404 \"There is no such file.\\n\"; }\n");
    out
}

fn variable(name: &str) -> String {
    format!("guichet_{}", name.to_ascii_lowercase().replace('-', "_"))
}

/// Text as it stands between double quotes.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}
