package org.steadyboard.bench.machine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.steadyboard.bench.BenchFailure;

/** A program that serves http on a port of its own, started as local-hosts starts it. */
public final class Service implements AutoCloseable {

  /** What every service gets on a local host, and a heap that its program may narrow. */
  public static final List<String> JVM =
      List.of("-XX:+UseSerialGC", "-Xms32m", "-Xmx320m", "-XX:+ExitOnOutOfMemoryError");

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(12);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final String name;
  private final int port;
  private final Process process;

  private Service(String name, int port, Process process) {
    this.name = name;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts it and waits until {@code readyPath} answers 200.
   *
   * @param program the part of the command line after the options of the JVM
   */
  public static Service start(
      String name,
      int port,
      List<String> program,
      Map<String, String> settings,
      String readyPath,
      Path log)
      throws InterruptedException {
    Ports.requireFree(port);
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(program);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(settings);
    try {
      Files.createDirectories(log.getParent());
      var service = new Service(name, port, builder.start());
      try {
        service.awaitReady(readyPath, log);
        return service;
      } catch (BenchFailure | InterruptedException e) {
        service.close();
        throw e;
      }
    } catch (IOException e) {
      throw new BenchFailure(name + " did not start: " + e.getMessage(), e);
    }
  }

  private void awaitReady(String path, Path log) throws InterruptedException {
    var deadline = System.nanoTime() + START_LIMIT.toNanos();
    var request =
        HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(2)).build();
    try (var http = HttpClient.newHttpClient()) {
      while (System.nanoTime() < deadline) {
        if (!process.isAlive()) {
          throw new BenchFailure(name + " ended while it started: see " + log);
        }
        if (answers(http, request)) {
          return;
        }
        Thread.sleep(BETWEEN_LOOKS);
      }
    }
    throw new BenchFailure(
        name + " was not ready within " + START_LIMIT.toSeconds() + " s: see " + log);
  }

  private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
