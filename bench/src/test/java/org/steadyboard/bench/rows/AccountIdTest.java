package org.steadyboard.bench.rows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccountIdTest {

  @Test
  void isTheOneThatTheServicesMake() {
    assertThat(AccountId.of("teacher@example.org"))
        .hasToString("4f6db0d1-ebde-51eb-9888-6d641cde2d6c");
  }
}
