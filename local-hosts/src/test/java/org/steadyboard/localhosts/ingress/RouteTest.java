package org.steadyboard.localhosts.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
  @ParameterizedTest
  @CsvSource({
    "/, STATIC",
    "/board, STATIC",
    "/lesson/1, STATIC",
    "/assets/a.js, STATIC",
    "/hosts.json, HOSTS",
    "/ws/board, WEBSOCKET",
    "/ws/teacher, WEBSOCKET",
    "/ws, STATIC",
    "/api/boards, BOARD",
    "/api/boards/1, BOARD",
    "/api/admin/boards, BOARD",
    "/api/board-lesson/1, LESSON",
    "/api/boardsandmore, LESSON",
    "/api/admin/import, LESSON",
    "/api/host, LESSON",
    "/api/admin/accounts, LESSON",
    "/media/abc/some%20name.png, MEDIA",
    "/api/media, MEDIA",
    "/api/mediaandmore, LESSON",
    "/api/uploads/1, MEDIA",
    "/api/admin/media, MEDIA",
    "/api/admin/replication/repair, MEDIA",
    "/api/admin/hosts, MEDIA",
    "/api/hosts, LESSON",
    "/mediation, STATIC",
    "/apiary, STATIC",
    "/q, NONE",
    "/q/health/ready, NONE",
    "/%71/metrics, NONE",
    "/api/../q/metrics, MALFORMED",
    "/api/%2e%2e/q/metrics, MALFORMED",
    "/api/..;x=1/q/metrics, MALFORMED",
    "/api/..%2fq/metrics, MALFORMED",
    "/api/.%2E/q, MALFORMED",
    "/api//q, MALFORMED",
    "/api\\..\\q, MALFORMED",
    "/api/%5c..%5cq, MALFORMED",
    "/api/%zz, MALFORMED",
    "//q/metrics, MALFORMED",
    "q/metrics, MALFORMED",
  })
  void aPathGoesToOnePlaceOnly(String path, Route route) {
    assertThat(Route.of(path)).isEqualTo(route);
  }
}
