package org.steadyboard.localhosts.ingress.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Stands before everything else that reads a connection. It lets a request's head through when that
 * is whole and well-formed, its body as it comes, and the next request when this one's answer is on
 * its way; what comes sooner takes no more memory than it has bytes. It ends what makes no
 * progress.
 *
 * <p>Everything but {@link #close} happens on the connection's event loop.
 */
public final class Gate extends ChannelDuplexHandler implements Connections.Connection {
  private static final AttributeKey<Gate> OF_CHANNEL = AttributeKey.valueOf("gate");
  private static final int FIRST_HELD_BYTES = 256;

  /** A refusal is read by the client although its request is not read to its end. */
  private static final long LINGER_SECONDS = 2;

  private enum State {
    /** Between requests; a part of the next head may have come. */
    HEAD,
    BODY,
    /** The request has come whole, its answer has not gone out. */
    ANSWER,
    REFUSED
  }

  private final Connections connections;
  private final GateLimits limits;
  private final Pace bodyPace;
  private final Pace answerPace;

  private ChannelHandlerContext context;
  private State state = State.HEAD;

  /** What came and could not go on yet. */
  private ByteBuf held;

  private int searched;
  private ScheduledFuture<?> headDeadline;
  private int headCost;
  private int headBytes;
  private Body body;
  private boolean answered;
  private boolean answerGone;
  private long received;
  private long written;

  private Gate(Connections connections) {
    this.connections = connections;
    this.limits = connections.limits();
    bodyPace =
        new Pace(
            limits.bodyWindow(),
            limits.bodyBytesPerWindow(),
            () -> received,
            () -> state == State.BODY && context.channel().config().isAutoRead(),
            this::close);
    answerPace =
        new Pace(
            limits.answerWindow(),
            limits.answerBytesPerWindow(),
            () -> written - pendingBytes(),
            () -> pendingBytes() > 0,
            this::close);
  }

  /** Puts one before a connection that was just accepted; closes it when there is no room. */
  public static void before(Channel channel, Connections connections) {
    var gate = new Gate(connections);
    channel.attr(OF_CHANNEL).set(gate);
    channel.pipeline().addFirst("gate", gate);
    channel.closeFuture().addListener(closed -> gate.end());
    if (!connections.enter(gate)) {
      gate.close();
    }
  }

  public static Gate of(Channel channel) {
    return channel.attr(OF_CHANNEL).get();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public InetAddress address() {
    return ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
  }

  @Override
  public void close() {
    // From here, not from the channel's other end: that would first wait until all is written.
    context.close();
  }

  /** True when nothing more of the request's body is to come. */
  public boolean requestIsWhole() {
    return body.ended();
  }

  /** Of the request in hand: its line and its fields. */
  public int headBytes() {
    return headBytes;
  }

  /** To be said when the answer of the request has been written to its end. */
  public void answered() {
    answered = true;
    body.allow(limits.bodyBytesAfterAnswer());
    // Not before whoever wrote it is through with the request.
    context.executor().execute(this::waitUntilAnswerIsGone);
  }

  /** It is no plain connection any more: from now on everything passes, unseen and uncounted. */
  public void open() {
    ByteBuf rest = held;
    held = null;
    end();
    var pipeline = context.pipeline();
    // An upgrade may have removed every handler of HTTP, this one as well.
    if (!context.isRemoved()) {
      pipeline.remove(this);
    }
    if (rest != null) {
      pipeline.fireChannelRead(rest);
      pipeline.fireChannelReadComplete();
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    written += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
    ctx.write(message, promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (held != null) {
      held.writeBytes(bytes);
      bytes.release();
      passHeld();
    } else {
      pass(bytes);
    }
  }

  private void passHeld() {
    ByteBuf bytes = held;
    held = null;
    pass(bytes);
  }

  /** Lets go on what may, and holds the rest. */
  private void pass(ByteBuf bytes) {
    try {
      boolean more = true;
      while (more && bytes.isReadable()) {
        more =
            switch (state) {
              case HEAD -> passRequest(bytes);
              case BODY -> passBody(bytes);
              case ANSWER, REFUSED -> false;
            };
      }
      hold(bytes);
    } finally {
      bytes.release();
    }
  }

  private boolean passRequest(ByteBuf bytes) {
    try {
      int length = HeadEnd.find(bytes, searched, limits);
      if (length < 0) {
        searched = bytes.readableBytes();
        return false;
      }
      searched = 0;
      forgetHeadDeadline();
      begin(RequestHead.read(bytes.slice(bytes.readerIndex(), length), limits), bytes, length);
      return true;
    } catch (RequestHead.Refused refused) {
      refuse(refused.refusal());
      return false;
    }
  }

  private void begin(RequestHead head, ByteBuf bytes, int length) throws RequestHead.Refused {
    body = Body.of(head, limits.bodyBytes());
    int ofBody =
        body.take(bytes.slice(bytes.readerIndex() + length, bytes.readableBytes() - length));
    if (ofBody < 0) {
      throw new RequestHead.Refused(Refusal.MALFORMED);
    }
    headCost = head.cost();
    headBytes = length;
    if (!connections.request(this, headCost)) {
      throw new RequestHead.Refused(Refusal.BUSY);
    }
    answered = false;
    answerGone = false;
    answerPace.start(context.executor());
    state = body.ended() ? State.ANSWER : State.BODY;
    if (state == State.BODY) {
      bodyPace.start(context.executor());
    }
    context.fireChannelRead(bytes.readRetainedSlice(length + ofBody));
  }

  private boolean passBody(ByteBuf bytes) {
    int length = body.take(bytes);
    if (length < 0) {
      if (answered) {
        endAfter(Unpooled.EMPTY_BUFFER);
      } else {
        drop();
      }
      return false;
    }
    received += length;
    ByteBuf some = bytes.readRetainedSlice(length);
    if (body.ended()) {
      bodyPace.stop();
      state = State.ANSWER;
    }
    context.fireChannelRead(some);
    if (state == State.ANSWER && answerGone) {
      awaitRequest();
    }
    return true;
  }

  private void hold(ByteBuf bytes) {
    if (!bytes.isReadable() || state == State.REFUSED || !context.channel().isOpen()) {
      return;
    }
    held = Unpooled.buffer(Math.max(FIRST_HELD_BYTES, bytes.readableBytes()));
    held.writeBytes(bytes);
    if (state == State.HEAD) {
      startHeadDeadline();
      connections.unfinished(this, held.capacity());
    } else if (held.readableBytes() > limits.headBytes()
        || !connections.request(this, headCost + held.capacity())) {
      drop();
    }
  }

  private void startHeadDeadline() {
    if (headDeadline == null) {
      headDeadline =
          context
              .executor()
              .schedule(
                  () -> refuse(Refusal.TOO_SLOW),
                  limits.headTime().toNanos(),
                  TimeUnit.NANOSECONDS);
    }
  }

  private void waitUntilAnswerIsGone() {
    if (context.isRemoved() || !context.channel().isActive()) {
      return;
    }
    if (pendingBytes() > 0 && !connections.request(this, headCost + (int) pendingBytes())) {
      drop();
      return;
    }
    context
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            gone -> {
              answerGone = true;
              if (state == State.ANSWER) {
                awaitRequest();
                if (held != null) {
                  passHeld();
                }
              }
            });
  }

  private void awaitRequest() {
    state = State.HEAD;
    answerPace.stop();
    connections.idle(this);
  }

  private void refuse(Refusal refusal) {
    endAfter(refusal.answer());
  }

  /** Says this last, and reads on for a moment: an end at once would take away what was said. */
  private void endAfter(ByteBuf last) {
    state = State.REFUSED;
    held = null;
    forgetHeadDeadline();
    connections.idle(this);
    context
        .writeAndFlush(last)
        .addListener(
            gone -> {
              if (context.channel() instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
              }
              context.executor().schedule((Runnable) this::close, LINGER_SECONDS, TimeUnit.SECONDS);
            });
  }

  /** For what may not be answered any more. */
  private void drop() {
    state = State.REFUSED;
    held = null;
    close();
  }

  private void end() {
    held = null;
    forgetHeadDeadline();
    bodyPace.stop();
    answerPace.stop();
    connections.leave(this);
  }

  private void forgetHeadDeadline() {
    if (headDeadline != null) {
      headDeadline.cancel(false);
      headDeadline = null;
    }
  }

  private long pendingBytes() {
    var outbound = context.channel().unsafe().outboundBuffer();
    return outbound == null ? 0 : outbound.totalPendingWriteBytes();
  }
}
