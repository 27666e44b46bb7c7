package org.steadyboard.lesson.limits;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.steadyboard.host.body.LargeBody;

/** The routes of this service that take more than all do. */
public final class LargeBodies {

  /** Of the JSON around a page's Markdown, in bytes. */
  static final long MAX_PAGE_BYTES = 1L << 20;

  /** Of an archive to import, in bytes. */
  public static final long MAX_ARCHIVE_BYTES = 1L << 30;

  private LargeBodies() {}

  @Produces
  @Singleton
  static LargeBody page() {
    return new LargeBody(
        Pattern.compile("/api/lessons/[^/]+/pages/[^/]+"),
        "application/json",
        MAX_PAGE_BYTES,
        false);
  }

  @Produces
  @Singleton
  static LargeBody preview() {
    return new LargeBody(
        Pattern.compile("/api/preview"), "application/json", MAX_PAGE_BYTES, false);
  }

  @Produces
  @Singleton
  static LargeBody archive() {
    return new LargeBody(
        Pattern.compile("/api/admin/import"), "application/zip", MAX_ARCHIVE_BYTES, true);
  }
}
