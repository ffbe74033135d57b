#!/usr/bin/env bash
# Installs what is missing: system libraries (Debian, Ubuntu), uv, and the locked Python packages.
# Does nothing, and at once, when nothing it depends on has changed since it last succeeded.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

STAMP=.venv/.set-up
fingerprint() {
  if command -v sha256sum >/dev/null; then
    sha256sum uv.lock pyproject.toml tests/setup/bootstrap.sh
  else
    shasum -a 256 uv.lock pyproject.toml tests/setup/bootstrap.sh
  fi
}
WANTED="$(fingerprint)"
if [ -f "$STAMP" ] && [ -x .venv/bin/python ] && [ "$(<"$STAMP")" = "$WANTED" ]; then
  exit 0
fi

say() { printf 'set-up: %s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}

# Without these QtWidgets cannot be imported, even with no screen: library, then its package.
NEEDED="libGL.so.1:libgl1 libEGL.so.1:libegl1 libglib-2.0.so.0:libglib2.0-0
  libdbus-1.so.3:libdbus-1-3 libfontconfig.so.1:libfontconfig1 libxkbcommon.so.0:libxkbcommon0"
# Without these text is boxes, a window on a real X11 screen does not open, or the tests that use
# keys and mouse on a virtual screen are skipped; nothing is heard or spoken, by people and by tests;
# or no page is shown inside the window.
WISHED="fonts-dejavu-core fonts-noto-cjk fonts-noto-color-emoji libxcb-cursor0 libxcb-icccm4
  libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-randr0 libxcb-xkb1 libxcb-xinerama0
  libxkbcommon-x11-0 libx11-xcb1 xvfb openbox trayer xdotool dbus
  libportaudio2 libasound2-plugins pulseaudio pulseaudio-utils espeak-ng libopus0
  libnss3 libasound2 libxcomposite1 libxdamage1 libxrandr2 libxtst6 libxkbfile1 libgbm1 libxcb-dri3-0"

has_library() {
  local known
  known="$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)"
  grep -qF "$1 " <<<"$known" ||
    compgen -G "/usr/lib/*/$1" >/dev/null || compgen -G "/usr/lib*/$1" >/dev/null
}
missing_libraries() {
  local pair
  for pair in $NEEDED; do has_library "${pair%%:*}" || printf '%s ' "${pair##*:}"; done
}
# A package may go by another name: Ubuntu 24.04 has libglib2.0-0t64.
is_installed() {
  local found
  found="$(dpkg-query -W -f='${Status}\n' "$1" "$1t64" 2>/dev/null || true)"
  grep -q 'install ok installed' <<<"$found"
}
missing_wishes() {
  local name
  for name in $WISHED; do is_installed "$name" || printf '%s ' "$name"; done
}
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo -n "$@"
  else
    return 126
  fi
}
can_be_root() { as_root true; }
APT_UPDATED=
apt_install() {
  [ -n "$APT_UPDATED" ] || as_root apt-get update -qq </dev/null >&2 || true
  APT_UPDATED=yes
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "$@" </dev/null >&2
}

install_system_libraries() {
  local needed wished
  needed="$(missing_libraries)"
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    [ -z "$needed" ] || fail "these libraries are missing, named as in Debian: $needed"
    return 0
  fi
  wished="$(missing_wishes)"
  [ -n "$needed$wished" ] || return 0
  local line="apt-get install -y --no-install-recommends $needed$wished"
  if can_be_root; then
    say "$line"
    # Words are meant to split here: one a package.
    # shellcheck disable=SC2086
    apt_install $needed $wished || say "apt-get could not install all of that"
  else
    say "run this once: sudo $line"
  fi
  needed="$(missing_libraries)"
  [ -z "$needed" ] || fail "cannot go on without: $needed"
}

# The tests of the chat on web sites drive a real browser; without one they are skipped.
install_browser() {
  local name
  for name in chromium chromium-browser google-chrome; do
    ! command -v "$name" >/dev/null || return 0
  done
  if command -v apt-get >/dev/null && can_be_root; then
    say "apt-get install -y --no-install-recommends chromium"
    ! apt_install chromium || return 0
  fi
  say "no Chromium: tests in a browser are skipped until 'apt-get install chromium' has worked"
}

find_uv() {
  # A shim on the PATH may stand for a uv that is not there, so it has to answer.
  if uv --version >/dev/null 2>&1; then
    echo uv
  elif [ -x .venv-tools/bin/uv ]; then
    echo .venv-tools/bin/uv
  fi
}
make_tools() {
  rm -rf .venv-tools
  python3 -m venv .venv-tools >/dev/null 2>&1
}
install_uv() {
  if ! make_tools; then
    if command -v apt-get >/dev/null && can_be_root; then
      say "apt-get install -y --no-install-recommends python3 python3-venv"
      apt_install python3 python3-venv ca-certificates
    fi
    make_tools || fail "run this once: sudo apt-get install -y python3 python3-venv"
  fi
  say "fetching uv from PyPI"
  .venv-tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9' >&2
}

if [ "$(uname -s)" = Linux ]; then
  install_system_libraries
  install_browser
fi
UV="$(find_uv)"
if [ -z "$UV" ]; then
  install_uv
  UV="$(find_uv)"
fi
[ -n "$UV" ] || fail "uv could not be installed"
say "installing the locked packages into .venv"
export UV_PROJECT_ENVIRONMENT=.venv
if ! "$UV" sync --frozen --quiet; then
  # Behind a proxy with a certificate of its own, only the system's store knows it.
  say "trying again with the system's certificates"
  UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1 "$UV" sync --frozen --quiet
fi
printf '%s' "$WANTED" >"$STAMP"
say "done"
