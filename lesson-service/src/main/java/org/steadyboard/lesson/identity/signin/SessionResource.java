package org.steadyboard.lesson.identity.signin;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.CookieParam;
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
import org.steadyboard.host.session.SessionMechanism;
import org.steadyboard.lesson.identity.Caller;
import org.steadyboard.lesson.identity.account.AccountView;

/** Signing in, saying who is signed in, signing out. */
@Path("/api/session")
@RunOnVirtualThread
public class SessionResource {

  public record SignInRequest(
      @NotNull @Size(min = 1, max = 254) String email,
      @NotNull @Size(min = 1, max = 1024) String password) {}

  public record SessionView(AccountView account, Instant expiresAt) {}

  private final SignIn signIn;
  private final SessionCookie cookie;
  private final Caller caller;

  public SessionResource(SignIn signIn, SessionCookie cookie, Caller caller) {
    this.signIn = signIn;
    this.cookie = cookie;
    this.caller = caller;
  }

  @PUT
  @APIResponse(
      responseCode = "200",
      description = "Signed in; the cookie session is set",
      content = @Content(schema = @Schema(implementation = SessionView.class)))
  @APIResponse(responseCode = "401", description = "bad-credentials")
  @APIResponse(responseCode = "429", description = "too-many-attempts, with Retry-After")
  public Response signIn(
      @NotNull @Valid SignInRequest request,
      @HeaderParam(HttpHeaders.USER_AGENT) String userAgent,
      @Context HttpServerRequest connection) {
    var address = connection.remoteAddress().hostAddress();
    var made = signIn.signIn(request.email(), request.password(), address, userAgent);
    return Response.ok(new SessionView(made.account(), made.expiresAt()))
        .cookie(cookie.of(made.token().cookie()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /** Sends the cookie again, so that it lives as long as the session that slides on. */
  @GET
  @APIResponse(
      responseCode = "200",
      description = "Who is signed in",
      content = @Content(schema = @Schema(implementation = SessionView.class)))
  @APIResponse(responseCode = "401", description = "not-signed-in")
  public Response current(@CookieParam(SessionMechanism.COOKIE) String token) {
    var who = caller.signedIn();
    return Response.ok(new SessionView(AccountView.of(who), who.expiresAt()))
        .cookie(cookie.of(token))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @DELETE
  @APIResponse(responseCode = "204", description = "Nobody is signed in any more")
  public Response signOut(@CookieParam(SessionMechanism.COOKIE) String token) {
    QuarkusTransaction.requiringNew().run(() -> signIn.end(token));
    signIn.forget(token);
    return Response.noContent().cookie(cookie.gone()).build();
  }
}
