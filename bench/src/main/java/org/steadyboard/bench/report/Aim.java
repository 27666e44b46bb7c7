package org.steadyboard.bench.report;

/** What a figure should be. */
public sealed interface Aim {

  boolean reachedBy(double value);

  static Aim below(double limit) {
    return new Below(limit);
  }

  static Aim atLeast(double limit) {
    return new AtLeast(limit);
  }

  static Aim exactly(double wanted) {
    return new Exactly(wanted);
  }

  record Below(double limit) implements Aim {
    @Override
    public boolean reachedBy(double value) {
      return value < limit;
    }

    @Override
    public String toString() {
      return "under " + Numbers.plain(limit);
    }
  }

  record AtLeast(double limit) implements Aim {
    @Override
    public boolean reachedBy(double value) {
      return value >= limit;
    }

    @Override
    public String toString() {
      return "at least " + Numbers.plain(limit);
    }
  }

  record Exactly(double wanted) implements Aim {
    @Override
    public boolean reachedBy(double value) {
      return value == wanted;
    }

    @Override
    public String toString() {
      return Numbers.plain(wanted);
    }
  }
}
