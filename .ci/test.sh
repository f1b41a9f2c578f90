#!/usr/bin/env bash
# Runs every check; the last line is "N passed, N failed".
source "$(dirname "$0")/install.sh" build browser
cd "$here"
exec node tests/run.mjs
