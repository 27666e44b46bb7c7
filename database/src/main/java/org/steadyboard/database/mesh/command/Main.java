package org.steadyboard.database.mesh.command;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** The mesh for operators and jobs: {@code java -jar mesh.jar COMMAND …}. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
  }

  /** Exit status: 0, 1 when hosts differ or something failed, 2 when it was not said right. */
  static int run(
      List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      return new MeshCommand(Arguments.parse(arguments, environment)).run(out) ? 0 : 1;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println(Arguments.USAGE);
      return 2;
    } catch (Exception e) {
      err.println(e.getMessage());
      return 1;
    }
  }
}
