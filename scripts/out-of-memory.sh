# shellcheck shell=bash
# Sourced by whatever runs a builder.

# ran_out_of_memory STATUS LOG: the status that the kernel's killing leaves, or the words of the JVM, native-image and podman.
ran_out_of_memory() {
  (($1 == 137)) || grep -q -i -E 'java.lang.OutOfMemoryError|out of memory|exit (status|code):? 137|signal: killed' "$2"
}
