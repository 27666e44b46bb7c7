package org.steadyboard.lesson.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import org.steadyboard.host.session.SignedIn;

/** Accounts, for admins. */
@Path("/api/admin/accounts")
@RolesAllowed(SignedIn.ADMIN)
@RunOnVirtualThread
public class AccountsResource {

  public static final int MAX_NAME = 100;
}
