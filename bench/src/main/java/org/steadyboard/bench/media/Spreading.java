package org.steadyboard.bench.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.benchmark.Setup;
import org.steadyboard.bench.machine.Hosts;
import org.steadyboard.bench.machine.ProcessorUse;
import org.steadyboard.bench.machine.Tool;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Report;
import org.steadyboard.bench.report.Section;
import org.steadyboard.localhosts.layout.FolderTree;

/** A whole set of files to a host that has none of them, by the product and by others in turn. */
final class Spreading {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);
  private static final double TIMES_CSYNC2 = 3;
  private static final double TIMES_RSYNC = 1;
  private static final double TIMES_COPY = 2;
  private static final long SEED = 11;
  private static final int CHANGES = 20;

  private final Setup setup;
  private final Report report;
  private final Hosts hosts;
  private final Path work;
  private final List<Carrier> carriers = new ArrayList<>();
  private final List<Double> ours = new ArrayList<>();
  private final Map<Carrier, List<Double>> theirs = new LinkedHashMap<>();
  private final Map<Carrier, List<Double>> oneChanged = new LinkedHashMap<>();

  Spreading(Setup setup, Report report, Path work) {
    this.setup = setup;
    this.report = report;
    this.hosts = setup.hosts();
    this.work = work;
    for (var carrier : List.of(new Csync(), new Rsync(), new Copy())) {
      if (Tool.isInstalled(carrier.program())) {
        carriers.add(carrier);
        theirs.put(carrier, new ArrayList<>());
        oneChanged.put(carrier, new ArrayList<>());
      }
    }
  }

  void measure(int rounds) throws Exception {
    var use = ProcessorUse.of(hosts);
    for (var round = 1; round <= rounds; round++) {
      report.progress("round %d of %d".formatted(round, rounds));
      var files = FileSet.write(work.resolve("files"), SEED + round);
      for (var carrier : carriers) {
        carry(carrier, files, round == rounds);
      }
      spread(files);
    }
    report.add(whole(use, rounds));
    report.add(change());
  }

  private void carry(Carrier carrier, FileSet files, boolean isLast) throws Exception {
    var to = work.resolve("target");
    var own = work.resolve("own");
    FolderTree.remove(to);
    FolderTree.remove(own);
    Files.createDirectories(to);
    Files.createDirectories(own);
    var begun = setup.running().add(carrier.begin(files.folder(), to, own, port()));
    try {
      Copy.sync();
      theirs.get(carrier).add(seconds(carrier));
      files.demandIn(to, carrier.name());
      if (isLast && !(carrier instanceof Copy)) {
        change(carrier, files);
      }
    } finally {
      setup.running().stop(begun);
      FolderTree.remove(to);
    }
  }

  private int port() {
    return hosts.place().ownPort();
  }

  private static double seconds(Carrier carrier) throws IOException, InterruptedException {
    var start = System.nanoTime();
    carrier.carry();
    return (System.nanoTime() - start) / 1e9;
  }

  /** A file more, as a picture that was changed is one for a host too. */
  private void change(Carrier carrier, FileSet files) throws Exception {
    for (var i = 0; i < CHANGES; i++) {
      Files.write(
          files.folder().resolve("more-" + i), MadeFile.bytes(NewFiles.BYTES, NewFiles.RANDOM));
      oneChanged.get(carrier).add(seconds(carrier));
    }
    for (var i = 0; i < CHANGES; i++) {
      Files.delete(files.folder().resolve("more-" + i));
    }
  }

  private void spread(FileSet files) throws Exception {
    var from = hosts.a().place().media();
    var to = hosts.b().place().media();
    files.linkInto(from);
    try {
      Copy.sync();
      var at = Instant.now();
      var start = System.nanoTime();
      FileRows.write(hosts.a(), files.files());
      awaitHeld(files.files().size(), at);
      ours.add((System.nanoTime() - start) / 1e9);
      files.demandIn(to, "host b");
    } finally {
      FileRows.deleteAll(hosts.a());
      files.removeFrom(from);
      files.removeFrom(to);
    }
  }

  private void awaitHeld(int files, Instant since) throws SQLException, InterruptedException {
    var end = System.nanoTime() + LIMIT.toNanos();
    for (var held = 0L; held < files; held = FileRows.heldSince(hosts.b(), since)) {
      if (System.nanoTime() > end) {
        throw new BenchFailure("host b holds %d of %d files".formatted(held, files));
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private Section whole(ProcessorUse use, int rounds) {
    var section =
        new Section(
            FileSet.NAME + " to a host that has none",
            "medians of %d, sync before each; host b: from the writing of the rows on a until b has said that it holds them durably"
                .formatted(rounds));
    var own = median(ours);
    section.figure("media-sync-service", own, "s");
    theirs.forEach((carrier, all) -> section.figure(carrier.name(), median(all), "s"));
    theirs.forEach((carrier, all) -> compare(section, carrier, median(all), own));
    section.note("each round, s: " + each(ours));
    theirs.forEach((carrier, all) -> section.note(carrier.name() + ": " + each(all)));
    for (var missing : List.of(new Csync(), new Rsync(), new Copy())) {
      if (!Tool.isInstalled(missing.program())) {
        section.note(missing.program() + " is not installed");
      }
    }
    use.writeTo(section);
    return section;
  }

  static void compare(Section section, Carrier carrier, double theirs, double ours) {
    section.figure(carrier.name() + ", by our time", theirs / ours, "", Aim.atLeast(aim(carrier)));
  }

  /** How many times as long as we it is to take. */
  private static double aim(Carrier carrier) {
    return switch (carrier) {
      case Csync _ -> TIMES_CSYNC2;
      case Rsync _ -> TIMES_RSYNC;
      default -> 1 / TIMES_COPY;
    };
  }

  private Section change() {
    var section =
        new Section(
            "One new file of 10 KiB beside these, by others",
            "medians of %d, from the start of the program to its end".formatted(CHANGES));
    oneChanged.forEach(
        (carrier, all) -> {
          if (!all.isEmpty()) {
            section
                .figure(carrier.name(), median(all) * 1000, "ms")
                .figure(carrier.name() + ", max", Collections.max(all) * 1000, "ms");
          }
        });
    return section;
  }

  static double median(List<Double> all) {
    var sorted = all.stream().sorted().toList();
    var middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static String each(List<Double> all) {
    return String.join(", ", all.stream().map("%.2f"::formatted).toList());
  }
}
