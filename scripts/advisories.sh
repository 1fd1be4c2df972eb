#!/usr/bin/env bash
# Known holes in the crates that we use. The list of them lies at a code host, which a build never asks: where a copy is at hand
# (fetched by `cargo deny fetch db`, or ADVISORIES=fetch here) it is compared, and elsewhere this says that nothing was.
set -euo pipefail
cd "$(dirname "$0")/.."
copies=("${CARGO_HOME:-$HOME/.cargo}"/advisory-dbs/*/)
if [ "${ADVISORIES-}" = fetch ]; then
  cargo deny --locked --workspace check --hide-inclusion-graph advisories
elif [ -d "${copies[0]}" ]; then
  cargo deny --locked --workspace --offline check --hide-inclusion-graph advisories
else
  echo "advisories: no copy of the database is at hand, so none was compared (ADVISORIES=fetch gets one)"
fi
