#!/usr/bin/env bash
# Builds the committed state in a new folder and compares every file by its hash: with a build.json that is given (of a site, or of
# another machine), otherwise with a second build in another new folder.
#   .ci/same-build.sh [build.json]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build() {
  git clone --quiet "$here" "$work/$1"
  (cd "$work/$1" && env -u CARGO_TARGET_DIR .ci/build.sh >&2)
}
build one
other=${1:-}
if [ -z "$other" ]; then
  build the-other
  other=$work/the-other/dist/build.json
fi
if cmp "$work/one/dist/build.json" "$other"; then
  echo "Both builds give the same files."
else
  diff "$work/one/dist/build.json" "$other" | head -40
  exit 1
fi
