package org.steadyboard.mediasync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.steadyboard.host.HostTestResource;

/** Host a, alone, with all that media-sync-service needs beside. */
public class MediaTestHost extends HostTestResource {

  /** The largest file that is kept. */
  public static final int MAX_BYTES = 3_000_000;

  @Override
  public Map<String, String> start() {
    var settings = new HashMap<>(super.start());
    try {
      settings.put("MEDIA_DIR", Files.createTempDirectory("media-").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    settings.put("MEDIA_MAX_BYTES", String.valueOf(MAX_BYTES));
    knows(settings);
    return settings;
  }
}
