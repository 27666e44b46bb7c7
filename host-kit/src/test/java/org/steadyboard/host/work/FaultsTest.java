package org.steadyboard.host.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Faults faults = new Faults("tree-watch", meters);

  @Test
  void aKindIsLoggedInFullWhenItComesFirstAndCountedEveryTime() {
    try (var log = new Logged(Faults.class)) {
      for (var i = 0; i < 3; i++) {
        faults.tell(new IllegalStateException("number " + i));
      }
      assertThat(log.inFull()).singleElement().asString().contains("number 0");
      assertThat(counted()).isEqualTo(3);
    }
  }

  @Test
  void anotherPlaceClassOrCauseIsAnotherKind() {
    try (var log = new Logged(Faults.class)) {
      faults.tell(new IllegalStateException());
      faults.tell(new IllegalStateException());
      faults.tell(new IllegalArgumentException());
      for (var cause : List.of(new Exception(), new Error())) {
        faults.tell(new IllegalStateException(cause));
      }
      assertThat(log.inFull()).hasSize(5);
    }
  }

  @Test
  void whatAServiceLogsIsBounded() {
    try (var log = new Logged(Faults.class)) {
      for (var i = 0; i < Faults.MOST_KINDS + 10; i++) {
        var fault = new IllegalStateException();
        fault.setStackTrace(
            new StackTraceElement[] {new StackTraceElement("Class", "method", "file", i)});
        faults.tell(fault);
      }
      assertThat(log.inFull()).hasSize(Faults.MOST_KINDS);
      assertThat(counted()).isEqualTo(Faults.MOST_KINDS + 10);
    }
  }

  @Test
  void causesThatGoInACircleAreNoTrap() {
    var one = new IllegalStateException("one");
    one.initCause(new IllegalStateException("other", one));
    faults.tell(one);
    assertThat(counted()).isEqualTo(1);
  }

  private double counted() {
    return meters.get(Faults.METER).tag("name", "tree-watch").counter().count();
  }
}
