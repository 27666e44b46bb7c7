package org.steadyboard.board.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.steadyboard.board.limit.ByteBudget;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.limit.RateLimit;
import org.steadyboard.board.link.CloseCode;
import org.steadyboard.board.message.BothMessages;
import org.steadyboard.host.error.ProblemCode;

/**
 * Reads the frames of one connection (RFC 6455), before anything else sees them: what comes out of
 * it are whole text messages in well-formed UTF-8, within their size and rate, and at most one
 * close. Every frame counts for the rate, whatever is in it. Pings are answered here, unless the
 * client does not read its answers; pongs and binary messages are dropped.
 *
 * <p>Who breaks a rule is told by the code that the rule has (1002, 1007, 1008 or 1013). From then
 * on nothing of the connection is looked at, and it is closed at the latest after {@link
 * #LINGER_MILLIS}.
 */
// In the place of Netty's own, which it extends: a handler more would cost every board memory.
final class FrameDecoder extends WebSocket13FrameDecoder {

  /** What the client still says is thrown away meanwhile: a reset would keep the code from it. */
  static final long LINGER_MILLIS = 500;

  /** Of the buffer for the first fragment; it grows with what comes. */
  private static final int FIRST_FRAGMENT_BYTES = 256;

  /** Of the codes that a client may close with (RFC 6455, 7.4.2). */
  private static final int LAST_CODE = 4999;

  private final int maxMessageBytes;
  private final int messagesPerSecond;
  private final RateLimit rate;
  private final LongSupplier nanos;
  private final ByteBudget unfinished;
  private final Runnable refused;

  /** What has come of a text message in fragments, or null. */
  private ByteBuf fragments;

  private long unfinishedBytes;
  private boolean ended;

  /**
   * @param unfinished for what all connections have said by halves
   * @param refused told when the client broke a rule
   */
  FrameDecoder(Limits limits, ByteBudget unfinished, LongSupplier nanos, Runnable refused) {
    super(
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(limits.maxMessageBytes())
            .closeOnProtocolViolation(false)
            .build());
    this.maxMessageBytes = limits.maxMessageBytes();
    this.messagesPerSecond = limits.messagesPerSecond();
    this.rate =
        new RateLimit(limits.messagesPerSecond(), limits.messagesBurst(), nanos.getAsLong());
    this.nanos = nanos;
    this.unfinished = unfinished;
    this.refused = refused;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    if (ended) {
      in.skipBytes(in.readableBytes());
      return;
    }
    try {
      super.decode(context, in, out);
    } catch (CorruptedWebSocketFrameException flaw) {
      in.skipBytes(in.readableBytes());
      refuse(context, flaw);
      return;
    }
    if (!out.isEmpty()) {
      take(context, (WebSocketFrame) out.removeLast(), out);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    super.channelReadComplete(context);
    // Whole buffers: a frame's first byte may keep one.
    var bytes =
        (fragments == null ? 0 : fragments.capacity())
            + (actualReadableBytes() == 0 ? 0 : internalBuffer().capacity());
    if (unfinished.change(unfinishedBytes, bytes)) {
      unfinishedBytes = bytes;
    } else if (!ended) {
      end(context, CloseCode.TRY_AGAIN, ProblemCode.BUSY, ProblemCode.BUSY.title());
    }
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) {
    dropFragments();
    unfinished.change(unfinishedBytes, 0);
    unfinishedBytes = 0;
  }

  private void take(ChannelHandlerContext context, WebSocketFrame frame, List<Object> out) {
    if (frame instanceof CloseWebSocketFrame close) {
      takeClose(context, close, out);
      return;
    }
    var payload = frame.content();
    var kept = false;
    try {
      if (!rate.allows(nanos.getAsLong())) {
        end(
            context,
            CloseCode.POLICY,
            ProblemCode.TOO_FAST,
            "At most " + messagesPerSecond + " messages a second");
        return;
      }
      switch (frame) {
        case PingWebSocketFrame ping -> kept = answer(context, payload);
        case TextWebSocketFrame text when text.isFinalFragment() ->
            kept = hear(context, payload, out);
        case TextWebSocketFrame text -> {
          fragments = context.alloc().buffer(FIRST_FRAGMENT_BYTES);
          append(context, payload);
        }
        case ContinuationWebSocketFrame more when fragments != null -> {
          if (append(context, payload) && more.isFinalFragment()) {
            var message = fragments;
            fragments = null;
            if (!hear(context, message, out)) {
              message.release();
            }
          }
        }
        case PongWebSocketFrame pong -> {}
        case BinaryWebSocketFrame binary -> {}
        case ContinuationWebSocketFrame ofBinary -> {}
        default -> throw new IllegalStateException("no frame of version 13: " + frame);
      }
    } finally {
      if (!kept) {
        frame.release();
      }
    }
  }

  /** The last that is read of a connection, so it needs no rate. */
  private void takeClose(
      ChannelHandlerContext context, CloseWebSocketFrame close, List<Object> out) {
    var payload = close.content();
    if (payload.isReadable() && payload.getUnsignedShort(payload.readerIndex()) > LAST_CODE) {
      close.release();
      end(context, WebSocketCloseStatus.PROTOCOL_ERROR.code(), "no close code");
    } else {
      dropFragments();
      out.add(close);
    }
  }

  /** Whether {@code message} is passed on. */
  private boolean hear(ChannelHandlerContext context, ByteBuf message, List<Object> out) {
    if (!ByteBufUtil.isText(message, StandardCharsets.UTF_8)) {
      end(context, WebSocketCloseStatus.INVALID_PAYLOAD_DATA.code(), "not UTF-8");
      return false;
    }
    out.add(new TextWebSocketFrame(message));
    return true;
  }

  /** Whether the ping is passed back. */
  private static boolean answer(ChannelHandlerContext context, ByteBuf payload) {
    // Else answers would pile up for a client that pings and does not read.
    if (!context.channel().isWritable()) {
      return false;
    }
    context.channel().writeAndFlush(new PongWebSocketFrame(payload));
    return true;
  }

  /** Whether the message may become so large. */
  private boolean append(ChannelHandlerContext context, ByteBuf part) {
    if (fragments.readableBytes() + part.readableBytes() > maxMessageBytes) {
      tooLarge(context);
      return false;
    }
    fragments.writeBytes(part);
    return true;
  }

  private void refuse(ChannelHandlerContext context, CorruptedWebSocketFrameException flaw) {
    if (flaw.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
      tooLarge(context);
    } else {
      end(context, flaw.closeStatus().code(), flaw.getMessage());
    }
  }

  private void tooLarge(ChannelHandlerContext context) {
    end(
        context,
        CloseCode.POLICY,
        ProblemCode.TOO_LARGE,
        "A message may have at most " + maxMessageBytes + " bytes");
  }

  private void end(ChannelHandlerContext context, int code, ProblemCode problem, String detail) {
    var told = BothMessages.problem(problem, detail);
    context.channel().write(new TextWebSocketFrame(told));
    end(context, code, problem.code());
  }

  private void end(ChannelHandlerContext context, int code, String reason) {
    ended = true;
    dropFragments();
    refused.run();
    var channel = context.channel();
    channel
        .writeAndFlush(new CloseWebSocketFrame(code, reason))
        .addListener(
            told -> {
              // Nothing is said after a close.
              if (channel instanceof DuplexChannel both) {
                both.shutdownOutput();
              } else {
                channel.close();
              }
            });
    context.executor().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void dropFragments() {
    if (fragments != null) {
      fragments.release();
      fragments = null;
    }
  }
}
