#!/usr/bin/env bash
# Lets an office suite open every paper and the workbook, and looks for what should stand in them. Takes minutes.
source "$(dirname "$0")/install.sh" build browser office
cd "$here"
[ -f dist/build.json ] || .ci/build.sh
exec node --test --test-concurrency=1 tests/office/office.test.mjs
