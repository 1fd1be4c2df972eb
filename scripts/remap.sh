#!/usr/bin/env bash
# Options for the compiler by which what it writes names no folder of this machine: the same sources give the same bytes
# wherever they lie. Sources of crates are told by name and version alone.
set -euo pipefail
cd "$(dirname "$0")/.."
# So that the folders are there.
cargo fetch --locked --quiet --target wasm32-unknown-unknown
home=${CARGO_HOME:-$HOME/.cargo}
for folder in "$home" "$home"/registry/src/*/ "$PWD"; do
  case $folder in
    # Options are separated by spaces: there the build works all the same, and only names its folder.
    *[[:space:]]*) ;;
    *) printf ' --remap-path-prefix=%s=%s' "${folder%/}" "$(case $folder in "$PWD") echo guichet ;; *) echo crates ;; esac)" ;;
  esac
done
