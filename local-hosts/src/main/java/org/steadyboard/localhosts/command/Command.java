package org.steadyboard.localhosts.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.steadyboard.localhosts.layout.PartKind;

/**
 * What was asked on the command line, understood and checked as far as that goes without looking
 * around.
 */
public sealed interface Command {
  /** The data folder it speaks of. */
  Path data();

  /**
   * @param natively the names of the hosts that run native programs
   */
  record Up(Path data, int hosts, int port, boolean detach, Set<String> natively)
      implements Command {}

  record Down(Path data, boolean wipe) implements Command {}

  record Status(Path data, boolean json) implements Command {}

  /** Start, stop, kill, freeze or thaw a host, or one part of it. */
  record PartOrder(Path data, Verb verb, String host, Optional<PartKind> part) implements Command {}

  /** Cuts or heals the link between two hosts; one way is from the first to the second. */
  record LinkOrder(Path data, LinkVerb verb, String one, String other) implements Command {}

  /** Makes a host anew from its peers. */
  record Rebuild(Path data, String host) implements Command {}

  /**
   * @param under the node that the folder goes under; empty for a root
   * @param password empty: the environment's STEADYBOARD_PASSWORD or the demo password
   */
  record Import(
      Path data,
      Path folder,
      Optional<String> under,
      String host,
      String email,
      Optional<String> password)
      implements Command {}

  /** Ends what a killed supervisor left; not for people. */
  record Sweep(Path data) implements Command {}

  /** Makes what services start sooner by; not for people. */
  record Train(Path data) implements Command {}

  /** What a part can be told. */
  enum Verb {
    START("start"),
    STOP("stop"),
    KILL("kill"),
    FREEZE("freeze"),
    THAW("thaw");

    private final String word;

    Verb(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** What can be done to a link. */
  enum LinkVerb {
    CUT("cut"),
    CUT_ONE_WAY("cut-one-way"),
    HEAL("heal");

    private final String word;

    LinkVerb(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
