package org.steadyboard.mediasync.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileNameTest {

  @Test
  void isOneLineOfNoFolder() {
    assertThat(FileName.of("photo.png")).isEqualTo("photo.png");
    assertThat(FileName.of("../../etc/passwd")).isEqualTo("passwd");
    assertThat(FileName.of("C:\\Temp\\photo.png")).isEqualTo("photo.png");
    assertThat(FileName.of(" a \t\n b.png ")).isEqualTo("a b.png");
    assertThat(FileName.of("a\0b\r\nc.png")).isEqualTo("abc.png");
    assertThat(FileName.of("\u202Egnp.exe\u2066\u200F\u061C")).isEqualTo("gnp.exe");
    assertThat(FileName.of("a\uD800b")).isEqualTo("ab");
    assertThat(FileName.of("cafe\u0301.png")).isEqualTo("café.png");
    assertThat(FileName.of("\uD83D\uDC68\u200D\uD83D\uDC67.png"))
        .isEqualTo("\uD83D\uDC68\u200D\uD83D\uDC67.png");
  }

  @Test
  void whoeverGivesNoneGetsOne() {
    for (var none : new String[] {null, "", " ", ".", "..", "/", "a/", "\0", "\u202E", "../.."}) {
      assertThat(FileName.of(none)).as(none).isEqualTo("file");
    }
  }

  @Test
  void aLongOneKeepsItsEnding() {
    assertThat(FileName.of("n".repeat(4_096) + ".jpeg"))
        .isEqualTo("n".repeat(FileName.MAX_CHARACTERS - 5) + ".jpeg");
    assertThat(FileName.of("n".repeat(200))).hasSize(200);
    assertThat(FileName.of("a." + "n".repeat(4_096))).hasSize(200).startsWith("a.n");
    assertThat(FileName.of("x".repeat(195) + "😀".repeat(9) + ".png"))
        .isEqualTo("x".repeat(195) + ".png");
  }

  @Test
  void aHeaderHasRoomForAnyByTwoWays() {
    assertThat(FileName.ofHeader("%C3%A9%C3%A9n%20foto+1.png")).isEqualTo("één foto+1.png");
    assertThat(FileName.ofHeader("Ã©Ã©n.png")).isEqualTo("één.png");
    assertThat(FileName.ofHeader("100%.png")).isEqualTo("100%.png");
    assertThat(FileName.ofHeader("%zz%41.png")).isEqualTo("%zz%41.png");
    assertThat(FileName.ofHeader("..%2f..%2Fetc%2fpasswd%00")).isEqualTo("passwd");
    assertThat(FileName.ofHeader("é.png")).as("no UTF-8").isEqualTo("é.png");
    assertThat(FileName.ofHeader(null)).isEqualTo("file");
  }
}
