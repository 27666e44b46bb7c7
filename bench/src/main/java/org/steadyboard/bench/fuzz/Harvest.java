package org.steadyboard.bench.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Ids, names of files and cursors that answers held: a request with none of them gets no further
 * than 404. Thread-safe; the newest {@link #MOST} of each are kept.
 */
final class Harvest {

  static final int MOST = 500;

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"([^\"]{1,500})\"");

  private static final Pattern SHA256 = Pattern.compile("/media/([0-9a-f]{64})/");

  private final List<String> files = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final List<String> cursors = new ArrayList<>();
  private int next;

  synchronized void read(String body) {
    ID.matcher(body).results().limit(20).forEach(m -> keep(ids, m.group()));
    SHA256.matcher(body).results().limit(20).forEach(m -> keep(files, m.group(1)));
    CURSOR.matcher(body).results().limit(1).forEach(m -> keep(cursors, m.group(1)));
  }

  private void keep(List<String> all, String one) {
    if (all.size() < MOST) {
      all.add(one);
    } else {
      all.set(next++ % MOST, one);
    }
  }

  synchronized Optional<String> id(RandomGenerator random) {
    return some(ids, random);
  }

  synchronized Optional<String> sha256(RandomGenerator random) {
    return some(files, random);
  }

  synchronized Optional<String> cursor(RandomGenerator random) {
    return some(cursors, random);
  }

  private static Optional<String> some(List<String> all, RandomGenerator random) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }
}
