#!/usr/bin/env bash
# The long tests; `make test` runs a short, seeded form of each. TAFWID_SOAK names another number than a million.
source "$(dirname "$0")/install.sh" build browser
cd "$here"
export TAFWID_SOAK=${TAFWID_SOAK:-1000000}
cargo test --locked --profile host --no-default-features --features files --test soak
[ -f dist/build.json ] || .ci/build.sh
exec node --test --test-concurrency=1 tests/browser/kill.test.mjs tests/browser/faults.test.mjs
