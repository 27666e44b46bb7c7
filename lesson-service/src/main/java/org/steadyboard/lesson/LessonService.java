package org.steadyboard.lesson;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.Arrays;
import org.steadyboard.host.settings.ServiceStart;
import org.steadyboard.host.settings.Setting;
import org.steadyboard.lesson.identity.account.CreateAccounts;

/** Starts the service, or does the one task that it is asked for on the command line. */
@QuarkusMain
public final class LessonService {

  private LessonService() {}

  public static void main(String... args) {
    if (args.length > 0 && args[0].equals(CreateAccounts.COMMAND)) {
      System.exit(CreateAccounts.run(Arrays.copyOfRange(args, 1, args.length)));
    }
    ServiceStart.run(
        args,
        Setting.required(
            "MEDIA_DIR",
            "a folder for media files, with an absolute path",
            v -> Path.of(v).isAbsolute()),
        Setting.optional(
            "MEDIA_MAX_BYTES", "a number of bytes", v -> v.matches("[1-9][0-9]{0,14}")));
  }
}
