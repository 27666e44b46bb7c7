package org.steadyboard.host;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.steadyboard.testkit.TestPostgres;

/**
 * Host a for a {@code @QuarkusTest}: a real Postgres with a new database, and every setting that a
 * service needs.
 */
public class HostTestResource implements QuarkusTestResourceLifecycleManager {

  public static final byte[] SESSION_KEY = new byte[32];

  private TestPostgres postgres;
  private HostAtTest host;

  @Override
  public Map<String, String> start() {
    postgres = TestPostgres.start();
    var settings = new HashMap<String, String>();
    settings.put("HOST_ID", "a");
    settings.put("HOST_SLOT", "0");
    settings.put("PUBLIC_URL", "http://localhost:8080");
    settings.put("SESSION_KEY", Base64.getEncoder().encodeToString(SESSION_KEY));
    settings.put("DATABASE_URL", postgres.newDatabase());
    settings.put("DATABASE_USER", TestPostgres.USER);
    settings.put("DATABASE_PASSWORD", TestPostgres.PASSWORD);
    knows(settings);
    return settings;
  }

  /** What a test may know of the host, once all settings are there. */
  protected final void knows(Map<String, String> settings) {
    var url = settings.get("DATABASE_URL");
    host = new HostAtTest(TestPostgres.service(url), postgres.superuser(url), Map.copyOf(settings));
  }

  /** For a test that is not in one process with its service; after the start. */
  public final HostAtTest host() {
    return host;
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
