package org.steadyboard.architecture.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.architecture.Modules;

/**
 * Quarkus has native-image initialise our classes while it builds: what their statics hold then is
 * what the program has on every machine.
 */
class ImageHeapTest {

  static Collection<String> modules() {
    return Modules.inServices();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void staticsHoldNothingOfTheMachineThatBuilds(String module) throws Exception {
    var folder = Modules.classes(module);
    var flaws = new ArrayList<String>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(ImageHeapTest::isClass).toList()) {
        var type = Class.forName(nameOf(folder, file), true, getClass().getClassLoader());
        flaws.addAll(ImageHeap.flaws(type));
      }
    }
    assertThat(flaws).isEmpty();
  }

  @Test
  void initialisersReadNothingOfTheMachineThatBuilds() throws IOException {
    var folders = Modules.inServices().stream().map(Modules::classes).toList();
    assertThat(new Initialisers(new ClassFiles(folders)).flaws()).isEmpty();
  }

  @Test
  void everyModuleOfAServiceIsLookedAt() {
    assertThat(Modules.services()).contains("board-service", "lesson-service");
    assertThat(Modules.inServices())
        .contains("board-service", "lesson-service", "host-kit", "database", "media-store")
        .doesNotContain("test-kit", "bench", "local-hosts");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        HoldsRandom.class,
        HoldsRandomInALibrary.class,
        HoldsRandomInAList.class,
        HoldsRandomByItsInterface.class,
        HoldsAThread.class,
        HoldsThreads.class,
        HoldsAStream.class,
        HoldsAZone.class
      })
  void whatAStaticMayNotHoldIsFound(Class<?> seeded) {
    assertThat(ImageHeap.flaws(seeded)).hasSize(1);
  }

  @Test
  void whatAStaticMayHoldIsNot() {
    assertThat(ImageHeap.flaws(HoldsWhatItMay.class)).isEmpty();
  }

  @Test
  void initialisersThatReadTheMachineAreFound() throws Exception {
    var folder = Path.of(getClass().getProtectionDomain().getCodeSource().getLocation().toURI());
    assertThat(new Initialisers(new ClassFiles(List.of(folder))).flaws())
        .filteredOn(flaw -> flaw.startsWith(owner(getClass())))
        .containsExactlyInAnyOrder(
            owner(ReadsTheEnvironment.class) + ": calls java/lang/System.getenv",
            owner(ReadsItFarAway.class) + ": calls java/lang/System.getenv",
            owner(HoldsAZone.class) + ": calls java/time/ZoneId.systemDefault");
  }

  private static String owner(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private static boolean isClass(Path file) {
    var name = file.getFileName().toString();
    return name.endsWith(".class") && !name.equals("module-info.class");
  }

  private static String nameOf(Path folder, Path file) {
    var path = folder.relativize(file).toString();
    return path.substring(0, path.length() - ".class".length())
        .replace(file.getFileSystem().getSeparator(), ".");
  }

  static final class HoldsRandom {
    static final SecureRandom RANDOM = new SecureRandom();
  }

  static final class HoldsRandomInALibrary {
    static final Object IDS = Generators.timeBasedEpochGenerator();
  }

  static final class HoldsRandomInAList {
    static final Map<String, Optional<AtomicReference<?>>> ALL =
        Map.of("one", Optional.of(new AtomicReference<>(List.of(new java.util.Random(1)))));
  }

  static final class HoldsRandomByItsInterface {
    static final RandomGenerator RANDOM = RandomGenerator.getDefault();
  }

  static final class HoldsAThread {
    static final Object[] WORKERS = {null, Thread.ofVirtual().unstarted(() -> {})};
  }

  static final class HoldsThreads {
    static final Object POOL = Executors.newVirtualThreadPerTaskExecutor();
  }

  static final class HoldsAStream {
    static final Object STREAM = InputStream.nullInputStream();
  }

  static final class HoldsAZone {
    static final Clock CLOCK = Clock.system(ZoneId.systemDefault());
  }

  static final class HoldsWhatItMay {
    static final Clock CLOCK = Clock.systemUTC();
    static final List<Object> ALL = List.of("a", 1, ZoneId.of("Europe/Brussels"));
    static final Runnable LATER = () -> System.getenv("LATER");
    static SecureRandom madeOnFirstUse;
  }

  static final class ReadsTheEnvironment {
    static final String[] OWN = {System.getenv("HOST_ID")};
  }

  static final class ReadsItFarAway {
    static final boolean SET = isSet();

    private static boolean isSet() {
      return nameOf().isPresent();
    }

    private static Optional<String> nameOf() {
      return Optional.ofNullable(System.getenv("HOST_ID"));
    }
  }
}
