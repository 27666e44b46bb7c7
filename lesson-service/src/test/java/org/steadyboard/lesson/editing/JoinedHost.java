package org.steadyboard.lesson.editing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Map;
import org.steadyboard.database.mesh.JoinedHosts;
import org.steadyboard.testkit.TestPostgres;

/** The service on host a; of host b only the database, over a link that can be cut. */
public class JoinedHost implements QuarkusTestResourceLifecycleManager {

  private JoinedHosts hosts;

  @Override
  public Map<String, String> start() {
    try {
      var folder = Files.createTempDirectory("meshed-");
      hosts = new JoinedHosts(folder, "a", "b");
      return Map.ofEntries(
          Map.entry("HOST_ID", "a"),
          Map.entry("HOST_SLOT", "0"),
          Map.entry("HOST_PEERS", "b=http://localhost:8090"),
          Map.entry("PUBLIC_URL", "http://localhost:8080"),
          Map.entry("SESSION_KEY", Base64.getEncoder().encodeToString(new byte[32])),
          Map.entry("DATABASE_URL", "postgresql://127.0.0.1:" + hosts.port("a") + "/board"),
          Map.entry("DATABASE_USER", TestPostgres.USER),
          Map.entry("DATABASE_PASSWORD", TestPostgres.PASSWORD),
          Map.entry("MEDIA_DIR", folder.resolve("media").toString()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(hosts, new TestInjector.MatchesType(JoinedHosts.class));
  }

  @Override
  public void stop() {
    hosts.close();
  }
}
