package org.steadyboard.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {

  /** Bytes written as text; {@code \xx} is a byte by its two hexadecimal digits. */
  private static byte[] bytes(String written) {
    var out = new ByteArrayOutputStream();
    for (var i = 0; i < written.length(); i++) {
      if (written.charAt(i) == '\\') {
        out.write(Integer.parseInt(written.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.writeBytes(String.valueOf(written.charAt(i)).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\89PNG\\0d\\0a\\1a\\0a rest | image/png",
        "\\ff\\d8\\ff\\e0 | image/jpeg",
        "GIF89a | image/gif",
        "RIFF....WEBPVP8  | image/webp",
        "\\00\\00\\00\\1cftypavif\\00\\00\\00\\00mif1miaf | image/avif",
        "\\00\\00\\00\\1cftypmif1\\00\\00\\00\\00avifmiaf | image/avif",
        "<svg xmlns='http://www.w3.org/2000/svg'/> | image/svg+xml",
        "\\ef\\bb\\bf<?xml version='1.0'?><!-- <html> --><!DOCTYPE svg [<!ENTITY a 'b'>]><svg:svg> | image/svg+xml",
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x'>\\0a<SVG> | image/svg+xml",
        "ID3\\04 | audio/mpeg",
        "\\ff\\fb\\90\\00 | audio/mpeg",
        "RIFF....WAVEfmt | audio/wav",
        "OggS | audio/ogg",
        "\\00\\00\\00\\20ftypM4A \\00\\00\\00\\00 | audio/mp4",
        "\\00\\00\\00\\20ftypisom\\00\\00\\00\\00 | video/mp4",
        "\\1a\\45\\df\\a3\\01\\00\\00\\00\\42\\82\\84webm | video/webm",
        "%PDF-1.7 | application/pdf",
      })
  void isToldByTheBytes(String head, String type) {
    assertThat(MediaType.of(bytes(head))).contains(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "<",
        "<svg",
        "<svgx>",
        "<?xml",
        "<!DOCTYPE svg",
        "<!DOCTYPE svg [",
        "<!doctype html><body><svg></svg>",
        "<body><svg></svg></body>",
        "<!-- <svg> --><script>alert(1)</script>",
        "\\89PNG",
        "PK\\03\\04",
        "MZ\\90",
        "\\00\\00\\00\\20ftypqt  \\00\\00\\00\\00",
        "\\00\\00\\00\\18ftypheic\\00\\00\\00\\00mif1heic",
        "\\00\\00\\00\\18ftyp",
        "\\1a\\45\\df\\a3\\01\\00\\00\\00\\42\\82\\88matroska",
        "\\ff\\ff\\ff\\ff",
        "plain text",
      })
  void anythingElseIsNotKept(String head) {
    assertThat(MediaType.of(bytes(head))).isEmpty();
  }

  @Test
  void aNameMustBeTrue() {
    var png = bytes("\\89PNG\\0d\\0a\\1a\\0a");

    assertThat(MediaType.of("a.png", png)).contains("image/png");
    assertThat(MediaType.of("A.PNG", png)).contains("image/png");
    assertThat(MediaType.of("a.jpg", png)).isEmpty();
    assertThat(MediaType.of("a.exe", png)).isEmpty();
    assertThat(MediaType.of("a.m4a", bytes("\\00\\00\\00\\20ftypmp42"))).contains("audio/mp4");
  }

  @ParameterizedTest
  @CsvSource({
    "a photo.PNG, image/png, a-photo.png",
    "photo.png, image/jpeg, photo.png.jpg",
    "photo.jpeg, image/jpeg, photo.jpeg",
    "no ending, image/webp, no-ending.webp",
    "../../etc/passwd, image/gif, etc-passwd.gif",
    "één.svg, image/svg+xml, n.svg",
    "😀, image/png, file.png",
  })
  void anAddressHasTheEndingOfItsType(String name, String type, String address) {
    assertThat(MediaType.addressName(name, type)).isEqualTo(address);
  }
}
