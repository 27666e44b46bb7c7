package org.steadyboard.mediasync.upload;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.regex.Pattern;
import org.steadyboard.host.body.LargeBody;
import org.steadyboard.mediasync.files.MediaSettings;

/** What uploads need made. */
final class UploadBeans {

  private UploadBeans() {}

  @Produces
  @Singleton
  static UploadLimits limits() {
    return UploadLimits.OURS;
  }

  @Produces
  @Singleton
  static Admission admission(UploadLimits limits, Clock clock) {
    return new Admission(limits, clock);
  }

  @Produces
  @Singleton
  static LargeBody file(MediaSettings settings) {
    return new LargeBody(
        Pattern.compile("/api/media/[^/]+"), LargeBody.ANY_TYPE, settings.maxBytes(), true);
  }

  @Produces
  @Singleton
  static LargeBody piece(MediaSettings settings) {
    return new LargeBody(
        Pattern.compile("/api/uploads(/[^/]+)?"), Tus.PIECE, settings.maxBytes(), true);
  }
}
