package org.steadyboard.bench.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** What one benchmark found: printed as it grows, and written whole as JSON. */
public final class Report {

  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final String name;
  private final Instant startedAt;
  private final Machine machine;
  private final PrintStream out;
  private final List<Section> sections = new ArrayList<>();

  public Report(String name, Instant startedAt, Machine machine, PrintStream out) {
    this.name = name;
    this.startedAt = startedAt;
    this.machine = machine;
    this.out = out;
  }

  public void add(Section section) {
    sections.add(section);
    out.print(section.toTable());
  }

  /** Lines about how far it is; not part of what is kept. */
  public void progress(String line) {
    out.println("… " + line);
  }

  /** Whether a figure whose miss is a fault of the product and not of its speed was missed. */
  public boolean isSound() {
    return sections.stream()
        .flatMap(s -> s.figures().stream())
        .noneMatch(f -> f.isMissed() && f.aim().get() instanceof Aim.Exactly);
  }

  /** One line: how many aims there were, and which were missed by what. */
  public String summary() {
    var aims =
        sections.stream().flatMap(s -> s.figures().stream()).filter(f -> f.aim().isPresent());
    var missed =
        sections.stream()
            .flatMap(s -> s.figures().stream().filter(Figure::isMissed).map(f -> f.miss(s.title())))
            .toList();
    return "%s: %d aims, %s"
        .formatted(
            name,
            aims.count(),
            missed.isEmpty()
                ? "all reached"
                : missed.size() + " missed: " + String.join("; ", missed));
  }

  /** Writes {@code <name>-<time>.json} into {@code folder} and returns its path. */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    var file = folder.resolve(name + "-" + FILE_TIME.format(startedAt) + ".json");
    var json =
        new JsonObject()
            .put("benchmark", name)
            .put("startedAt", startedAt.toString())
            .put("on", machine.toJson())
            .put("sections", new JsonArray(sections.stream().map(Section::toJson).toList()));
    return Files.writeString(file, json.encodePrettily() + "\n");
  }
}
