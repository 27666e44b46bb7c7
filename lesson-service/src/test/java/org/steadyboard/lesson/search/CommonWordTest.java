package org.steadyboard.lesson.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.steadyboard.database.Schema;
import org.steadyboard.lesson.search.Search.Filter;
import org.steadyboard.testkit.Sql;
import org.steadyboard.testkit.TestPostgres;

/** A word that stands 1.6 million times, in many pages and many times in some. */
class CommonWordTest {

  private static final String[] PAGES = {
    // Pages as long as they may be, and many short ones: times each.
    "30, 43000", "50000, 7"
  };

  @AutoClose private static final TestPostgres postgres = TestPostgres.start();

  @Test
  void isFoundWithinTheTimeOfASearch() throws Exception {
    var url = postgres.newDatabase();
    Schema.prepare(TestPostgres.service(url), "a");
    try (var connection = postgres.superuser(url).getConnection()) {
      fill(connection);
    }
    var database = (PGSimpleDataSource) TestPostgres.service(url);
    database.setOptions("-c statement_timeout=3s -c enable_seqscan=off");

    for (var filter : new Filter[] {new Filter(null, null), new Filter("en", null)}) {
      var hits = new Search(database).find("'water'", UUID.randomUUID(), filter, 0, 50);
      assertThat(hits).hasSize(50).allSatisfy(h -> assertThat(h.excerpt()).contains("<mark>"));
    }
  }

  /** Letters of four bytes, and each word three times: whole, and its halves. */
  @Test
  void aTextWithMoreWordsThanAnIndexTakesIsCutAndFound() throws Exception {
    var url = postgres.newDatabase();
    Schema.prepare(TestPostgres.service(url), "a");

    assertThat(
            Sql.query(
                TestPostgres.service(url),
                """
                select length(lesson.search_terms('simple', 'title', 'heading', string_agg(
                  translate(md5(n::text) || '-' || md5((-n)::text), '0123456789abcdef', '𐐨𐐩𐐪𐐫𐐬𐐭𐐮𐐯𐐰𐐱𐐲𐐳𐐴𐐵𐐶𐐷'), ' '))) > 1000
                from generate_series(1, 4000) n
                """))
        .containsExactly("t");
  }

  private static void fill(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var pages : PAGES) {
        statement.execute(
            """
            insert into lesson.search_entry
              (page_id, lesson_id, title, language, tags, page_rank, live, headings, words, configuration, terms)
            select gen_random_uuid(), gen_random_uuid(), 'Title', 'en', '{}', 'a', true, '', words, 'english',
              lesson.search_terms('english', 'Title', '', words)
            from (select p.words from (values (%s)) v (pages, times),
              generate_series(1, v.pages), lateral (select repeat('water ', v.times) as words) p) w
            """
                .formatted(pages));
      }
    }
  }
}
