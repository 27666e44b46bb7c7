package org.steadyboard.localhosts.ingress.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.steadyboard.host.error.ProblemCode;

/**
 * What a client is told, in one write, whose request never became one; its connection ends with it.
 */
enum Refusal {
  MALFORMED(ProblemCode.MALFORMED_REQUEST),
  ADDRESS_TOO_LONG(ProblemCode.ADDRESS_TOO_LONG),
  HEADERS_TOO_LARGE(ProblemCode.HEADERS_TOO_LARGE),
  OTHER_VERSION(ProblemCode.OTHER_HTTP_VERSION),
  TOO_SLOW(ProblemCode.REQUEST_TOO_SLOW),
  BUSY(ProblemCode.BUSY);

  private final byte[] answer;

  Refusal(ProblemCode code) {
    String body =
        "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\"}"
            .formatted(code.title(), code.status(), code.code());
    answer =
        """
        HTTP/1.1 %d %s
        Content-Type: application/problem+json
        Content-Length: %d
        Cache-Control: no-store
        X-Content-Type-Options: nosniff
        %sConnection: close

        %s"""
            .formatted(
                code.status(),
                code.title(),
                body.length(),
                code.status() == 503 ? "Retry-After: 1\n" : "",
                body)
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
  }

  ByteBuf answer() {
    return Unpooled.wrappedBuffer(answer);
  }
}
