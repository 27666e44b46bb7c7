package org.steadyboard.lesson.input;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;

/** Host a on a Postgres of its own, which can be stopped and started again with its data. */
public class StoppableHost implements QuarkusTestResourceLifecycleManager {

  private Path data;
  private int port;
  private EmbeddedPostgres postgres;

  @Override
  public Map<String, String> start() {
    try (var free = new ServerSocket(0)) {
      data = Files.createTempDirectory("postgres-");
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    startPostgres();
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create role steadyboard login password 'only-for-tests'");
      statement.execute("create database steadyboard owner steadyboard");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Map.of(
        "HOST_ID", "a",
        "HOST_SLOT", "0",
        "PUBLIC_URL", "http://localhost:8080",
        "SESSION_KEY", Base64.getEncoder().encodeToString(new byte[32]),
        "DATABASE_URL", "postgresql://127.0.0.1:" + port + "/steadyboard",
        "DATABASE_USER", "steadyboard",
        "DATABASE_PASSWORD", "only-for-tests",
        "MEDIA_DIR", data.resolveSibling(data.getFileName() + "-media").toString());
  }

  void startPostgres() {
    try {
      postgres =
          EmbeddedPostgres.builder()
              .setPort(port)
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stopPostgres() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(StoppableHost.class));
  }

  @Override
  public void stop() {
    stopPostgres();
  }
}
