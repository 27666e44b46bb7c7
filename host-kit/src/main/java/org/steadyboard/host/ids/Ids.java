package org.steadyboard.host.ids;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.Locale;
import java.util.UUID;

/**
 * The ids of rows (RFC 9562): version 7 for what one writer makes, version 5 of the natural key for
 * what two hosts could make at once, so that both make the same row.
 */
public final class Ids {

  // The namespaces are part of the stored data: they never change.
  private static final UUID ACCOUNTS = UUID.fromString("6f9f4c4e-5d0b-5c55-9b0e-3f6f0a1d7c01");
  private static final UUID PAIRINGS = UUID.fromString("6f9f4c4e-5d0b-5c55-9b0e-3f6f0a1d7c02");
  private static final UUID PRESENCES = UUID.fromString("6f9f4c4e-5d0b-5c55-9b0e-3f6f0a1d7c03");

  private static final UUID MEDIA_COPIES = UUID.fromString("6f9f4c4e-5d0b-5c55-9b0e-3f6f0a1d7c12");
  private static final UUID PULSES = UUID.fromString("6f9f4c4e-5d0b-5c55-9b0e-3f6f0a1d7c11");

  /** The namespace of decks that are imported at the top of the tree. */
  public static final UUID DECKS = UUID.fromString("6f9f4c4e-5d0b-5c55-9b0e-3f6f0a1d7c04");

  /** Made on first use: a native program would keep the random state that it was built with. */
  private static TimeBasedEpochGenerator byTime;

  private Ids() {}

  /** A new id, greater than those made before it in this process. */
  public static UUID next() {
    return byTime().generate();
  }

  private static synchronized TimeBasedEpochGenerator byTime() {
    if (byTime == null) {
      byTime = Generators.timeBasedEpochGenerator();
    }
    return byTime;
  }

  /** The id of {@code name} in {@code namespace}, the same everywhere and always. */
  public static UUID named(UUID namespace, String name) {
    return Generators.nameBasedGenerator(namespace).generate(name);
  }

  /** An account's id; the case of its e-mail address and the space around it do not matter. */
  public static UUID account(String email) {
    return named(ACCOUNTS, email.strip().toLowerCase(Locale.ROOT));
  }

  public static UUID pairing(UUID boardId, UUID accountId) {
    return named(PAIRINGS, boardId + " " + accountId);
  }

  public static UUID presence(UUID boardId, String host) {
    return named(PRESENCES, boardId + " " + host);
  }

  /**
   * The id of a host's copy of a file.
   *
   * @param sha256 64 hexadecimal digits in lower case
   */
  public static UUID mediaCopy(String sha256, String host) {
    return named(MEDIA_COPIES, sha256 + " " + host);
  }

  /** The id of a service's pulse, such as that of {@code board} on host {@code a}. */
  public static UUID pulse(String host, String service) {
    return named(PULSES, host + " " + service);
  }
}
