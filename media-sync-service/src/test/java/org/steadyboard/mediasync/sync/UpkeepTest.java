package org.steadyboard.mediasync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.database.HostDatabase;
import org.steadyboard.media.LocalFiles;
import org.steadyboard.media.PartName;
import org.steadyboard.media.Sha256;
import org.steadyboard.testkit.SetClock;

/** Reading all files again, collecting those without a row, and the rows of copies. */
class UpkeepTest {

  @AutoClose private static final HostDatabase database = new HostDatabase();

  private final SetClock clock = new SetClock(Clock.systemUTC().instant());
  private final AtomicInteger missing = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final List<Duration> slept = new ArrayList<>();
  @TempDir private Path folder;
  private LocalFiles store;
  private Copies copies;
  private Scrub scrub;
  private Collection collection;
  private int files;

  @BeforeEach
  void start() throws Exception {
    database.execute("truncate media.item, media.copy, lesson.page");
    store = new LocalFiles(folder);
    copies = new Copies(database.service(), "a", clock);
    scrub = newScrub();
    collection = new Collection(new ItemRows(database.service(), "a"), store, copies, clock);
  }

  private Scrub newScrub() {
    return new Scrub(
        new CopyRows(database.service(), "a"),
        store,
        copies,
        missing::incrementAndGet,
        clock,
        () -> nanos.addAndGet(1_000_000),
        slept::add);
  }

  private Sha256 put(int size) throws IOException {
    var bytes = (++files + " ".repeat(size)).getBytes(StandardCharsets.UTF_8);
    return store.put(new ByteArrayInputStream(bytes), 10_000_000).sha256();
  }

  private Sha256 heldFor(Duration age) throws Exception {
    var file = put(10);
    copies.held(file);
    copies.write(Duration.ZERO);
    database.execute(
        "update media.copy set since = ?::timestamptz where sha256 = ?",
        clock.instant().minus(age).toString(),
        file.bytes());
    return file;
  }

  private String row(Sha256 file) {
    return database
        .query(
            "select held || ' ' || (checked_at is not null) || ' ' || (deleted_at is not null)"
                + " from media.copy where sha256 = ? and host = 'a'",
            (Object) file.bytes())
        .stream()
        .findFirst()
        .orElse(null);
  }

  private void age(Sha256 file, Duration age) throws IOException {
    Files.setLastModifiedTime(
        store.path(file).orElseThrow(), FileTime.from(clock.instant().minus(age)));
  }

  private void item(Sha256 file, Instant deletedAt) throws Exception {
    database.execute(
        "insert into media.item (id, sha256, size, content_type, file_name, created_at, deleted_at)"
            + " values (?, ?, 11, 'image/png', 'a.png', now(), ?::timestamptz)",
        UUID.randomUUID(),
        file.bytes(),
        deletedAt == null ? null : deletedAt.toString());
  }

  // Rows of copies.

  @Test
  void aCopyIsWrittenOnceAndWithItsId() throws Exception {
    var file = put(1);
    copies.held(file);
    copies.held(file);
    assertThat(copies.write(Duration.ZERO)).isEqualTo(1);
    var stamp = database.query("select row_stamp from media.copy");
    copies.held(file);
    copies.write(Duration.ZERO);

    assertThat(row(file)).isEqualTo("true false false");
    assertThat(database.query("select row_stamp from media.copy")).isEqualTo(stamp);
    assertThat(database.query("select id from media.copy"))
        .containsExactly(org.steadyboard.host.ids.Ids.mediaCopy(file.toString(), "a").toString());
  }

  @Test
  void theLastNewsOfACopyCounts() throws Exception {
    var file = put(1);
    copies.held(file);
    copies.lost(file);
    copies.write(Duration.ZERO);
    assertThat(row(file)).isEqualTo("false false false");
    copies.checked(file);
    copies.held(file);
    copies.write(Duration.ZERO);
    assertThat(row(file)).isEqualTo("true true false");
    copies.lost(file);
    copies.write(Duration.ZERO);
    assertThat(row(file)).as("what was seen of it no longer counts").isEqualTo("false false false");
    copies.gone(file);
    copies.write(Duration.ZERO);
    assertThat(row(file)).isEqualTo("false false true");
    copies.held(file);
    copies.write(Duration.ZERO);
    assertThat(row(file)).isEqualTo("true false false");
  }

  @Test
  void manyCopiesAreOneTransaction() throws Exception {
    for (var i = 0; i < Copies.MAX_ROWS + 1; i++) {
      copies.held(Sha256.of(java.nio.ByteBuffer.allocate(32).putInt(i).array()));
    }

    assertThat(copies.write(Duration.ZERO)).isEqualTo(Copies.MAX_ROWS);
    assertThat(database.query("select count(distinct xmin::text) from media.copy"))
        .containsExactly("1");
    assertThat(copies.write(Duration.ZERO)).isEqualTo(1);
  }

