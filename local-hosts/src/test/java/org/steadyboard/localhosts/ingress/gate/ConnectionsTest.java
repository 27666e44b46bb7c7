package org.steadyboard.localhosts.ingress.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private static final GateLimits USUAL = GateLimits.USUAL;

  private final Connections connections = new Connections(USUAL);
  private final InetAddress stranger = address(1);
  private final InetAddress school = address(2);

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, (byte) (last >> 8), (byte) last});
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static final class Client implements Connections.Connection {
    private final InetAddress address;
    private boolean closed;

    Client(InetAddress address) {
      this.address = address;
    }

    @Override
    public InetAddress address() {
      return address;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private List<Client> come(int count, InetAddress address) {
    List<Client> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      var client = new Client(address);
      assertThat(connections.enter(client)).isTrue();
      all.add(client);
    }
    return all;
  }

  @Test
  void unfinishedHeadsTakeNoMoreMemoryThanIsSaid() {
    for (int i = 0; i < 9_000; i++) {
      var client = new Client(address(i % 300));
      connections.enter(client);
      connections.unfinished(client, USUAL.headBytes());
      assertThat(connections.unfinishedBytes()).isLessThanOrEqualTo(USUAL.unfinishedHeadBytes());
    }
    assertThat(connections.unfinishedBytes()).isEqualTo(USUAL.unfinishedHeadBytes());
  }

  @Test
  void oneAddressGetsAShareOfThatAndItsOldestMakesRoom() {
    List<Client> all = come(200, stranger);
    all.forEach(client -> connections.unfinished(client, USUAL.headBytes()));

    int most = USUAL.unfinishedHeadBytesPerAddress() / USUAL.headBytes();
    assertThat(all.subList(0, 200 - most)).allMatch(client -> client.closed);
    assertThat(all.subList(200 - most, 200)).noneMatch(client -> client.closed);
    var late = come(1, school).getFirst();
    connections.unfinished(late, 256);
    assertThat(late.closed).isFalse();
  }

  @Test
  void whoIsIdleForLongestMakesRoomAndAnAddressFirstOfItsOwn() {
    List<Client> strangers = come(USUAL.connectionsPerAddress(), stranger);
    List<Client> class8a = come(USUAL.connections() - USUAL.connectionsPerAddress(), school);
    Client asks = strangers.getFirst();
    connections.request(asks, 1);

    come(1, stranger);
    assertThat(asks.closed).isFalse();
    assertThat(strangers.get(1).closed).isTrue();
    come(1, school);
    assertThat(strangers.get(2).closed).isTrue();
    assertThat(class8a).noneMatch(client -> client.closed);
    assertThat(connections.size()).isEqualTo(USUAL.connections());
  }

  @Test
  void whoIsBeingServedIsNotThrownOut() {
    come(USUAL.connectionsPerAddress(), stranger)
        .forEach(client -> assertThat(connections.request(client, 1_000)).isTrue());

    assertThat(connections.enter(new Client(stranger))).isFalse();
    assertThat(connections.enter(new Client(school))).isTrue();
  }

  @Test
  void requestsInHandTakeNoMoreMemoryThanIsSaid() {
    int cost = 100_000;
    long served =
        come(1_000, stranger).stream().filter(one -> connections.request(one, cost)).count();
    assertThat(served).isEqualTo(USUAL.requestBytes() / cost);
  }

  @Test
  void whateverHappensNothingIsCountedAnyMoreWhenAllHaveGone() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    List<Client> all = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      if (all.isEmpty() || random.nextInt(4) == 0) {
        var client = new Client(address(random.nextInt(3)));
        connections.enter(client);
        all.add(client);
      }
      Client one = all.get(random.nextInt(all.size()));
      switch (random.nextInt(4)) {
        case 0 -> connections.idle(one);
        case 1 -> connections.unfinished(one, random.nextInt(20_000));
        case 2 -> connections.request(one, random.nextInt(50_000));
        default -> connections.leave(one);
      }
    }
    all.forEach(connections::leave);

    assertThat(connections.size()).as("seed %d", seed).isZero();
    assertThat(connections.unfinishedBytes()).as("seed %d", seed).isZero();
    var last = come(1, school).getFirst();
    assertThat(connections.request(last, USUAL.requestBytes())).as("seed %d", seed).isTrue();
  }
}
