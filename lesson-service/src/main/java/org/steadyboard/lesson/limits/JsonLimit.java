package org.steadyboard.lesson.limits;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;

/**
 * A body of JSON has at most a mebibyte, whether or not it says its size. Of a larger one the rest
 * is read and dropped, up to {@link BodyLimit}, so that its sender gets to see the answer.
 */
@Provider
public class JsonLimit implements ReaderInterceptor {

  static final long BYTES = 1L << 20;

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    var type = context.getMediaType();
    if (type != null && type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
      context.setInputStream(new Limited(context.getInputStream()));
    }
    return context.proceed();
  }

  private static final class Limited extends FilterInputStream {

    private long count;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var one = super.read();
      counted(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return counted(super.read(bytes, offset, length));
    }

    private int counted(int read) throws IOException {
      count += Math.max(0, read);
      if (count > BYTES) {
        in.transferTo(OutputStream.nullOutputStream());
        throw new Problem(ProblemCode.TOO_LARGE, "A body of JSON has at most " + BYTES + " bytes");
      }
      return read;
    }
  }
}
