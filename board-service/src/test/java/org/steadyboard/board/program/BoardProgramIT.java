package org.steadyboard.board.program;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.restassured.RestAssured;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.client.Board;
import org.steadyboard.board.client.Teacher;
import org.steadyboard.host.HostAtTest;
import org.steadyboard.host.HostTestResource;
import org.steadyboard.host.program.HostWithProgram;
import org.steadyboard.host.program.KnowsItsSchema;
import org.steadyboard.host.program.PackagedProgram;
import org.steadyboard.testkit.Sql;

/**
 * The packaged program, by what only it can do wrong: what reaches a class by its name works in the
 * tests of the sources and not in a native program. Readiness says nothing of that.
 */
class BoardProgramIT implements KnowsItsSchema {

  private static final String LISTENERS =
      "select pg_terminate_backend(pid)::text from pg_stat_activity where application_name = 'row-changes'";

  private static HostAtTest host;
  private static HostWithProgram service;

  @BeforeAll
  static void start() throws Exception {
    service = HostWithProgram.start(new HostTestResource());
    host = service.host();
    RestAssured.port = service.port();
  }

  @AfterAll
  static void stop() throws Exception {
    RestAssured.reset();
    service.close();
  }

  @Override
  public HostAtTest ownHost() {
    return host;
  }

  @Test
  void aTeacherPairsAndSteers() {
    try (var board = new Board(service.port());
        var teacher = teacher("teacher")) {
      board.connect();
      teacher.pairWith(board);
      var page = UUID.randomUUID();
      var command = teacher.showPage(board.id(), page);
      board.shows(page);
      assertThat(teacher.answer(command).get("type").asText()).isEqualTo("done");

      given()
          .header("Cookie", teacher.cookie())
          .get("/api/boards")
          .then()
          .statusCode(200)
          .body("boards.id", hasItem(board.id().toString()));
      try (var admin = teacher("admin")) {
        given()
            .header("Cookie", admin.cookie())
            .get("/api/admin/boards")
            .then()
            .statusCode(200)
            .body("boards.id", hasItem(board.id().toString()));
      }
    }
  }

  @Test
  void aWrongCodeIsRefusedAndGuessesAreLimited() {
    try (var teacher = teacher("teacher")) {
      teacher.connect().next("boards");
      teacher.pair("000000");
      assertThat(teacher.client().next("refused").get("code").asText()).isEqualTo("unknown-code");
      for (var guess = 0; guess < 20; guess++) {
        teacher.pair("000000");
      }
      teacher.client().next(m -> m.path("code").asText().equals("too-many-attempts"), "limited");
    }
  }

  @Test
  void errorsSayWhatTheyAre() {
    given()
        .get("/api/boards")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("code", equalTo("not-signed-in"))
        .body("status", equalTo(401));
  }

  @Test
  void signingOutIsHeardAlsoAfterTheListeningConnectionBroke() throws Exception {
    signsOut();
    assertThat(Sql.query(host.superuser(), LISTENERS)).as("the hazard is real").contains("true");
    signsOut();
  }

  /** As the other service, or another host, writes it. */
  private void signsOut() throws Exception {
    try (var teacher = teacher("teacher")) {
      teacher.connect().next("boards");
      Sql.execute(
          host.database(),
          "insert into identity.session_end (id, ended_at) values (?, now())",
          teacher.sessionId());
      assertThat(teacher.client().closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void aWrongSettingIsOneLineAndNothingElse() throws Exception {
    var settings = new HashMap<>(host.settings());
    settings.put("HOST_SLOT", "ten");

    var ended = PackagedProgram.ofThisModule().run(settings, "");

    assertThat(ended.err())
        .containsExactly("HOST_SLOT is malformed: it must be one digit, another on each host");
    assertThat(ended.out()).isEmpty();
    assertThat(ended.status()).isEqualTo(1);
  }

  @Test
  void whoIsConnectedIsSentAwayBeforeItEnds() throws Exception {
    try (var another = PackagedProgram.ofThisModule().start(host.settings());
        var board = new Board(another.port())) {
      board.connect().next("code");
      assertThat(another.stop()).as("POSIX: 128 and the number of SIGTERM").isEqualTo(143);
      board.client().next("moveTo");
      assertThat(board.client().closeCode()).isEqualTo(1012);
      assertThat(another.log()).doesNotContain("Exception", "ERROR");
    }
  }

  private Teacher teacher(String role) {
    return Teacher.signedIn(service.port(), host.database(), role);
  }
}
