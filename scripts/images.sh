# shellcheck shell=bash
# Container images of the services, by podman or docker: ./steadyboard images. Sourced by ./steadyboard; what is named
# here and not made here is its own.
# shellcheck disable=SC2154

# shellcheck source=scripts/out-of-memory.sh
source "$(dirname "${BASH_SOURCE[0]}")/out-of-memory.sh"

# One that is installed and answers.
container_tool() {
  if command -v podman; then return; fi
  command -v docker >/dev/null || fail "no container tool: install podman or docker"
  docker info >/dev/null 2>&1 || fail "docker does not answer: start its daemon, or install podman"
  command -v docker
}

# base_image_arguments DOCKERFILE: as options of a build, one a line; what the environment names comes first.
base_image_arguments() {
  local name image
  while IFS='=' read -r name image; do
    if grep -q "^ARG $name\$" "$1"; then printf -- '--build-arg\n%s=%s\n' "$name" "${!name:-$image}"; fi
  done < <(grep -E '^[A-Z_]+=' "$root/images.env")
}

product_version() {
  sed -n 's|^  <version>\(.*\)</version>$|\1|p' "$root/pom.xml" | head -n 1
}

# Labels that are not of the kind or the service, as options of a build, one a line; what is not known is left out.
origin_labels() {
  local label=org.opencontainers.image revision source
  printf -- '--label\n%s\n' "$label.version=$(product_version)" "$label.created=$(date -u +%Y-%m-%dT%H:%M:%SZ)"
  if revision="$(git -C "$root" rev-parse HEAD 2>/dev/null)"; then
    [[ -z "$(git -C "$root" status --porcelain)" ]] || revision+=-changed
    printf -- '--label\n%s\n' "$label.revision=$revision"
  fi
  # Nobody's password, and no folder of this machine.
  source="$(git -C "$root" remote get-url origin 2>/dev/null | sed -nE 's|^(https?://)([^@/]*@)?|\1|p')" || true
  [[ -z "$source" ]] || printf -- '--label\n%s\n' "$label.source=$source"
}

build_image() {
  local tool="$1" kind="$2" service="$3" tag="$4" log="$log_folder/image-$3-$2.log"
  shift 4
  local file="$root/Dockerfile.$kind" options=() status=0
  mapfile -t options < <(base_image_arguments "$file" && origin_labels)
  echo "Building steadyboard/$service:$tag (log: $log) ..."
  "$tool" build "${options[@]}" --build-arg "SERVICE=$service" --file "$file" --tag "steadyboard/$service:$tag" "$@" "$root" \
    >"$log" 2>&1 || status=$?
  ((status)) || return 0
  if ran_out_of_memory "$status" "$log"; then
    fail "building the image of $service ran out of memory: a native one takes about 5 GB (log: $log)"
  fi
  tail -n 25 "$log" >&2
  fail "building the image of $service failed (log: $log)"
}

# images [--native] [--tag T] [SERVICE...] [-- OPTION...]
images() {
  local kind=jvm tag="" known=("${services[@]}") wanted=() service tool
  while (($#)) && [[ "$1" != -- ]]; do
    case "$1" in
      --native) kind=native ;;
      --tag)
        [[ "${2:-}" =~ ^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$ ]] || fail "--tag needs a tag: letters, digits, dots, dashes"
        tag="$2"
        shift
        ;;
      -*) fail "images: unknown option '$1' (options of the container tool stand after --)" ;;
      *)
        [[ " ${known[*]} " == *" $1 "* ]] || fail "images: unknown service '$1': there are ${known[*]}"
        wanted+=("$1")
        ;;
    esac
    shift
  done
  if (($#)); then shift; fi
  if [[ -z "$tag" ]]; then
    tag="$(product_version)"
    [[ "$kind" == jvm ]] || tag+=-native
  fi
  tool="$(container_tool)" || exit
  mkdir -p "$log_folder"
  if [[ "$kind" == native ]]; then echo "Native programs take about 5 minutes and 5 GB of memory each."; fi
  ((${#wanted[@]})) || wanted=("${known[@]}")
  for service in "${wanted[@]}"; do build_image "$tool" "$kind" "$service" "$tag" "$@"; done
}
