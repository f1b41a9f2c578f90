#!/usr/bin/env bash
# Builds the committed state twice, in two new folders, and compares every file by its hash. Takes two full builds.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for name in one the-other; do
  git clone --quiet "$here" "$work/$name"
  (cd "$work/$name" && env -u CARGO_TARGET_DIR .ci/build.sh >&2)
done
if cmp "$work/one/dist/build.json" "$work/the-other/dist/build.json"; then
  echo "Both builds give the same files."
else
  diff "$work/one/dist/build.json" "$work/the-other/dist/build.json" | head -40
  exit 1
fi
