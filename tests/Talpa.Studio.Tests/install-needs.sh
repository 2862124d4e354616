#!/usr/bin/env bash
# Brings what the page's browser tests need and the SDK doesn't: Debian's Chromium, and axe-core, which looks for faults that shut people out.
# Without them those tests are skipped. axe-core goes to artifacts/axe, which is not kept in the repository.
set -euo pipefail
cd "$(dirname "$0")/../.."
axe=4.10.3

if ! command -v chromium > /dev/null; then
  apt-get update -q
  apt-get install -y -q --no-install-recommends chromium
fi

if [ ! -f artifacts/axe/package/axe.min.js ]; then
  command -v npm > /dev/null || apt-get install -y -q --no-install-recommends npm
  mkdir -p artifacts/axe
  (cd artifacts/axe && npm pack --silent "axe-core@$axe" > /dev/null && tar -xzf "axe-core-$axe.tgz" package/axe.min.js)
fi
