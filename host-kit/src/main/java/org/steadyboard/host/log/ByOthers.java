package org.steadyboard.host.log;

import java.util.Set;

/** Errors that lie in what came over the network, or did not: no line of ours is to blame. */
final class ByOthers {
  private static final int MAX_CAUSES = 8;

  /** By name, as a program need not have them all. Those that extend one are meant as well. */
  private static final Set<String> CLASSES =
      Set.of(
          "java.io.EOFException",
          "java.net.SocketException",
          "java.net.SocketTimeoutException",
          "java.nio.channels.ClosedChannelException",
          "javax.net.ssl.SSLException",
          "io.netty.channel.unix.Errors$NativeIoException",
          "io.netty.handler.codec.CodecException",
          "io.netty.handler.timeout.TimeoutException",
          "io.vertx.core.VertxException",
          "io.vertx.core.http.StreamResetException");

  private ByOthers() {}

  static boolean caused(Throwable failure) {
    int depth = 0;
    for (Throwable at = failure; at != null && depth < MAX_CAUSES; at = at.getCause(), depth++) {
      if (isOne(at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOne(Throwable failure) {
    for (Class<?> at = failure.getClass(); at != null; at = at.getSuperclass()) {
      if (CLASSES.contains(at.getName())) {
        return true;
      }
    }
    String message = String.valueOf(failure.getMessage());
    return failure.getClass() == java.io.IOException.class
        && (message.contains("reset by peer") || message.contains("Broken pipe"));
  }

  /** The same for errors of the same classes that were raised in the same places. */
  static String kind(Throwable failure) {
    var kind = new StringBuilder();
    int depth = 0;
    for (Throwable at = failure; at != null && depth < MAX_CAUSES; at = at.getCause(), depth++) {
      StackTraceElement[] stack = at.getStackTrace();
      kind.append(depth == 0 ? "" : ", by ").append(at.getClass().getName());
      kind.append(stack.length == 0 ? "" : " at " + stack[0]);
    }
    return kind.toString();
  }
}
