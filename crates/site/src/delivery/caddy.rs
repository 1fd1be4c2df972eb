//! Caddy: a snippet that a site imports.

use std::fmt::Write;

use guichet_core::site::inner_pages;

use super::{ASK_AGAIN, Ruled};

/// `import guichet` after `root * /path`: the folder that holds the build, below a folder of the same name as the address where it
/// has a path.
pub fn snippet(base: &str, rules: &[Ruled]) -> String {
    let place =
        if base.is_empty() { "/path/of/dist`".to_owned() } else { format!("/path`, where dist is /path{base}") };
    let mut out = format!(
        "# Guichet: import this file, and say `import guichet` in the site, after `root * {place}.\n(guichet) {{\n"
    );
    if !base.is_empty() {
        let _ = writeln!(out, "\tredir {base} {base}/ permanent");
    }
    for (at, rule) in rules.iter().enumerate() {
        let _ = writeln!(out, "\t@guichet{at} {{");
        // The first rule that fits decides: none of those before may fit.
        for (before, earlier) in rules.iter().take(at).enumerate() {
            let _ = writeln!(out, "\t\tnot path_regexp guichet{at}_{before} `{}`", earlier.pattern);
        }
        let _ = writeln!(out, "\t\tpath_regexp guichet{at} `{}`\n\t}}\n\theader @guichet{at} {{", rule.pattern);
        for (name, value) in &rule.headers {
            let _ = writeln!(out, "\t\t{name} `{value}`");
        }
        out.push_str("\t}\n");
    }
    let _ = write!(
        out,
        "\t@guichet_slash path_regexp guichet_slash `^({base}/.+)/$`\n\
         \tredir @guichet_slash {{re.guichet_slash.1}} permanent\n\
         \t@guichet_copy path_regexp `\\.(br|gz)$`\n\
         \t@guichet_file path_regexp `{file}`\n\
         \t@guichet_inner path_regexp `{inner}`\n\
         \t@guichet_any path_regexp `^{base}/`\n\
         \t@guichet_page {{\n\t\tpath_regexp `^{base}/`\n\t\tnot path_regexp `{file}`\n\t}}\n\
         \thandle @guichet_file {{\n\t\terror @guichet_copy 404\n\t\theader *.webmanifest Content-Type application/manifest+json\n\
         \t\theader *.geojson Content-Type application/geo+json\n\t\timport guichet_serve\n\t}}\n\
         \thandle @guichet_inner {{\n\t\ttry_files {{path}}/index.html {base}/shell.html\n\t\timport guichet_serve\n\t}}\n\
         \thandle @guichet_page {{\n\t\trewrite * {{path}}/index.html\n\t\timport guichet_serve\n\t}}\n\
         \thandle_errors {{\n\t\theader @guichet_any Cache-Control `{ASK_AGAIN}`\n\
         \t\thandle @guichet_file {{\n\t\t\theader Content-Type text/plain\n\t\t\trespond \"There is no such file.\" 404\n\t\t}}\n\
         \t\thandle @guichet_any {{\n\t\t\trewrite * {base}/shell.html\n\t\t\timport guichet_serve\n\t\t}}\n\t}}\n}}\n\
         (guichet_serve) {{\n\tfile_server {{\n\t\tprecompressed br gzip\n\t\tdisable_canonical_uris\n\t}}\n}}\n",
        file = format_args!(r"^{base}(/.*)?/[^/]*\.[^/]*$"),
        inner = inner_pages(base),
    );
    out
}
