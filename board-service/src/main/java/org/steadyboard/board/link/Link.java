package org.steadyboard.board.link;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.message.BadMessage;
import org.steadyboard.board.message.BothMessages;
import org.steadyboard.host.error.ProblemCode;

/**
 * One open connection. The socket's own thread counts what it hears; all else belongs to the loop.
 */
public abstract sealed class Link permits BoardLink, TeacherLink {

  private static final Duration TELL_BUSY_EVERY = Duration.ofSeconds(1);

  private final Wire wire;
  private final String network;
  private final long openedNanos;
  private volatile long heardNanos;

  /** How many of its messages wait to be looked at. */
  private final AtomicInteger inbox = new AtomicInteger();

  private long toldBusyNanos;

  private boolean saidHello;
  private boolean closed;
  private boolean toldDelay;
  private boolean saidTooMuch;

  private final int maxWaiting;

  /** What the client said after its hello and before we could answer that. */
  private ArrayDeque<Runnable> waiting = new ArrayDeque<>(0);

  Link(Wire wire, Limits limits, long nowNanos, String network) {
    this.wire = wire;
    this.network = network;
    this.maxWaiting = limits.maxWaitingForHello();
    this.openedNanos = nowNanos;
    this.heardNanos = nowNanos;
  }

  /** Notes that the client said something. On the socket's thread. */
  public final void hears(long nowNanos) {
    heardNanos = nowNanos;
  }

  /** How many of its messages were handed over and not looked at yet. */
  public final AtomicInteger inbox() {
    return inbox;
  }

  /** Tells that what it says is not heard now, once a second. On the socket's thread. */
  public final void tellBusy(long nowNanos) {
    if (toldBusyNanos == 0 || nowNanos - toldBusyNanos > TELL_BUSY_EVERY.toNanos()) {
      toldBusyNanos = nowNanos;
      wire.send(BothMessages.problem(ProblemCode.BUSY));
    }
  }

  /** What its address counts for, see {@link org.steadyboard.host.limit.ClientNetwork}. */
  public final String network() {
    return network;
  }

  public final Wire wire() {
    return wire;
  }

  public final void send(String message) {
    wire.send(message);
  }

  /** Tells what is wrong and closes with 1008. */
  public final void refuse(BadMessage flaw) {
    wire.send(flaw.answer());
    wire.close(CloseCode.POLICY, flaw.code().code());
  }

  public final void refuse(ProblemCode code) {
    refuse(code, code.title());
  }

  public final void refuse(ProblemCode code, String detail) {
    wire.send(BothMessages.problem(code, detail));
    wire.close(CloseCode.POLICY, code.code());
  }

  /** Ends a connection that we cannot serve, by no fault of the client. */
  public final void fail() {
    wire.send(BothMessages.problem(ProblemCode.INTERNAL));
    wire.close(CloseCode.INTERNAL, ProblemCode.INTERNAL.code());
  }

  /** Tells why the hello is not answered yet, the first time only. */
  public final void tellDelay(String message) {
    if (!toldDelay) {
      toldDelay = true;
      wire.send(message);
    }
  }

  /** Notes the hello; false when there was one before. */
  public final boolean saysHello() {
    var first = !saidHello;
    saidHello = true;
    return first;
  }

  public final boolean hasSaidHello() {
    return saidHello;
  }

  /**
   * Runs {@code message} now, or after the hello was answered: a client need not wait for that. One
   * that says too much meanwhile is closed, and nothing of it is done.
   */
  public final void inOrder(Runnable message) {
    if (waiting == null) {
      message.run();
    } else if (closed || saidTooMuch) {
      return;
    } else if (waiting.size() < maxWaiting) {
      waiting.add(message);
    } else {
      saidTooMuch = true;
      waiting.clear();
      refuse(ProblemCode.TOO_FAST, "At most " + maxWaiting + " messages may wait for the hello");
    }
  }

  /** The hello is answered: what waited for it runs now. */
  public final void greeted() {
    if (waiting == null) {
      return;
    }
    var messages = waiting;
    waiting = null;
    messages.forEach(Runnable::run);
  }

  public final boolean isGreeted() {
    return waiting == null;
  }

  public final boolean isClosed() {
    return closed;
  }

  public final void closed() {
    closed = true;
    if (waiting != null) {
      waiting.clear();
    }
  }

  /** Closes a client that did not say hello in time, or nothing at all for too long. */
  public final void closeIfSilent(Limits limits, long nowNanos) {
    if (!saidHello && nowNanos - openedNanos > limits.helloWithin().toNanos()) {
      refuse(
          ProblemCode.HELLO_LATE,
          "Say hello within " + limits.helloWithin().toSeconds() + " seconds");
    } else if (nowNanos - heardNanos > limits.silence().toNanos()) {
      var seconds = TimeUnit.NANOSECONDS.toSeconds(nowNanos - heardNanos);
      refuse(ProblemCode.SILENT, "Nothing was heard for " + seconds + " seconds");
    }
  }
}
