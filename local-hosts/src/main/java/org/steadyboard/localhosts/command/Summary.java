package org.steadyboard.localhosts.command;

import java.util.List;
import org.steadyboard.localhosts.firstrun.DemoAccounts;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.HostPlace;

/** What a person needs to know once everything is up. */
final class Summary {
  private Summary() {}

  static String of(List<HostPlace> places, DataFolder data) {
    StringBuilder text = new StringBuilder("\nSteadyboard is ready.\n\n");
    for (HostPlace place : places) {
      text.append("  Teacher app   ").append(place.publicUrl()).append('\n');
      text.append("  Board page    ").append(place.publicUrl()).append("/board\n\n");
    }
    text.append("  Accounts, all with the password ").append(DemoAccounts.PASSWORD).append("\n");
    DemoAccounts.ALL.forEach(
        account -> text.append("    %-22s %s%n".formatted(account.email(), account.role())));
    return text.append("\n  Data and logs ")
        .append(data.path())
        .append("\n  To stop       Ctrl-C here, or ./steadyboard down")
        .append(data.path().endsWith(".steadyboard") ? "" : " --data " + data.path())
        .append('\n')
        .toString();
  }
}
