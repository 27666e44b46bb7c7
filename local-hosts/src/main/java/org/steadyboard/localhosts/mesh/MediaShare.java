package org.steadyboard.localhosts.mesh;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import org.steadyboard.database.mesh.MeshHost;

/**
 * How much of the media files a host holds, by what its own rows say, and what its service alarms
 * about.
 *
 * @param named files that rows name: what every host should hold
 * @param missing those of them that it does not hold, or has not said so yet
 * @param missingBytes of these
 * @param alarms their codes; {@code not-known} when the service does not answer
 */
public record MediaShare(long named, long missing, long missingBytes, List<String> alarms) {

  private static final String SHARE =
      """
      select count(*), count(*) filter (where not held), coalesce(sum(size) filter (where not held), 0)
      from (
        select max(i.size) as size, coalesce(bool_or(c.held), false) as held
        from media.item i
        left join media.copy c on c.sha256 = i.sha256 and c.host = ? and c.deleted_at is null
        where i.deleted_at is null
        group by i.sha256
      ) as file
      """;

  static MediaShare read(MeshHost host, List<String> alarms) throws SQLException {
    try (var connection = host.connect();
        var statement = connection.prepareStatement(SHARE)) {
      statement.setString(1, host.id());
      try (var rows = statement.executeQuery()) {
        rows.next();
        return new MediaShare(rows.getLong(1), rows.getLong(2), rows.getLong(3), alarms);
      }
    }
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("named", named)
        .put("missing", missing)
        .put("missingBytes", missingBytes)
        .put("alarms", new JsonArray(alarms));
  }

  public static MediaShare fromJson(JsonObject json) {
    return new MediaShare(
        json.getLong("named"),
        json.getLong("missing"),
        json.getLong("missingBytes"),
        json.getJsonArray("alarms").stream().map(String.class::cast).toList());
  }
}
