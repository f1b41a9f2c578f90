#!/usr/bin/env bash
# Lists every library that goes into dist/, as CycloneDX 1.5 (JSON): those of the Rust programs, and of the two JavaScript slices.
source "$(dirname "$0")/install.sh" chain
cd "$here"
mkdir -p target/sbom
cargo cyclonedx --quiet --format json --spec-version 1.5 --target wasm32-unknown-unknown --override-filename sbom
mv sbom.json target/sbom/programs.json
for part in charts office; do
  (cd "public/$part" && npm sbom --sbom-format cyclonedx --package-lock-only) >"target/sbom/$part.json"
done
for file in target/sbom/*.json; do
  node -e 'const { bomFormat, specVersion, components } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    if (bomFormat !== "CycloneDX" || !components.length) throw new Error("no list");
    console.log(`${process.argv[1]}: CycloneDX ${specVersion}, ${components.length} libraries`)' "$file"
done
