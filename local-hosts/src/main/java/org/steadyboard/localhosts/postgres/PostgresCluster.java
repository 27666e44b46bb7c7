package org.steadyboard.localhosts.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.steadyboard.database.mesh.PeerAccess;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.FolderTree;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.Keys;
import org.steadyboard.localhosts.layout.OwnerOnly;
import org.steadyboard.localhosts.layout.PartKind;

/** One host's Postgres data folder: made once, then opened by each start. */
public record PostgresCluster(PostgresPrograms programs, HostPlace place) {
  public static final String SUPERUSER = "postgres";

  private static final int INITDB_LIMIT_SECONDS = 120;

  /** initdb's own would give physical streams to every role that may replicate. */
  private static final String ACCESS =
      PeerAccess.lines(Database.NAME, List.of("127.0.0.1/32"))
          + "host all all 127.0.0.1/32 scram-sha-256\n";

  /** Fails with one line when the folder was made by another major version. */
  public void requireOurVersion() throws IOException {
    Path versionFile = place.postgresData().resolve("PG_VERSION");
    if (Files.exists(versionFile)) {
      String found = Files.readString(versionFile).strip();
      if (!found.equals(PostgresPrograms.MAJOR_VERSION)) {
        throw CommandFailure.because(
            "the data in %s were made by Postgres %s, and this is Postgres %s"
                .formatted(place.postgresData(), found, PostgresPrograms.MAJOR_VERSION));
      }
    }
  }

  /**
   * Makes the folder unless it is there, and says who may connect. An attempt that was cut off
   * leaves nothing that counts.
   *
   * @return true when it was made now, and so holds nothing yet
   */
  public boolean create(Keys keys) throws IOException, InterruptedException {
    boolean fresh = createData(keys);
    OwnerOnly.write(place.postgresData().resolve("pg_hba.conf"), ACCESS);
    return fresh;
  }

  private boolean createData(Keys keys) throws IOException, InterruptedException {
    Path data = place.postgresData();
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return false;
    }
    Files.createDirectories(place.logFolder());
    Path fresh = data.resolveSibling("postgres.new");
    FolderTree.remove(fresh);
    Path password = place.folder().resolve("superuser-password");
    OwnerOnly.write(password, keys.superuserPassword());
    try {
      initdb(fresh, password);
      Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(password);
    }
    return true;
  }

  /** Removes the folder with all that the host knew. Its server must not run. */
  public void remove() throws IOException {
    FolderTree.remove(place.postgresData());
  }

  /** The command that runs it in the foreground. */
  public List<String> command() {
    var command = new ArrayList<>(programs.command("postgres"));
    command.addAll(List.of("-D", place.postgresData().toString()));
    PostgresSettings.of(place.port(PartKind.POSTGRES))
        .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return command;
  }

  private void initdb(Path fresh, Path password) throws IOException, InterruptedException {
    var command = new ArrayList<>(programs.command("initdb"));
    command.addAll(
        List.of(
            "--pgdata=" + fresh,
            "--username=" + SUPERUSER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            // Sorts by code point on every machine alike: the ranks of a tree depend on it.
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8"));
    Path log = place.logFolder().resolve("initdb.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(INITDB_LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw CommandFailure.because(InitdbFailure.explain(Files.readString(log), log));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
