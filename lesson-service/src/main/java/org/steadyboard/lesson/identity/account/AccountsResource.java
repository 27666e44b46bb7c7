package org.steadyboard.lesson.identity.account;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.host.paging.Cursor;
import org.steadyboard.host.session.Caller;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.lesson.identity.decision.Decisions;
import org.steadyboard.lesson.identity.decision.Decisions.Standing;
import org.steadyboard.lesson.identity.decision.Decisions.Verdict;
import org.steadyboard.lesson.identity.password.Password;
import org.steadyboard.lesson.identity.password.Passwords;
import org.steadyboard.lesson.row.WriteLock;

/**
 * Accounts, for admins. An account's id is the version 5 UUID of its e-mail address, so that two
 * hosts that make it at once make the same; a PUT with another id is refused and told the right
 * one.
 */
@Path("/api/admin/accounts")
@RolesAllowed(SignedIn.ADMIN)
@RunOnVirtualThread
public class AccountsResource {

  public static final int MAX_NAME = 100;

  public record AccountRow(UUID id, String email, String name, String role, Instant disabledAt) {

    static AccountRow of(Account account, Standing standing) {
      return new AccountRow(
          account.id,
          account.email,
          account.name,
          standing.role().orElse(account.role),
          standing.disabledAt().orElse(null));
    }
  }

  public record AccountRows(List<AccountRow> accounts, String cursor) {}

  /**
   * @param password absent: stays as it is
   */
  public record AccountRequest(
      @NotNull @Pattern(regexp = Emails.PATTERN) @Size(max = 254) String email,
      @NotBlank @Size(max = MAX_NAME) String name,
      @NotNull @Pattern(regexp = "admin|teacher") String role,
      @Size(min = CreateAccounts.MIN_PASSWORD, max = CreateAccounts.MAX_PASSWORD)
          String password) {}

  private final Passwords passwords;
  private final Decisions decisions;
  private final WriteLock lock;
  private final Caller caller;
  private final Clock clock;

  public AccountsResource(
      Passwords passwords, Decisions decisions, WriteLock lock, Caller caller, Clock clock) {
    this.passwords = passwords;
    this.decisions = decisions;
    this.lock = lock;
    this.caller = caller;
    this.clock = clock;
  }

  /** In the order of their addresses; with {@code email}, the one account of that address. */
  @GET
  @Transactional
  public AccountRows list(
      @QueryParam("email") @Size(max = 254) String email,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    if (email != null) {
      return new AccountRows(
          Account.<Account>find("id = ?1 and deletedAt is null", Ids.account(email)).stream()
              .map(this::row)
              .toList(),
          null);
    }
    var after = cursor == null ? "" : Cursor.parts(cursor, 1).getFirst();
    var found =
        Account.<Account>find("email > ?1 and deletedAt is null order by email", after)
            .page(0, limit + 1)
            .stream()
            .map(this::row)
            .toList();
    return found.size() <= limit
        ? new AccountRows(found, null)
        : new AccountRows(found.subList(0, limit), Cursor.of(found.get(limit - 1).email()));
  }

  @PUT
  @Path("{id}")
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content = @Content(schema = @Schema(implementation = AccountRow.class)))
  @APIResponse(
      responseCode = "200",
      description = "Changed, or as it was; a new password ends all its sessions",
      content = @Content(schema = @Schema(implementation = AccountRow.class)))
  public Response put(UUID id, @NotNull @Valid AccountRequest request) {
    var email = Emails.normal(request.email());
    if (!id.equals(Ids.account(email))) {
      throw new Problem(ProblemCode.INVALID, "the id of this address is " + Ids.account(email));
    }
    refuseLockingOneselfOut(id, request);
    // Hashed before the transaction: no connection is held meanwhile.
    var hash = Optional.ofNullable(request.password()).map(passwords::hash);
    return QuarkusTransaction.requiringNew().call(() -> put(id, email, request, hash));
  }

  private Response put(UUID id, String email, AccountRequest request, Optional<String> hash) {
    lock.accounts();
    var account = Account.<Account>findById(id);
    var isNew = account == null;
    if (isNew) {
      account = new Account();
      account.id = id;
    }
    account.email = email;
    account.name = request.name().strip();
    account.deletedAt = null;
    if (isNew) {
      account.role = request.role();
      account.persist();
    }
    // Of a new one too: another host may make the same account with another role meanwhile.
    if (isNew || !request.role().equals(row(account).role())) {
      decisions.decide(id, Verdict.ofRole(request.role()));
    }
    hash.ifPresent(h -> setPassword(id, h));
    return Response.status(isNew ? 201 : 200).entity(row(account)).build();
  }

  /** A new password is a decision too: the database writes it down with the password. */
  private void setPassword(UUID id, String hash) {
    var password = Password.<Password>findById(id);
    var isNew = password == null;
    if (isNew) {
      password = new Password();
      password.id = id;
    }
    password.hash = hash;
    password.changedAt = clock.instant();
    if (isNew) {
      password.persist();
    }
  }

  /** Nobody is signed in with it any more, and nobody can be. */
  @PUT
  @Path("{id}/disablement")
  @Transactional
  public AccountRow disable(UUID id) {
    if (id.equals(caller.signedIn().accountId())) {
      throw new Problem(ProblemCode.CONFLICT, "An admin cannot disable their own account");
    }
    lock.accounts();
    var account = existing(id);
    // Also when it is disabled already: another host may be about to undo what it knows of.
    decisions.decide(id, Verdict.CLOSED);
    return row(account);
  }

  /** What was decided elsewhere meanwhile, and is not known here, stands. */
  @DELETE
  @Path("{id}/disablement")
  @Transactional
  public AccountRow enable(UUID id) {
    lock.accounts();
    var account = existing(id);
    if (decisions.standing(id).disabledAt().isPresent()) {
      decisions.decide(id, Verdict.OPEN);
    }
    return row(account);
  }

  /** Signs out everywhere. */
  @DELETE
  @Path("{id}/sessions")
  @Transactional
  public void endSessions(UUID id) {
    lock.accounts();
    existing(id);
    decisions.decide(id, Verdict.SESSIONS_ANEW);
  }

  private AccountRow row(Account account) {
    return AccountRow.of(account, decisions.standing(account.id));
  }

  private static Account existing(UUID id) {
    var account = Account.<Account>findById(id);
    if (account == null || account.isDeleted()) {
      throw new Problem(ProblemCode.NOT_FOUND, "There is no such account");
    }
    return account;
  }

  private void refuseLockingOneselfOut(UUID id, AccountRequest request) {
    if (id.equals(caller.signedIn().accountId()) && !SignedIn.ADMIN.equals(request.role())) {
      throw new Problem(ProblemCode.CONFLICT, "An admin cannot take their own role away");
    }
  }
}
