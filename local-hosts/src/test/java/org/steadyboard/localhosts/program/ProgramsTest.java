package org.steadyboard.localhosts.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.steadyboard.localhosts.layout.Installation;
import org.steadyboard.localhosts.layout.PartKind;

class ProgramsTest {
  private static final Installation BUILT = new Installation(Path.of("/built"), false);

  /** What a native program takes; of all else that begins like this, it says that it is unknown. */
  private static final List<String> OF_NATIVE_PROGRAMS =
      List.of("-Xmx", "-Xms", "-Xmn", "-XX:+ExitOnOutOfMemoryError");

  private static Programs nativeOn(String... hosts) {
    return new Programs(BUILT, Optional.of(new NativePrograms(Path.of("/native"), Set.of(hosts))));
  }

  @ParameterizedTest
  @EnumSource(
      value = PartKind.class,
      names = {"LESSON", "BOARD", "MEDIA"})
  void aNativeProgramIsGivenOnlyWhatItTakes(PartKind kind) {
    var program = nativeOn("a").of("a", kind);

    for (var line : List.of(program.serving(), program.doing("create-accounts"))) {
      assertThat(line).first().isEqualTo("/native/" + kind.serviceName());
      assertThat(line)
          .filteredOn(word -> word.startsWith("-"))
          .isNotEmpty()
          .allMatch(word -> OF_NATIVE_PROGRAMS.stream().anyMatch(word::startsWith));
    }
    assertThat(program.serving()).doesNotContain("create-accounts");
    assertThat(program.doing("create-accounts")).endsWith("create-accounts");
  }

  @Test
  void hostsMayBeOfTwoKinds() {
    var mixed = nativeOn("b");

    assertThat(mixed.of("a", PartKind.BOARD))
        .isEqualTo(Programs.onJvm(BUILT).of("a", PartKind.BOARD));
    assertThat(mixed.of("b", PartKind.BOARD)).isInstanceOf(NativeProgram.class);
  }

  @Test
  void theOptionsOfAJvmAreThoseItServesWithButForFiles() {
    for (PartKind kind : PartKind.SERVICES) {
      var program = Programs.onJvm(BUILT).onJvm(kind);

      assertThat(program.options())
          .isNotEmpty()
          .noneMatch(word -> word.contains("/"))
          .isEqualTo(
              program.serving().stream()
                  .filter(word -> word.startsWith("-X") && !word.contains("/"))
                  .toList());
    }
  }

  @Test
  void bothKindsHaveTheSameHeap() {
    for (PartKind kind : PartKind.SERVICES) {
      assertThat(heap(nativeOn("a").of("a", kind).serving()))
          .isEqualTo(heap(Programs.onJvm(BUILT).of("a", kind).serving()));
    }
  }

  private static List<String> heap(List<String> line) {
    return line.stream().filter(word -> word.startsWith("-Xmx")).toList();
  }
}
