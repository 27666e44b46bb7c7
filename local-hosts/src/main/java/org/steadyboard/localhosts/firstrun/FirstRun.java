package org.steadyboard.localhosts.firstrun;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.importing.ImportClient;
import org.steadyboard.localhosts.importing.ImportReport;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.Installation;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.supervisor.HostPlans;
import org.steadyboard.localhosts.supervisor.RunningSet;

/**
 * Starts a set, and once for a data folder makes the demo accounts, while the services start, and
 * imports the demo courses.
 */
public final class FirstRun {
  private final Installation installation;
  private final DataFolder data;
  private final RunningSet set;

  public FirstRun(Installation installation, DataFolder data, RunningSet set) {
    this.installation = installation;
    this.data = data;
    this.set = set;
  }

  public void start(PrintStream out) throws IOException, InterruptedException {
    if (Files.exists(data.demoDone())) {
      set.start(out::println, () -> {});
      return;
    }
    set.start(out::println, () -> makeAccounts(out));
    importCourses(out);
    Files.writeString(data.demoDone(), Instant.now() + "\n");
  }

  private void makeAccounts(PrintStream out) throws IOException, InterruptedException {
    HostPlans host = set.firstHost();
    out.println("Making the demo accounts");
    DemoAccounts.create(
        host.lessonCommand("create-accounts"),
        host.service(PartKind.LESSON).environment(),
        host.place().logFolder().resolve("create-accounts.log"));
  }

  private void importCourses(PrintStream out) throws IOException, InterruptedException {
    var client = new ImportClient(set.firstHost().place().publicUrl());
    String cookie = client.signIn(DemoAccounts.ADMIN, DemoAccounts.PASSWORD);
    try {
      for (Path course : courses()) {
        importCourse(client, cookie, course, out);
      }
    } finally {
      client.signOut(cookie);
    }
  }

  private static void importCourse(ImportClient client, String cookie, Path course, PrintStream out)
      throws IOException, InterruptedException {
    out.println("Importing the demo course " + course.getFileName());
    ImportReport report =
        client.importFolder(course, Optional.empty(), cookie, (done, total) -> {});
    out.println("  " + report.render().strip());
    if (!report.importedAnything()) {
      throw CommandFailure.because("nothing of the demo course " + course + " could be imported");
    }
  }

  private List<Path> courses() throws IOException {
    if (!Files.isDirectory(installation.demoCourses())) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(installation.demoCourses())) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }
}
