/* Stands in for a native program: linked as one is (libc, libz), it says what an image lacks of what such a program needs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

extern const char *zlibVersion(void);

static int lacking;

static void need(int there, const char *what) {
  if (!there) {
    fprintf(stderr, "lacks %s\n", what);
    lacking = 1;
  }
}

static int writes(const char *path) {
  FILE *file = fopen(path, "w");
  int wrote = file != NULL && fputs("x", file) >= 0 && fclose(file) == 0;
  remove(path);
  return wrote;
}

static int holds(const char *path, const char *words) {
  static char text[1 << 20];
  FILE *file = fopen(path, "r");
  size_t length = file == NULL ? 0 : fread(text, 1, sizeof text - 1, file);
  text[length] = 0;
  return strstr(text, words) != NULL;
}

int main(int count, char **words) {
  time_t summer = 1750000000;
  struct statvfs root;
  need(count == 1 && strcmp(words[0], "/steadyboard/program") == 0, "a plain command line");
  need(zlibVersion()[0] == '1', "libz");
  setenv("TZ", "Europe/Amsterdam", 1);
  tzset();
  need(localtime(&summer)->tm_gmtoff == 7200, "time zones");
  need(holds("/etc/ssl/certs/ca-certificates.crt", "BEGIN CERTIFICATE")
      || holds("/etc/pki/tls/certs/ca-bundle.crt", "BEGIN CERTIFICATE"), "certificates");
  need(writes("/tmp/probe"), "a home for temporary files");
  need(statvfs("/", &root) == 0 && (root.f_flag & ST_RDONLY), "a root that is read-only");
  need(getuid() == 1001 && getgid() == 1001, "a user of its own");
  need(holds("/proc/self/status", "CapBnd:\t0000000000000000"), "freedom from capabilities");
  need(holds("/proc/self/status", "NoNewPrivs:\t1"), "the promise of no new privileges");
  need(access("/bin/sh", F_OK) != 0, "the absence of a shell");
  return lacking;
}
