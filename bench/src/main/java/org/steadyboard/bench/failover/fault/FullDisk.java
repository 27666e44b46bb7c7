package org.steadyboard.bench.failover.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.steadyboard.bench.machine.Hosts;
import org.steadyboard.bench.machine.Postgres;
import org.steadyboard.bench.machine.Running;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.PartKind;

/**
 * A small disk for host a, in memory, so that it can be filled. It takes the rights of root to
 * mount one.
 */
public final class FullDisk implements AutoCloseable {

  private static final String SIZE = "450m";
  private static final int BLOCK_BYTES = 1 << 20;

  /** More than a disk of that size has room for. */
  private static final int MOST_LOG_FILES = 40;

  private final Path folder;

  private FullDisk(Path folder) {
    this.folder = folder;
  }

  /** Where the host that is to lie on it has its folder; empty where nothing can be mounted. */
  public static Optional<FullDisk> mount(Running running, Hosts.Place place)
      throws IOException, InterruptedException {
    var folder = place.data().hosts().resolve(HostPlace.name(0));
    Files.createDirectories(folder);
    if (!run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", folder.toString())) {
      return Optional.empty();
    }
    return Optional.of(running.add(new FullDisk(folder)));
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      var process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchTool) {
      return false;
    }
  }

  /** Tables can't grow first; then the log cannot go on, and Postgres ends each time it starts. */
  public List<Fault> faults() {
    return List.of(
        new Fault(
            "disk-full",
            "the disk full",
            "no byte is left on host a's disk, but room in the file of Postgres' log",
            false,
            hosts -> {
              beginLogFile(hosts.a().postgres());
              fill();
            },
            hosts -> makeRoom()),
        new Fault(
            "log-full",
            "the disk full, and Postgres' log",
            "no byte is left on host a's disk, and Postgres needs the next file of its log",
            true,
            hosts -> {
              fill();
              useUpLog(hosts.a().postgres());
            },
            hosts -> {
              makeRoom();
              hosts.a().start(PartKind.POSTGRES);
            }));
  }

  private void makeRoom() throws IOException {
    Files.deleteIfExists(ballast());
  }

  /** Its 16 MiB last longer than a fault is held. */
  private static void beginLogFile(Postgres postgres) throws SQLException {
    try (var connection = postgres.superuser();
        var statement = connection.createStatement()) {
      statement.execute("select pg_switch_wal()");
      statement.execute("select pg_logical_emit_message(true, 'bench', '')");
    }
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  private void fill() throws IOException {
    try (var out = Files.newOutputStream(ballast())) {
      for (var block = BLOCK_BYTES; block > 0; block /= 2) {
        writeWhileItFits(out, new byte[block]);
      }
    }
  }

  private static void writeWhileItFits(java.io.OutputStream out, byte[] block) {
    try {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // As it is meant to be.
    }
  }

  /** Until there is no file left to go on in. */
  private static void useUpLog(Postgres postgres) {
    try (var connection = postgres.superuser();
        var statement = connection.createStatement()) {
      for (var file = 0; file < MOST_LOG_FILES; file++) {
        statement.execute("select pg_logical_emit_message(true, 'bench', '')");
        statement.execute("select pg_switch_wal()");
      }
    } catch (SQLException full) {
      // As it is meant to be.
    }
  }

  @Override
  public void close() {
    try {
      run("umount", folder.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "small disk";
  }
}
