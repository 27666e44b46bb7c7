package org.steadyboard.localhosts.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PostgresProgramsTest {
  @Test
  void theArchiveFitsTheMachine() {
    assertThat(PostgresPrograms.resourceName("Linux", "amd64"))
        .isEqualTo("/postgres-linux-x86_64.txz");
    assertThat(PostgresPrograms.resourceName("Mac OS X", "aarch64"))
        .isEqualTo("/postgres-darwin-arm_64.txz");
    assertThatThrownBy(() -> PostgresPrograms.resourceName("Linux", "s390x"))
        .hasMessage("no embedded Postgres for Linux on s390x");
  }

  @Test
  void aFullDiskIsSaidPlainly() {
    assertThat(
            InitdbFailure.explain(
                "initdb: error: could not write: No space left on device", Path.of("x.log")))
        .startsWith("the disk is full");
    assertThat(
            InitdbFailure.explain(
                "unshare: unshare failed: Operation not permitted", Path.of("x.log")))
        .contains("another user");
  }
}
