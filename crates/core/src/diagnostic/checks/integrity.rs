//! Whether what arrives is what was built.

use base64ct::{Base64, Encoding as _};
use sha2::{Digest as _, Sha384};

use super::{
    super::{
        Answer, Check, Group, Phrase, Seen, Verdict, What,
        asks::{self, BUILD, CONFIG, NO_PAGE},
    },
    Gathered, file_of, is_page, single, works,
};
use crate::{
    site::{self, Language, Page},
    wire::sha256_hex,
};

pub(super) static CHECKS: [Check; 9] = [
    Check::new(Group::Integrity, "lists", |seen| {
        let (config, list, sums) = (seen.config.is_some(), seen.build.is_some(), seen.sums.is_empty());
        let missing = [(CONFIG, config), (BUILD, list), ("/manifest.sha256", !sums)].into_iter();
        let mut gathered = Gathered::default();
        for (path, there) in missing {
            gathered.either(there, path, if there { Phrase::Works } else { Phrase::Unreadable }, Phrase::Works);
        }
        gathered.verdict(Phrase::NoAnswer)
    }),
    Check::new(Group::Integrity, "program", |seen| listed(seen, of_build(seen, |build| &build.first_load))),
    Check::new(Group::Integrity, "pieces", |seen| listed(seen, of_build(seen, |build| &build.areas))),
    Check::new(Group::Integrity, "pages", |seen| {
        let there = |path: &&String| path.starts_with('/') && is_page(path) && *path != NO_PAGE;
        listed(seen, seen.answers.keys().filter(there).cloned().collect())
    }),
    Check::new(Group::Integrity, "data", |seen| {
        let data = |path: &&String| *path == "/data/index.json" || asks::is_data(path.trim_start_matches('/'));
        listed(seen, seen.answers.keys().filter(data).cloned().collect())
    }),
    Check::new(Group::Integrity, "others", |seen| listed(seen, asks::OTHERS.map(|name| format!("/{name}")).to_vec())),
    Check::new(Group::Integrity, "named-checksums", named_checksums),
    Check::new(Group::Integrity, "same-build", same_build),
    Check::new(Group::Integrity, "worker-of-build", worker_of_build),
];

fn of_build(seen: &Seen, part: fn(&super::super::Build) -> &Vec<String>) -> Vec<String> {
    seen.build.iter().flat_map(part).map(|file| format!("/{file}")).collect()
}

/// Each file against its checksum in the list.
fn listed(seen: &Seen, paths: Vec<String>) -> Verdict {
    if seen.sums.is_empty() {
        return Verdict::Unknown(Phrase::NoLists);
    }
    let mut gathered = Gathered::default();
    for path in paths {
        let Some(answer) = seen.answer(&path).filter(|answer| answer.status == 200) else {
            let status = seen.answer(&path).map(|answer| answer.status.to_string());
            match status {
                Some(status) => gathered.wrong(&path, status, "200"),
                None => gathered.wrong(&path, Phrase::NoAnswer, "200"),
            }
            continue;
        };
        let Some(wanted) = seen.sums.get(&file_of(&path)) else {
            gathered.wrong(&path, Phrase::NotListed, Phrase::Unaltered);
            continue;
        };
        if sha256_hex(&[&answer.body]) == *wanted {
            gathered.right(&path, Phrase::Unaltered);
        } else {
            gathered.wrong(&path, Phrase::Altered, Phrase::Unaltered);
        }
    }
    gathered.verdict(Phrase::NoAnswer)
}

/// An attribute of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split_once('"')?.0)
}

/// Every script and style that a page names, with its tag.
fn named(page: &Answer) -> impl Iterator<Item = (&str, &str)> {
    let tags = page.text().split('<').filter(|tag| tag.starts_with("script") || tag.starts_with("link"));
    let tags = tags.filter(|tag| {
        !tag.starts_with("link")
            || ["stylesheet", "modulepreload", "preload"].iter().any(|kind| attribute(tag, "rel") == Some(kind))
    });
    tags.filter_map(|tag| Some((attribute(tag, "src").or_else(|| attribute(tag, "href"))?, tag)))
}

/// The path on the site of an address that a page names.
fn path_of<'a>(seen: &Seen, address: &'a str) -> Option<&'a str> {
    let file = address.rsplit_once('/').map_or(address, |(_, file)| file);
    let path = address.get(address.len().checked_sub(file.len() + 1)?..)?;
    seen.answer(path).is_some().then_some(path)
}

/// A page names each of its parts with its checksum, and the part has it.
fn named_checksums(seen: &Seen) -> Verdict {
    let start = site::path(Language::Fr, &Page::Start);
    let Some(page) = seen.answer(&start) else { return Verdict::Unknown(Phrase::NoAnswer) };
    let mut gathered = Gathered::default();
    for (address, tag) in named(page) {
        let Some(given) = attribute(tag, "integrity") else {
            gathered.wrong(address, Phrase::Nothing, "integrity");
            continue;
        };
        let Some(answer) = path_of(seen, address).and_then(|path| seen.answer(path)) else { continue };
        let found = format!("sha384-{}", Base64::encode_string(&Sha384::digest(&answer.body)));
        gathered.either(found == given, address, given, found.as_str());
    }
    gathered.verdict(Phrase::NoAnswer)
}

/// The script that starts a build, as its list names it.
fn boot_script(seen: &Seen) -> Option<&str> {
    let first = &seen.build.as_ref()?.first_load;
    first.iter().map(String::as_str).find(|file| file.starts_with("boot-"))
}

/// The worker keeps the parts of this build, or nothing at all where that is what the configuration says.
fn worker_of_build(seen: &Seen) -> Verdict {
    let (Some(config), Some(boot)) = (&seen.config, boot_script(seen)) else {
        return Verdict::Unknown(Phrase::NoLists);
    };
    let Some(answer) = seen.answer(site::WORKER) else { return Verdict::Unknown(Phrase::NoAnswer) };
    let named =
        answer.text().split('"').find_map(|name| name.strip_prefix('/').filter(|name| name.starts_with("boot-")));
    let wanted = config.offline.then_some(boot);
    let said = |name: Option<&str>| name.map_or(Phrase::Nothing.into(), What::from);
    single(named == wanted, site::WORKER, said(named), said(wanted))
}

/// The page that checks, the start page and the list are of one build.
fn same_build(seen: &Seen) -> Verdict {
    if seen.build.is_none() {
        return Verdict::Unknown(Phrase::NoLists);
    }
    let Some(wanted) = boot_script(seen).map(|file| format!("/{file}")) else { return works(false, BUILD) };
    let mut gathered = Gathered::default();
    let started = &seen.browser.started_by;
    gathered.either(started.ends_with(&wanted), "", started.as_str(), wanted.as_str());
    for (path, answer) in super::answered(seen).filter(|(path, answer)| is_page(path) && answer.status == 200) {
        let script =
            named(answer).find(|(_, tag)| tag.starts_with("script")).map(|(address, _)| address).unwrap_or_default();
        gathered.either(script.ends_with(&wanted), path, script, wanted.as_str());
    }
    gathered.verdict(Phrase::NoAnswer)
}
