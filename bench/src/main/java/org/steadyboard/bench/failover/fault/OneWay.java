package org.steadyboard.bench.failover.fault;

import java.io.IOException;
import java.util.List;
import org.steadyboard.bench.machine.Hosts;

/** Host a's network carries one direction only, for browsers and the other host alike. */
final class OneWay {

  private OneWay() {}

  static List<Fault> all() {
    return List.of(
        Fault.byCable(
            "network-deaf",
            "the host's network one-way: it hears nothing",
            "what browsers and b say does not reach a; what a says is heard",
            hosts -> {
              hosts.cable().deafenHost();
              hosts.cutOneWay(hosts.b(), hosts.a());
            },
            OneWay::mend),
        Fault.byCable(
            "network-mute",
            "the host's network one-way: it is heard by nobody",
            "what a says does not reach browsers and b; a hears what they say",
            hosts -> {
              hosts.cable().muteHost();
              hosts.cutOneWay(hosts.a(), hosts.b());
            },
            OneWay::mend));
  }

  private static void mend(Hosts hosts) throws IOException, InterruptedException {
    hosts.cable().mend();
    hosts.heal();
  }
}
