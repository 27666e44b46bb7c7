package org.steadyboard.bench.failover.fault;

import java.util.List;
import java.util.stream.Stream;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.machine.Hosts;
import org.steadyboard.localhosts.layout.PartKind;

/** Every fault that a class must not notice for long. */
public final class Faults {

  private Faults() {}

  public static List<Fault> all() {
    return Stream.of(
            DatabaseFaults.all(),
            List.of(
                frozen("board-frozen", PartKind.BOARD, true),
                // Steering needs it not at all.
                frozen("lesson-frozen", PartKind.LESSON, false),
                frozen("ingress-frozen", PartKind.INGRESS, true)),
            OneWay.all(),
            StreamFaults.all(),
            links())
        .flatMap(List::stream)
        .toList();
  }

  public static List<Fault> named(List<String> words) {
    return words.stream().map(Faults::one).toList();
  }

  private static Fault one(String word) {
    return all().stream()
        .filter(fault -> fault.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new BenchFailure(
                    "there is no fault %s, but %s"
                        .formatted(
                            word, String.join(", ", all().stream().map(Fault::word).toList()))));
  }

  private static Fault frozen(String word, PartKind part, boolean stopsOneHost) {
    var name = part == PartKind.INGRESS ? "the ingress" : part.serviceName();
    return new Fault(
        word,
        name + " frozen",
        "SIGSTOP to " + name + " of host a",
        stopsOneHost,
        hosts -> hosts.a().freeze(part),
        hosts -> hosts.a().thaw(part));
  }

  private static List<Fault> links() {
    return List.of(
        new Fault(
            "link-cut",
            "the link between the hosts cut",
            "nothing goes through between a and b; browsers reach both",
            true,
            Hosts::cut,
            Hosts::heal),
        new Fault(
            "link-cut-to-b",
            "the link cut from a to b",
            "b hears nothing of a, a hears b",
            true,
            hosts -> hosts.cutOneWay(hosts.a(), hosts.b()),
            Hosts::heal),
        new Fault(
            "link-cut-to-a",
            "the link cut from b to a",
            "a hears nothing of b, b hears a",
            true,
            hosts -> hosts.cutOneWay(hosts.b(), hosts.a()),
            Hosts::heal),
        new Fault(
            "link-cut-and-kill",
            "the link cut and host a killed",
            "the link both ways, then SIGKILL to all parts of a",
            true,
            hosts -> {
              hosts.cut();
              hosts.a().kill();
            },
            hosts -> {
              hosts.heal();
              hosts.a().start();
            }));
  }
}
