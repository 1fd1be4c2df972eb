#!/usr/bin/env bash
# Where rustup cannot add the browser target: Debian's own Rust, whose sources are packaged, builds the target's standard
# library once, and this project then uses that Rust.
set -euo pipefail
target=$1
tools="$(cd "$(dirname "$0")/.." && pwd)/.tools/bin"
stop() { printf '\n%s\n' "$1" >&2; exit 1; }
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 ||
  stop "The Rust target $target is missing: run 'rustup target add $target', then run this again."

DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends rustc-web cargo-web rust-web-src lld-22 >/dev/null 2>&1 ||
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends rustc-web cargo-web rust-web-src lld-22 >/dev/null; } ||
  stop "The Rust target $target is missing, and neither rustup nor Debian's packages could add it."

sysroot=$(/usr/bin/rustc --print sysroot)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/src"
printf '[package]\nname = "nothing"\nversion = "0.0.0"\nedition = "2021"\n' >"$work/Cargo.toml"
printf 'fn main() {}\n' >"$work/src/main.rs"
cd "$work"
# Building the standard library is a nightly option; its own sources allow it when they are named as such.
RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes \
  /usr/bin/cargo build --release -Zbuild-std=std,panic_abort,test --target "$target" --target-dir "$work/target"
mkdir -p "$sysroot/lib/rustlib/$target/lib"
cp "$work/target/$target/release/deps/"*.rlib "$sysroot/lib/rustlib/$target/lib/"
host=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
mkdir -p "$sysroot/lib/rustlib/$host/bin"
ln -sf "$(command -v lld-22)" "$sysroot/lib/rustlib/$host/bin/rust-lld"
# The Makefile looks here first.
mkdir -p "$tools"
for program in cargo rustc rustdoc; do ln -sf "/usr/bin/$program" "$tools/$program"; done
