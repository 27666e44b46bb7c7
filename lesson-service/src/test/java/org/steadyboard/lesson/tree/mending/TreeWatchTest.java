package org.steadyboard.lesson.tree.mending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.steadyboard.lesson.Api.SOON;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.host.schema.SchemaPreparation.SchemaReady;
import org.steadyboard.host.work.Faults;
import org.steadyboard.host.work.Logged;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.Sql;

/** The service itself looks after its tree; nobody asks it to. */
@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class TreeWatchTest {

  @Inject DataSource dataSource;

  @Test
  void aCycleIsMendedSoonAfterItCame() throws Exception {
    Api.account(dataSource, "admin@example.org", "admin");
    var admin = Api.signIn("admin@example.org");
    var home = insert(null);
    var theme = insert(home);
    var inside = insert(theme);
    var other = insert(null);
    // As two hosts that do not hear each other leave it.
    move(theme, other);
    move(other, inside);

    // While the cycle stands, a path has no home in it.
    Eventually.holds(
        "the cycle is mended",
        SOON,
        () ->
            Api.as(admin)
                .get("/api/nodes/" + other + "/path")
                .jsonPath()
                .getList("nodes.id")
                .equals(List.of(home.toString(), theme.toString(), inside.toString())));
  }

  /** Faults of ours, errors too: none of them may stop the watch, and none is hidden. */
  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
  void afterAFaultItLooksAgainAndTheFaultIsLoggedOnceAndCounted(Class<? extends Throwable> fault) {
    var asked = new AtomicInteger();
    var thrown = new AtomicReference<Throwable>();
    var faulty =
        (DataSource)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                  if (asked.incrementAndGet() <= 2) {
                    thrown.compareAndSet(null, fault.getConstructor().newInstance());
                    throw thrown.get();
                  }
                  return method.invoke(dataSource, arguments);
                });
    var meters = new SimpleMeterRegistry();
    var watch = new TreeWatch(faulty, meters);
    try (var log = new Logged(Faults.class)) {
      watch.start(new SchemaReady());
      Eventually.holds("it goes on after the faults", SOON, () -> asked.get() > 2);
      assertThat(log.inFull()).containsExactly(thrown.get());
      assertThat(meters.get(Faults.METER).tag("name", "tree-watch").counter().count()).isEqualTo(2);
    } finally {
      watch.stop(null);
    }
  }

  private UUID insert(UUID parent) throws SQLException {
    var id = UUID.randomUUID();
    execute(
        "insert into lesson.node (id, parent_id, kind, title, rank, language) values (?, ?, 'theme', 'T', 'V', 'en')",
        id,
        parent);
    return id;
  }

  private void move(UUID node, UUID parent) throws SQLException {
    execute("update lesson.node set parent_id = ? where id = ?", parent, node);
  }

  private void execute(String sql, UUID... values) throws SQLException {
    Sql.execute(dataSource, sql, (Object[]) values);
  }
}
