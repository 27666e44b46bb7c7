package org.steadyboard.host.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The settings that every service needs, checked before anything starts. */
public final class RequiredSettings {

  private static final Pattern DATABASE_URL = Pattern.compile("postgresql://[^/\\s]+/[^\\s]+");

  private static final List<Setting> OF_EVERY_SERVICE =
      List.of(
          Setting.required(
              "HOST_ID",
              "1 to 31 lower-case letters, digits and dashes, a letter first",
              Peer::isHostId),
          Setting.required("HOST_SLOT", "one digit, another on each host", v -> v.matches("[0-9]")),
          Setting.required(
              "DATABASE_URL",
              "like postgresql://127.0.0.1:5432/steadyboard",
              DATABASE_URL.asMatchPredicate()),
          Setting.required("DATABASE_USER", "the name of this host's database role", v -> true),
          Setting.required(
              "DATABASE_PASSWORD", "the password of this host's database role", v -> true),
          Setting.required(
              "PUBLIC_URL", "like https://a.example.org, without a path", Setting::isOrigin),
          Setting.required(
              "SESSION_KEY", "32 bytes in base64, the same on all hosts", Setting::isKey),
          Setting.optional(
              "ALLOWED_ORIGINS",
              "origins like https://www.example.org, parted by commas",
              v -> Arrays.stream(v.split(",")).allMatch(Setting::isOrigin)),
          Setting.optional(
              "HOST_PEERS",
              "like b=https://b.example.org, parted by commas, each host once",
              v -> Peer.areWellFormed(v, Setting::isOrigin)),
          Setting.optional(
              "COOKIE_DOMAIN", "a domain like example.org", v -> v.matches("\\.?[A-Za-z0-9.-]+")));

  private RequiredSettings() {}

  /**
   * A line for each setting that is missing or malformed, in a fixed order; empty when all is well.
   */
  public static List<String> flaws(Map<String, String> environment, List<Setting> own) {
    var flaws = new ArrayList<String>();
    for (var settings : List.of(OF_EVERY_SERVICE, own)) {
      for (var setting : settings) {
        setting.flaw(environment.get(setting.name())).ifPresent(flaws::add);
      }
    }
    return flaws;
  }
}
