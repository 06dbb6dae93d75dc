#!/usr/bin/env bash
# Makes this machine able to build and test: installs what is missing where apt is the way (Debian, Ubuntu), and elsewhere
# says what to install. Needs no npm package itself, and takes no time when nothing is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

# Each tool is looked for as it will be used, so a newer emsdk on PATH does as well as Debian's package.
has() { command -v "$1" >/dev/null 2>&1; }
has_header() {
  local folder
  for folder in /usr/include /usr/local/include /opt/homebrew/include; do
    [ ! -e "$folder/$1" ] || return 0
  done
  return 1
}
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }
# Whether a version of Node lies in package.json's range: `^20.19.0 || >=22.13.0`.
node_range=$(sed -n 's/.*"node": "\(.*\)".*/\1/p' package.json)
fits_node_range() {
  local version=${1#v} part least
  for part in ${node_range//|/}; do
    least=${part##*[^0-9.]}
    case "$part" in ^*) [ "${version%%.*}" = "${least%%.*}" ] || continue ;; esac
    if at_least "$least" "$version"; then return 0; fi
  done
  return 1
}
has_cmake() { has cmake && at_least 3.24 "$(cmake --version | sed -n '1s/[^0-9]*//p')"; }
has_sanitizers() { has clang++ && compgen -G "$(clang++ -print-resource-dir)/lib/*/libclang_rt.asan*" >/dev/null; }
has_catch2() { has_header catch2/catch.hpp || has_header catch2/catch_all.hpp || [ -n "${VI_CATCH2_AMALGAMATED:-}" ]; }
has_browser() {
  [ -n "${CHROMIUM:-}" ] || has chromium || has chromium-browser || has google-chrome \
    || [ -d "/Applications/Google Chrome.app" ] || [ -d /Applications/Chromium.app ]
}

# The Debian packages that this machine lacks, one a line.
missing_packages() {
  has git || echo git
  has g++ || has c++ || echo g++
  has_cmake || echo cmake
  has ninja || echo ninja-build
  has em++ || echo emscripten
  has clang++ || echo clang
  has_sanitizers || echo libclang-rt-dev
  has clang-format || echo clang-format
  has_header eigen3/Eigen/Core || has_header Eigen/Core || echo libeigen3-dev
  has_header nlohmann/json.hpp || echo nlohmann-json3-dev
  has_catch2 || echo catch2
  has_browser || echo chromium
}

# What only tests need: more browsers, and a host for the lesson. Where apt has no say, those tests are skipped.
missing_test_packages() {
  [ -n "${FIREFOX:-}" ] || has firefox-esr || has firefox || echo firefox-esr
  has WebKitWebDriver || echo webkit2gtk-driver
  has Xvfb || echo xvfb
  has mkdocs || echo mkdocs
}

install_packages() {
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo)
    [ -t 0 ] || as_root=(sudo -n)
    echo "setup: these Debian packages are missing and will be installed through sudo: $*"
    has sudo || { echo "setup: there is no sudo here. As root: apt-get install $*" >&2; exit 1; }
  else
    echo "setup: installing Debian packages: $*"
  fi
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1
  then
    cat "$log" >&2
    echo "setup: apt-get could not install them. Try: apt-get update && apt-get install $*" >&2
    exit 1
  fi
  rm -f "$log"
}

say_what_to_install() {
  echo "setup: missing here (by their Debian names): $*" >&2
  case "$(uname -s)" in
    Darwin) cat >&2 <<'TEXT'
On macOS:
  brew install cmake ninja llvm eigen nlohmann-json       (then put "$(brew --prefix llvm)/bin" first on PATH)
  brew install --cask google-chrome                       (or set CHROMIUM to a Chromium of yours)
  emsdk: https://emscripten.org/docs/getting_started/downloads.html, then `source emsdk_env.sh`
  Catch2: put catch_amalgamated.hpp and .cpp of version 3 into a folder, and set VI_CATCH2_AMALGAMATED to it
TEXT
      ;;
    *) cat >&2 <<'TEXT'
This machine has no apt. Install with its own package manager: a C++20 compiler, clang with its sanitizers, clang-format,
CMake 3.24 or newer, Ninja, Eigen 3.4, nlohmann-json 3.11, Catch2 (version 2's header, or VI_CATCH2_AMALGAMATED set to a folder
with version 3's two amalgamated files), Chromium (or set CHROMIUM), and Emscripten 3.1.6 or newer
(emsdk: https://emscripten.org/docs/getting_started/downloads.html).
TEXT
      ;;
  esac
  exit 1
}

if ! has node || ! fits_node_range "$(node --version)"; then
  echo "setup: this needs Node $node_range; here is $(node --version 2>/dev/null || echo none). See https://nodejs.org" >&2
  exit 1
fi

missing=$(missing_packages)
for_tests=$(missing_test_packages)
if has apt-get; then
  missing="$missing $for_tests"
elif [ -n "$for_tests" ]; then
  echo "setup: not here (by their Debian names), so npm test skips what needs them:" $for_tests
  echo "setup: Firefox from mozilla.org (or set FIREFOX), MkDocs by pip; WebKitGTK and Xvfb are of Linux"
fi
if [ -n "${missing// /}" ]; then
  # shellcheck disable=SC2086  # one word a package
  if has apt-get; then install_packages $missing; else say_what_to_install $missing; fi
  hash -r
  missing=$(missing_packages; missing_test_packages)
  # shellcheck disable=SC2086
  [ -z "$missing" ] || { echo "setup: still missing or too old after apt-get:" $missing >&2; exit 1; }
fi

# node_modules carries the lockfile it was made from: equal files mean nothing to do.
stamp=node_modules/.installed-lock.json
if ! cmp -s package-lock.json "$stamp"; then
  echo "setup: installing npm packages"
  npm ci --include=dev --no-audit --no-fund --loglevel=error
  cp package-lock.json "$stamp"
fi
