package org.steadyboard.localhosts.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.PartKind;

/**
 * Which hosts run native programs, and where those are.
 *
 * @param folder holds a program for each service, by the service's name
 * @param hosts the names of the hosts
 */
public record NativePrograms(Path folder, Set<String> hosts) {
  /** The environment's name for the folder. The script sets it when it has built the programs. */
  private static final String FOLDER = "NATIVE_PROGRAMS";

  /** For a program to say its schema, also on a machine that is busy. */
  private static final Duration CHECK_LIMIT = Duration.ofSeconds(10);

  /** Fails with one line when the environment does not say where the programs are. */
  public static NativePrograms of(Map<String, String> environment, Set<String> hosts) {
    String folder = environment.get(FOLDER);
    if (folder == null || folder.isBlank()) {
      throw CommandFailure.because(
          FOLDER + " is not set: it names a folder with a native program for each service");
    }
    return new NativePrograms(Path.of(folder).toAbsolutePath().normalize(), Set.copyOf(hosts));
  }

  NativeProgram program(PartKind kind) {
    return new NativeProgram(kind, folder.resolve(kind.serviceName()));
  }

  /** Fails with one line when a program is missing, does not run here, or is of another build. */
  void require() throws InterruptedException {
    for (PartKind kind : PartKind.SERVICES) {
      Path file = program(kind).file();
      if (!Files.isRegularFile(file)) {
        throw CommandFailure.because("%s holds no %s".formatted(folder, file.getFileName()));
      }
      new ProgramCheck(file, CHECK_LIMIT).run();
    }
  }
}
