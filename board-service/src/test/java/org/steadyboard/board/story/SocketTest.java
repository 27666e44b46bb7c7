package org.steadyboard.board.story;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.steadyboard.board.client.Board;
import org.steadyboard.board.client.Teacher;
import org.steadyboard.host.HostTestResource;
import org.steadyboard.host.health.HostHealth;
import org.steadyboard.testkit.Eventually;

/** A whole service with real sockets and a real database, ready when a test begins. */
@QuarkusTestResource(HostTestResource.class)
abstract class SocketTest {

  @Inject DataSource database;
  @Inject HostHealth health;
  @TestHTTPResource URI service;

  @BeforeEach
  void isUp() {
    Eventually.holds("the service hears of changes", health::isServing);
  }

  int port() {
    return service.getPort();
  }

  Board board() {
    return new Board(port());
  }

  Teacher teacher() {
    return Teacher.signedIn(port(), database);
  }
}
