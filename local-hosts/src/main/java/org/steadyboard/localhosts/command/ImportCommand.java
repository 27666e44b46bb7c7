package org.steadyboard.localhosts.command;

import java.io.IOException;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.control.ControlClient;
import org.steadyboard.localhosts.firstrun.DemoAccounts;
import org.steadyboard.localhosts.importing.ImportClient;
import org.steadyboard.localhosts.importing.ImportReport;
import org.steadyboard.localhosts.importing.ProgressLine;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.status.HostStatus;

/** Imports a folder of decks into a running host. */
public final class ImportCommand {
  private static final String PASSWORD_VARIABLE = "STEADYBOARD_PASSWORD";

  private ImportCommand() {}

  public static int run(Command.Import command) throws IOException, InterruptedException {
    String url = urlOf(command);
    boolean terminal = System.console() != null && System.console().isTerminal();
    ImportReport report =
        new ImportClient(url)
            .importFolder(
                command.folder(),
                command.under(),
                command.email(),
                password(command),
                new ProgressLine(System.out, command.folder().getFileName().toString(), terminal));
    System.out.println(report.render());
    if (!report.importedAnything()) {
      throw CommandFailure.because("nothing could be imported from " + command.folder());
    }
    return 0;
  }

  private static String urlOf(Command.Import command) throws IOException, InterruptedException {
    return ControlClient.require(new DataFolder(command.data())).status().hosts().stream()
        .filter(host -> host.id().equals(command.host()))
        .map(HostStatus::url)
        .findFirst()
        .orElseThrow(() -> CommandFailure.because("there is no host " + command.host()));
  }

  /** By the environment rather than an option, a password stays out of the list of processes. */
  private static String password(Command.Import command) {
    String fromEnvironment = System.getenv(PASSWORD_VARIABLE);
    return command
        .password()
        .orElse(fromEnvironment == null ? DemoAccounts.PASSWORD : fromEnvironment);
  }
}
