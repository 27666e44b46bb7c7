package org.steadyboard.bench.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Values that programs trip over, and some that they should not. Of one thread. */
final class Pieces {

  /** The longest text, in characters. */
  static final int MOST_TEXT = 40_000;

  /** The deepest nesting of a JSON value. */
  static final int MOST_DEPTH = 3_000;

  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "a",
          "null",
          "\u0000",
          "a\u0000b",
          "\ud800",
          "\udfff x",
          "\uffff",
          "\u202e",
          "e\u0301".repeat(40),
          "../../etc/passwd",
          "%2e%2e%2f",
          "' or 1=1 --",
          "${jndi:x}",
          "<script>alert(1)</script>",
          "<!-- x",
          "---\ntitle: [",
          "+300000-01-01T00:00:00Z",
          "2026-02-30T25:61:00Z",
          "1e308",
          "-1",
          "NaN",
          "9223372036854775808");
  private static final List<String> UNITS =
      List.of(
          "a",
          "\"",
          "\\",
          "![",
          "[](",
          "<!-- ",
          "|a",
          "* ",
          "> ",
          "`",
          "\n---\n",
          "&#x0;",
          "-",
          "é",
          "\ud83d\ude00",
          "a-\ud83d\ude00",
          "%",
          "<div>",
          "x ",
          "\n\n",
          "{",
          "__");
  private static final List<Number> NUMBERS =
      List.of(
          0,
          1,
          -1,
          999,
          1000,
          Integer.MAX_VALUE,
          Integer.MIN_VALUE,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          0.1,
          -0.0,
          1e308,
          5e-324,
          new BigDecimal("1e400"),
          new BigDecimal("9223372036854775808"));

  private final RandomGenerator random;
  private final Harvest harvest;

  Pieces(RandomGenerator random, Harvest harvest) {
    this.random = random;
    this.harvest = harvest;
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  String text() {
    return switch (random.nextInt(5)) {
      case 0, 1 -> one(ODD);
      case 2 -> repeated(random.nextInt(1, 300));
      case 3 -> chance(20) ? repeated(MOST_TEXT) : repeated(random.nextInt(300, 4_000));
      default -> new String(bytes(random.nextInt(60)), StandardCharsets.UTF_8);
    };
  }

  /** So many characters at most, of one unit or two. */
  private String repeated(int length) {
    var unit = chance(70) ? one(UNITS) : one(UNITS) + one(UNITS);
    return unit.repeat(Math.max(1, length / unit.length()));
  }

  Number number() {
    return chance(30) ? random.nextLong() : one(NUMBERS);
  }

  byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** As a path or a body names a thing: mostly one that is there. */
  String id() {
    var one = chance(70) ? harvest.id(random) : Optional.<String>empty();
    var id = one.orElseGet(() -> new UUID(random.nextLong(), random.nextLong()).toString());
    return switch (random.nextInt(20)) {
      case 0 -> id.toUpperCase(Locale.ROOT);
      case 1 -> id.substring(0, random.nextInt(id.length()));
      case 2 -> "00000000-0000-0000-0000-000000000000";
      case 3 -> text();
      default -> id;
    };
  }

  /** The name of a file that some answer held, or of none. */
  String sha256() {
    return harvest
        .sha256(random)
        .filter(known -> chance(90))
        .orElseGet(() -> HexFormat.of().formatHex(bytes(32)));
  }

  /** Where a list goes on: one that was given, or what might stand in one. */
  String cursor() {
    var given = harvest.cursor(random);
    if (given.isPresent() && chance(40)) {
      return chance(50) ? given.get() : flipped(given.get());
    }
    var inside =
        switch (random.nextInt(4)) {
          case 0 -> String.valueOf(number());
          case 1 -> one(ODD) + "|" + id();
          case 2 -> number() + "/" + id();
          default -> text();
        };
    return chance(20)
        ? inside
        : Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(inside.getBytes(StandardCharsets.UTF_8));
  }

  private String flipped(String text) {
    var chars = text.toCharArray();
    chars[random.nextInt(chars.length)] = (char) ('!' + random.nextInt(90));
    return new String(chars);
  }

  /** Any JSON value. */
  Object value() {
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> number();
      case 3 -> new JsonArray();
      case 4 -> new JsonObject();
      case 5 -> new JsonArray().addNull().add(text()).addNull();
      case 6 -> new JsonObject().put(text(), text());
      default -> text();
    };
  }

  /** As text, for writers of JSON nest by calling themselves. */
  String deep() {
    var depth = random.nextInt(1, MOST_DEPTH);
    return chance(50)
        ? "[".repeat(depth) + (chance(80) ? "]".repeat(depth) : "")
        : "{\"a\":".repeat(depth) + "1" + (chance(80) ? "}".repeat(depth) : "");
  }

  long random() {
    return random.nextLong();
  }

  int upTo(int bound) {
    return random.nextInt(bound);
  }
}
