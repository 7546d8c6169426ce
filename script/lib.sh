# What the scripts share: telling, asking the package list, building. Sourced from the top folder.

say() { printf '\033[2m==>\033[0m %s\n' "$*"; }
fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# The packages of one section of script/packages.txt.
packages_of() {
  awk -v want="[$1]" '/^\[/ { in_it = ($0 == want); next } in_it && !/^#/ && NF { print $1 }' \
    script/packages.txt
}

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# quietly WHAT LOG COMMAND…: runs it with a line of progress every ten seconds; on failure shows the
# end of its log and says what failed.
quietly() {
  local what=$1 log=$2 began=$SECONDS pid
  shift 2
  "$@" &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    if [ $((SECONDS - began)) -ge 10 ] && [ $(((SECONDS - began) % 10)) -eq 0 ]; then
      say "$what … $((SECONDS - began)) s"
    fi
    sleep 1
  done
  if ! wait "$pid"; then
    tail -n 25 "$log" >&2
    fail "$what failed; the lines above say why"
  fi
}

jobs_count() { nproc 2>/dev/null || echo 2; }

# build_native DIR [cmake options…]: configures once and builds what changed.
build_native() {
  local dir=$1
  shift
  [ -f "$dir/build.ninja" ] && [ $# -eq 0 ] || cmake -S . -B "$dir" -G Ninja "$@" >"$dir.log" 2>&1 || {
    tail -n 25 "$dir.log" >&2
    fail "cmake could not configure $dir"
  }
  ninja -C "$dir" --quiet
}

# Puts the pinned Node and npm (script/node) first in PATH, installing them once: Debian's own are too
# old for the build, and so every machine builds with the same.
use_node() {
  local home=$PWD/script/node log
  if ! cmp -s "$home/package-lock.json" "$home/node_modules/.installed"; then
    log=$(mktemp)
    (cd "$home" && quietly "node" "$log" sh -c "npm ci --no-fund --no-audit >'$log' 2>&1")
    rm -f "$log"
    cp "$home/package-lock.json" "$home/node_modules/.installed"
  fi
  PATH="$home/node_modules/node/bin:$home/node_modules/.bin:$PATH"
}

# install_packages DIR WHAT: `npm ci` where the lock file changed since the last time.
install_packages() {
  local dir=$1 what=$2 log
  cmp -s "$dir/package-lock.json" "$dir/node_modules/.installed" && return
  log=$(mktemp)
  (cd "$dir" && quietly "$what" "$log" sh -c "npm ci --no-fund --no-audit >'$log' 2>&1")
  rm -f "$log"
  cp "$dir/package-lock.json" "$dir/node_modules/.installed"
}

# Puts both parts of core where the web app takes them from, when they changed.
copy_core() {
  local part
  for part in core.wasm core-import.wasm; do
    cmp -s "build/$part" "web/src/lib/$part" 2>/dev/null || cp "build/$part" "web/src/lib/$part"
  done
}

# build_web: core.wasm and web/dist, only when a source is newer than the last build.
build_web() {
  local stamp=web/dist/.built
  copy_core
  if [ -f "$stamp" ] && [ -z "$(find web/src web/public web/index.html web/*.ts web/*.json \
    -newer "$stamp" -type f -print -quit 2>/dev/null)" ]; then return; fi
  local log
  log=$(mktemp)
  (cd web && quietly "web app" "$log" sh -c "npm run build >'$log' 2>&1")
  rm -f "$log"
  touch "$stamp"
}
