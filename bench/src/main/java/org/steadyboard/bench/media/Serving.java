package org.steadyboard.bench.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.steadyboard.bench.benchmark.Setup;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.machine.ProcessorUse;
import org.steadyboard.bench.machine.Tool;
import org.steadyboard.bench.read.HttpLoad;
import org.steadyboard.bench.read.HttpLoad.Answers;
import org.steadyboard.bench.read.HttpLoad.Target;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Report;
import org.steadyboard.bench.report.Section;
import org.steadyboard.localhosts.layout.FolderTree;

/**
 * Files given out by media-sync-service of host a, and the same files in the same folder by nginx.
 */
final class Serving {

  private static final int CONNECTIONS = 32;

  /** As a report calls it, and as much of nginx as we want to reach. */
  private enum Kind {
    SMALL("10 KiB", 10 * 1024, 100, 0.5),
    LARGE("1 MiB", 1 << 20, 20, 0.9);

    private final String size;
    private final int bytes;
    private final int files;
    private final double partOfNginx;

    Kind(String size, int bytes, int files, double partOfNginx) {
      this.size = size;
      this.bytes = bytes;
      this.files = files;
      this.partOfNginx = partOfNginx;
    }
  }

  private final HttpLoad load = HttpLoad.best();
  private final Setup setup;
  private final Report report;
  private final Host host;
  private final Path work;
  private final int seconds;
  private final int warmup;

  Serving(Setup setup, Report report, Path work) {
    this.setup = setup;
    this.report = report;
    this.host = setup.hosts().a();
    this.work = work;
    this.seconds = setup.options().number("seconds", 10);
    this.warmup = setup.options().number("warmup", 10);
  }

  void measure() throws Exception {
    for (var kind : Kind.values()) {
      report.progress("giving out files of " + kind.size);
      var files = files(kind);
      try {
        measure(kind, files);
      } finally {
        for (var file : files) {
          Files.deleteIfExists(file.in(host.place().media()));
        }
      }
    }
  }

  private List<MadeFile> files(Kind kind) throws IOException {
    var random = new SplittableRandom(-kind.bytes);
    var files = new ArrayList<MadeFile>();
    for (var i = 0; i < kind.files; i++) {
      var bytes = MadeFile.bytes(kind.bytes, random);
      var file = MadeFile.of(bytes);
      var place = file.in(host.place().media());
      Files.createDirectories(place.getParent());
      Files.write(place, bytes);
      files.add(file);
    }
    return files;
  }

  private void measure(Kind kind, List<MadeFile> files) throws Exception {
    var section =
        new Section(
            "Giving out files of " + kind.size,
            "%d files in turn, %s, %d connections, %d s after %d s of warming up"
                .formatted(files.size(), load, CONNECTIONS, seconds, warmup));
    var own =
        run(
            host.mediaService().port(),
            files,
            file -> "/media/" + file.sha256() + "/bench.png",
            section);
    write(section, "media-sync-service", own);
    if (Tool.isInstalled(Nginx.PROGRAM)) {
      var nginx = nginx(files, section);
      write(section, "nginx", nginx);
      section.figure(
          "part of nginx", own.perSecond() / nginx.perSecond(), "", Aim.atLeast(kind.partOfNginx));
    } else {
      section.note("nginx is not installed");
    }
    report.add(section);
  }

  private Answers nginx(List<MadeFile> files, Section section) throws Exception {
    var folder = work.resolve("nginx");
    FolderTree.remove(folder);
    Files.createDirectories(folder);
    var port = setup.hosts().place().ownPort();
    var nginx = setup.running().add(Nginx.serve(host.place().media(), folder, port));
    try {
      return run(
          port, files, file -> "/" + file.sha256().substring(0, 2) + "/" + file.sha256(), section);
    } finally {
      setup.running().stop(nginx);
    }
  }

  private Answers run(
      int port, List<MadeFile> files, Function<MadeFile, String> path, Section section)
      throws Exception {
    var target = new Target(port, files.stream().map(path).toList(), "");
    load.run(target, CONNECTIONS, warmup);
    var use = ProcessorUse.of(setup.hosts());
    var answers = load.run(target, CONNECTIONS, seconds);
    use.writeTo(section);
    return answers;
  }

  private static void write(Section section, String what, Answers answers) {
    answers.writeTo(section, what);
    section.figure(what + ", failed", answers.failed(), "", Aim.exactly(0));
  }
}
