package org.steadyboard.lesson.identity.password;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;

/**
 * Hashes and checks passwords, a few at a time: each takes a core and 19 MiB for a while, and a
 * flood of them must not take the lessons' share. Who waits too long is told to come back.
 */
@ApplicationScoped
public class Passwords {

  private static final int AT_ONCE = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration COME_BACK = Duration.ofSeconds(3);

  /** Checked in place of a password that is not there, so that its absence takes no less time. */
  private static final String NOBODYS = PasswordHash.of("");

  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  public String hash(String password) {
    return inTurn(() -> PasswordHash.of(password));
  }

  /** Takes the same time whether or not there is a hash. */
  public boolean matches(String password, Optional<String> hash) {
    return inTurn(() -> PasswordHash.matches(password, hash.orElse(NOBODYS))) && hash.isPresent();
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  private static Problem busy() {
    return new Problem(ProblemCode.BUSY, "Too many people sign in at this moment", COME_BACK);
  }
}
