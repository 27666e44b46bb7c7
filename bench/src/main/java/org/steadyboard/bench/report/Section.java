package org.steadyboard.bench.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyboard.bench.timing.Latencies;

/** Figures that were measured together, and how. */
public final class Section {

  private final String title;
  private final String how;
  private final List<Figure> figures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  public Section(String title, String how) {
    this.title = title;
    this.how = how;
  }

  public Section figure(String what, double value, String unit) {
    figures.add(new Figure(what, value, unit, Optional.empty()));
    return this;
  }

  public Section figure(String what, double value, String unit, Aim aim) {
    figures.add(new Figure(what, value, unit, Optional.of(aim)));
    return this;
  }

  /** Adds p50, p99 and the greatest. */
  public Section latencies(String what, Latencies latencies) {
    return figure(what + " p50", latencies.millisAt(50), "ms")
        .figure(what + " p99", latencies.millisAt(99), "ms")
        .figure(what + " max", latencies.maxMillis(), "ms");
  }

  /** The same, with an aim for p99. */
  public Section latencies(String what, Latencies latencies, Aim p99) {
    return figure(what + " p50", latencies.millisAt(50), "ms")
        .figure(what + " p99", latencies.millisAt(99), "ms", p99)
        .figure(what + " max", latencies.maxMillis(), "ms");
  }

  public Section note(String note) {
    notes.add(note);
    return this;
  }

  String title() {
    return title;
  }

  public List<Figure> figures() {
    return List.copyOf(figures);
  }

  String toTable() {
    var text = new StringBuilder("\n" + title + "\n  " + how + "\n");
    for (var figure : figures) {
      text.append(
          "  %-52s %12s %-5s %-18s %s"
              .formatted(
                  figure.what(),
                  Numbers.plain(figure.value()),
                  figure.unit(),
                  figure.aim().map(a -> "aim: " + a).orElse(""),
                  figure.verdict())
              .stripTrailing());
      text.append('\n');
    }
    notes.forEach(note -> text.append("  note: ").append(note).append('\n'));
    return text.toString();
  }

  JsonObject toJson() {
    var json = new JsonObject().put("title", title).put("how", how);
    json.put("figures", new JsonArray(figures.stream().map(Figure::toJson).toList()));
    return notes.isEmpty() ? json : json.put("notes", new JsonArray(List.copyOf(notes)));
  }
}
