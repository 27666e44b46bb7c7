package org.steadyboard.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class MigrationsTest {

  private static final Path FOLDER = Path.of("src/main/resources", Migrations.FOLDER);

  @Test
  void everyFileOfTheFolderIsNamedAndNothingElse() throws IOException {
    try (var files = Files.list(FOLDER)) {
      assertThat(Migrations.NAMES)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(
              files.map(file -> file.getFileName().toString()).toList());
    }
  }

  @Test
  void flywayIsGivenThemAndLooksForNone() {
    var given = Schema.migrations(new PGSimpleDataSource());
    assertThat(given.getResourceProvider()).isInstanceOf(Migrations.class);
    assertThat(given.getJavaMigrationClassProvider().getClasses()).isEmpty();
  }

  @Test
  void whatIsReadIsTheFile() throws IOException {
    var migrations = new Migrations();
    for (var name : Migrations.NAMES) {
      try (var reader = migrations.getResource(name).read()) {
        assertThat(reader.readAllAsString()).isEqualTo(Files.readString(FOLDER.resolve(name)));
      }
    }
    assertThat(migrations.getResource("V0__of_nobody.sql")).isNull();
  }

  @Test
  void migrationsAreFoundByHowTheirNamesBeginAndEnd() {
    var migrations = new Migrations();
    assertThat(migrations.getResources("V", new String[] {".sql"})).hasSize(6);
    assertThat(migrations.getResources("R", new String[] {".sql"})).hasSize(6);
    assertThat(migrations.getResources("U", new String[] {".sql"})).isEmpty();
    assertThat(migrations.getResources("V", new String[] {".conf"})).isEmpty();
  }
}
