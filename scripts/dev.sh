#!/usr/bin/env bash
# Trunk's live-reload server on PORT, with the API behind it; both end together.
set -euo pipefail
backend=$1 data=$2
# Trunk.toml sends what is for the API to this port.
api=8081
port=${PORT:-8080}
[ "$port" != "$api" ] || { printf 'PORT %s is the one of the API here: choose another.\n' "$api" >&2; exit 1; }
mkdir -p target/dev
"$backend" serve --port "$api" --dist target/dev --data "$data" --config public/config.json &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
trunk serve --port "$port" --dist target/dev
