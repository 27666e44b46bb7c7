package org.steadyboard.localhosts.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.Installation;
import org.steadyboard.localhosts.layout.Keys;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.program.Programs;

class HostPlansTest {
  private static final String CACHE = "/built/board-service/target/quarkus-app/app.aot";

  private static PartPlan board(Installation installation) {
    var places = new DataFolder(Path.of("/data")).places(1, 8400);
    var keys = new Keys("session", "peer", "super", "secret", "between");
    try (var http = HttpClient.newHttpClient()) {
      return new HostPlans(Programs.onJvm(installation), keys, places.getFirst(), places, http)
          .service(PartKind.BOARD);
    }
  }

  @Test
  void aServiceStartsFromTheCacheOfItsBuildInASmallHeap() {
    assertThat(board(new Installation(Path.of("/built"), false)).command())
        .contains("-XX:AOTCache=" + CACHE, "-XX:+UseSerialGC")
        .doesNotContain("-XX:AOTCacheOutput=" + CACHE)
        .anyMatch(word -> word.startsWith("-Xmx"));
  }

  @Test
  void theFileOfTheCacheIsSharedNotCopied() {
    assertThat(board(new Installation(Path.of("/built"), false)).command())
        .containsSubsequence("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");
  }

  @Test
  void aServiceInTrainingHasTimeToWriteItsCache() {
    var plan = board(new Installation(Path.of("/built"), false).forTraining());

    assertThat(plan.command())
        .contains("-XX:AOTCacheOutput=" + CACHE + ".new")
        .doesNotContain("-XX:AOTCache=" + CACHE);
    assertThat(plan.grace()).isGreaterThan(Duration.ofSeconds(60));
  }

  private static HostPlans plans(Installation installation, HostPlace place) {
    return new HostPlans(Programs.onJvm(installation), null, place, List.of(place), null);
  }

  @Test
  void theIngressHasACacheOfItsOwn() {
    var place = new DataFolder(Path.of("/data")).places(1, 8400).getFirst();
    var built = new Installation(Path.of("/built"), false);
    var ready = plans(built, place).ingress();
    var training = plans(built.forTraining(), place).ingress();

    assertThat(ready.command()).contains("-XX:AOTCache=/built/local-hosts/target/ingress.aot");
    assertThat(training.command())
        .contains("-XX:AOTCacheOutput=/built/local-hosts/target/ingress.aot.new");
    assertThat(training.grace()).isGreaterThan(Duration.ofSeconds(60));
  }

  @Test
  void commandsOfAServiceInTrainingLeaveItsCacheAlone() {
    var places = new DataFolder(Path.of("/data")).places(1, 8400);
    var installation = new Installation(Path.of("/built"), true);

    List<String> command =
        new HostPlans(Programs.onJvm(installation), null, places.getFirst(), places, null)
            .lessonCommand("create-accounts");

    assertThat(command).noneMatch(word -> word.startsWith("-XX:AOTCacheOutput"));
    assertThat(command).endsWith("create-accounts");
  }
}
