package org.steadyboard.bench.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.steadyboard.bench.machine.Tool;

/** nginx in front of a host's own folder of files: sendfile, a worker a processor, no log. */
final class Nginx {

  static final String PROGRAM = "nginx";

  private Nginx() {}

  static Daemon serve(Path folder, Path work, int port) throws IOException, InterruptedException {
    var configuration = work.resolve("nginx.conf");
    Files.writeString(
        configuration, configuration(folder, work, port, System.getProperty("user.name")));
    return Daemon.start(
        new ProcessBuilder(
            Tool.path(PROGRAM).orElseThrow().toString(),
            "-e",
            "stderr",
            "-p",
            work.toString(),
            "-c",
            configuration.toString()),
        "127.0.0.1",
        port,
        work.resolve("nginx.log"));
  }

  /** Root's workers would be somebody who may not read the folder. */
  static String configuration(Path folder, Path work, int port, String user) {
    return """
        %sdaemon off;
        worker_processes auto;
        pid %s/nginx.pid;
        error_log stderr error;
        events { worker_connections 1024; }
        http {
          access_log off;
          sendfile on;
          tcp_nopush on;
          keepalive_requests 1000000000;
          default_type application/octet-stream;
          client_body_temp_path %s;
          proxy_temp_path %s;
          fastcgi_temp_path %s;
          uwsgi_temp_path %s;
          scgi_temp_path %s;
          server {
            listen 127.0.0.1:%d;
            root %s;
          }
        }
        """
        .formatted(
            "root".equals(user) ? "user root root;\n" : "",
            work,
            work,
            work,
            work,
            work,
            work,
            port,
            folder);
  }
}
