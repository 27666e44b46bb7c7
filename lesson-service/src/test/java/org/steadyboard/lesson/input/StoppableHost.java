package org.steadyboard.lesson.input;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.steadyboard.testkit.TestPostgres;

/** Host a on a Postgres of its own, which can be stopped and started again with its data. */
public class StoppableHost implements QuarkusTestResourceLifecycleManager {

  private TestPostgres postgres;

  @Override
  public Map<String, String> start() {
    var folder = newFolder();
    postgres = TestPostgres.startIn(folder.resolve("postgres"), Map.of());
    return Map.of(
        "HOST_ID",
        "a",
        "HOST_SLOT",
        "0",
        "PUBLIC_URL",
        "http://localhost:8080",
        "SESSION_KEY",
        Base64.getEncoder().encodeToString(new byte[32]),
        "DATABASE_URL",
        postgres.newDatabase(),
        "DATABASE_USER",
        TestPostgres.USER,
        "DATABASE_PASSWORD",
        TestPostgres.PASSWORD,
        "MEDIA_DIR",
        folder.resolve("media").toString());
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("stoppable-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(postgres, new TestInjector.MatchesType(TestPostgres.class));
  }

  @Override
  public void stop() {
    postgres.close();
  }
}
