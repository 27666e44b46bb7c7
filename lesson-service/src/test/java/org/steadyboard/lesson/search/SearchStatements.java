package org.steadyboard.lesson.search;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.steadyboard.lesson.search.Search.Filter;

/** Words that ten pages have, in any language and in one. */
public final class SearchStatements {

  private SearchStatements() {}

  public static Map<String, Callable<?>> of(DataSource database, UUID reader) {
    var search = new Search(database);
    return Map.of(
        "search", () -> search.find("'word15'", reader, new Filter(null, null), 0, 10),
        "search in English", () -> search.find("'word15'", reader, new Filter("en", null), 0, 10));
  }
}
