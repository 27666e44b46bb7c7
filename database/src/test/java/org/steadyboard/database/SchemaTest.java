package org.steadyboard.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.testkit.Sql;
import org.steadyboard.testkit.TestPostgres;

class SchemaTest {

  @AutoClose private static final TestPostgres postgres = TestPostgres.start();
  private DataSource database;

  @BeforeEach
  void newDatabase() {
    database = TestPostgres.service(postgres.newDatabase());
  }

  @Test
  void everyTableIsEnrolledOrLocalOnPurpose() throws Exception {
    Schema.prepare(database, "a");

    var named =
        query(
            "select name from replication.enrolled_table union all select name from replication.local_table");

    assertThat(query(EVERY_TABLE)).isNotEmpty().containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void aTableThatNobodyEnrolledIsFound() throws Exception {
    Schema.prepare(database, "a");
    execute("create table lesson.forgotten (id uuid primary key)");

    var named =
        query(
            "select name from replication.enrolled_table union all select name from replication.local_table");

    assertThat(query(EVERY_TABLE)).contains("lesson.forgotten");
    assertThat(named).doesNotContain("lesson.forgotten");
  }

  @Test
  void everyEnrolledTableHasItsColumnsAndTriggersAndOneUniqueKey() throws Exception {
    Schema.prepare(database, "a");

    assertThat(query("select name from replication.enrolled_table")).hasSizeGreaterThanOrEqualTo(9);
    assertThat(
            query(
                """
                select t.name from replication.enrolled_table t
                where (select string_agg(g.tgname || g.tgenabled::text, ' ' order by g.tgname) from pg_trigger g
                       where g.tgrelid = t.name::regclass and g.tgname ~ '^t[129]0')
                      is distinct from 't10_stampO t20_newest_winsR t90_pushA'
                   or (select count(*) from pg_attribute a where a.attrelid = t.name::regclass
                       and a.attname in ('id', 'row_stamp', 'row_host', 'deleted_at')) <> 4
                   or (select count(*) from pg_index i where i.indrelid = t.name::regclass and i.indisunique) <> 1
                """))
        .isEmpty();
  }

  @Test
  void everyLongValueOfAnEnrolledTableTravelsWithItsRow() throws Exception {
    Schema.prepare(database, "a");
    assertThat(query(LEFT_BEHIND)).isEmpty();

    execute("alter table lesson.page add column forgotten text");
    assertThat(query(LEFT_BEHIND)).containsExactly("lesson.page.forgotten");

    execute("select replication.refresh('lesson.page')");
    assertThat(query(LEFT_BEHIND)).isEmpty();
  }

  @Test
  void aColumnIsDroppedOnlyAfterItWasRetiredAndRetiredOnlyWhenRowsCanBeWithoutIt()
      throws Exception {
    Schema.prepare(database, "a");
    execute("alter table lesson.page add column old text not null");

    assertThatThrownBy(() -> execute("select replication.drop_retired('lesson.page', 'old')"))
        .hasMessageContaining("was not retired");
    assertThatThrownBy(() -> execute("select replication.retire('lesson.page', 'old')"))
        .hasMessageContaining("need a default, or null");

    execute("alter table lesson.page alter old drop not null");
    execute("select replication.retire('lesson.page', 'old')");
    assertThat(query(SENT_OF_PAGES)).doesNotContain("old").contains("markdown");

    execute("alter table lesson.page add column young text");
    execute("select replication.refresh('lesson.page')");
    execute("select replication.drop_retired('lesson.page', 'old')");
    assertThat(query(SENT_OF_PAGES)).contains("young", "markdown");
    assertThat(query("select column_name from replication.retired_column")).isEmpty();
  }

  @Test
  void aSecondUniqueKeyOrAnotherKeyOrAForeignKeyIsRefused() throws Exception {
    Schema.prepare(database, "a");

    assertRefused(
        "create table lesson.t (id uuid primary key, code text unique)", "second unique key");
    assertRefused("create table lesson.t (id bigint primary key)", "id uuid");
    assertRefused(
        "create table lesson.t (id uuid primary key, n uuid references lesson.node)",
        "foreign key");
    assertRefused(
        "create table lesson.t (id uuid primary key, n int generated always as identity)",
        "identity column");
  }

  @Test
  void servicesThatStartAtOncePrepareItOnce() throws Exception {
    var together = new CyclicBarrier(4);
    Callable<Void> start =
        () -> {
          together.await();
          Schema.prepare(database, "a");
          return null;
        };
    try (var services = Executors.newFixedThreadPool(4)) {
      for (var done : services.invokeAll(List.of(start, start, start, start))) {
        done.get();
      }
    }
    var first =
        query(
            "select installed_rank || ' ' || script || ' ' || installed_on from migration.history");

    Schema.prepare(database, "a");

    assertThat(
            query(
                "select installed_rank || ' ' || script || ' ' || installed_on from migration.history"))
        .isEqualTo(first)
        .doesNotHaveDuplicates();
  }

  @Test
  void aFunctionThatWasChangedIsMadeAnewButNeverThatOfANewerRelease() throws Exception {
    Schema.prepare(database, "a");
    var ours = query(NEWEST_WINS);
    var other =
        "create or replace function replication.newest_wins() returns trigger language plpgsql as 'begin return null; end'";
    var changed =
        "update migration.history set checksum = checksum + 1 where script = 'R__replication.sql'";

    execute(other);
    execute(changed);
    execute(
        "insert into migration.history select 1000, '9999', description, type, 'V9999__later.sql', checksum, installed_by, installed_on, 1, true from migration.history where version = '1'");
    Schema.prepare(database, "a");
    assertThat(query(NEWEST_WINS)).as("a newer release's").isNotEqualTo(ours);

    execute("delete from migration.history where version = '9999'");
    Schema.prepare(database, "a");
    assertThat(query(NEWEST_WINS)).as("of this release again").isEqualTo(ours);
  }

  @Test
  void aDatabaseIsNotTakenOverByAnotherHost() throws Exception {
    Schema.prepare(database, "a");

    assertThatThrownBy(() -> Schema.prepare(database, "b"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("belongs to host a");
  }

  @Test
  void aRowOfNoKnownHostIsRefused() throws Exception {
    Schema.migrations(database).load().migrate();

    assertThatThrownBy(() -> execute(insertBoard("00000000-0000-7000-8000-000000000001")))
        .hasMessageContaining("does not know its host");
  }

  @Test
  void aRowsStampNeverGoesBackWhateverTheWriterSays() throws Exception {
    Schema.prepare(database, "a");
    execute(insertBoard("00000000-0000-7000-8000-000000000001"));
    // As a host whose clock is an hour ahead would have left it.
    var ahead = now() + 3_600_000_000L;
    leftWithStamp(ahead);

    execute("update board.board set row_stamp = 1, row_host = 'z'");

    assertThat(query("select row_stamp || ' ' || row_host from board.board"))
        .containsExactly((ahead + 1) + " a");
  }

  @Test
  void aStampThatNoClockCanHaveGivenIsLeftBehind() throws Exception {
    Schema.prepare(database, "a");
    execute(insertBoard("00000000-0000-7000-8000-000000000001"));
    for (var stamp : List.of(Long.MAX_VALUE, 4_102_444_800_000_000L, now() + 86_460_000_000L)) {
      leftWithStamp(stamp);
      var before = now();
      execute("update board.board set created_at = now()");
      assertThat(Long.parseLong(query("select row_stamp::text from board.board").getFirst()))
          .isBetween(before, now());
    }
  }

  private void leftWithStamp(long stamp) throws SQLException {
    execute("alter table board.board disable trigger t10_stamp");
    execute("update board.board set row_stamp = " + stamp);
    execute("alter table board.board enable trigger t10_stamp");
  }

  @Test
  void onlyAnInsertedRowThatStandsForNothingYetIsOlderThanAll() throws Exception {
    Schema.prepare(database, "a");
    var before = now();
    execute("insert into board.stage (id, row_stamp, row_host) values (gen_random_uuid(), 0, 'z')");
    assertThat(query("select row_stamp || ' ' || row_host from board.stage"))
        .containsExactly("0 a");

    execute("update board.stage set step = 1, row_stamp = 0");
    assertThat(stamp()).isBetween(before, now());

    for (var said : List.of("1", "-1", "4102444800000000", "null", "default")) {
      before = now();
      execute("delete from board.stage");
      execute("insert into board.stage (id, row_stamp) values (gen_random_uuid(), " + said + ")");
      assertThat(stamp()).as(said).isBetween(before, now());
    }
  }

  private long stamp() throws SQLException {
    return Long.parseLong(query("select row_stamp::text from board.stage").getFirst());
  }

  private long now() throws SQLException {
    return Long.parseLong(query("select replication.now_micros()::text").getFirst());
  }

  private static String insertBoard(String id) {
    return "insert into board.board (id, secret_hash, created_at) values ('"
        + id
        + "', '\\x00', now())";
  }

  private void assertRefused(String createTable, String why) throws SQLException {
    execute(createTable);
    assertThatThrownBy(() -> execute("select replication.enroll('lesson.t')"))
        .hasMessageContaining(why);
    execute("drop table lesson.t");
  }

  private void execute(String sql) throws SQLException {
    Sql.execute(database, sql);
  }

  private List<String> query(String sql) throws SQLException {
    return Sql.query(database, sql);
  }

  private static final String NEWEST_WINS =
      "select pg_get_functiondef('replication.newest_wins()'::regprocedure)";

  private static final String SENT_OF_PAGES =
      "select unnest(attnames) from pg_publication_tables where tablename = 'page'";

  /** The columns that can be stored out of line and that no trigger looks at. */
  private static final String LEFT_BEHIND =
      """
      select t.name || '.' || a.attname from replication.enrolled_table t
      join pg_attribute a on a.attrelid = t.name::regclass and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = '' and a.attstorage <> 'p' and a.attname <> 'row_host'
      where not exists (select from pg_trigger g where g.tgrelid = a.attrelid and g.tgname = 't15_whole_row' and g.tgenabled = 'O'
          and pg_get_triggerdef(g.oid) ~ ('chunk_id\\(new\\.' || quote_ident(a.attname) || '\\)'))
      """;

  private static final String EVERY_TABLE =
      """
      select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      """;
}
