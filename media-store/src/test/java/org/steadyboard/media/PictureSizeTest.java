package org.steadyboard.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureSizeTest {

  @ParameterizedTest
  @CsvSource({"png, image/png", "gif, image/gif", "jpg, image/jpeg"})
  void isWhatItsWriterWrote(String format, String type) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(300, 7, BufferedImage.TYPE_INT_RGB), format, out);

    assertThat(PictureSize.of(type, out.toByteArray())).contains(new PictureSize(300, 7));
  }

  /** The heads of pictures of 300 × 7, as cwebp and avifenc write them. */
  @ParameterizedTest
  @CsvSource({
    "image/webp, 52494646 00000000 57454250 56503820 00000000 300100 9d012a 2c01 0700",
    "image/webp, 52494646000000005745425056503858 0a000000 00000000 2b0100 060000",
    "image/webp, 5249464600000000574542505650384c 00000000 2f 2b810100 00",
    "image/avif, 0000001c6674797061766966000000000000000000000014697370650000000000 00012c 00000007",
  })
  void standsInTheHead(String type, String head) {
    assertThat(PictureSize.of(type, HexFormat.of().parseHex(head.replace(" ", ""))))
        .contains(new PictureSize(300, 7));
  }

  @Test
  void behindWhatWasReadItIsNotKnown() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(300, 7, BufferedImage.TYPE_INT_RGB), "jpg", out);
    var whole = out.toByteArray();

    for (var type : new String[] {"image/png", "image/jpeg", "image/gif", "image/webp"}) {
      assertThat(PictureSize.of(type, Arrays.copyOf(whole, 8))).isEmpty();
    }
    assertThat(PictureSize.of("application/pdf", whole)).isEmpty();
  }

  @Test
  void tooLargeIsWhatNoBoardCanShow() {
    assertThat(new PictureSize(16_384, 7_000).isTooLarge()).isFalse();
    assertThat(new PictureSize(16_385, 1).isTooLarge()).isTrue();
    assertThat(new PictureSize(1, 16_385).isTooLarge()).isTrue();
    assertThat(new PictureSize(12_000, 12_000).isTooLarge()).isTrue();
    var png = ByteBuffer.allocate(24).putInt(16, 30_000).putInt(20, 30_000).array();
    assertThat(PictureSize.of("image/png", png).orElseThrow().isTooLarge()).isTrue();
    var claimsMuch = ByteBuffer.allocate(24).putInt(16, -1).putInt(20, -1).array();
    assertThat(PictureSize.of("image/png", claimsMuch).orElseThrow().isTooLarge()).isTrue();
  }
}
