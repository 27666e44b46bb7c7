package org.steadyboard.localhosts.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What differs from Postgres' defaults. Commits stay durable: fsync and synchronous_commit are on.
 */
final class PostgresSettings {
  private PostgresSettings() {}

  static Map<String, String> of(int port) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("port", Integer.toString(port));
    settings.put("listen_addresses", "127.0.0.1");
    // A socket's path may be 107 bytes long, which a data folder's path soon passes.
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "100");
    settings.put("shared_buffers", "128MB");
    settings.put("max_wal_size", "512MB");
    settings.put("wal_level", "logical");
    // Short statements only: compiling them costs more than it gains.
    settings.put("jit", "off");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("log_line_prefix", "%m [%p] %u@%d ");
    settings.put("tcp_keepalives_idle", "30");
    return settings;
  }
}
