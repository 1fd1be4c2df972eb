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

/// For the `server` block, which says `root` itself.
pub fn server(rules: &[Ruled]) -> String {
    let mut out = String::from(
        "# Guichet: include this in nginx's server block, after `root /path/of/dist;`.\n\
         # With the module for compressed copies in Brotli, say `brotli_static on;` too.\n\
         gzip_static on;\ngzip_vary on;\ncharset utf-8;\nabsolute_redirect off;\nerror_page 404 /shell.html;\n",
    );
    for name in names(rules) {
        let _ = writeln!(out, "add_header {name} ${} always;", variable(name));
    }
    let _ = write!(
        out,
        "location / {{ try_files $uri/index.html =404; }}\n\
         location ~ \"^/.+/$\" {{ rewrite \"^(/.+)/$\" $1 permanent; }}\n\
         location ~ \"{}\" {{ try_files $uri/index.html /shell.html; }}\n\
         location ~ \"\\.(br|gz)$\" {{ error_page 404 @guichet_missing; return 404; }}\n\
         location ~ \"\\.webmanifest$\" {{ types {{ }} default_type application/manifest+json; try_files $uri @guichet_missing; }}\n\
         location ~ \"\\.geojson$\" {{ types {{ }} default_type application/geo+json; try_files $uri @guichet_missing; }}\n\
         location ~ \"/[^/]*\\.[^/]*$\" {{ try_files $uri @guichet_missing; }}\n\
         location @guichet_missing {{ types {{ }} default_type text/plain; return 404 \"There is no such file.\\n\"; }}\n",
        quoted(&inner_pages()),
    );
    out
}

fn variable(name: &str) -> String {
    format!("guichet_{}", name.to_ascii_lowercase().replace('-', "_"))
}

/// Text as it stands between double quotes.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}
