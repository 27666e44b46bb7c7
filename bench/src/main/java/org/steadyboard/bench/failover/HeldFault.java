package org.steadyboard.bench.failover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.steadyboard.bench.failover.fault.Fault;
import org.steadyboard.bench.machine.Hosts;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Section;

/**
 * A fault that is held while teachers click: for a third of the classrooms host a is the board's,
 * for a third the teacher's, for a third both. Beside them, as a negative control, some whose
 * browsers know one host only, the two of each on different ones.
 *
 * @param classrooms those of the control not counted
 */
record HeldFault(Fault fault, Hosts hosts, int classrooms, int perSecond, int holdSeconds) {

  private static final List<Placement> PLACEMENTS =
      List.of(Placement.BOARD, Placement.TEACHER, Placement.BOTH);

  /** One for ten. */
  private static final int CONTROL_PART = 10;

  private static final int BEFORE_SECONDS = 3;
  private static final int AFTER_SECONDS = 10;
  private static final int LATER_SECONDS = 10;
  private static final double FIRST_AIM_MILLIS = 3000;
  private static final double LATER_AIM_MILLIS = 500;
  private static final double MENDED_AIM_MILLIS = 3000;
  private static final Duration EQUAL_AIM = Duration.ofSeconds(60);

  /** Lets classrooms in. */
  interface Opening {
    School of(List<Seating> seatings) throws Exception;
  }

  /** The moments that matter. */
  private record Times(long begun, long broken, long mending, long mended, long end) {
    /** When clicks are late ones, which must notice nothing any more. */
    long later() {
      var half = (mending - broken) / 2;
      return broken + Math.min(TimeUnit.SECONDS.toNanos(LATER_SECONDS), half);
    }
  }

  Section tell(Opening opening) throws Exception {
    Times times;
    Books books;
    try (var school = opening.of(seatings())) {
      try (var clicking = school.clicking(perSecond)) {
        times = hold();
        clicking.requireAlive();
      }
      books = school.settle();
    }
    var section =
        new Section(
            "Held: " + fault.title(),
            "%s, for %d s; %,d classrooms, a third each, %,d clicks/s"
                .formatted(fault.how(), holdSeconds, classrooms, perSecond));
    var free = books.of(seating -> !seating.isControl());
    for (var placement : PLACEMENTS) {
      write(free.of(seating -> seating.placement() == placement), placement, times, section);
    }
    section
        .figure("clicks", free.clicks(), "")
        .figure("lost", free.lost(), "", Aim.exactly(0))
        .figure(
            "longest after the mend",
            free.longestMillis(times.mended(), times.end()),
            "ms",
            Aim.below(MENDED_AIM_MILLIS))
        .figure("classrooms out of step after the mend", free.outOfStep(), "", Aim.exactly(0))
        .figure("acknowledged stages said again", free.doubts(), "");
    writeControl(books.of(Seating::isControl), times, section);
    section.figure(
        "the hosts equal again",
        hosts.equalAfter(EQUAL_AIM).toMillis() / 1000.0,
        "s",
        Aim.below(EQUAL_AIM.toSeconds()));
    return section;
  }

  private static void write(Books books, Placement placement, Times times, Section section) {
    section
        .figure(
            placement + ": first click after it, longest",
            books.longestFirstMillis(times.begun(), times.broken(), times.mending()),
            "ms",
            Aim.below(FIRST_AIM_MILLIS))
        .figure(
            "  clicks later than %d s after it, longest"
                .formatted(TimeUnit.NANOSECONDS.toSeconds(times.later() - times.broken())),
            books.longestMillis(times.later(), times.mending()),
            "ms",
            Aim.below(LATER_AIM_MILLIS))
        .figure(
            "  all clicks from its beginning to the mend, longest",
            books.longestMillis(times.begun(), times.mended()),
            "ms");
  }

  private void writeControl(Books books, Times times, Section section) {
    var stood = books.stood(times.begun(), times.mending(), FIRST_AIM_MILLIS);
    section.note(
        "negative control, %d classrooms whose browsers know one host only: longest %,.0f ms"
            .formatted(books.rooms().size(), books.longestMillis(times.begun(), times.mended())));
    if (fault.stopsOneHost()) {
      section.figure("control: classrooms that stood still", stood, "", Aim.atLeast(1));
    } else {
      section.figure("control: classrooms that stood still", stood, "");
    }
  }

  private List<Seating> seatings() {
    var seatings = new ArrayList<Seating>();
    for (var i = 0; i < classrooms; i++) {
      seatings.add(Seating.free(PLACEMENTS.get(i % PLACEMENTS.size())));
    }
    for (var i = 0; i < Math.max(2, classrooms / CONTROL_PART); i++) {
      seatings.add(new Seating(i % 2 == 0 ? Placement.BOARD : Placement.TEACHER, true));
    }
    return seatings;
  }

  private Times hold() throws Exception {
    TimeUnit.SECONDS.sleep(BEFORE_SECONDS);
    var begun = System.nanoTime();
    long broken;
    long mending;
    try {
      fault.begin().on(hosts);
      broken = System.nanoTime();
      TimeUnit.SECONDS.sleep(holdSeconds);
      mending = System.nanoTime();
    } finally {
      fault.end().on(hosts);
    }
    var mended = System.nanoTime();
    TimeUnit.SECONDS.sleep(AFTER_SECONDS);
    return new Times(begun, broken, mending, mended, System.nanoTime());
  }
}
