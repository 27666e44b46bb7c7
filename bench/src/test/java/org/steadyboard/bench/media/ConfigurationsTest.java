package org.steadyboard.bench.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationsTest {

  private static final Path FROM = Path.of("/x/from");
  private static final Path TO = Path.of("/x/to");
  private static final Path WORK = Path.of("/x/run");

  @Test
  void csync2HasOneFolderUnderTwoNames() {
    assertThat(Csync.configuration(Path.of("/x/key"), FROM, TO))
        .contains("nossl * *;", "host 127.0.0.1 127.0.0.2;", "key /x/key;", "include %media%;")
        .contains("on 127.0.0.1: /x/from;", "on 127.0.0.2: /x/to;");
  }

  @Test
  void rsyncWritesAsWhoRunsIt() {
    assertThat(Rsync.configuration(TO, 87))
        .contains("port = 87", "address = 127.0.0.1", "path = /x/to", "read only = no")
        .contains("uid = " + System.getProperty("user.name"));
  }

  @Test
  void nginxKeepsToItsOwnFolder() {
    assertThat(Nginx.configuration(FROM, WORK, 88, "somebody"))
        .startsWith("daemon off;")
        .contains("listen 127.0.0.1:88;", "root /x/from;", "pid /x/run/nginx.pid;")
        .contains("sendfile on;", "access_log off;", "worker_processes auto;");
  }

  @Test
  void itsWorkersMayReadWhatRootMay() {
    assertThat(Nginx.configuration(FROM, WORK, 88, "root"))
        .startsWith("user root root;\ndaemon off;");
  }
}
