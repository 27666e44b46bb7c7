# shellcheck shell=bash
# What the runs of tests have in common; sourced by them. Nothing here stops at a failure; .ci/count-tests.mjs counts.
# Called by './steadyboard test', which sets root and JAVA_HOME.

root="${root:?call this by ./steadyboard test}"
logs="$root/target/logs"
results="$root/target/test-results"
rm -rf "$results"
mkdir -p "$logs" "$results"
# Only reports of this run may be counted.
rm -rf "$root"/*/target/{surefire,failsafe,container}-reports

# check NAME COMMAND...: runs it with its output in a log; counts as one passed or failed check.
check() {
  local name="$1" log="$logs/test-${1// /-}.log" began=$SECONDS outcome=passed
  shift
  echo "== $name"
  if ! "$@" >"$log" 2>&1 </dev/null; then
    outcome=failed
    tail -n 40 "$log"
  fi
  echo "   $name $outcome in $((SECONDS - began)) s (log: $log)"
  printf '%s\t%s\n' "$outcome" "$name" >>"$results/checks.tsv"
  [[ "$outcome" == passed ]]
}

# tests NAME COMMAND...: the same, but counted by its reports; failed tests are no failed check.
tests() {
  local name="$1" log="$logs/test-${1// /-}.log" began=$SECONDS
  shift
  echo "== $name"
  "$@" >"$log" 2>&1 </dev/null || tail -n 60 "$log"
  echo "   $name ended after $((SECONDS - began)) s (log: $log)"
}

in_folder() {
  cd "$root/$1" && shift && "$@"
}

chromium() {
  command -v chromium || command -v chromium-browser || command -v google-chrome
}

# A browser is installed when it is missing and we may; otherwise one line says what to do.
have_browser() {
  chromium && return
  if [[ "$(id -u)" == 0 ]] && command -v apt-get; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
  fi
  chromium || { echo "no browser: install Chromium (Debian: apt-get install chromium)"; return 1; }
}

# Mostly waited through, or with few browsers: told beside the others.
beside='@half-failure|@files'

# A fault is held long enough that clicks later than ten seconds after it are among them; by hand each is held for a minute.
stories_beside() {
  STEADYBOARD_HOLD_SECONDS="${STEADYBOARD_HOLD_SECONDS:-12}" STEADYBOARD_STORIES_RESULTS=test-results/beside \
    STEADYBOARD_STORIES_PORT=9000 PLAYWRIGHT_JSON_OUTPUT_NAME="$results/stories-beside.json" tests "stories beside" \
    in_folder stories npm test -- --grep "$beside" --reporter=list,json
}

# What stories need but hosts; fails when they cannot be told.
prepare_stories() {
  check "stories packages" in_folder stories npm ci --no-audit --no-fund || return
  check "stories check" in_folder stories npm run check
  check "browser" have_browser
}

# All stories, by two sets of hosts at once.
tell_stories() {
  stories_beside &
  PLAYWRIGHT_JSON_OUTPUT_NAME="$results/stories.json" tests "stories tests" \
    in_folder stories npm test -- --grep-invert "$beside" --reporter=list,json
  wait
}
