package org.steadyboard.mediasync.upload;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;

/**
 * The header Upload-Metadata of tus: keys, each with a value in base64, parted by commas. Values
 * are read as UTF-8; keys that are not known here are let by.
 */
final class UploadMetadata {

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x2b\\x2d-\\x7e]+");

  private UploadMetadata() {}

  /**
   * @throws Problem invalid
   */
  static Map<String, String> read(String header) {
    var values = new LinkedHashMap<String, String>();
    if (header == null || header.isBlank()) {
      return values;
    }
    for (var pair : header.split(",", -1)) {
      var parts = pair.strip().split(" ", 2);
      var value = parts.length < 2 ? Optional.of("") : decode(parts[1].strip());
      if (!KEY.matcher(parts[0]).matches()
          || value.isEmpty()
          || values.put(parts[0], value.get()) != null) {
        throw new Problem(
            ProblemCode.INVALID, "Upload-Metadata is keys with values in base64, each once");
      }
    }
    return values;
  }

  static String write(Map<String, String> values) {
    var pairs =
        values.entrySet().stream()
            .map(
                e ->
                    e.getKey()
                        + " "
                        + Base64.getEncoder()
                            .encodeToString(e.getValue().getBytes(StandardCharsets.UTF_8)));
    return String.join(",", pairs.toList());
  }

  private static Optional<String> decode(String value) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
