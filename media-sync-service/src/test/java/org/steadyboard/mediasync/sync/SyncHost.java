package org.steadyboard.mediasync.sync;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.steadyboard.database.Schema;
import org.steadyboard.host.changes.RowChange;
import org.steadyboard.host.changes.RowChangeHandler;
import org.steadyboard.host.changes.RowChangeListener;
import org.steadyboard.host.settings.Peer;
import org.steadyboard.media.LocalFiles;
import org.steadyboard.media.Sha256;
import org.steadyboard.mediasync.peer.Deadlines;
import org.steadyboard.testkit.FreePort;
import org.steadyboard.testkit.Sql;
import org.steadyboard.testkit.TestPostgres;

/** A host's files, database and replication, as its service runs them. */
final class SyncHost implements AutoCloseable {

  static final byte[] KEY = new byte[32];

  static final Deadlines SHORT =
      new Deadlines(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(1), 16 * 1024);

  static final long MAX_BYTES = 256 << 20;

  final String id;
  final int port = FreePort.find();
  final Path folder;
  final DataSource database;
  private final Vertx vertx;
  final LocalFiles store;
  Replication replication;
  private RowChangeListener changes;

  SyncHost(String id, TestPostgres postgres, Path folder, Vertx vertx) throws Exception {
    this(id, folder, vertx, TestPostgres.service(postgres.newDatabase()));
    Schema.prepare(database, id);
  }

  /** One without a database, that does nothing by itself. */
  SyncHost(String id, Path folder, Vertx vertx) throws IOException {
    this(id, folder, vertx, null);
  }

  private SyncHost(String id, Path folder, Vertx vertx, DataSource database) throws IOException {
    this.id = id;
    this.folder = folder;
    this.vertx = vertx;
    this.database = database;
    this.store = new LocalFiles(Files.createDirectories(folder));
  }

  /**
   * @param peers where they answer
   */
  void listen(Map<String, Integer> peers) throws IOException {
    replication =
        new Replication(
            new Replication.Hosts(
                id,
                peers.entrySet().stream()
                    .map(p -> new Peer(p.getKey(), URI.create("http://127.0.0.1:" + p.getValue())))
                    .toList(),
                KEY,
                MAX_BYTES),
            new Replication.Means(
                vertx, store, database, Clock.systemUTC(), SHORT, new SimpleMeterRegistry()));
    replication.listen("127.0.0.1", port);
  }

  /** Listens, and does by itself all that a host does. */
  void start(Map<String, Integer> peers) throws IOException {
    listen(peers);
    replication.start();
    changes =
        new RowChangeListener(
            database::getConnection, List.of(new Rows()), new SimpleMeterRegistry());
  }

  private final class Rows implements RowChangeHandler {
    @Override
    public Set<String> tables() {
      return Set.of("media.item");
    }

    @Override
    public void changed(RowChange change) {
      replication.comparison().written(change.id());
    }

    @Override
    public void readAgain() {
      replication.comparison().compareAll();
    }
  }

  /** Into its folder alone. */
  Sha256 put(byte[] bytes) throws IOException {
    return store.put(new ByteArrayInputStream(bytes), MAX_BYTES).sha256();
  }

  /** A row, as one that was written here or arrived. */
  void name(Sha256 file, long size) throws SQLException {
    Sql.execute(
        database,
        "insert into media.item (id, sha256, size, content_type, file_name, created_at)"
            + " values (?, ?, ?, 'image/png', 'a.png', now())",
        UUID.randomUUID(),
        file.bytes(),
        size);
  }

  /** Many rows at once, as an import writes them. */
  void name(List<Sha256> files, long size) throws SQLException {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into media.item (id, sha256, size, content_type, file_name, created_at)"
                    + " select gen_random_uuid(), f, ?, 'image/png', 'a.png', now()"
                    + " from unnest(?::bytea[]) f")) {
      insert.setLong(1, size);
      insert.setArray(
          2,
          connection.createArrayOf(
              "bytea", files.stream().map(Sha256::bytes).toArray(byte[][]::new)));
      insert.executeUpdate();
    }
  }

  boolean holds(Sha256 file) {
    try {
      return store.holds(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code media.copy} says of a file: true, false, or null. */
  String copy(Sha256 file) {
    try {
      return Sql.query(
              database,
              "select held::text from media.copy where sha256 = ? and host = ? and deleted_at is null",
              file.bytes(),
              id)
          .stream()
          .findFirst()
          .orElse(null);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  List<String> incoming() throws IOException {
    try (var files = Files.list(folder.resolve("incoming"))) {
      return files.map(f -> f.getFileName().toString()).filter(f -> !f.equals("locks")).toList();
    }
  }

  @Override
  public void close() {
    if (changes != null) {
      changes.close();
    }
    if (replication != null) {
      replication.close();
    }
  }
}
