package org.steadyboard.lesson.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;

/**
 * Finds pages by their words, in one statement: titles weigh more than headings, headings more than
 * text; each language by its own stems. At most {@link #MAX_RANKED} pages that match are ranked,
 * and excerpts are made of the hits that are returned only.
 */
@ApplicationScoped
public class Search {

  /** The same configurations as lesson.search_configuration in the schema. */
  private static final Map<String, String> CONFIGURATIONS =
      Map.of("nl", "dutch", "en", "english", "de", "german", "fr", "french", "es", "spanish");

  private static final List<String> ALL =
      List.of("simple", "dutch", "english", "german", "french", "spanish");

  static final int MAX_RANKED = 2_000;

  /** A language tag with all its variants, and a tag; null for any. */
  record Filter(String language, String tag) {}

  // "offset 0" keeps each step a lookup in its index, whatever the planner believes of the tables.
  private static final String SEARCH =
      """
      with matching as materialized (
        select found.* from (values %s) q (configuration, query) cross join lateral (
          select e.page_id, e.lesson_id, e.page_rank, e.configuration, e.title,
            pg_catalog.ts_rank('{0.1, 0.2, 0.4, 1.0}', e.terms, q.query, 1) as score
          from lesson.search_entry e
          where e.live and e.configuration = q.configuration and e.terms @@ q.query
            and (e.owner_id is null or e.owner_id = ?)%s
          offset 0) found
        limit %d
      ), hit as (
        select * from matching order by score desc, lesson_id, page_rank, page_id limit ? offset ?
      )
      select hit.page_id, hit.lesson_id, hit.title, hit.score,
        pg_catalog.ts_headline(hit.configuration, case when e.words = '' then e.headings else e.words end,
          pg_catalog.to_tsquery(hit.configuration, ?), ?) as excerpt,
        array(
          with recursive up (parent_id, title, height) as (
            select n.parent_id, n.title, 0 from lesson.node n where n.id = hit.lesson_id
            union all
            select n.parent_id, n.title, up.height + 1
            from up cross join lateral
              (select a.parent_id, a.title from lesson.node a where a.id = up.parent_id offset 0) n
            where up.height < 64
          )
          select up.title from up where up.height > 0 order by up.height desc) as path
      from hit cross join lateral (
        select words, headings from lesson.search_entry where page_id = hit.page_id offset 0) e
      order by hit.score desc, hit.lesson_id, hit.page_rank, hit.page_id
      """;

  private static final String EXCERPT =
      "StartSel=\"%s\", StopSel=\"%s\", MinWords=12, MaxWords=30, ShortWord=0"
          .formatted(Excerpt.START, Excerpt.STOP);

  /** When one that found no room, or took too long, may be tried again. */
  private static final Duration COME_BACK = Duration.ofSeconds(2);

  private final DataSource dataSource;

  /**
   * @param dataSource searches have few connections, each statement on them little time (settings
   *     under {@code quarkus.datasource.search}): however many search, others go on
   */
  public Search(@io.quarkus.agroal.DataSource("search") DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * The best hits first; what is equally good in the order of its lesson.
   *
   * @param terms as {@link SearchTerms} makes them
   * @throws Problem busy, when too many search or this takes too long
   */
  List<SearchHit> find(String terms, UUID reader, Filter filter, int offset, int limit)
      throws SQLException {
    var configurations = configurations(filter.language());
    try (var connection = dataSource.getConnection();
        var query = connection.prepareStatement(sql(configurations, filter))) {
      bind(query, terms, configurations, reader, filter, offset, limit);
      var hits = new ArrayList<SearchHit>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          hits.add(hit(rows));
        }
      }
      return hits;
    } catch (SQLException e) {
      if (isWait(e)) {
        throw new Problem(ProblemCode.BUSY, "Searching takes long now: try again", COME_BACK);
      }
      throw e;
    }
  }

  /** The pool's, which has no state, or the end of a statement's time (query_canceled). */
  private static boolean isWait(SQLException failure) {
    return failure.getSQLState() == null || failure.getSQLState().equals("57014");
  }

  private static List<String> configurations(String language) {
    return language == null
        ? ALL
        : List.of(
            CONFIGURATIONS.getOrDefault(
                language.split("-", 2)[0].toLowerCase(Locale.ROOT), "simple"));
  }

  private static String sql(List<String> configurations, Filter filter) {
    var queries =
        configurations.stream()
            .map(c -> "('%1$s'::regconfig, pg_catalog.to_tsquery('%1$s', ?))".formatted(c))
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow();
    var conditions =
        (filter.language() == null ? "" : " and (e.language = ? or e.language like ? || '-%')")
            + (filter.tag() == null ? "" : " and e.tags @> array[?::text]");
    return SEARCH.formatted(queries, conditions, MAX_RANKED);
  }

  private static void bind(
      PreparedStatement query,
      String terms,
      List<String> configurations,
      UUID reader,
      Filter filter,
      int offset,
      int limit)
      throws SQLException {
    var at = 0;
    for (var i = 0; i < configurations.size(); i++) {
      query.setString(++at, terms);
    }
    query.setObject(++at, reader);
    if (filter.language() != null) {
      query.setString(++at, filter.language());
      query.setString(++at, filter.language());
    }
    if (filter.tag() != null) {
      query.setString(++at, filter.tag());
    }
    query.setInt(++at, limit);
    query.setInt(++at, offset);
    query.setString(++at, terms);
    query.setString(++at, EXCERPT);
  }

  private static SearchHit hit(ResultSet row) throws SQLException {
    return new SearchHit(
        row.getObject("lesson_id", UUID.class),
        row.getObject("page_id", UUID.class),
        row.getString("title"),
        List.of((String[]) row.getArray("path").getArray()),
        Excerpt.html(row.getString("excerpt")),
        row.getFloat("score"));
  }
}
