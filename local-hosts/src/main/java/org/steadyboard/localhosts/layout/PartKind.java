package org.steadyboard.localhosts.layout;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A part of a host: its word on the command line, and its port counted from the host's first one.
 */
public enum PartKind {
  POSTGRES("postgres", 5),
  LESSON("lesson", 1),
  BOARD("board", 2),
  MEDIA("media", 3),
  INGRESS("ingress", 0);

  /** The parts that are services of ours, each a module and a program. */
  public static final List<PartKind> SERVICES = List.of(LESSON, BOARD, MEDIA);

  private final String word;
  private final int portOffset;

  PartKind(String word, int portOffset) {
    this.word = word;
    this.portOffset = portOffset;
  }

  public String word() {
    return word;
  }

  /** The name of the module, and of its program. */
  public String serviceName() {
    return this == MEDIA ? "media-sync-service" : word + "-service";
  }

  public int portOffset() {
    return portOffset;
  }

  public static Optional<PartKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  public static String words() {
    return Arrays.stream(values()).map(PartKind::word).collect(Collectors.joining(", "));
  }
}
