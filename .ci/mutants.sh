#!/usr/bin/env bash
# Changes the rules and the reading of files in one small place at a time, and looks whether a test notices. Takes hours; names of
# files limit it: .ci/mutants.sh src/domain/readiness.rs. What no test notices, and why that is right, stands in tests/MUTANTS.md.
source "$(dirname "$0")/install.sh" rust mutants
cd "$here"
export CARGO_PROFILE_TEST_DEBUG=0 # it compiles once for each change
files=()
for file in "${@:-src/domain/**}"; do files+=(-f "$file"); done
[ $# -gt 0 ] || files+=(-f 'src/document/**')
exec cargo mutants --no-shuffle --timeout 180 --no-default-features --features files "${files[@]}" --output target/mutants \
  -- --lib --test cases --test rules --test selectors --test properties --test files --test schema --test command_line
