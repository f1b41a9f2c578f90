#!/usr/bin/env bash
# Brings the tools that are missing and puts them on PATH. Seconds when all is there.
#   source .ci/install.sh rust             cargo with fmt and clippy
#   source .ci/install.sh build            cargo, the wasm target, trunk, wasm-bindgen, node packages, crates
#   source .ci/install.sh browser          node packages, Chromium, a font with Arabic, Python packages that read our files
#   source .ci/install.sh office           LibreOffice, and what reads text from PDF
#   source .ci/install.sh bench            the programs that the bench compares us with
#   source .ci/install.sh chain            what looks at the libraries and lists them
#   source .ci/install.sh mutants          what changes the code to see whether a test notices
# Lists can be combined. Run instead of sourced it installs, but your PATH stays as it was.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$here/.ci/versions.env"
tools=${XDG_CACHE_HOME:-$HOME/.cache}/tafwid/tools

say() { printf '%s\n' "$*" >&2; }
stop() { say "Stopped: $*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

need_node() {
  have node || stop "node is missing. Install Node.js $NODE_MIN or newer, with npm, and start again."
  have npm || stop "npm is missing. It comes with Node.js; on some systems it is a package of its own (npm)."
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge "$NODE_MIN" ] || stop "node is version $major, but $NODE_MIN or newer is needed. Update Node.js."
}

need_cargo() {
  have cargo || stop "cargo is missing. Install Rust (for example with rustup) and start again."
  have cc || stop "cc is missing. Install a C compiler (on Debian and Ubuntu: the package gcc); Rust links with it."
  local component
  for component in fmt clippy; do
    cargo "$component" --version >/dev/null 2>&1 && continue
    have rustup || stop "cargo $component is missing. Install it with your Rust toolchain."
    rustup component add "${component/#fmt/rustfmt}"
  done
}

need_wasm_target() {
  [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ] && return
  have rustup || stop "this Rust has no wasm32-unknown-unknown target, and rustup, which could add it, is missing."
  rustup target add wasm32-unknown-unknown
}

# need_crate COMMAND CRATE VERSION: the command at exactly this version, from PATH or from our cache.
need_crate() {
  local command=$1 crate=$2 version=$3 bin="$tools/$1-$3/bin"
  case " $("$command" --version 2>/dev/null || true) " in *" $version "*) return ;; esac
  if [ ! -x "$bin/$command" ]; then
    say "Installing $crate $version (once, some minutes)"
    env -u CARGO_TARGET_DIR cargo install --locked --version "$version" --root "$tools/$command-$version" "$crate"
  fi
  export PATH="$bin:$PATH"
}

# need_packages DIRECTORY: its node packages, unless those of this very lock file are there already.
need_packages() {
  local dir=$here/$1
  cmp -s "$dir/package-lock.json" "$dir/node_modules/.installed-lock" && return
  say "Installing node packages in $1"
  (cd "$dir" && npm ci --no-progress >&2)
  cp "$dir/package-lock.json" "$dir/node_modules/.installed-lock"
}

# need_debian PACKAGE…
need_debian() {
  have apt-get || stop "$* missing, and apt-get is not here to install it. Install it with your system's packages."
  local root=()
  if [ "$(id -u)" != 0 ]; then
    have sudo || stop "$* missing. Install it as an administrator: apt-get install $*"
    root=(sudo)
  fi
  say "Installing Debian packages: $*"
  "${root[@]}" apt-get update -qq >&2 ||
    say "apt-get update failed; trying with the package lists that are here"
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2 ||
    stop "apt-get could not install $*; its message stands above."
}

need_browser() {
  # The tests look for the same names, see tests/browser/support.mjs.
  local name found=''
  for name in "${CHROMIUM:-chromium}" chromium chromium-browser google-chrome google-chrome-stable; do
    if have "$name"; then found=$name && break; fi
  done
  [ -n "$found" ] || need_debian chromium
  # A second engine, where there is a package of it; without one its tests are left out.
  if ! have firefox-esr && ! have firefox && have apt-cache && [ -n "$(apt-cache show firefox-esr 2>/dev/null)" ]; then
    (need_debian firefox-esr) || say "Without Firefox: its tests are left out."
  fi
  # Without a font with Arabic letters screenshots show boxes.
  if have dpkg-query && ! dpkg-query -W -f '${Status}' fonts-noto-core 2>/dev/null | grep -q 'install ok installed'; then
    need_debian fonts-noto-core
  fi
}

# The libraries that read our files in the tests, in an environment of their own.
need_python() {
  have python3 || need_debian python3
  local list=$here/tests/office/requirements.txt home
  home=$tools/python-$(cksum < "$list" | cut -d' ' -f1)
  if [ ! -x "$home/done" ]; then
    say "Installing Python packages for the tests"
    python3 -m venv --clear "$home" >/dev/null 2>&1 || { need_debian python3-venv && python3 -m venv --clear "$home"; }
    "$home/bin/pip" install --quiet --disable-pip-version-check --requirement "$list" >&2
    cp /bin/true "$home/done"
  fi
  export TAFWID_PYTHON=$home/bin/python
}

for list in "$@"; do
  case $list in
    rust)
      need_cargo
      ;;
    build)
      need_node
      need_cargo
      need_wasm_target
      locked=$(grep -A1 '^name = "wasm-bindgen"$' "$here/Cargo.lock" | sed -n 's/^version = "\(.*\)"$/\1/p')
      [ "$locked" = "$WASM_BINDGEN" ] ||
        stop "Cargo.lock has wasm-bindgen $locked, .ci/versions.env has $WASM_BINDGEN. Make them equal."
      need_crate trunk trunk "$TRUNK"
      need_crate wasm-bindgen wasm-bindgen-cli "$WASM_BINDGEN"
      need_packages tests
      need_packages public/charts
      need_packages public/office
      export PATH="$here/tests/node_modules/.bin:$PATH" # wasm-opt
      # Trunk builds offline, so all crates must be here.
      (cd "$here" && cargo fetch --locked --quiet)
      ;;
    browser)
      need_node
      need_packages tests
      need_browser
      need_python
      ;;
    office)
      have soffice || need_debian libreoffice-writer-nogui libreoffice-calc-nogui
      have pdftotext || need_debian poppler-utils
      ;;
    bench)
      need_node
      need_cargo
      need_packages tests/bench
      (cd "$here/tests/bench/leptos-floor" && cargo fetch --locked --quiet)
      ;;
    chain)
      need_node
      need_cargo
      need_crate cargo-deny cargo-deny "$CARGO_DENY"
      need_crate cargo-cyclonedx cargo-cyclonedx "$CARGO_CYCLONEDX"
      ;;
    mutants)
      need_cargo
      need_crate cargo-mutants cargo-mutants "$CARGO_MUTANTS"
      ;;
    *) stop "install.sh does not know the list \"$list\"; it knows rust, build, browser, office, bench, chain, mutants." ;;
  esac
done
