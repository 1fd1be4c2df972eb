//! The page's policy, where it stands and whether it acts.

use base64ct::{Base64, Encoding as _};

use super::{
    super::{Check, Group, Phrase, Seen, Verdict, What, asks},
    Gathered, answered, directives, ending, header, is_file, is_hosted, is_own_page, is_there, ruled, works,
};
use crate::wire::sha256;

const NAME: &str = "Content-Security-Policy";

pub(super) static CHECKS: [Check; 6] = [
    Check::new(Group::Policy, "policy-of-pages", |seen| policy(seen, |path| is_own_page(path) && !is_inner(path))),
    Check::new(Group::Policy, "policy-of-steps", |seen| policy(seen, is_inner)),
    Check::new(Group::Policy, "policy-of-frames", |seen| policy(seen, is_hosted)),
    Check::new(Group::Policy, "policy-of-scripts", |seen| {
        header(seen, NAME, |path| is_file(path) && is_there(path) && ending(path) == "js")
    }),
    Check::new(Group::Policy, "policy-acts", |seen| match seen.browser.policy_acts {
        Some(acts) => works(acts, ""),
        None => Verdict::Unknown(Phrase::NotTold),
    }),
    Check::new(Group::Policy, "style-named", style_named),
];

/// Pages without a file of their own: other servers answer for them in another way, and for what is missing.
fn is_inner(path: &str) -> bool {
    is_own_page(path) && (asks::inner_pages().any(|inner| inner == path) || !is_there(path))
}

/// A policy is long: only what differs is told.
fn policy(seen: &Seen, of: fn(&str) -> bool) -> Verdict {
    if seen.config.is_none() || seen.build.is_none() {
        return Verdict::Unknown(Phrase::NoLists);
    }
    let mut gathered = Gathered::default();
    for (path, answer) in answered(seen).filter(|(path, _)| of(path)) {
        let wanted = ruled(seen, path, NAME).unwrap_or_default();
        let Some(got) = answer.header(NAME) else {
            gathered.wrong(path, Phrase::Nothing, wanted);
            continue;
        };
        let (got, wanted) = (directives(got), directives(&wanted));
        let differing: Vec<&str> =
            got.keys().chain(wanted.keys()).filter(|name| got.get(*name) != wanted.get(*name)).copied().collect();
        if differing.is_empty() {
            gathered.right(path, Phrase::AsWanted);
        }
        for name in differing {
            let said = |found: Option<&&str>| match found {
                Some(value) => What::Text(format!("{name} {value}").trim().to_owned()),
                None => What::Text(format!("{name}: –")),
            };
            gathered.wrong(path, said(got.get(name)), said(wanted.get(name)));
        }
    }
    gathered.verdict(Phrase::NoAnswer)
}

/// The one inline style of a page is the one that the policy names; where they differ, pages and list are of two builds.
fn style_named(seen: &Seen) -> Verdict {
    let Some(build) = &seen.build else { return Verdict::Unknown(Phrase::NoLists) };
    let mut gathered = Gathered::default();
    for (path, answer) in answered(seen).filter(|(path, answer)| !is_file(path) && answer.status == 200) {
        let style = answer.text().split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>"));
        let Some((style, _)) = style else { continue };
        let hash = format!("sha256-{}", Base64::encode_string(&sha256(&[style.as_bytes()])));
        gathered.either(hash == build.style_hash, path, hash.as_str(), build.style_hash.as_str());
    }
    gathered.verdict(Phrase::NoAnswer)
}
