#!/usr/bin/env bash
# Measures sizes, cold loads and the engine; fails when a limit is passed.
source "$(dirname "$0")/install.sh" build browser bench
cd "$here"
.ci/build.sh
exec node tests/bench.mjs "$@"
