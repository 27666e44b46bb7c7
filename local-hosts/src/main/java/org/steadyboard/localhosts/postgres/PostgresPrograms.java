package org.steadyboard.localhosts.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.FolderTree;

/** Postgres' own programs for this machine, unpacked from the library that carries them. */
public record PostgresPrograms(Path home) {
  /** The major version whose data folders these programs can open. */
  public static final String MAJOR_VERSION = "18";

  private static final int OWNER_EXECUTE = 0100;

  /** Unpacks them once into a folder below {@code parent}; later calls find them there. */
  public static PostgresPrograms unpackedIn(Path parent) throws IOException {
    Path home = parent.resolve("postgres-" + MAJOR_VERSION);
    if (!Files.isDirectory(home)) {
      Files.createDirectories(parent);
      Path fresh = Files.createTempDirectory(parent, "postgres-new");
      try {
        unpack(fresh);
        Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (java.nio.file.FileSystemException e) {
        if (!Files.isDirectory(home)) {
          throw e;
        }
        // Another set of hosts was quicker.
      } finally {
        FolderTree.remove(fresh);
      }
    }
    return new PostgresPrograms(home);
  }

  /**
   * The command line that runs one of them; Postgres refuses to run as root, so root gives up its
   * name.
   */
  public List<String> command(String program) {
    String path = home.resolve("bin").resolve(program).toString();
    return "root".equals(System.getProperty("user.name"))
        ? List.of("unshare", "--user", path)
        : List.of(path);
  }

  static String resourceName(String osName, String osArch) {
    String system = osName.toLowerCase(java.util.Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String machine =
        switch (osArch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default ->
              throw CommandFailure.because("no embedded Postgres for " + osName + " on " + osArch);
        };
    return "/postgres-" + system + "-" + machine + ".txz";
  }

  private static void unpack(Path target) throws IOException {
    String name = resourceName(System.getProperty("os.name"), System.getProperty("os.arch"));
    try (InputStream packed = PostgresPrograms.class.getResourceAsStream(name)) {
      if (packed == null) {
        throw CommandFailure.because("this build carries no Postgres for this machine: " + name);
      }
      var tar =
          new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)));
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, target);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path place = target.resolve(entry.getName()).normalize();
    if (!place.startsWith(target)) {
      throw new IOException("the archive of Postgres leaves its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(place);
      return;
    }
    Files.createDirectories(place.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, place);
      if ((entry.getMode() & OWNER_EXECUTE) != 0 && !place.toFile().setExecutable(true, false)) {
        throw new IOException("cannot make " + place + " executable");
      }
    }
  }
}
