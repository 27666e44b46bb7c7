package org.steadyboard.board.stage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * How large tools are once they are stored: the bytes of the text that the database makes of them,
 * whose numbers are in full and whose commas and colons have a space behind them.
 */
final class StoredSize {

  private static final ObjectWriter AS_STORED =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build()
          .writer(new AsStored());

  private StoredSize() {}

  /** In bytes; just more than {@code most} for all that is larger, which costs no more either. */
  static int of(Map<String, JsonNode> tools, int most) {
    var counted = new Counted(most);
    try {
      AS_STORED.writeValue(counted, tools);
    } catch (IOException e) {
      if (counted.bytes <= most) {
        throw new IllegalStateException(e);
      }
    }
    return Math.min(counted.bytes, most + 1);
  }

  private static final class AsStored extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }
  }

  /** Keeps nothing, and ends the writing once it is too much. */
  private static final class Counted extends OutputStream {
    private final int most;
    private int bytes;

    Counted(int most) {
      this.most = most;
    }

    @Override
    public void write(int one) throws IOException {
      count(1);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
      count(length);
    }

    private void count(int length) throws IOException {
      bytes += length;
      if (bytes > most) {
        throw new IOException("larger than " + most + " bytes");
      }
    }
  }
}
