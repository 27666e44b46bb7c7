package org.steadyboard.board.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTest {

  @Test
  void isOrderedByStampThenHost() {
    var a = new Revision(5, "a");
    assertThat(new Revision(6, "a").isNewerThan(a)).isTrue();
    assertThat(new Revision(5, "b").isNewerThan(a)).isTrue();
    assertThat(a.isNewerThan(a)).isFalse();
    assertThat(new Revision(10, "a").isNewerThan(new Revision(9, "b"))).isTrue();
    assertThat(a.isNewerThan(Revision.NONE)).isTrue();
  }

  @Test
  void isReadAsItIsWritten() {
    var revision = new Revision(1_790_000_000_000_000L, "host-b");
    assertThat(Revision.parse(revision.toString())).contains(revision);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "5", "5-", "-a", "x-a", "5-A", "5--", "+5-a", "9999999999999999999-a"})
  void whatIsNoRevisionIsNotRead(String text) {
    assertThat(Revision.parse(text)).isEmpty();
  }
}
