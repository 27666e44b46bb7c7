package org.steadyboard.localhosts.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.firstrun.DemoAccounts;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.LinkPlace;
import org.steadyboard.localhosts.layout.PartKind;

/**
 * Understands a command line; what it does not understand is a misuse with one line that says why.
 */
public final class CommandLine {
  private static final int DEFAULT_PORT = 8080;
  private static final int LOWEST_PORT = 1024;
  private static final int DEFAULT_HOSTS = 2;
  private static final String ONE_WAY = "--one-way";
  private static final String NATIVE = "--native";
  private static final int HIGHEST_PORT = 65_535 - LinkPlace.PORTS_PER_SET;

  private final Path defaultData;

  public CommandLine(Path defaultData) {
    this.defaultData = defaultData;
  }

  public Command parse(List<String> words) {
    if (words.isEmpty()) {
      throw CommandFailure.misuse("which command?");
    }
    List<String> rest = words.subList(1, words.size());
    return switch (words.getFirst()) {
      case "up" -> up(rest);
      case "down" -> {
        Options options = options(rest, Set.of(), Set.of("--wipe"));
        options.noMoreWords();
        yield new Command.Down(data(options), options.has("--wipe"));
      }
      case "status" -> {
        Options options = options(rest, Set.of(), Set.of("--json"));
        options.noMoreWords();
        yield new Command.Status(data(options), options.has("--json"));
      }
      case "start" -> order(Command.Verb.START, rest);
      case "stop" -> order(Command.Verb.STOP, rest);
      case "kill" -> order(Command.Verb.KILL, rest);
      case "freeze" -> order(Command.Verb.FREEZE, rest);
      case "thaw" -> order(Command.Verb.THAW, rest);
      case "cut" -> {
        Options options = options(rest, Set.of(), Set.of(ONE_WAY));
        yield link(
            options.has(ONE_WAY) ? Command.LinkVerb.CUT_ONE_WAY : Command.LinkVerb.CUT, options);
      }
      case "heal" -> link(Command.LinkVerb.HEAL, options(rest, Set.of(), Set.of()));
      case "rebuild" -> {
        Options options = options(rest, Set.of(), Set.of());
        yield new Command.Rebuild(data(options), options.onlyWord("HOST"));
      }
      case "import" -> importing(rest);
      case "sweep" -> new Command.Sweep(data(options(rest, Set.of(), Set.of())));
      case "train" -> new Command.Train(data(options(rest, Set.of(), Set.of())));
      default -> throw CommandFailure.misuse("unknown command '" + words.getFirst() + "'");
    };
  }

  private Command up(List<String> words) {
    Options options =
        options(words, Set.of("--hosts", "--port"), Set.of("--detach"), Set.of(NATIVE));
    options.noMoreWords();
    int hosts = options.number("--hosts", DEFAULT_HOSTS, 1, HostPlace.MAX_HOSTS);
    int port = options.number("--port", DEFAULT_PORT, LOWEST_PORT, HIGHEST_PORT);
    return new Command.Up(
        data(options), hosts, port, options.has("--detach"), natively(options, hosts));
  }

  /** {@code --native} speaks of all hosts, {@code --native a,c} of these. */
  private static Set<String> natively(Options options, int hosts) {
    List<String> all = HostPlace.namesOf(hosts);
    Set<String> named =
        options.has(NATIVE)
            ? Set.copyOf(all)
            : options
                .value(NATIVE)
                .map(names -> Set.copyOf(List.of(names.split(",", -1))))
                .orElse(Set.of());
    for (String name : named) {
      if (!all.contains(name)) {
        throw CommandFailure.misuse(
            "there is no host '%s': %s speaks of all hosts, or of some, as in %s a,b"
                .formatted(name, NATIVE, NATIVE));
      }
    }
    return named;
  }

  private Command order(Command.Verb verb, List<String> words) {
    Options options = options(words, Set.of(), Set.of());
    String[] target = options.onlyWord("HOST or HOST/PART").split("/", -1);
    if (target.length > 2) {
      throw CommandFailure.misuse("it is HOST or HOST/PART, as in a/board");
    }
    Optional<PartKind> part = target.length == 1 ? Optional.empty() : Optional.of(part(target[1]));
    return new Command.PartOrder(data(options), verb, target[0], part);
  }

  private Command link(Command.LinkVerb verb, Options options) {
    List<String> hosts = options.rest();
    if (hosts.size() != 2 || hosts.getFirst().equals(hosts.getLast())) {
      throw CommandFailure.misuse("a link is between two hosts, as in a b");
    }
    return new Command.LinkOrder(data(options), verb, hosts.getFirst(), hosts.getLast());
  }

  private static PartKind part(String word) {
    return PartKind.of(word)
        .orElseThrow(
            () ->
                CommandFailure.misuse(
                    "unknown part '" + word + "': it is one of " + PartKind.words()));
  }

  private Command importing(List<String> words) {
    Options options =
        options(words, Set.of("--under", "--host", "--email", "--password"), Set.of());
    Path folder = Path.of(options.onlyWord("FOLDER")).toAbsolutePath().normalize();
    return new Command.Import(
        data(options),
        folder,
        options.value("--under"),
        options.value("--host").orElse("a"),
        options.value("--email").orElse(DemoAccounts.ADMIN),
        options.value("--password"));
  }

  private static Options options(List<String> words, Set<String> withValue, Set<String> flags) {
    return options(words, withValue, flags, Set.of());
  }

  private static Options options(
      List<String> words, Set<String> withValue, Set<String> flags, Set<String> either) {
    var all = new java.util.HashSet<>(withValue);
    all.add("--data");
    return Options.of(words, all, flags, either);
  }

  private Path data(Options options) {
    return options.value("--data").map(Path::of).orElse(defaultData).toAbsolutePath().normalize();
  }
}
