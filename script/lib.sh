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

# Node and npm from elsewhere do as well, and do not get on with Debian's packages of that name.
is_installed() {
  case $1 in
    nodejs) command -v node >/dev/null && return ;;
    npm) command -v npm >/dev/null && return ;;
  esac
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Ctrl-C ends what runs in front and then the script, without a word of failure. A subshell forgets
# traps, so whoever opens one says it again.
end_on_signals() {
  trap 'exit 130' INT
  trap 'exit 143' TERM
}
end_on_signals

# quietly WHAT LOG COMMAND…: runs it, output into LOG, with a line of progress every ten seconds; on
# failure shows the end of LOG and says what failed. The command is in front and the telling behind,
# so that Ctrl-C reaches the command.
quietly() {
  local what=$1 log=$2 code=0 teller
  shift 2
  end_on_signals
  tell_progress "$what" &
  teller=$!
  "$@" >"$log" 2>&1 || code=$?
  kill "$teller" 2>/dev/null || true
  wait "$teller" 2>/dev/null || true
  [ "$code" -le 128 ] || exit "$code"
  [ "$code" -eq 0 ] && return
  tail -n 25 "$log" >&2
  fail "$what failed; the lines above say why"
}

# Waits without a process of its own, and only as long as the script lives.
tell_progress() {
  local began=$SECONDS
  trap - INT TERM
  exec {never}<> <(:)
  while kill -0 $$ 2>/dev/null; do
    read -r -t 1 -u "$never" || true
    [ $(((SECONDS - began) % 10)) -ne 0 ] || [ "$SECONDS" -eq "$began" ] || say "$what … $((SECONDS - began)) s"
  done
}

jobs_count() { nproc 2>/dev/null || echo 2; }

# build_native DIR [cmake options…]: configures once and builds what changed.
build_native() {
  local dir=$1
  shift
  [ -f "$dir/build.ninja" ] && [ $# -eq 0 ] ||
    quietly "configuring $dir" "$dir.log" cmake -S . -B "$dir" -G Ninja "$@"
  quietly "compiling into $dir" "$dir.log" run_ninja "$dir"
}

# Says 130 when it was broken off, as everybody else does; ninja before 1.12 says 2.
run_ninja() {
  local code=0
  ninja -C "$1" || code=$?
  [ "$code" -ne 2 ] || code=130
  return "$code"
}

# Puts the pinned Node and npm (script/node) first in PATH, installing them once: Debian's own are too
# old for the build, and so every machine builds with the same.
use_node() {
  local home=$PWD/script/node log
  if ! cmp -s "$home/package-lock.json" "$home/node_modules/.installed"; then
    log=$(mktemp)
    (cd "$home" && quietly "node" "$log" npm ci --no-fund --no-audit)
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
  (cd "$dir" && quietly "$what" "$log" npm ci --no-fund --no-audit)
  rm -f "$log"
  cp "$dir/package-lock.json" "$dir/node_modules/.installed"
}

# Puts the parts of core where the web app takes them from, when they changed.
copy_core() {
  local part
  for part in core.wasm core-import.wasm core-money.wasm core-plan.wasm; do
    cmp -s "build/$part" "web/src/lib/$part" 2>/dev/null || cp "build/$part" "web/src/lib/$part"
  done
}

# build_web: core.wasm and web/dist, only when a source is newer than the last build.
build_web() {
  local stamp=web/dist/.built
  copy_core
  if [ -f "$stamp" ] && [ -z "$(find web/src web/public web/index.html web/*.ts web/*.json \
    -newer "$stamp" -type f -print -quit 2>/dev/null)" ]; then return; fi
  local log began
  log=$(mktemp)
  began=$(mktemp) # what changes while it is built is newer than this
  (cd web && quietly "web app" "$log" npm run build)
  mv "$began" "$stamp"
  rm -f "$log"
}
