package org.steadyboard.localhosts.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.steadyboard.localhosts.ingress.Places.Guest;
import org.steadyboard.localhosts.ingress.Places.Kind;
import org.steadyboard.localhosts.ingress.Places.Share;

class PlacesTest {
  private final InetAddress stranger = InetAddress.ofLiteral("10.0.0.1");
  private final InetAddress school = InetAddress.ofLiteral("10.0.0.2");
  private final List<Guest> inside = new ArrayList<>();
  private final Places places =
      new Places(
          Map.of(
              Kind.HEALTH, new Share(2, 1, 0, 10),
              Kind.SIGNED_IN, new Share(10, 8, 4, 10),
              Kind.ANYBODY, new Share(10, 8, 4, 10)));

  private Guest guest(Kind kind, InetAddress address, boolean unfinished) {
    var itself = new Guest[1];
    itself[0] = new Guest(kind, address, unfinished, () -> inside.add(itself[0]));
    return itself[0];
  }

  private Guest comes(Kind kind, InetAddress address, boolean unfinished) {
    var guest = guest(kind, address, unfinished);
    assertThat(places.enter(guest)).isTrue();
    return guest;
  }

  private long inside(InetAddress address) {
    return inside.stream().filter(guest -> guest.address() == address).count();
  }

  @Test
  void noKindKeepsAnotherOneOut() {
    for (int i = 0; i < 10; i++) {
      comes(Kind.ANYBODY, stranger, false);
      comes(Kind.ANYBODY, school, false);
    }
    assertThat(inside).hasSize(10);
    assertThat(inside).contains(comes(Kind.SIGNED_IN, school, false));
    assertThat(inside).contains(comes(Kind.HEALTH, school, false));
  }

  @Test
  void anAddressLeavesSomeToOthersAndUnfinishedBodiesLeaveMore() {
    for (int i = 0; i < 6; i++) {
      comes(Kind.ANYBODY, stranger, true);
    }
    assertThat(inside(stranger)).isEqualTo(4);
    for (int i = 0; i < 6; i++) {
      comes(Kind.ANYBODY, stranger, false);
    }
    assertThat(inside(stranger)).isEqualTo(8);
    assertThat(inside).contains(comes(Kind.ANYBODY, school, true));
  }

  @Test
  void whoWaitsComesInTurnUnlessItsAddressHasEnough() {
    var first = comes(Kind.ANYBODY, school, false);
    for (int i = 0; i < 12; i++) {
      comes(Kind.ANYBODY, stranger, false);
    }
    comes(Kind.ANYBODY, school, false);
    var waits = comes(Kind.ANYBODY, school, false);
    assertThat(inside).hasSize(10).doesNotContain(waits);

    places.leave(first);
    assertThat(inside).contains(waits);
    assertThat(inside(stranger)).isEqualTo(8);
  }

  @Test
  void whoWaitsNoLongerGetsNoPlaceAndNobodyWaitsInALineThatIsTooLong() {
    List<Guest> all = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      all.add(comes(Kind.ANYBODY, stranger, false));
    }
    assertThat(places.enter(guest(Kind.ANYBODY, stranger, false))).isFalse();
    places.leave(all.get(8));
    places.leave(all.get(8));
    places.leave(all.getFirst());
    places.leave(all.getFirst());
    assertThat(inside).hasSize(9).doesNotContain(all.get(8)).contains(all.get(9));
  }

  @Test
  void whatTheHostsOfAServiceGiveIsStated() {
    var usual = IngressLimits.USUAL.places();
    assertThat(new Places(usual).total()).isEqualTo(128);
    usual
        .values()
        .forEach(
            share -> {
              assertThat(share.perAddress()).isLessThan(share.places());
              assertThat(share.unfinishedPerAddress()).isLessThan(share.perAddress());
            });
  }
}
