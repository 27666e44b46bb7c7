package org.steadyboard.localhosts.mesh;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Whether two hosts hold the same rows, table by table.
 *
 * @param tables how many tables were compared
 * @param differing the tables that differ, in the order of their names
 * @param problem why they could not be compared; empty when they were
 */
public record Equality(
    String one, String other, int tables, List<Difference> differing, Optional<String> problem) {

  /**
   * How a table of {@code one} differs from the same one of {@code other}, in rows.
   *
   * @param behind rows that {@code one} lacks or has an older version of
   * @param ahead rows that {@code other} lacks or has an older version of
   * @param contradicting rows of the same version and other content
   */
  public record Difference(String table, long behind, long ahead, long contradicting) {
    JsonObject toJson() {
      return new JsonObject()
          .put("name", table)
          .put("behind", behind)
          .put("ahead", ahead)
          .put("contradicting", contradicting);
    }

    static Difference fromJson(JsonObject json) {
      return new Difference(
          json.getString("name"),
          json.getLong("behind"),
          json.getLong("ahead"),
          json.getLong("contradicting"));
    }
  }

  static Equality unknown(String one, String other, String problem) {
    return new Equality(one, other, 0, List.of(), Optional.of(problem));
  }

  /** Empty when it is not known. */
  public Optional<Boolean> equal() {
    return problem.isPresent() ? Optional.empty() : Optional.of(differing.isEmpty());
  }

  public JsonObject toJson() {
    var list = new JsonArray();
    differing.forEach(table -> list.add(table.toJson()));
    var json = new JsonObject().put("hosts", new JsonArray().add(one).add(other));
    equal().ifPresent(equal -> json.put("equal", equal).put("compared", tables));
    problem.ifPresent(why -> json.put("problem", why));
    return json.put("tables", list);
  }

  public static Equality fromJson(JsonObject json) {
    JsonArray hosts = json.getJsonArray("hosts");
    return new Equality(
        hosts.getString(0),
        hosts.getString(1),
        json.getInteger("compared", 0),
        json.getJsonArray("tables").stream()
            .map(table -> Difference.fromJson((JsonObject) table))
            .toList(),
        Optional.ofNullable(json.getString("problem")));
  }
}
