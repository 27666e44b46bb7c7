package org.steadyboard.lesson.identity.signin;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.steadyboard.host.limit.ClientNetwork;
import org.steadyboard.host.session.Caller;
import org.steadyboard.host.session.RequestCookies;
import org.steadyboard.host.session.SessionMechanism;
import org.steadyboard.lesson.identity.account.AccountView;

/** Signing in, saying who is signed in, signing out. */
@Path(SessionResource.PATH)
@RunOnVirtualThread
public class SessionResource {

  static final String PATH = "/api/session";

  public record SignInRequest(
      @NotNull @Size(min = 1, max = 254) String email,
      @NotNull @Size(min = 1, max = 1024) String password) {}

  public record SessionView(AccountView account, Instant expiresAt) {}

  private final SignIn signIn;
  private final SignInCookies cookies;
  private final SessionMechanism sessions;
  private final Caller caller;

  SessionResource(SignIn signIn, SignInCookies cookies, SessionMechanism sessions, Caller caller) {
    this.signIn = signIn;
    this.cookies = cookies;
    this.sessions = sessions;
    this.caller = caller;
  }

  @PUT
  @APIResponse(
      responseCode = "200",
      description = "Signed in; the cookie session is set",
      content = @Content(schema = @Schema(implementation = SessionView.class)))
  @APIResponse(responseCode = "401", description = "bad-credentials")
  @APIResponse(responseCode = "429", description = "too-many-attempts, with Retry-After")
  @APIResponse(responseCode = "503", description = "busy, with Retry-After")
  public Response signIn(
      @NotNull @Valid SignInRequest request,
      @HeaderParam(HttpHeaders.USER_AGENT) String userAgent,
      @Context HttpServerRequest connection) {
    var address = ClientNetwork.address(connection);
    var browsers = RequestCookies.values(connection, SignInCookies.KNOWN_BROWSER);
    var made = signIn.signIn(request.email(), request.password(), address, userAgent, browsers);
    return Response.ok(new SessionView(made.account(), made.expiresAt()))
        .cookie(cookies.session(made.token()), cookies.knownBrowser(made.browser()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /**
   * Sends the cookie again, so that it lives as long as the session that slides on: the one that
   * was believed, whatever others the browser has.
   */
  @GET
  @APIResponse(
      responseCode = "200",
      description = "Who is signed in",
      content = @Content(schema = @Schema(implementation = SessionView.class)))
  @APIResponse(responseCode = "401", description = "not-signed-in")
  public Response current() {
    var who = caller.signedIn();
    return Response.ok(new SessionView(AccountView.of(who), who.expiresAt()))
        .cookie(cookies.session(caller.token()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @DELETE
  @APIResponse(responseCode = "204", description = "Nobody is signed in any more")
  public Response signOut(@Context HttpServerRequest connection) {
    var tokens = sessions.tokens(connection);
    QuarkusTransaction.requiringNew().run(() -> tokens.forEach(signIn::end));
    tokens.forEach(signIn::forget);
    return Response.noContent().cookie(cookies.noSession()).build();
  }
}
