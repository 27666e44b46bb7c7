package org.steadyboard.bench.compare;

import java.sql.SQLException;
import java.util.Optional;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.benchmark.Benchmark;
import org.steadyboard.bench.benchmark.Options;
import org.steadyboard.bench.benchmark.Setup;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.machine.ProcessorUse;
import org.steadyboard.bench.report.Report;
import org.steadyboard.bench.report.Section;
import org.steadyboard.database.mesh.MeshHost;
import org.steadyboard.database.mesh.compare.Depth;
import org.steadyboard.database.mesh.compare.Repair;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.postgres.Database;

/** What it costs two hosts with many rows to find out that they are equal. */
public final class CompareBench implements Benchmark {

  private static final int ROWS = 1_000_000;

  /** One row in so many is a page with some kilobytes of text; the others are small. */
  private static final int ONE_PAGE_IN = 10;

  private static final int ROUNDS = 3;

  /** As a replica and without triggers: the same version on both hosts, and nothing to be told. */
  private static final String FILL =
      """
      set session_replication_role = replica;
      alter table identity.session_end disable trigger user;
      alter table lesson.page_version disable trigger user;
      insert into identity.session_end (id, ended_at, row_stamp, row_host)
          select md5('s' || n)::uuid, '2026-01-01', 1767600000000000 + n, 'a' from generate_series(1, %1$d) n;
      insert into lesson.page_version (id, page_id, lesson_id, markdown, made_at, row_stamp, row_host)
          select md5('p' || n)::uuid, md5('q' || n %% 5000)::uuid, md5('l' || n %% 500)::uuid,
              (select string_agg(md5(n || ' ' || part), ' ') from generate_series(1, 120) part),
              '2026-01-01', 1767600000000000 + n, 'a' from generate_series(1, %2$d) n;
      analyze identity.session_end; analyze lesson.page_version; checkpoint;
      """;

  @Override
  public String name() {
    return "compare";
  }

  @Override
  public String about() {
    return """
        two hosts with the same rows, a tenth of them pages of 4 kB; --rows N (1000000):
        a comparison of versions, as each minute, and of all content, as each night""";
  }

  @Override
  public int hosts(Options options) {
    return 2;
  }

  @Override
  public void run(Setup setup, Report report) throws Exception {
    var rows = setup.options().number("rows", ROWS);
    var hosts = setup.hosts();
    // They would compare meanwhile, and their pulses go on.
    for (var host : hosts.all()) {
      for (var service : PartKind.SERVICES) {
        host.stop(service);
      }
      report.progress("filling host " + host.id());
      fill(host, rows);
    }
    for (var depth : Depth.values()) {
      var section =
          new Section(
              "Comparing " + rows + " rows: " + depth,
              "host a with host b, which are equal; seconds of the processor, both databases");
      var use = ProcessorUse.of(hosts);
      for (var round = 1; round <= ROUNDS; round++) {
        measure(setup, depth, section, round);
      }
      use.writeTo(section);
      report.add(section);
    }
  }

  private static void fill(Host host, int rows) throws SQLException {
    var pages = rows / ONE_PAGE_IN;
    try (var connection = host.postgres().superuser();
        var statement = connection.createStatement()) {
      statement.execute(FILL.formatted(rows - pages, pages));
    }
  }

  private static void measure(Setup setup, Depth depth, Section section, int round)
      throws SQLException {
    var hosts = setup.hosts();
    var busy = databaseSeconds(setup);
    var start = System.nanoTime();
    var position = Optional.<Repair.Position>empty();
    var runs = 0;
    do {
      var run = Repair.pull(seen(hosts.a()), seen(hosts.b()), position, Repair.LIMITS, depth);
      if (!run.leftEqual() && run.complete()) {
        throw new BenchFailure("the hosts are not equal: " + run.tables());
      }
      position = run.stoppedAt();
      runs++;
    } while (position.isPresent());
    section
        .figure("round " + round, (System.nanoTime() - start) / 1e9, "s")
        .figure("round " + round + ", processor", databaseSeconds(setup) - busy, "s")
        .figure("round " + round + ", runs", runs, "");
  }

  /** Sessions that ended count, too. */
  private static double databaseSeconds(Setup setup) {
    return setup.hosts().all().stream()
        .mapToDouble(h -> ProcessorUse.seconds(h.process(PartKind.POSTGRES)))
        .sum();
  }

  private static MeshHost seen(Host host) {
    var postgres = host.postgres();
    return MeshHost.at(
        host.id(),
        "postgresql://127.0.0.1:" + postgres.port() + "/" + Database.NAME,
        postgres.keys().replicationPassword());
  }
}
