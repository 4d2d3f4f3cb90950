#!/usr/bin/env bash
# Installs what the benchmarks are compared with, as Debian ships it. Nothing runs this by itself.
set -euo pipefail
apt-get install --yes --no-install-recommends \
  libopenblas0-pthread python3-scipy python3-sklearn python3-torch snakemake
