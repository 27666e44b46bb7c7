package org.steadyboard.bench.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.benchmark.Benchmark;
import org.steadyboard.bench.benchmark.Options;
import org.steadyboard.bench.benchmark.Setup;
import org.steadyboard.bench.host.Footprint;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Report;
import org.steadyboard.bench.report.Section;
import org.steadyboard.localhosts.layout.FolderTree;

/** Files to other hosts and to browsers, beside what others offer for that. */
public final class MediaBench implements Benchmark {

  private static final int ROUNDS = 5;
  private static final double MEMORY_MIB = 130;
  private static final double KIB_IN_MIB = 1024;

  @Override
  public String name() {
    return "media";
  }

  @Override
  public String about() {
    return "many files to an empty host beside csync2, rsync and cp, one new file, files given out"
        + " beside nginx,\nand the memory that it takes [--rounds N] [--seconds S] [--warmup S]"
        + " [--only spread|new|serve]";
  }

  @Override
  public int hosts(Options options) {
    return 2;
  }

  @Override
  public void run(Setup setup, Report report) throws Exception {
    var only = setup.options().text("only", "");
    if (!only.matches("|spread|new|serve")) {
      throw new BenchFailure("--only spread, new or serve, not " + only);
    }
    // On the disk of the hosts' own folders.
    var work = setup.hosts().place().data().path().resolve("media-bench");
    Files.createDirectories(work);
    try {
      run(setup, report, only, work);
    } finally {
      FolderTree.remove(work);
    }
  }

  private static void run(Setup setup, Report report, String only, Path work) throws Exception {
    var memory =
        new Section(
            "Memory of media-sync-service under this load",
            "all that is resident, the mapped file of its cache included; the peak is the most at any moment");
    if (only.isEmpty() || only.equals("new")) {
      report.progress("new files, one after the other");
      whileWatched(
          setup, "new files", memory, () -> report.add(new NewFiles(setup.hosts()).measure()));
    }
    if (only.isEmpty() || only.equals("spread")) {
      whileWatched(
          setup,
          "the whole set",
          memory,
          () ->
              new Spreading(setup, report, work).measure(setup.options().number("rounds", ROUNDS)));
    }
    if (only.isEmpty() || only.equals("serve")) {
      whileWatched(setup, "giving out", memory, () -> new Serving(setup, report, work).measure());
    }
    report.add(memory);
  }

  private interface Load {
    void run() throws Exception;
  }

  private static void whileWatched(Setup setup, String what, Section memory, Load load)
      throws Exception {
    var a = PeakMemory.begin(process(setup.hosts().a()));
    var b = PeakMemory.begin(process(setup.hosts().b()));
    load.run();
    write(memory, what + ", host a", a, setup.hosts().a());
    write(memory, what + ", host b", b, setup.hosts().b());
  }

  private static ProcessHandle process(Host host) {
    return host.mediaService().process();
  }

  private static void write(Section section, String what, PeakMemory peak, Host host)
      throws IOException {
    var now = Footprint.of(process(host));
    section
        .figure(what + ", peak", peak.mib(), "MiB", Aim.below(MEMORY_MIB))
        .figure(what + ", after it", now.residentKib() / KIB_IN_MIB, "MiB")
        .figure(what + ", of it anonymous", now.anonymousKib() / KIB_IN_MIB, "MiB");
  }
}
