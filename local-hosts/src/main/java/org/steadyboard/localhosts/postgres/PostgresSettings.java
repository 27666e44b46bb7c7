package org.steadyboard.localhosts.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import org.steadyboard.localhosts.layout.HostPlace;

/**
 * What differs from Postgres' defaults. Commits stay durable: fsync and synchronous_commit are on.
 */
final class PostgresSettings {
  /** A host has at most this many peers; everything below leaves room for one that joins anew. */
  private static final int MOST_PEERS = HostPlace.MAX_HOSTS - 1;

  /**
   * Of one stream: its worker, and the parallel ones ({@code
   * max_parallel_apply_workers_per_subscription} of them) that take from the same pool. With fewer,
   * the helpers of one stream could keep another from starting.
   */
  private static final int WORKERS_A_STREAM = 3;

  /** Postgres' own: the launcher of the above, eight for parallel queries, and one to spare. */
  private static final int OTHER_WORKERS = 10;

  private PostgresSettings() {}

  static Map<String, String> of(int port) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("port", Integer.toString(port));
    settings.put("listen_addresses", "127.0.0.1");
    // A socket's path may be 107 bytes long, which a data folder's path soon passes.
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "100");
    settings.put("shared_buffers", "128MB");
    // A commit that has to make a new file of the log waits for it: keep some to use again.
    settings.put("min_wal_size", "256MB");
    settings.put("max_wal_size", "512MB");
    settings.put("wal_level", "logical");
    replication(settings);
    // Short statements only: compiling them costs more than it gains.
    settings.put("jit", "off");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("log_line_prefix", "%m [%p] %u@%d ");
    settings.put("tcp_keepalives_idle", "30");
    return settings;
  }

  private static void replication(Map<String, String> settings) {
    settings.put("max_replication_slots", Integer.toString(2 * MOST_PEERS));
    settings.put("max_wal_senders", Integer.toString(2 * MOST_PEERS));
    settings.put(
        "max_logical_replication_workers", Integer.toString(WORKERS_A_STREAM * MOST_PEERS));
    settings.put(
        "max_worker_processes", Integer.toString(WORKERS_A_STREAM * MOST_PEERS + OTHER_WORKERS));
    // One for the stream and one for repair a peer, and as many while a peer joins anew.
    settings.put("max_active_replication_origins", Integer.toString(4 * MOST_PEERS));
    // What a peer that stays away may cost; after that it comes back by comparison.
    settings.put("max_slot_wal_keep_size", "512MB");
    settings.put("idle_replication_slot_timeout", "1d");
    // A dead peer is noticed, and one that came back is found, within seconds.
    settings.put("wal_sender_timeout", "5s");
    settings.put("wal_receiver_timeout", "5s");
    settings.put("wal_retrieve_retry_interval", "500ms");
    // Commits that do not wait for the disk, such as a pointer's, leave for the peers this soon.
    settings.put("wal_writer_delay", "10ms");
  }
}
