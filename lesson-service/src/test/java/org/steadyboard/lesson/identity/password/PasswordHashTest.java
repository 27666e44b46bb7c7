package org.steadyboard.lesson.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashTest {

  private final Argon2id argon2 = PasswordHash.argon2();

  @Test
  void knowsItsPasswordAndNoOther() {
    var hash = PasswordHash.of("schön");

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(PasswordHash.matches("schön", hash, argon2)).isTrue();
    assertThat(PasswordHash.matches("schon", hash, argon2)).isFalse();
    assertThat(PasswordHash.matches("schön", "", argon2)).isFalse();
    assertThat(PasswordHash.of("schön")).isNotEqualTo(hash);
  }

  /** A published vector of the reference implementation: 64 MiB, two passes, one lane. */
  @Test
  void agreesWithTheReferenceImplementation() {
    assertThat(
            PasswordHash.matches(
                "password",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                argon2))
        .isTrue();
  }

  /** They would take gigabytes, or hours, and a row may have been written by another host. */
  @Test
  void whatCostsTooMuchIsNoPassword() {
    for (var cost : new String[] {"m=65537,t=2,p=1", "m=64,t=11,p=1", "m=64,t=2,p=9"}) {
      assertThat(
              PasswordHash.matches(
                  "password", "$argon2id$v=19$" + cost + "$c29tZXNhbHQ$CTFhFdXPJO1a", argon2))
          .isFalse();
    }
    assertThat(PasswordHash.matches("x", PasswordHash.NOBODYS, argon2)).isFalse();
  }
}
