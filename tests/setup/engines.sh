#!/usr/bin/env bash
# Builds a real model server (llama.cpp's own, compiled once in some minutes) and a tiny random
# model for it, in an environment of their own, then runs the tests that need a real engine.
# What is given on the command line goes to pytest.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

WHERE=.venv-engines
PYTHON="$WHERE/bin/python"
MODEL="$WHERE/tiny.gguf"
PACKAGES=("llama-cpp-python[server]==0.3.36" "gguf==0.19.0")
WANTED="${PACKAGES[*]}"

say() { printf 'engines: %s\n' "$*" >&2; }

find_uv() {
  if uv --version >/dev/null 2>&1; then
    echo uv
  elif [ -x .venv-tools/bin/uv ]; then
    echo .venv-tools/bin/uv
  else
    say "uv is missing: run 'make setup' first"
    exit 1
  fi
}

need_compiler() {
  command -v c++ >/dev/null && return 0
  local line="apt-get install -y --no-install-recommends g++ make"
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    $line </dev/null >&2
  else
    say "a C++ compiler is missing; run this once: sudo $line"
    exit 1
  fi
}

if [ ! -f "$WHERE/.packages" ] || [ "$(<"$WHERE/.packages")" != "$WANTED" ]; then
  UV="$(find_uv)"
  need_compiler
  say "building llama.cpp's server; this takes some minutes, once"
  "$UV" venv --quiet --clear --python .venv/bin/python "$WHERE"
  "$UV" pip install --quiet --python "$PYTHON" "${PACKAGES[@]}"
  printf '%s' "$WANTED" >"$WHERE/.packages"
fi
if [ ! -f "$MODEL" ] || [ tests/setup/tiny_gguf.py -nt "$MODEL" ]; then
  "$PYTHON" tests/setup/tiny_gguf.py "$MODEL"
fi

export SPACES_TEST_LLAMA_PYTHON="$PWD/$PYTHON"
export SPACES_TEST_LLAMA_MODEL="$PWD/$MODEL"
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"
exec .venv/bin/python -m pytest -m engines "$@"
