package org.steadyboard.bench.report;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** One measured number. The unit is part of it: {@code ms}, {@code /s}, {@code KiB}. */
public record Figure(String what, double value, String unit, Optional<Aim> aim) {

  public boolean isMissed() {
    return aim.isPresent() && !aim.get().reachedBy(value);
  }

  String verdict() {
    return aim.map(a -> isMissed() ? "missed" : "reached").orElse("");
  }

  /** As in {@code refused 12 instead of 0 (500 pairs)}. */
  String miss(String section) {
    return "%s %s%s instead of %s (%s)"
        .formatted(
            what, Numbers.plain(value), unit.isEmpty() ? "" : " " + unit, aim.get(), section);
  }

  JsonObject toJson() {
    var json = new JsonObject().put("what", what).put("value", value).put("unit", unit);
    aim.ifPresent(a -> json.put("aim", a.toString()).put("reached", !isMissed()));
    return json;
  }
}
