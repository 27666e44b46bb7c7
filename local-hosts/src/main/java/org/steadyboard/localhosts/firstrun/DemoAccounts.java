package org.steadyboard.localhosts.firstrun;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.steadyboard.localhosts.CommandFailure;

/** The accounts that only local hosts ever have. Making them twice changes nothing. */
public final class DemoAccounts {
  public static final String ADMIN = "admin@example.org";
  public static final String PASSWORD = "steadyboard-demo";

  private static final int LIMIT_SECONDS = 60;

  /** One demo account. */
  public record Account(String email, String name, String role) {
    String toJsonLine() {
      return new JsonObject()
          .put("email", email)
          .put("name", name)
          .put("role", role)
          .put("password", PASSWORD)
          .encode();
    }
  }

  public static final List<Account> ALL =
      List.of(
          new Account(ADMIN, "Demo admin", "admin"),
          new Account("teacher@example.org", "Demo teacher", "teacher"),
          new Account("teacher2@example.org", "Second demo teacher", "teacher"));

  private DemoAccounts() {}

  static String jsonLines() {
    StringBuilder lines = new StringBuilder();
    ALL.forEach(account -> lines.append(account.toJsonLine()).append('\n'));
    return lines.toString();
  }

  /** Runs lesson-service's command that makes accounts, with their lines as its standard input. */
  public static void create(List<String> command, Map<String, String> environment, Path log)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    // It makes accounts beside the running service, whose port is taken.
    builder.environment().put("QUARKUS_HTTP_PORT", "0");
    Process process = builder.start();
    try {
      try (OutputStream input = process.getOutputStream()) {
        input.write(jsonLines().getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw CommandFailure.because("the demo accounts could not be made (log: " + log + ")");
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
