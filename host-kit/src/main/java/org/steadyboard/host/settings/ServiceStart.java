package org.steadyboard.host.settings;

import io.quarkus.runtime.Quarkus;
import java.util.List;
import org.steadyboard.database.Schema;

/**
 * How the main class of a service starts: a wrong setting stops it before anything else is touched.
 */
public final class ServiceStart {

  /** Asked for this, a program prints the version of its schema and ends. */
  private static final String SAY_SCHEMA = "--schema";

  private ServiceStart() {}

  /**
   * Runs the service until it is stopped. With a missing or malformed setting: one line on standard
   * error for each, and exit status 1.
   *
   * @param own what this service needs beside the settings that every service needs
   */
  public static void run(String[] args, Setting... own) {
    if (List.of(args).equals(List.of(SAY_SCHEMA))) {
      System.out.println(Schema.version());
      return;
    }
    var flaws = RequiredSettings.flaws(System.getenv(), List.of(own));
    if (!flaws.isEmpty()) {
      flaws.forEach(System.err::println);
      System.exit(1);
    }
    Quarkus.run(args);
  }
}
