# shellcheck shell=bash
# Native programs of the services: those in the folder NATIVE_PROGRAMS, or those that the native-image of GRAALVM_HOME
# builds. Sourced by ./steadyboard; what is named here and not made here is its own.
# shellcheck disable=SC2154

# shellcheck source=scripts/out-of-memory.sh
source "$(dirname "${BASH_SOURCE[0]}")/out-of-memory.sh"

wants_native() {
  local word
  for word in "$@"; do
    if [[ "$word" == --native ]]; then return; fi
  done
  return 1
}

# Before anything is built: what cannot work is said at once.
require_native() {
  if [[ -n "${NATIVE_PROGRAMS:-}" ]]; then
    [[ -d "$NATIVE_PROGRAMS" ]] || fail "there is no folder $NATIVE_PROGRAMS, which NATIVE_PROGRAMS names"
    NATIVE_PROGRAMS="$(cd "$NATIVE_PROGRAMS" && pwd)"
    export NATIVE_PROGRAMS
  elif [[ ! -x "${GRAALVM_HOME:-}/bin/native-image" ]]; then
    fail "--native needs GRAALVM_HOME, a GraalVM for JDK 25 that builds the programs, or NATIVE_PROGRAMS, a folder that holds them"
  fi
}

native_sources_of() {
  echo "$root/$1/target/native-sources/native-image.args"
}

# After the services are built. Sets NATIVE_PROGRAMS.
build_native() {
  local folder="$root/target/native-programs" service stale=() outdated=() list
  [[ -z "${NATIVE_PROGRAMS:-}" ]] || return 0
  for service in "${services[@]}"; do
    if is_older "$(native_sources_of "$service")" "$(artefact_of "$service")"; then outdated+=("$service"); fi
    if is_older "$folder/$service" "$(artefact_of "$service")"; then stale+=("$service"); fi
  done
  if ((${#stale[@]})); then
    echo "Building native programs (${stale[*]}): about 5 minutes and 5 GB of memory each, one at a time ..."
    if ((${#outdated[@]})); then
      need_maven
      list="$(IFS=,; echo "${outdated[*]}")"
      # Not as far as packaging: what runs on a JVM stays as it is, and so does its cache.
      run_logged native-sources mvn -B -f "$root/pom.xml" -Pnative-sources -pl "$list" -am -DskipTests \
        -Dspotless.check.skip=true prepare-package
      for service in "${outdated[@]}"; do touch "$(native_sources_of "$service")"; done
    fi
    mkdir -p "$folder"
    for service in "${stale[@]}"; do build_native_program "$service" "$folder"; done
  fi
  export NATIVE_PROGRAMS="$folder"
}

# For this machine's processor: images, which go elsewhere, are built by Dockerfile.native.
build_native_program() {
  local service="$1" folder="$2" log="$log_folder/native-$1.log" sources made status arguments
  sources="$(dirname "$(native_sources_of "$service")")"
  mkdir -p "$log_folder"
  read -r -a arguments <"$(native_sources_of "$service")" || true
  rm -f "$sources"/*-runner
  echo "$service:"
  set +e
  (cd "$sources" && exec "$GRAALVM_HOME/bin/native-image" -march=native "${arguments[@]}") 2>&1 |
    tee "$log" | grep --line-buffered -E '^\[[0-9]+/[0-9]+\]'
  status="${PIPESTATUS[0]}"
  set -e
  if ((status)) && ran_out_of_memory "$status" "$log"; then
    fail "building native $service ran out of memory: it takes about 5 GB (log: $log)"
  elif ((status)); then
    tail -n 25 "$log" >&2
    fail "building native $service failed (log: $log)"
  fi
  made="$(find "$sources" -maxdepth 1 -name '*-runner' -print -quit)"
  [[ -n "$made" ]] || fail "building native $service left no program (log: $log)"
  # Nobody runs one that is half there.
  cp "$made" "$folder/$service.new" && mv "$folder/$service.new" "$folder/$service"
}
