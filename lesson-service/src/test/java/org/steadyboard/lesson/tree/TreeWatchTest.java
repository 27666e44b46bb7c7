package org.steadyboard.lesson.tree;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.schema.SchemaPreparation.SchemaReady;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.Eventually;
import org.steadyboard.lesson.LessonTestHost;

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
    Eventually.isTrue(
        () ->
            Api.as(admin)
                .get("/api/nodes/" + other + "/path")
                .jsonPath()
                .getList("nodes.id")
                .equals(List.of(home.toString(), theme.toString(), inside.toString())));
  }

  @Test
  void afterAFaultItLooksAgain() {
    var asked = new AtomicInteger();
    var faulty =
        (DataSource)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                  if (asked.incrementAndGet() == 1) {
                    throw new IllegalStateException("a fault, once");
                  }
                  return method.invoke(dataSource, arguments);
                });
    var watch = new TreeWatch(faulty);
    watch.start(new SchemaReady());
    try {
      Eventually.isTrue(() -> asked.get() > 1);
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
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }
}
