# shellcheck shell=bash
# The services by their modules' names. Sourced where they are needed; root is whose.
# shellcheck disable=SC2154

# Every module that is built as a Quarkus service, one a line.
service_modules() {
  local pom
  for pom in "$root"/*/pom.xml; do
    if grep -q '<artifactId>quarkus-maven-plugin</artifactId>' "$pom"; then basename "$(dirname "$pom")"; fi
  done
}
