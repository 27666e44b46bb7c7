package org.steadyboard.database;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * The migrations by name: a versioned one for each schema, then the functions as repeatable ones,
 * which run again when they were changed. For Flyway to read without looking for them: a native
 * program has no folder that it could look into. A test compares them with the folder.
 */
final class Migrations implements ResourceProvider {

  /** Where they are on the class path, and where Flyway is told that they are. */
  static final String FOLDER = "db/migration";

  static final List<String> NAMES =
      List.of(
          "V1__replication.sql",
          "V2__identity.sql",
          "V3__lesson.sql",
          "V4__board.sql",
          "V5__media.sql",
          "V6__host.sql",
          "R__board_stages.sql",
          "R__host_pulse.sql",
          "R__identity.sql",
          "R__lesson_search.sql",
          "R__lesson_tree.sql",
          "R__replication.sql");

  /** The version of the last versioned one, as Flyway writes it. */
  static String last() {
    return NAMES.stream()
        .filter(name -> name.startsWith("V"))
        .map(name -> MigrationVersion.fromVersion(name.substring(1, name.indexOf("__"))))
        .max(Comparator.naturalOrder())
        .orElseThrow()
        .getVersion();
  }

  @Override
  public LoadableResource getResource(String name) {
    return NAMES.contains(name) ? new Migration(name) : null;
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return NAMES.stream()
        .filter(name -> name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
        .<LoadableResource>map(Migration::new)
        .toList();
  }

  private static final class Migration extends LoadableResource {

    private final String name;

    Migration(String name) {
      this.name = name;
    }

    @Override
    public Reader read() {
      var stream = Migrations.class.getResourceAsStream("/" + getAbsolutePath());
      if (stream == null) {
        throw new UncheckedIOException(new IOException(getAbsolutePath() + " is missing"));
      }
      return new InputStreamReader(stream, StandardCharsets.UTF_8);
    }

    @Override
    public String getAbsolutePath() {
      return FOLDER + "/" + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return getAbsolutePath();
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