  @Test
  void whatCouldNotBeWrittenIsNotForgotten() throws Exception {
    var file = put(1);
    database.execute("alter table media.copy rename to away");
    copies.held(file);
    try {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> copies.write(Duration.ZERO))
          .isInstanceOf(java.sql.SQLException.class);
    } finally {
      database.execute("alter table media.away rename to copy");
    }

    copies.write(Duration.ZERO);

    assertThat(row(file)).isEqualTo("true false false");
  }

  // Reading again.

  @Test
  void eachFileIsReadAgainAfterFourWeeks() throws Exception {
    var old = heldFor(Duration.ofDays(29));
    var young = heldFor(Duration.ofDays(27));

    assertThat(scrub.run()).isEqualTo(1);
    copies.write(Duration.ZERO);

    assertThat(row(old)).isEqualTo("true true false");
    assertThat(row(young)).isEqualTo("true false false");
    assertThat(scrub.run()).isZero();
    clock.forward(Duration.ofDays(29));
    assertThat(scrub.run()).isEqualTo(2);
  }

  @Test
  void whoAsksHasEachFileReadOnceMore() throws Exception {
    var before = List.of(heldFor(Duration.ofDays(1)), heldFor(Duration.ofDays(27)));
    assertThat(scrub.run()).as("none is due by its age").isZero();

    scrub.askForAll();
    clock.forward(Duration.ofSeconds(1));
    var after = heldFor(Duration.ZERO);

    assertThat(scrub.run()).isEqualTo(2);
    copies.write(Duration.ZERO);
    assertThat(before).allMatch(file -> row(file).equals("true true false"));
    assertThat(row(after)).as("written since").isEqualTo("true false false");
    assertThat(scrub.run()).as("once").isZero();
  }

  @Test
  void whoAsksIsNotLetWaitUntilItIsLookedAtNext() throws Exception {
    var before = clock.instant();
    clock.forward(Duration.ofSeconds(1));
    scrub.awaitAsked(before, Duration.ofMillis(1));

    scrub.askForAll();
    scrub.awaitAsked(before, Duration.ofDays(1));

    var ended = new CountDownLatch(1);
    var since = clock.instant();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                scrub.awaitAsked(since, Duration.ofDays(1));
                ended.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    clock.forward(Duration.ofSeconds(1));
    scrub.askForAll();
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private Sha256 rotten() throws Exception {
    var file = heldFor(Duration.ofDays(29));
    var place = store.path(file).orElseThrow();
    var bytes = Files.readAllBytes(place);
    bytes[3] ^= 1;
    Files.write(place, bytes);
    return file;
  }

  @Test
  void whatWasFoundIsStillKnownAfterARestart() throws Exception {
    rotten();
    scrub.run();

    var restarted = newScrub();
    restarted.run();

    assertThat(restarted.rottenAt()).contains(store.setAside(1).getFirst().at());
  }

  @Test
  void aRottenFileIsSetAsideAndTold() throws Exception {
    var file = rotten();

    scrub.run();
    copies.write(Duration.ZERO);

    assertThat(store.holds(file)).isFalse();
    assertThat(store.setAside(10))
        .singleElement()
        .satisfies(aside -> assertThat(aside.name()).isEqualTo(file));
    assertThat(row(file)).isEqualTo("false false false");
    assertThat(missing).hasValue(1);
    assertThat(scrub.rotten()).isEqualTo(1);
    assertThat(scrub.rottenAt()).contains(clock.instant());
  }

  @Test
  void aFileThatIsGoneIsTold() throws Exception {
    var file = heldFor(Duration.ofDays(29));
    Files.delete(store.path(file).orElseThrow());

    scrub.run();
    copies.write(Duration.ZERO);

    assertThat(row(file)).isEqualTo("false false false");
    assertThat(missing).hasValue(1);
  }

  /** A step takes 1 ms by the clock of this test. */
  @Test
  void readingTakesATwentiethOfTheTime() throws Exception {
    heldFor(Duration.ofDays(29));
    var large = put(2_000_000);
    copies.held(large);
    copies.write(Duration.ZERO);
    clock.forward(Duration.ofDays(29));

    scrub.run();

    assertThat(slept).hasSizeGreaterThanOrEqualTo(8);
    assertThat(slept).allMatch(Duration.ofMillis(19)::equals);
  }

  // Collecting.

  private void collect() throws Exception {
    clock.forward(Collection.FIRST_AFTER);
    collection.run();
    copies.write(Duration.ZERO);
  }

  @Test
  void whatNoRowHasNamedForAMonthIsCollected() throws Exception {
    var unnamed = heldFor(Duration.ofDays(31));
    var fresh = put(1);
    var named = put(2);
    var deletedLately = put(3);
    var deletedLongAgo = put(4);
    var deletedOnceAndNamed = put(5);
    for (var file : List.of(unnamed, named, deletedLately, deletedLongAgo, deletedOnceAndNamed)) {
      age(file, Duration.ofDays(31));
    }
    age(fresh, Duration.ofDays(29));
    item(named, null);
    item(deletedLately, clock.instant().minus(Duration.ofDays(29)));
    item(deletedLongAgo, clock.instant().minus(Duration.ofDays(31)));
    item(deletedOnceAndNamed, clock.instant().minus(Duration.ofDays(31)));
    item(deletedOnceAndNamed, null);

    collect();

    assertThat(List.of(unnamed, deletedLongAgo)).noneMatch(this::holds);
    assertThat(List.of(fresh, named, deletedLately, deletedOnceAndNamed)).allMatch(this::holds);
    assertThat(row(unnamed)).isEqualTo("false false true");
    assertThat(collection.removed()).isEqualTo(2);
  }

  /** Whoever deleted it from the library was told of the page, and went on. */
  @Test
  void whatAPageNamesStaysAndIsMissedWhenItIsNotThere() throws Exception {
    var shown = put(1);
    var shownLately = put(2);
    var shownLongAgo = put(3);
    for (var file : List.of(shown, shownLately, shownLongAgo)) {
      age(file, Duration.ofDays(31));
      item(file, clock.instant().minus(Duration.ofDays(31)));
    }
    page(shown, null);
    page(shownLately, clock.instant().minus(Duration.ofDays(29)));
    page(shownLongAgo, clock.instant().minus(Duration.ofDays(31)));

    collect();

    assertThat(List.of(shown, shownLately)).allMatch(this::holds);
    assertThat(holds(shownLongAgo)).isFalse();
    assertThat(
            new ItemRows(database.service(), "b")
                .after(null).stream().map(item -> item.content().sha256()))
        .as("a host that is made anew fetches what is shown")
        .containsExactly(shown);
  }

  private void page(Sha256 file, Instant deletedAt) throws Exception {
    database.execute(
        """
        insert into lesson.page
          (id, lesson_id, rank, markdown, notes, html, headings, words, rendering, deleted_at)
        values (?, ?, 'a', ?, '', '', '', '', 1, ?::timestamptz)
        """,
        UUID.randomUUID(),
        UUID.randomUUID(),
        "![A point](/media/" + file + "/a.png)",
        deletedAt == null ? null : deletedAt.toString());
  }

  private boolean holds(Sha256 file) {
    try {
      return store.holds(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void whatIsPutAgainIsNotCollected() throws Exception {
    var bytes = "again".getBytes(StandardCharsets.UTF_8);
    var file = store.put(new ByteArrayInputStream(bytes), 100).sha256();
    age(file, Duration.ofDays(31));
    store.put(new ByteArrayInputStream(bytes), 100);

    collect();

    assertThat(store.holds(file)).isTrue();
  }

  @Test
  void aRunningUploadIsNotCollected() throws Exception {
    var name = PartName.of(Sha256.of(new byte[32]));
    try (var upload = store.uploads().begin(name, 10, 10, new byte[0])) {
      upload.append(java.nio.ByteBuffer.wrap(new byte[5]));
      collect();
    }

    assertThat(store.uploads().find(name)).isPresent();
  }

  @Test
  void nothingIsCollectedRightAfterTheStart() throws Exception {
    var file = put(1);
    age(file, Duration.ofDays(31));

    collection.run();
    assertThat(store.holds(file)).isTrue();

    collect();
    assertThat(store.holds(file)).isFalse();
    var next = put(2);
    age(next, Duration.ofDays(31));
    collect();
    assertThat(store.holds(next)).as("until the next day").isTrue();
    clock.forward(Collection.EVERY);
    collection.run();
    assertThat(store.holds(next)).isFalse();
  }

  /** As with a database that was made anew. */
  @Test
  void nothingIsCollectedWhenMostFilesAreUnnamed() throws Exception {
    var unnamed = new ArrayList<Sha256>();
    for (var i = 0; i < Collection.FEW + 1; i++) {
      unnamed.add(put(i));
      age(unnamed.getLast(), Duration.ofDays(31));
    }
    var named = put(1);
    item(named, null);

    collect();
    assertThat(unnamed).allMatch(this::holds);
    assertThat(collection.isRefused()).isTrue();

    for (var i = 0; i < Collection.FEW; i++) {
      item(put(100 + i), null);
    }
    clock.forward(Collection.EVERY);
    collection.run();
    assertThat(unnamed).noneMatch(this::holds);
    assertThat(collection.isRefused()).isFalse();
  }
}
