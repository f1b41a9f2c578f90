#!/usr/bin/env bash
# Builds the page and serves it, at port 8080 or PORT.
source "$(dirname "$0")/install.sh" build
cd "$here"
node tests/serve.mjs --check # a taken port is said before the build, not after it
.ci/build.sh
exec node tests/serve.mjs
