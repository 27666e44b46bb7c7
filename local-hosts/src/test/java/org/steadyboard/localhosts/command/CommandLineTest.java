package org.steadyboard.localhosts.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.PartKind;

class CommandLineTest {
  private static final Path DATA = Path.of("/data");

  private static Command parse(String line) {
    return new CommandLine(DATA).parse(List.of(line.split(" ")));
  }

  @Test
  void upHasDefaults() {
    assertThat(parse("up")).isEqualTo(new Command.Up(DATA, 2, 8080, false, Set.of()));
  }

  @Test
  void upTakesItsOptionsInAnyOrder() {
    assertThat(parse("up --detach --data /elsewhere --port 8400 --hosts 1"))
        .isEqualTo(new Command.Up(Path.of("/elsewhere"), 1, 8400, true, Set.of()));
  }

  @Test
  void nativeProgramsAreForAllHostsOrForThoseNamed() {
    assertThat(parse("up --native"))
        .isEqualTo(new Command.Up(DATA, 2, 8080, false, Set.of("a", "b")));
    assertThat(parse("up --native --hosts 1"))
        .isEqualTo(new Command.Up(DATA, 1, 8080, false, Set.of("a")));
    assertThat(parse("up --native a,c,a --hosts 3 --detach"))
        .isEqualTo(new Command.Up(DATA, 3, 8080, true, Set.of("a", "c")));
  }

  @Test
  void trainingKeepsToItsFolder() {
    assertThat(parse("train --data /elsewhere"))
        .isEqualTo(new Command.Train(Path.of("/elsewhere")));
  }

  @Test
  void partsAreNamedWithTheirHost() {
    assertThat(parse("kill a/board"))
        .isEqualTo(
            new Command.PartOrder(DATA, Command.Verb.KILL, "a", Optional.of(PartKind.BOARD)));
    assertThat(parse("freeze b/postgres"))
        .isEqualTo(
            new Command.PartOrder(DATA, Command.Verb.FREEZE, "b", Optional.of(PartKind.POSTGRES)));
    assertThat(parse("thaw b"))
        .isEqualTo(new Command.PartOrder(DATA, Command.Verb.THAW, "b", Optional.empty()));
    assertThat(parse("start b"))
        .isEqualTo(new Command.PartOrder(DATA, Command.Verb.START, "b", Optional.empty()));
  }

  @Test
  void importSignsInAsTheDemoAdminUnlessToldOtherwise() {
    assertThat(parse("import /decks --under 1-2 --email x@example.org"))
        .isEqualTo(
            new Command.Import(
                DATA,
                Path.of("/decks"),
                Optional.of("1-2"),
                "a",
                "x@example.org",
                Optional.empty()));
    assertThat(((Command.Import) parse("import /decks")).email()).isEqualTo("admin@example.org");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fly | unknown command 'fly'",
        "up --colour | unknown option --colour",
        "up --port | --port needs a value",
        "up --port --detach | --port needs a value",
        "up --port high | --port must be a number from 1024 to 65435, not 'high'",
        "up --port 80 | --port must be a number from 1024 to 65435, not '80'",
        "up --hosts 0 | --hosts must be a number from 1 to 5, not '0'",
        "up --hosts 6 | --hosts must be a number from 1 to 5, not '6'",
        "up --native c | there is no host 'c': --native speaks of all hosts, or of some, as in --native a,b",
        "up --native a, | there is no host '': --native speaks of all hosts, or of some, as in --native a,b",
        "up --native a b | unexpected word 'b'",
        "cut a | a link is between two hosts, as in a b",
        "cut a a | a link is between two hosts, as in a b",
        "cut a --one-way | a link is between two hosts, as in a b",
        "heal a b --one-way | unknown option --one-way",
        "freeze | HOST or HOST/PART is missing",
        "thaw a/door | unknown part 'door': it is one of postgres, lesson, board, media, ingress",
        "heal a b c | a link is between two hosts, as in a b",
        "rebuild | HOST is missing",
        "up now | unexpected word 'now'",
        "kill | HOST or HOST/PART is missing",
        "kill a/door | unknown part 'door': it is one of postgres, lesson, board, media, ingress",
        "kill a/b/c | it is HOST or HOST/PART, as in a/board",
        "import | FOLDER is missing",
        "status --wipe | unknown option --wipe",
      })
  void misuseIsSaidInOneLineAndWithStatusTwo(String line, String message) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOfSatisfying(
            CommandFailure.class, failure -> assertThat(failure.exitStatus()).isEqualTo(2))
        .hasMessage(message);
  }

  @Test
  void linksAndHostsAreNamed() {
    assertThat(parse("cut a b"))
        .isEqualTo(new Command.LinkOrder(DATA, Command.LinkVerb.CUT, "a", "b"));
    assertThat(parse("cut b a --one-way"))
        .isEqualTo(new Command.LinkOrder(DATA, Command.LinkVerb.CUT_ONE_WAY, "b", "a"));
    assertThat(parse("heal c a"))
        .isEqualTo(new Command.LinkOrder(DATA, Command.LinkVerb.HEAL, "c", "a"));
    assertThat(parse("rebuild b --data /elsewhere"))
        .isEqualTo(new Command.Rebuild(Path.of("/elsewhere"), "b"));
  }
}
