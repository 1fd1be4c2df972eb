//! Who may show what in a frame: by what the headers say, and by trying.

use super::{
    super::{Check, Group, Phrase, Seen, Verdict, What, asks::framed},
    Gathered, answered, directives, header, is_hosted, is_own_page,
};

pub(super) static CHECKS: [Check; 6] = [
    Check::new(Group::Frames, "pages-refuse", |seen| tried(seen, false)),
    Check::new(Group::Frames, "parts-show", |seen| tried(seen, true)),
    Check::new(Group::Frames, "pages-say-no", |seen| header(seen, "X-Frame-Options", is_own_page)),
    Check::new(Group::Frames, "parts-say-nothing-else", |seen| header(seen, "X-Frame-Options", is_hosted)),
    Check::new(Group::Frames, "listed-hosts", listed_hosts),
    Check::new(Group::Frames, "script-for-hosts", |seen| {
        header(seen, "Cross-Origin-Resource-Policy", |path| path == "/embed.js")
    }),
];

fn tried(seen: &Seen, shows: bool) -> Verdict {
    let said = |shown: bool| if shown { Phrase::Shows } else { Phrase::Refuses };
    let mut gathered = Gathered::default();
    for (path, _) in framed().iter().filter(|(_, may)| *may == shows) {
        if let Some(shown) = seen.frames.get(path) {
            gathered.either(*shown == shows, path, said(*shown), said(shows));
        }
    }
    gathered.verdict(Phrase::NotTold)
}

/// The institutions of the configuration, and nobody else.
fn listed_hosts(seen: &Seen) -> Verdict {
    let Some(config) = &seen.config else { return Verdict::Unknown(Phrase::NoLists) };
    let mut wanted: Vec<&str> = config.frame_ancestors.iter().map(String::as_str).collect();
    wanted.push("'self'");
    wanted.sort_unstable();
    let mut gathered = Gathered::default();
    for (path, answer) in answered(seen).filter(|(path, _)| is_hosted(path)) {
        let policy = directives(answer.header("Content-Security-Policy").unwrap_or_default());
        let Some(named) = policy.get("frame-ancestors") else {
            gathered.wrong(path, Phrase::Nothing, wanted.join(" "));
            continue;
        };
        let mut named: Vec<&str> = named.split_whitespace().collect();
        named.sort_unstable();
        gathered.either(named == wanted, path, What::Text(named.join(" ")), wanted.join(" "));
    }
    gathered.verdict(Phrase::NoAnswer)
}
