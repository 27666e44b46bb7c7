package org.steadyboard.lesson.identity.account;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import org.steadyboard.database.Schema;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.host.settings.RequiredSettings;
import org.steadyboard.lesson.identity.password.PasswordHash;

/**
 * The command {@code create-accounts}: reads lines of JSON such as {@code
 * {"email":…,"name":…,"role":"admin"|"teacher","password":…}} on standard input and makes those
 * accounts that do not exist. This is how the first admin of a host is made. It opens no port, and
 * may run beside the service.
 *
 * <p>Prints {@code created <email>} or {@code exists <email>} for each line and returns 0; at the
 * first line that is wrong it says so on standard error and returns 1, keeping those before it.
 */
public final class CreateAccounts {

  public static final String COMMAND = "create-accounts";

  static final int MIN_PASSWORD = 10;
  static final int MAX_PASSWORD = 1024;

  private static final String ACCOUNT =
      "insert into identity.account (id, email, name, role) values (?, ?, ?, ?) on conflict (id) do nothing";

  /** Another host may make the same account with another role meanwhile. */
  private static final String ROLE =
      "insert into identity.decision (id, account_id, about, says, made_at) values (?, ?, 'role', ?, now())";

  private static final String PASSWORD =
      "insert into identity.password (id, hash, changed_at) values (?, ?, now()) on conflict (id) do nothing";

  @RegisterForReflection
  private record Line(String email, String name, String role, String password) {

    String flaw() {
      if (!Emails.isValid(email)) {
        return "email is not an e-mail address";
      }
      if (name == null || name.isBlank() || name.length() > AccountsResource.MAX_NAME) {
        return "name is not a text of 1 to " + AccountsResource.MAX_NAME + " characters";
      }
      if (!"admin".equals(role) && !"teacher".equals(role)) {
        return "role is neither admin nor teacher";
      }
      if (password == null
          || password.length() < MIN_PASSWORD
          || password.length() > MAX_PASSWORD) {
        return "password has not " + MIN_PASSWORD + " to " + MAX_PASSWORD + " characters";
      }
      return null;
    }
  }

  private final DataSource dataSource;
  private final PrintStream out;

  CreateAccounts(DataSource dataSource, PrintStream out) {
    this.dataSource = dataSource;
    this.out = out;
  }

  /** The whole command; returns its exit status. */
  public static int run(String[] args) {
    var flaws = RequiredSettings.flaws(System.getenv(), List.of());
    if (args.length > 0) {
      System.err.println(COMMAND + " takes no arguments: it reads lines of JSON on standard input");
      return 1;
    }
    if (!flaws.isEmpty()) {
      flaws.forEach(System.err::println);
      return 1;
    }
    var dataSource = dataSource(System.getenv());
    try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      Schema.prepare(dataSource, System.getenv("HOST_ID"));
      new CreateAccounts(dataSource, System.out).create(lines);
      return 0;
    } catch (IOException | SQLException | FlywayException | IllegalArgumentException e) {
      System.err.println(COMMAND + ": " + e.getMessage());
      return 1;
    }
  }

  private static DataSource dataSource(Map<String, String> environment) {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl("jdbc:" + environment.get("DATABASE_URL"));
    dataSource.setUser(environment.get("DATABASE_USER"));
    dataSource.setPassword(environment.get("DATABASE_PASSWORD"));
    dataSource.setConnectTimeout(10);
    return dataSource;
  }

  void create(BufferedReader lines) throws IOException, SQLException {
    var json = new ObjectMapper();
    var number = 0;
    for (var text = lines.readLine(); text != null; text = lines.readLine()) {
      number++;
      if (text.isBlank()) {
        continue;
      }
      Line line;
      try {
        line = json.readValue(text, Line.class);
      } catch (IOException e) {
        // The message of the parser may hold the password.
        throw new IllegalArgumentException("line " + number + " is not the JSON of an account");
      }
      if (line.flaw() != null) {
        throw new IllegalArgumentException("line " + number + ": " + line.flaw());
      }
      var email = Emails.normal(line.email());
      out.println((create(line, email) ? "created " : "exists ") + email);
    }
  }

  private boolean create(Line line, String email) throws SQLException {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      var created =
          insert(connection, ACCOUNT, Ids.account(email), email, line.name().strip(), line.role());
      if (created) {
        insert(connection, ROLE, Ids.next(), Ids.account(email), line.role());
        insert(connection, PASSWORD, Ids.account(email), PasswordHash.of(line.password()));
      }
      connection.commit();
      return created;
    }
  }

  private static boolean insert(Connection connection, String sql, Object... values)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate() > 0;
    }
  }
}
