package org.steadyboard.architecture.image;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channel;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;

/**
 * What a static may not hold, as a native program is built with it and then has it on every machine
 * and after every start: numbers that everyone knows, threads that do not run, files that are not
 * open, the clock's zone of the machine that it was built on.
 *
 * @see <a href="https://www.graalvm.org/latest/reference-manual/native-image/guides/">what
 *     native-image refuses in an image heap</a>; a clock with a zone it would take
 */
final class Forbidden {

  private record Kind(Class<?> type, String why) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(Random.class, "random state"),
          new Kind(RandomGenerator.class, "random state"),
          new Kind(Thread.class, "a thread"),
          new Kind(ExecutorService.class, "threads"),
          new Kind(Timer.class, "a thread"),
          new Kind(Channel.class, "an open channel"),
          new Kind(Socket.class, "a socket"),
          new Kind(ServerSocket.class, "a socket"),
          new Kind(DatagramSocket.class, "a socket"),
          new Kind(RandomAccessFile.class, "an open file"),
          new Kind(InputStream.class, "an open stream"),
          new Kind(OutputStream.class, "an open stream"),
          new Kind(Process.class, "a process"));

  private Forbidden() {}

  /** Why this object may not be there; empty when it may. */
  static Optional<String> why(Object found) {
    if (found instanceof Clock clock && !clock.equals(Clock.systemUTC())) {
      return Optional.of("a clock with a zone");
    }
    return KINDS.stream().filter(k -> k.type().isInstance(found)).map(Kind::why).findFirst();
  }
}
