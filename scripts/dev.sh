#!/usr/bin/env bash
# Trunk's live-reload server on PORT with the API behind it on the next port; both end together.
set -euo pipefail
backend=$1 data=$2
port=${PORT:-8080}
api=$((port + 1))
"$backend" serve --port "$api" --dist dist --data "$data" --config public/config.json &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
trunk serve --port "$port" --dist target/dev --proxy-backend "http://127.0.0.1:$api/api"
