package org.steadyboard.board.pairing;

import java.time.Clock;
import java.util.UUID;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.host.limit.Attempts;

/**
 * How often codes are judged. Each pairing request counts when it begins, for its teacher and for
 * the network that it comes from, over however many connections, and whatever is on its way. A
 * right code counts for the teacher as a wrong one does: while most codes are in use, most guesses
 * are right. A network is one school: what its teachers say rightly counts for it in {@code
 * pairingsPerAddress} only. Each host counts by itself, so all hosts together judge as many times
 * more as they are.
 */
public final class Guesses {

  private final Attempts byAccount;
  private final Attempts byAddress;
  private final Attempts wrongByAddress;

  public Guesses(Limits limits, Clock clock) {
    var window = limits.pairingsWindow();
    this.byAccount = new Attempts(limits.pairingsPerAccount(), window, clock);
    this.byAddress = new Attempts(limits.pairingsPerAddress(), window, clock);
    this.wrongByAddress = new Attempts(limits.wrongCodesPerAddress(), window, clock);
  }

  /** Whether one more may be judged; counts it. */
  public boolean begin(UUID accountId, String network) {
    if (wrongByAddress.begin(network).isPresent()) {
      return false;
    }
    if (byAddress.begin(network).isPresent()) {
      wrongByAddress.takeBack(network);
      return false;
    }
    if (byAccount.begin(accountId.toString()).isPresent()) {
      byAddress.takeBack(network);
      wrongByAddress.takeBack(network);
      return false;
    }
    return true;
  }

  /** It was a code that stands on a board. */
  public void right(String network) {
    wrongByAddress.takeBack(network);
  }

  /** The database did not judge it: by now, it is too late for that. */
  public void notJudged(UUID accountId, String network) {
    byAccount.takeBack(accountId.toString());
    byAddress.takeBack(network);
    wrongByAddress.takeBack(network);
  }
}
