#!/usr/bin/env bash
# Installs the requirements of the browser tests: Debian's Chromium without an interface, and axe-core, which checks accessibility. Without them those tests are skipped.
# axe-core is downloaded to artifacts/axe, which git ignores.
set -euo pipefail
cd "$(dirname "$0")/../.."
axe=4.10.3

if ! command -v chromium-headless-shell > /dev/null; then
  apt-get update -q
  apt-get install -y -q --no-install-recommends chromium-headless-shell
fi

if [ ! -f artifacts/axe/package/axe.min.js ]; then
  command -v npm > /dev/null || apt-get install -y -q --no-install-recommends npm
  mkdir -p artifacts/axe
  (cd artifacts/axe && npm pack --silent "axe-core@$axe" > /dev/null && tar -xzf "axe-core-$axe.tgz" package/axe.min.js)
fi
