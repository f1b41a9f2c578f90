#!/usr/bin/env bash
# Looks at every library: its licence, where it comes from, whether it stands here twice, and whether faults of it are known.
# Lists of known faults are kept elsewhere; where they cannot be reached, that is said, and it is no failure.
source "$(dirname "$0")/install.sh" chain
cd "$here"
cargo deny --locked check licenses sources bans

failed=0
echo
if cargo deny fetch db >/dev/null 2>&1; then
  cargo deny --locked check advisories || failed=1
else
  echo "advisories: not checked, the list of known faults cannot be reached from here"
fi
for dir in tests tests/bench public/charts public/office; do
  answer=$(cd "$dir" && npm audit --package-lock-only --json 2>/dev/null) || true
  found=$(node -p 'JSON.parse(process.argv[1]).metadata.vulnerabilities.total' "$answer" 2>/dev/null) || found=
  case $found in
    '') echo "npm audit, $dir: not checked, the registry does not answer such questions" ;;
    0) echo "npm audit, $dir: nothing" ;;
    *) echo "npm audit, $dir: $found" && failed=1 ;;
  esac
done
exit $failed
