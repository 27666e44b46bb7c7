package org.steadyboard.host.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredSettingsTest {

  private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private static final Map<String, String> GOOD =
      Map.of(
          "HOST_ID", "a",
          "HOST_SLOT", "0",
          "DATABASE_URL", "postgresql://127.0.0.1:5432/steadyboard",
          "DATABASE_USER", "steadyboard",
          "DATABASE_PASSWORD", "secret-value",
          "PUBLIC_URL", "https://a.example.org",
          "SESSION_KEY", KEY);

  @Test
  void goodSettingsHaveNoFlaw() {
    assertThat(RequiredSettings.flaws(GOOD, List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HOST_ID",
        "HOST_SLOT",
        "DATABASE_URL",
        "DATABASE_USER",
        "DATABASE_PASSWORD",
        "PUBLIC_URL",
        "SESSION_KEY"
      })
  void aMissingSettingIsNamed(String name) {
    var environment = new HashMap<>(GOOD);
    environment.remove(name);

    assertThat(RequiredSettings.flaws(environment, List.of()))
        .singleElement()
        .asString()
        .startsWith(name + " is missing: it must be ");
  }

  @ParameterizedTest
  @CsvSource({
    "HOST_ID, A",
    "HOST_ID, 9a",
    "HOST_SLOT, 10",
    "DATABASE_URL, jdbc:postgresql://x/y",
    "PUBLIC_URL, a.example.org",
    "PUBLIC_URL, https://a.example.org/path",
    "SESSION_KEY, c2hvcnQ=",
    "SESSION_KEY, not base64!",
    "ALLOWED_ORIGINS, *",
    "HOST_PEERS, b",
    "HOST_PEERS, B=https://b.example.org",
    "HOST_PEERS, b=https://b.example.org/path",
    "HOST_PEERS, b=https://b example",
    "HOST_PEERS, 'b=https://b.example.org,b=https://c.example.org'",
    "COOKIE_DOMAIN, a b"
  })
  void aMalformedSettingIsNamedAndItsValueIsNotShown(String name, String value) {
    var environment = new HashMap<>(GOOD);
    environment.put(name, value);

    assertThat(RequiredSettings.flaws(environment, List.of()))
        .singleElement()
        .asString()
        .startsWith(name + " is malformed: it must be ")
        .doesNotContain(" " + value + " ");
  }

  @Test
  void aServicesOwnSettingsAreChecked() {
    var mediaDir = Setting.required("MEDIA_DIR", "a folder", v -> v.startsWith("/"));

    assertThat(RequiredSettings.flaws(GOOD, List.of(mediaDir)))
        .containsExactly("MEDIA_DIR is missing: it must be a folder");
  }
}
