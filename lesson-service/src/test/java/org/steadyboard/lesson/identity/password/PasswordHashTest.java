package org.steadyboard.lesson.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashTest {

  @Test
  void knowsItsPasswordAndNoOther() {
    var hash = PasswordHash.of("schön");

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(PasswordHash.matches("schön", hash)).isTrue();
    assertThat(PasswordHash.matches("schon", hash)).isFalse();
    assertThat(PasswordHash.matches("schön", "")).isFalse();
    assertThat(PasswordHash.of("schön")).isNotEqualTo(hash);
  }

  /** A published vector of the reference implementation: 64 MiB, two passes, one lane. */
  @Test
  void agreesWithTheReferenceImplementation() {
    assertThat(
            PasswordHash.matches(
                "password",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
        .isTrue();
  }
}
