package org.steadyboard.board.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.client.Client;

/** What waits for the disk and what does not, as the service itself is set. */
@QuarkusTest
class PoolsTest extends SocketTest {

  @Inject Pool durable;

  @Inject
  @ReactiveDataSource("unsynced")
  Pool unsynced;

  @Test
  void onlyWhatIsBestEffortDoesNotWaitForTheDisk() throws Exception {
    assertThat(synchronousCommit(durable)).isEqualTo("on");
    assertThat(synchronousCommit(unsynced)).isEqualTo("off");
  }

  private static String synchronousCommit(Pool pool) throws Exception {
    return pool.query("show synchronous_commit")
        .execute()
        .map(rows -> rows.iterator().next().getString(0))
        .toCompletionStage()
        .toCompletableFuture()
        .get(Client.DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
