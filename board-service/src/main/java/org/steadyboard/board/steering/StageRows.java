package org.steadyboard.board.steering;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Row;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.board.stage.Stage;
import org.steadyboard.board.stage.StageJson;
import org.steadyboard.board.stage.StageRow;

/**
 * Makes stages of rows, whatever stands in them: a row may come from a host that another release
 * runs on, or somebody else. What is wrong in a row counts as missing: tools as none, a step as the
 * first, a remembered command as never said. A row whose version is none counts as missing
 * altogether. The next change writes the row anew. Each board's first flaw is logged, none fails a
 * read that other boards are in.
 */
public final class StageRows {

  private static final Logger LOG = Logger.getLogger(StageRows.class);

  /** How many {@link #columns} there are. */
  public static final int COLUMNS = 7;

  private static final int MAX_RECENT_CHARS = 1024;
  private static final int MAX_HOST_CHARS = 64;
  private static final int MAX_TOLD = 1000;

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** The boards whose flaw was logged, the latest ones. */
  private final Set<UUID> told =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
                  return size() > MAX_TOLD;
                }
              }));

  /**
   * The columns that {@link #read} reads, in its order. What may have any length or shape comes as
   * text of a bounded one.
   *
   * @param stage the name of board.stage in the query
   */
  public static String columns(String stage) {
    return """
    %1$s.lesson_id, %1$s.page_id, %1$s.step, left(%1$s.tools::text, %2$d),
    left(%1$s.recent_commands::text, %3$d), %1$s.row_stamp, left(%1$s.row_host, %4$d)"""
        .formatted(stage, Stage.MAX_READ_TOOLS_BYTES + 1, MAX_RECENT_CHARS, MAX_HOST_CHARS);
  }

  /**
   * @param first of the columns
   * @return null when there is no row that can be used
   */
  public StageRow read(UUID boardId, Row row, int first) {
    var stamp = row.getLong(first + 5);
    if (stamp == null) {
      return null;
    }
    var revision = Revision.parse(stamp + "-" + row.getString(first + 6));
    if (revision.isEmpty()) {
      tell(boardId, "version");
      return null;
    }
    var stage =
        new Stage(
            row.getUUID(first),
            row.getUUID(first + 1),
            step(boardId, row.getInteger(first + 2)),
            tools(boardId, row.getString(first + 3)));
    return new StageRow(boardId, stage, revision.get(), recent(boardId, row.getString(first + 4)));
  }

  private int step(UUID boardId, Integer stored) {
    if (stored == null || stored < 0 || stored > Stage.MAX_STEP) {
      tell(boardId, "step");
      return 0;
    }
    return stored;
  }

  private Map<String, JsonNode> tools(UUID boardId, String stored) {
    if (stored != null && stored.length() <= Stage.MAX_READ_TOOLS_BYTES) {
      try {
        return StageJson.readTools(stored);
      } catch (IllegalArgumentException e) {
        // Told below.
      }
    }
    tell(boardId, "tools");
    return Map.of();
  }

  private List<UUID> recent(UUID boardId, String stored) {
    if (stored == null) {
      tell(boardId, "commands");
      return List.of();
    }
    var recent =
        ID.matcher(stored)
            .results()
            .map(MatchResult::group)
            .map(UUID::fromString)
            .limit(Folded.REMEMBERED)
            .toList();
    if (!stored.equals(text(recent))) {
      tell(boardId, "commands");
    }
    return recent;
  }

  /** As the database writes an array of ids, and reads it. */
  static String text(List<UUID> ids) {
    return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
  }

  private void tell(UUID boardId, String what) {
    if (told.add(boardId)) {
      LOG.warnf("The stage of board %s has a flaw (%s), which counts as missing", boardId, what);
    }
  }
}
