//! Caddy: a snippet that a site imports.

use std::fmt::Write;

use guichet_core::site::inner_pages;

use super::{ASK_AGAIN, Ruled};

/// `import guichet` after `root * /path/of/dist`.
pub fn snippet(rules: &[Ruled]) -> String {
    let mut out = String::from(
        "# Guichet: import this file, and say `import guichet` in the site, after `root * /path/of/dist`.\n(guichet) {\n",
    );
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
        "\t@guichet_slash path_regexp guichet_slash `^(/.+)/$`\n\
         \tredir @guichet_slash {{re.guichet_slash.1}} permanent\n\
         \t@guichet_copy path_regexp `\\.(br|gz)$`\n\
         \t@guichet_file path_regexp `/[^/]*\\.[^/]*$`\n\
         \t@guichet_inner path_regexp `{}`\n\
         \t@guichet_page not path_regexp `/[^/]*\\.[^/]*$`\n\
         \thandle @guichet_file {{\n\t\terror @guichet_copy 404\n\t\theader *.webmanifest Content-Type application/manifest+json\n\
         \t\theader *.geojson Content-Type application/geo+json\n\t\timport guichet_serve\n\t}}\n\
         \thandle @guichet_inner {{\n\t\ttry_files {{path}}/index.html /shell.html\n\t\timport guichet_serve\n\t}}\n\
         \thandle @guichet_page {{\n\t\trewrite * {{path}}/index.html\n\t\timport guichet_serve\n\t}}\n\
         \thandle_errors {{\n\t\theader Cache-Control `{ASK_AGAIN}`\n\
         \t\thandle @guichet_file {{\n\t\t\theader Content-Type text/plain\n\t\t\trespond \"There is no such file.\" 404\n\t\t}}\n\
         \t\thandle {{\n\t\t\trewrite * /shell.html\n\t\t\timport guichet_serve\n\t\t}}\n\t}}\n}}\n\
         (guichet_serve) {{\n\tfile_server {{\n\t\tprecompressed br gzip\n\t\tdisable_canonical_uris\n\t}}\n}}\n",
        inner_pages(),
    );
    out
}
