package org.steadyboard.bench.machine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.process.ProcessRegister;
import org.steadyboard.localhosts.program.Programs;
import org.steadyboard.localhosts.supervisor.HostPlans;
import org.steadyboard.localhosts.supervisor.Part;
import org.steadyboard.localhosts.supervisor.PartPlan;

/** A program beside the hosts, started as they start theirs. */
public final class Program implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(12);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

  /** What a service of a local host gets, and more room. */
  private static final List<String> JVM =
      List.of("-XX:+UseSerialGC", "-Xms32m", "-Xmx320m", "-XX:+ExitOnOutOfMemoryError");

  private final Part part;
  private final HttpClient http;

  private Program(Part part, HttpClient http) {
    this.part = part;
    this.http = http;
  }

  /** lesson-service of {@code host} in the place of its own, with settings of ours as well. */
  public static Program lessonService(
      Running running, Hosts.Place place, Host host, Map<String, String> more)
      throws IOException, InterruptedException {
    host.stop(PartKind.LESSON);
    var http = HttpClient.newHttpClient();
    var plans =
        new HostPlans(
            Programs.onJvm(place.installation()), host.keys(), host.place(), host.places(), http);
    var plan = plans.service(PartKind.LESSON);
    var environment = new HashMap<>(plan.environment());
    environment.putAll(more);
    return start(
        running,
        place,
        http,
        plan.command(),
        environment,
        plan.log(),
        plan.address(),
        plan.ready());
  }

  /** Another program of this module, beside which a service is measured. */
  public static Program peer(Running running, Hosts.Place place, Class<?> main, String... arguments)
      throws InterruptedException {
    var command = new ArrayList<String>();
    command.add(place.installation().java().toString());
    command.addAll(JVM);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.add(Integer.toString(place.ownPort()));
    command.addAll(List.of(arguments));
    var http = HttpClient.newHttpClient();
    var address = "http://127.0.0.1:" + place.ownPort();
    return start(
        running,
        place,
        http,
        command,
        Map.of(),
        place.data().path().resolve(main.getSimpleName() + ".log"),
        address,
        () -> answers(http, URI.create(address)));
  }

  private static Program start(
      Running running,
      Hosts.Place place,
      HttpClient http,
      List<String> command,
      Map<String, String> environment,
      Path log,
      String address,
      PartPlan.Readiness ready)
      throws InterruptedException {
    var plan =
        new PartPlan(
            "bench",
            PartKind.LESSON,
            command,
            environment,
            log,
            address,
            () -> {},
            ready,
            false,
            STOP_LIMIT);
    var register = new ProcessRegister(place.data().path().resolve("programs.json"));
    var timer = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    var program = running.add(new Program(new Part(plan, register, timer), http));
    program.part.start();
    program.part.awaitReady(START_LIMIT);
    return program;
  }

  private static boolean answers(HttpClient http, URI address) {
    try {
      var request = HttpRequest.newBuilder(address).timeout(ANSWER_LIMIT).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public ProcessHandle process() {
    return ProcessHandle.of(part.status().pid().orElseThrow()).orElseThrow();
  }

  @Override
  public void close() {
    part.retire();
    http.close();
  }

  @Override
  public String toString() {
    return part.plan().address();
  }
}
