#!/usr/bin/env bash
# Adds what the build needs and this machine lacks; what is there in the right version is used. Needs Rust, Node and Python.
# `setup.sh test` also adds what only the tests need, `setup.sh fronts` the servers and `setup.sh engines` the browsers that some of them want. Nothing comes from a code host: cargo, npm and Debian packages only.
set -euo pipefail
cd "$(dirname "$0")/.."
tools="$PWD/.tools"
export PATH="$tools/bin:$HOME/.cargo/bin:$PATH"

trunk_version=0.21.14
# The command-line tool and the library must be the same to the last digit: the lock file says which.
bindgen_version=$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)

stop() { printf '\n%s\n' "$1" >&2; exit 1; }
say() { printf 'setup: %s\n' "$1"; }
has() { command -v "$1" >/dev/null 2>&1; }

has cargo || stop "Rust is missing: install it from https://rustup.rs or your system's packages, then run this again."
has node || stop "Node is missing: install Node 20 or later, then run this again."
has npm || stop "npm is missing: it comes with Node; install it, then run this again."
has python3 || stop "Python 3 is missing: install it, then run this again."
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || stop "Node $(node -v) is too old: version 20 or later is needed."
rust=$(rustc --version | cut -d' ' -f2)
[ "$(printf '1.95.0\n%s\n' "$rust" | sort -V | head -n1)" = 1.95.0 ] || stop "Rust $rust is too old: version 1.95 or later is needed."
has cc || stop "A C compiler is missing: install the package gcc (or build-essential), then run this again."

# Debian packages, where this machine has them and we may install.
debian() {
  has apt-get && [ "$(id -u)" = 0 ] || stop "Missing: $*. Install $([ $# = 1 ] && echo it || echo them), then run this again."
  say "Debian packages: $*"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 ||
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; } ||
    stop "These Debian packages could not be installed: $*."
}

# The standard library of the target that browsers run.
target=wasm32-unknown-unknown
target_library="$(rustc --print sysroot)/lib/rustlib/$target/lib"
if ! ls "$target_library"/libstd-*.rlib >/dev/null 2>&1; then
  say "the Rust target $target"
  if ! { has rustup && rustup target add "$target" 2>/dev/null; }; then scripts/build_wasm_target.sh "$target"; fi
fi

if [ "$(trunk --version 2>/dev/null)" != "trunk $trunk_version" ]; then
  say "Trunk $trunk_version, compiled once (some minutes)"
  cargo install trunk --version "$trunk_version" --locked --root "$tools" --quiet
fi
if [ "$(wasm-bindgen --version 2>/dev/null)" != "wasm-bindgen $bindgen_version" ]; then
  say "wasm-bindgen $bindgen_version, compiled once (some minutes)"
  # Its own lock file names a crate that has been withdrawn: without --locked it builds.
  cargo install wasm-bindgen-cli --version "$bindgen_version" --root "$tools" --quiet
fi
# Its program cannot tell its version: a note beside it does.
split_version=0.2.4
if ! has wasm-split-cli || [ "$(cat "$tools/wasm-split-version" 2>/dev/null)" != "$split_version" ]; then
  say "wasm-split $split_version, compiled once (some minutes)"
  cargo install wasm_split_cli_support --version "$split_version" --locked --features build-binary --root "$tools" --quiet
  echo "$split_version" > "$tools/wasm-split-version"
fi
if ! cmp -s package-lock.json node_modules/.installed-from; then
  say "npm packages"
  # The browser for the tests is the system's own.
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed-from
fi

# Servers that institutions run, which the tests of delivery put before ours.
if [ "${1:-}" = fronts ]; then
  has nginx && [ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] || debian nginx libnginx-mod-http-brotli-static
  has caddy || debian caddy
fi

# Browsers of other makers, with what drives them.
if [ "${1:-}" = engines ]; then
  has firefox-esr || debian firefox-esr
  has WebKitWebDriver || debian webkit2gtk-driver
  has Xvfb || debian xvfb
  geckodriver_version=0.37.1
  if [ "$(geckodriver --version 2>/dev/null | sed -n '1s/geckodriver \([^ ]*\).*/\1/p')" != "$geckodriver_version" ]; then
    say "geckodriver $geckodriver_version, compiled once (some minutes)"
    cargo install geckodriver --version "$geckodriver_version" --locked --root "$tools" --quiet
  fi
fi

[ "${1:-}" = test ] || exit 0
for part in rustfmt clippy; do
  cargo "${part/rustfmt/fmt}" --version >/dev/null 2>&1 || { say "$part" && rustup component add "$part"; } ||
    stop "cargo ${part/rustfmt/fmt} is missing: install the Rust component $part, then run this again."
done
# Quick enough as it is compiled in a hurry; it runs for seconds.
deny_version=0.20.2
if [ "$(cargo deny --version 2>/dev/null)" != "cargo-deny $deny_version" ]; then
  say "cargo-deny $deny_version, compiled once (some minutes)"
  cargo install cargo-deny --version "$deny_version" --locked --debug --root "$tools" --quiet
fi
has chromium || debian chromium
has chromedriver || debian chromium-driver
