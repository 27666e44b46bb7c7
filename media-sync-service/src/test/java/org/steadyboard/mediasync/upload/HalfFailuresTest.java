package org.steadyboard.mediasync.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.steadyboard.mediasync.upload.TusTest.assertCode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.host.settings.HostSettings;
import org.steadyboard.media.DiskSpace;
import org.steadyboard.media.LocalFiles;
import org.steadyboard.media.NearlyFull;
import org.steadyboard.media.Uploads;
import org.steadyboard.mediasync.Api;
import org.steadyboard.mediasync.MediaTestHost;
import org.steadyboard.mediasync.files.MediaSettings;
import org.steadyboard.mediasync.library.Item;
import org.steadyboard.mediasync.library.Items;
import org.steadyboard.testkit.Eventually;

/** Uploads while a part of their host is away, and those that nobody goes on with. */
@QuarkusTest
@QuarkusTestResource(MediaTestHost.class)
class HalfFailuresTest {

  private static final int SIZE = 100_000;

  @Inject DataSource dataSource;
  @Inject HostSettings host;
  @Inject MediaSettings settings;
  @Inject LocalFiles files;

  @TestHTTPResource("/")
  URI service;

  private final UUID id = UUID.randomUUID();
  private final byte[] file =
      org.steadyboard.mediasync.Files.png(SIZE, id.getLeastSignificantBits());
  private TusClient teacher;

  @BeforeEach
  void signIn() throws Exception {
    teacher = new TusClient(service, Api.signedIn(dataSource, "teacher"));
  }

  private static final class ItemsAway extends Items {

    private volatile boolean isAway;
    private volatile CompletableFuture<Void> mayKeep = CompletableFuture.completedFuture(null);

    ItemsAway(DataSource database, HostSettings host) {
      super(database, host);
    }

    @Override
    public Optional<Item> find(UUID id) throws SQLException {
      if (isAway) {
        throw new SQLException("connection refused", "08001");
      }
      return super.find(id);
    }

    @Override
    public Outcome keep(Item item) throws SQLException {
      mayKeep.join();
      return super.keep(item);
    }
  }

  @Test
  void aDatabaseThatIsAwayAtTheLastByteCostsNoByte() throws Exception {
    var items = new ItemsAway(dataSource, host);
    QuarkusMock.installMockForType(items, Items.class);
    teacher.begin(id, SIZE, "a.png");
    teacher.patch(id, 0, Arrays.copyOf(file, SIZE - 1));

    items.isAway = true;
    var last = Arrays.copyOfRange(file, SIZE - 1, SIZE);
    assertCode(teacher.patch(id, SIZE - 1, last), 503, "database-away");
    assertThat(teacher.tus("HEAD", "/api/uploads/" + id, null).statusCode())
        .as("nobody hears that it is whole")
        .isEqualTo(503);

    items.isAway = false;
    assertThat(teacher.offset(id)).isEqualTo(SIZE);
    assertThat(teacher.send("GET", "/api/media/" + id, null).statusCode()).isEqualTo(200);
  }

  @Test
  void whoComesBackWhileTheLastByteIsMadeAFileHearsThatItIsOne() throws Exception {
    var items = new ItemsAway(dataSource, host);
    QuarkusMock.installMockForType(items, Items.class);
    teacher.begin(id, SIZE, "a.png");
    items.mayKeep = new CompletableFuture<>();
    var last = CompletableFuture.supplyAsync(() -> unchecked(() -> teacher.patch(id, 0, file)));
    Eventually.holds(
        "the file is made and its row is not",
        () ->
            org.steadyboard.mediasync.Files.unfinished(settings.dir()).stream()
                .noneMatch(f -> f.startsWith(id.toString())));

    items.mayKeep.completeOnTimeout(null, 300, TimeUnit.MILLISECONDS);

    assertThat(teacher.offset(id)).isEqualTo(SIZE);
    assertThat(last.join().statusCode()).isEqualTo(204);
  }

  private static <T> T unchecked(Callable<T> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatNobodyGoesOnWithForAnHourIsGone() throws Exception {
    teacher.begin(id, SIZE, "a.png");
    teacher.patch(id, 0, Arrays.copyOf(file, 1_000));

    writtenAgo(Duration.ofMinutes(59));
    files.sweep();
    assertThat(teacher.offset(id)).isEqualTo(1_000);

    writtenAgo(Duration.ofMinutes(61));
    files.sweep();
    assertThat(org.steadyboard.mediasync.Files.unfinished(settings.dir()))
        .noneMatch(f -> f.startsWith(id.toString()));
    assertThat(teacher.tus("HEAD", "/api/uploads/" + id, null).statusCode()).isEqualTo(410);
    assertCode(teacher.patch(id, 1_000, file), 410, "upload-gone");
  }

  private void writtenAgo(Duration age) throws Exception {
    var at = FileTime.from(Instant.now().minus(age));
    for (var name : org.steadyboard.mediasync.Files.unfinished(settings.dir())) {
      if (name.startsWith(id.toString())) {
        Files.setLastModifiedTime(settings.dir().resolve("incoming").resolve(name), at);
      }
    }
  }

  @Test
  void aDiskBelowItsReserveTakesNothing(@TempDir Path folder) throws Exception {
    var full = NearlyFull.store(folder);
    QuarkusMock.installMockForType(full.uploads(), Uploads.class);
    QuarkusMock.installMockForType(full.space(), DiskSpace.class);

    assertCode(teacher.begin(id, SIZE, "a.png"), 507, "disk-nearly-full");
    assertCode(teacher.send("PUT", "/api/media/" + id, file), 507, "disk-nearly-full");

    assertThat(org.steadyboard.mediasync.Files.unfinished(folder)).isEmpty();
    assertThat(teacher.send("GET", "/api/media/" + id, null).statusCode()).isEqualTo(404);
  }
}
