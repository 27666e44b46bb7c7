package org.steadyboard.host.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

  @Test
  void aNameGivesTheIdOfRfc9562() {
    // RFC 9562, appendix A.4: www.example.com in the DNS namespace.
    var dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    assertThat(Ids.named(dns, "www.example.com"))
        .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
  }

  @Test
  void anAccountsIdDoesNotDependOnCaseOrSpace() {
    assertThat(Ids.account(" Teacher@Example.org ")).isEqualTo(Ids.account("teacher@example.org"));
    // As bench makes it too.
    assertThat(Ids.account("teacher@example.org"))
        .hasToString("4f6db0d1-ebde-51eb-9888-6d641cde2d6c");
  }

  @Test
  void newIdsAreOfVersion7AndGrow() {
    var first = Ids.next();
    var second = Ids.next();

    assertThat(first.version()).isEqualTo(7);
    assertThat(second.toString()).isGreaterThan(first.toString());
  }
}
