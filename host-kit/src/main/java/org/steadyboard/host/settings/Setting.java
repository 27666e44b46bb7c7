package org.steadyboard.host.settings;

import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One environment variable of a service and what it must be.
 *
 * @param mustBe ends the sentence "NAME must be …"
 */
public record Setting(String name, boolean required, String mustBe, Predicate<String> valid) {

  public static Setting required(String name, String mustBe, Predicate<String> valid) {
    return new Setting(name, true, mustBe, valid);
  }

  public static Setting optional(String name, String mustBe, Predicate<String> valid) {
    return new Setting(name, false, mustBe, valid);
  }

  /**
   * What is wrong with {@code value}, in one line; never the value itself, which may be a secret.
   */
  public Optional<String> flaw(String value) {
    if (value == null || value.isBlank()) {
      return required ? Optional.of(name + " is missing: it must be " + mustBe) : Optional.empty();
    }
    return valid.test(value)
        ? Optional.empty()
        : Optional.of(name + " is malformed: it must be " + mustBe);
  }

  /** 32 bytes in base64. */
  public static boolean isKey(String value) {
    try {
      return Base64.getDecoder().decode(value).length == 32;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** An http(s) address without a path, as browsers write an Origin. */
  public static boolean isOrigin(String value) {
    try {
      return isOrigin(URI.create(value));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The same of an address that was read already. */
  public static boolean isOrigin(URI uri) {
    var path = uri.getPath();
    return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
        && uri.getHost() != null
        && (path == null || path.isEmpty())
        && uri.getQuery() == null;
  }
}
