package org.steadyboard.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No package may use another that uses it, by whatever way round. Such packages are one package in
 * two folders: neither can be read, tested or moved without the other. A package below another is a
 * package like every other one.
 */
class PackageCirclesTest {

  static List<String> modules() {
    return Modules.names();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleHasNoCircleBetweenPackages(String module) throws IOException {
    slices().matching("org.steadyboard.(**)").should().beFreeOfCycles().check(classes(module));
  }

  @Test
  void everyModuleIsLookedAt() {
    assertThat(Modules.names()).contains("database", "host-kit", "board-service");
  }

  /** What cannot be read, as of a newer Java, would pass for code without circles. */
  private static JavaClasses classes(String module) throws IOException {
    var folder = Modules.classes(module);
    assertThat(folder)
        .as("name %s among the dependencies in architecture/pom.xml", module)
        .exists();
    var classes = new ClassFileImporter().importPath(folder);
    try (var files = Files.walk(folder)) {
      assertThat((long) classes.size())
          .isEqualTo(files.filter(f -> f.toString().endsWith(".class")).count());
    }
    return classes;
  }
}
