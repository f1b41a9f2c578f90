#!/usr/bin/env bash
# Builds the page into dist/.
source "$(dirname "$0")/install.sh" build
cd "$here"
# Views of one type make the page smaller. Paths of this machine have no place in it, and would make each machine's build another one.
flags=(--cfg erase_components "--remap-path-prefix=$here=/tafwid")
cargo fetch --locked --target wasm32-unknown-unknown --quiet
for sources in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/; do flags+=("--remap-path-prefix=${sources%/}=/crates"); done
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="${flags[*]}"
trunk --skip-version-check build --release --locked --color never "$@"
