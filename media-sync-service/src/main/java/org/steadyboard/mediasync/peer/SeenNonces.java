package org.steadyboard.mediasync.peer;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What has been said already, for as long as saying it again could count. Safe for threads. */
final class SeenNonces {

  /** In a minute, of all hosts together: about 330 requests a second. It is their rate limit. */
  static final int MAX = 20_000;

  enum Added {
    NEW,
    SEEN,
    FULL
  }

  private final Duration keep;
  private final Map<String, Instant> until = new LinkedHashMap<>();

  SeenNonces(Duration keep) {
    this.keep = keep;
  }

  synchronized Added add(String nonce, Instant now) {
    var oldest = until.values().iterator();
    while (oldest.hasNext() && oldest.next().isBefore(now)) {
      oldest.remove();
    }
    if (until.containsKey(nonce)) {
      return Added.SEEN;
    }
    if (until.size() >= MAX) {
      return Added.FULL;
    }
    until.put(nonce, now.plus(keep));
    return Added.NEW;
  }
}
