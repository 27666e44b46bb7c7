package org.steadyboard.database.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.database.mesh.compare.Comparison;
import org.steadyboard.database.mesh.stream.Mesh;
import org.steadyboard.testkit.Eventually;

/**
 * Values that are so long that they are stored out of line travel with every update of their row.
 */
class WholeRowTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  /** Of random digits, so that it cannot be compressed into its row: 64 kB. */
  private static final String LONG_TEXT =
      "(select string_agg(md5(random()::text), '') from generate_series(1, 2000))";

  @TempDir private Path folder;
  private TestHost a;
  private TestHost b;

  @BeforeEach
  void twoHosts() throws Exception {
    a = new TestHost("a", folder.resolve("a"));
    b = new TestHost("b", folder.resolve("b"));
    Mesh.join(a.mesh, b.mesh);
  }

  @AfterEach
  void stop() throws Exception {
    a.close();
    b.close();
  }

  @Test
  void aNewerChangeOfAnotherColumnBringsTheLongTextThatItWasMadeBeside() throws Exception {
    var id = UUID.randomUUID();
    a.execute(
        "insert into lesson.page (id, lesson_id, rank, markdown, notes, html, headings, words, rendering) values ('"
            + id
            + "', gen_random_uuid(), 'a', "
            + LONG_TEXT
            + ", '', '', '', '', 1)");
    Eventually.holds("the page is on b", SOON, () -> page(b, id).equals(page(a, id)));

    a.link.cut();
    b.link.cut();
    a.execute("update lesson.page set markdown = " + LONG_TEXT + " where id = '" + id + "'");
    b.execute("update lesson.page set rank = 'b' where id = '" + id + "'");
    var newest = page(b, id);
    assertThat(page(a, id)).isNotEqualTo(newest);
    a.link.heal();
    b.link.heal();

    Eventually.holds(
        "b's version is on a",
        SOON,
        () -> a.query("select rank from lesson.page where id = '" + id + "'").equals(List.of("b")));
    assertThat(page(a, id)).isEqualTo(newest);
    assertThat(Comparison.compare(a.mesh, b.mesh)).allMatch(Comparison.TableDifference::isEqual);
  }

  @Test
  void everyTypeInUseComesThroughUnchanged() throws Exception {
    for (var host : List.of(a, b)) {
      host.execute(
          """
          create table board.every_type (id uuid primary key, small text, words text, bytes bytea, document jsonb, nothing jsonb,
              many uuid[], matrix text[], at timestamptz, half float8, halves float8[], exact numeric, terms tsvector,
              measure numeric generated always as (exact * 2) stored)
          """);
      host.execute("select replication.enroll('board.every_type')");
    }
    Mesh.subscribe(b.mesh, a.mesh);
    var id = UUID.randomUUID();
    a.execute(
        """
        insert into board.every_type (id, words, bytes, document, nothing, many, matrix, at, halves, exact, terms)
        select '%s', %s, decode(string_agg(md5(random()::text), ''), 'hex'),
            jsonb_build_object('n', null, 't', string_agg(md5(random()::text), '') || '"\\\\x'), 'null',
            (array_agg(gen_random_uuid()))[1:1000], array['{', '"', ''],
            '9999-12-31T23:59:59.999999Z', (array_agg(random() * 1e-7))[1:1000], repeat('123456789', 3000)::numeric, to_tsvector('simple', string_agg(md5(random()::text), ' '))
        from generate_series(1, 3000)
        """
            .formatted(id, LONG_TEXT));
    var before = everything(a);

    a.execute("update board.every_type set small = 'x', half = 0.1");

    assertThat(everything(a)).isEqualTo(before);
    Eventually.holds(
        "the change is on b",
        SOON,
        () -> b.query("select small from board.every_type").equals(List.of("x")));
    assertThat(everything(b)).isEqualTo(before);
    // b never had them: had they been left out, an insert alone would have carried them.
    b.execute("update board.every_type set words = '', bytes = null, halves = null");
    a.execute("update board.every_type set small = 'y'");
    Eventually.holds(
        "a's next change is on b",
        SOON,
        () -> b.query("select small from board.every_type").equals(List.of("y")));
    assertThat(everything(b)).isEqualTo(before);
  }

  private static List<String> everything(TestHost host) throws SQLException {
    return host.query(
        "select md5(row(words, bytes, document, nothing, many, matrix, at, halves, exact, terms, measure)::text) from board.every_type");
  }

  private static List<String> page(TestHost host, UUID id) throws SQLException {
    return host.query("select md5(markdown) || rank from lesson.page where id = '" + id + "'");
  }
}
