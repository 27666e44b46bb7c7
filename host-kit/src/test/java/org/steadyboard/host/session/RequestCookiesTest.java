package org.steadyboard.host.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestCookiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "session=a                                | a",
        "x=1; session=a; y=2; session=b           | a b",
        "session=b; session=a                     | b a",
        "session=a; session=a                     | a",
        "session=\"a\"; session=b                 | a b",
        "sessions=a; Session=b; __Host-session=c  | ''",
        "session=; session=b                      | b",
        "=a; ;;session=b;                         | b",
        "session=1; session=2; session=3; session=4; session=5 | 1 2 3 4"
      })
  void areAllOfTheName(String header, String values) {
    assertThat(RequestCookies.values(List.of(header), "session").stream().filter(v -> !v.isEmpty()))
        .containsExactly(values.isEmpty() ? new String[0] : values.split(" "));
  }

  @ParameterizedTest
  @CsvSource({"session=a, session=b, a b"})
  void alsoOfSeveralHeaders(String first, String second, String values) {
    assertThat(RequestCookies.values(List.of(first, second), "session"))
        .containsExactly(values.split(" "));
  }
}
