package org.steadyboard.bench.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.steadyboard.bench.BenchFailure;

/** A server of others, for as long as it is measured. */
final class Daemon implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final String name;
  private final Process process;
  private final Path log;

  private Daemon(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Returns when it takes connections.
   *
   * @throws BenchFailure when it does not within {@link #START_LIMIT}, or something else has its
   *     port
   */
  static Daemon start(ProcessBuilder command, String address, int port, Path log)
      throws IOException, InterruptedException {
    if (answers(address, port)) {
      throw new BenchFailure("port %d of %s is in use".formatted(port, address));
    }
    var process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    var daemon = new Daemon(command.command().getFirst(), process, log);
    try {
      daemon.awaitReady(address, port);
      return daemon;
    } catch (RuntimeException | InterruptedException e) {
      daemon.close();
      throw e;
    }
  }

  private void awaitReady(String address, int port) throws InterruptedException {
    var end = System.nanoTime() + START_LIMIT.toNanos();
    while (!answers(address, port)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new BenchFailure(name + " does not start: " + said());
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private String said() {
    try {
      return Files.readString(log).strip();
    } catch (IOException e) {
      return "see " + log;
    }
  }

  private static boolean answers(String address, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) START_LIMIT.toMillis());
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** With its children, of which one may still be at work for a connection that has ended. */
  @Override
  public void close() {
    var family = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    family.forEach(ProcessHandle::destroy);
    for (var member : family) {
      try {
        member.onExit().orTimeout(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
      } catch (CompletionException stillThere) {
        member.destroyForcibly();
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
