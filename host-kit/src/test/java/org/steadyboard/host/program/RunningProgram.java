package org.steadyboard.host.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.FreePort;

/** A service in a process of its own. */
public final class RunningProgram implements AutoCloseable {

  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);

  private final Process process;
  private final int port;
  private final Path log;

  private RunningProgram(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  static RunningProgram start(List<String> command, Map<String, String> settings)
      throws IOException {
    var port = FreePort.find();
    var log = Files.createTempFile("program-", ".log");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(settings);
    builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    var running = new RunningProgram(builder.start(), port, log);
    try (var client = HttpClient.newHttpClient()) {
      Eventually.holds("ready", READY_WITHIN, () -> running.isReadyOrEnded(client));
      if (!running.process.isAlive()) {
        throw new AssertionError("ended before it was ready");
      }
      return running;
    } catch (AssertionError e) {
      var said = running.log();
      running.close();
      throw new AssertionError(said, e);
    }
  }

  public int port() {
    return port;
  }

  /** What it has printed until now. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** SIGTERM; returns the exit status. */
  public int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("did not end within " + ENDS_WITHIN);
    }
    return process.exitValue();
  }

  private boolean isReadyOrEnded(HttpClient client) {
    if (!process.isAlive()) {
      return true;
    }
    var ask =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/health/ready".formatted(port)))
            .timeout(ANSWERS_WITHIN)
            .build();
    try {
      return client.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Asks first: who is killed at once leaves behind what it stands for, a container say. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(log);
  }
}
