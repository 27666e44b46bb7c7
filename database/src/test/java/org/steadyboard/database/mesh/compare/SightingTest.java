package org.steadyboard.database.mesh.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyboard.database.mesh.compare.Sighting.Kind;

class SightingTest {

  private static final UUID ID = new UUID(0, 0);

  /** A version is written as stamp, host, filled columns and hash; a dash is no row. */
  @ParameterizedTest
  @CsvSource({
    "-,        -,        EQUAL",
    "-,        1 a 5 7,  BEHIND",
    "1 a 5 7,  -,        AHEAD",
    "1 a 5 7,  2 a 5 7,  BEHIND",
    "1 b 5 7,  1 a 9 9,  AHEAD",
    "1 a 5 7,  1 a 5 7,  EQUAL",
    "1 a 5 7,  1 a 6 1,  CONTRADICTING_BEHIND",
    "1 a 6 1,  1 a 5 7,  CONTRADICTING_AHEAD",
    "1 a 5 7,  1 a 5 8,  CONTRADICTING_BEHIND",
    // -1: a stamp that no clock can have given.
    "1 a 5 7,  -1 b 5 8,  IMPLAUSIBLE",
    "-,        -1 b 5 8,  IMPLAUSIBLE",
    "-1 b 5 8, 1 a 5 7,  BEHIND",
    "-1 b 5 8, 0 a 5 7,  BEHIND",
    "-1 b 5 8, -,        AHEAD",
    "-1 b 5 8, -1 b 5 8, EQUAL",
  })
  void whoIsToEndADifference(String ours, String theirs, Kind kind) {
    assertThat(sighting(ours, theirs).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    // It arrived.
    "1 a 5 7, 2 a 5 8,  2 a 5 8, 2 a 5 8,  EQUAL",
    // It arrived, and the next is on its way.
    "1 a 5 7, 2 a 5 8,  2 a 5 8, 3 a 5 9,  EQUAL",
    "-,       2 a 5 8,  2 a 5 8, 3 a 5 9,  EQUAL",
    // It never came, although later ones may have been written.
    "1 a 5 7, 2 a 5 8,  1 a 5 7, 2 a 5 8,  BEHIND",
    "-,       2 a 5 8,  -,       3 a 5 9,  BEHIND",
    "3 a 5 7, 2 a 5 8,  4 a 5 7, 2 a 5 8,  AHEAD",
    // The peer was behind; now we are, in something newer.
    "3 a 5 7, 2 a 5 8,  3 a 5 7, 4 b 5 8,  EQUAL",
    "2 a 5 7, 2 a 5 8,  2 a 5 7, 2 a 5 8,  CONTRADICTING_BEHIND",
    "1 a 5 7, 2 a 5 8,  2 a 5 7, 2 a 5 8,  EQUAL",
    "1 a 5 7, -1 b 5 8, 1 a 5 7, -1 b 5 8, IMPLAUSIBLE",
    "1 a 5 7, -1 b 5 8, 1 a 5 7, 1 a 5 7,  EQUAL",
  })
  void whatASecondLookConfirms(
      String ours, String theirs, String oursLater, String theirsLater, Kind kind) {
    assertThat(sighting(ours, theirs).confirmedBy(sighting(oursLater, theirsLater)))
        .isEqualTo(kind);
  }

  private static Sighting sighting(String ours, String theirs) {
    return new Sighting(ID, version(ours), version(theirs));
  }

  private static RowVersion version(String written) {
    if (written.equals("-")) {
      return null;
    }
    var parts = written.split(" ");
    return new RowVersion(
        Long.parseLong(parts[0]), parts[1], Integer.parseInt(parts[2]), Long.parseLong(parts[3]));
  }
}
