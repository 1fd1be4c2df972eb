#!/usr/bin/env bash
# Builds the last commit twice, in two places that have nothing in common but the tools, and compares every file.
# STATIONS_DIR has both built from official files. KEEP=1 leaves both where they are.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
[ "${KEEP-}" = 1 ] || trap 'rm -rf "$work"' EXIT

# build FOLDER: a clone of its own with packages, caches and compiled parts of its own.
build() {
  git clone --quiet --no-hardlinks "$root" "$1"
  cp -r "$root/node_modules" "$1/node_modules"
  [ ! -d "$root/.tools" ] || ln -s "$(realpath "$root/.tools")" "$1/.tools"
  env -u CARGO_TARGET_DIR -u MAKEFLAGS -u MAKELEVEL "${@:2}" make --no-print-directory -C "$1" dist >"$1.log" 2>&1 || { tail -n 40 "$1.log" >&2; exit 1; }
}

first=$work/one
second=$work/elsewhere/and/deeper/two
mkdir -p "$(dirname "$second")" "$work/cargo"
# The same downloads under another name.
for part in "${CARGO_HOME:-$HOME/.cargo}"/*; do
  case ${part##*/} in config* | registry | git) ln -s "$part" "$work/cargo/${part##*/}" ;; esac
done
build "$first" TZ=Europe/Paris LC_ALL=C.UTF-8
build "$second" TZ=Pacific/Auckland LC_ALL=C CARGO_HOME="$work/cargo" PATH="$HOME/.cargo/bin:$PATH"

if ! diff -u "$first/dist/manifest.sha256" "$second/dist/manifest.sha256"; then
  echo "reproducible: two builds of one commit differ in the files above" >&2
  exit 1
fi
# Not only what the lists say.
diff -r "$first/dist" "$second/dist"
if leaks=$(grep -rlaF -e "$work" -e "$HOME/" "$first/dist" "$second/dist"); then
  printf 'reproducible: these files name a folder of this machine:\n%s\n' "$leaks" >&2
  exit 1
fi
echo "reproducible: $(wc -l <"$first/dist/manifest.sha256") files, the same in both builds of $(git rev-parse --short HEAD)"
