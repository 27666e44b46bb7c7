package org.steadyboard.lesson.rendering;

/** Text that grows up to a limit: a link of many characters may be used many times. */
final class BoundedText implements Appendable {

  private final int limit;
  private final StringBuilder text = new StringBuilder();

  BoundedText(int limit) {
    this.limit = limit;
  }

  static PageTooComplex tooLong(int limit) {
    return new PageTooComplex("more than " + limit + " characters of html");
  }

  @Override
  public BoundedText append(CharSequence more) {
    return append(more, 0, more.length());
  }

  @Override
  public BoundedText append(CharSequence more, int start, int end) {
    refuse(end - start);
    text.append(more, start, end);
    return this;
  }

  @Override
  public BoundedText append(char c) {
    refuse(1);
    text.append(c);
    return this;
  }

  private void refuse(int more) {
    if (more > limit - text.length()) {
      throw tooLong(limit);
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
