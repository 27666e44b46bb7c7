package org.steadyboard.lesson;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.steadyboard.host.settings.ServiceStart;
import org.steadyboard.host.settings.Setting;
import org.steadyboard.lesson.identity.account.CreateAccounts;
import org.steadyboard.lesson.mesh.PeerAddress;

/** Starts the service, or does the one task that it is asked for on the command line. */
@QuarkusMain
public final class LessonService {

  private LessonService() {}

  private static Setting[] settings(Map<String, String> environment) {
    return new Setting[] {
      Setting.required(
          "MEDIA_DIR",
          "a folder for media files, with an absolute path",
          v -> Path.of(v).isAbsolute()),
      Setting.optional("MEDIA_MAX_BYTES", "a number of bytes", v -> v.matches("[1-9][0-9]{0,14}")),
      Setting.optional(
          "REPLICATION_PEERS",
          "like b=postgresql://127.0.0.1:5432/steadyboard, parted by commas, each host once",
          PeerAddress::areWellFormed),
      new Setting(
          "REPLICATION_PASSWORD",
          isSet(environment.get("REPLICATION_PEERS")),
          "the password of the role steadyboard_replication, the same on all hosts",
          v -> true),
    };
  }

  private static boolean isSet(String value) {
    return value != null && !value.isBlank();
  }

  public static void main(String... args) {
    if (args.length > 0 && args[0].equals(CreateAccounts.COMMAND)) {
      System.exit(CreateAccounts.run(Arrays.copyOfRange(args, 1, args.length)));
    }
    ServiceStart.run(args, settings(System.getenv()));
  }
}
