package org.steadyboard.lesson.row;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.steadyboard.host.ids.Ids;

/**
 * Ids that follow from a name, so that the same import gives the same rows on every host. Callers
 * choose ids freely, so the one that follows may be somebody else's: then the next one counts.
 */
public final class DerivedIds {

  /** One for each name, and others for when it is taken. */
  static final int MAX_IDS = 8;

  private DerivedIds() {}

  /** The id that a name has unless somebody else took it. */
  public static UUID first(UUID namespace, String name) {
    return Ids.named(namespace, name);
  }

  /**
   * The first id of the name that may be used; empty when all are taken.
   *
   * @param mayBe whether nothing has the id, or the very thing that is meant
   */
  public static Optional<UUID> find(UUID namespace, String name, Predicate<UUID> mayBe) {
    return all(namespace, name).filter(mayBe).findFirst();
  }

  /** No name has a NUL in it but by us. */
  private static Stream<UUID> all(UUID namespace, String name) {
    return Stream.concat(
        Stream.of(first(namespace, name)),
        IntStream.range(1, MAX_IDS).mapToObj(n -> Ids.named(namespace, name + '\0' + n)));
  }
}
