package org.steadyboard.bench.machine;

import java.io.IOException;
import java.util.List;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.link.Links;
import org.steadyboard.localhosts.link.Pair;
import org.steadyboard.localhosts.link.Way;

/**
 * By which browsers may reach a host, so that it can be cut each way. Cut, it is a black hole:
 * connections stay open, new ones are accepted, and nothing comes back. As lost packets are sent
 * again, so what was said into it arrives after the mend, unless who said it has gone.
 */
public final class Cable implements AutoCloseable {

  private static final String BROWSERS = "browsers";

  private final int port;
  private final String host;
  private final Links links;

  private Cable(int port, String host, Links links) {
    this.port = port;
    this.host = host;
    this.links = links;
  }

  /**
   * @param port where browsers will find it
   * @param hostPort where it leads to
   */
  public static Cable open(int port, String host, int hostPort) throws IOException {
    try {
      var way = new Links.Carried(new Way(BROWSERS, host), port, hostPort);
      return new Cable(port, host, Links.carry(List.of(way)));
    } catch (CommandFailure inUse) {
      throw new BenchFailure(inUse.getMessage(), inUse);
    }
  }

  public int port() {
    return port;
  }

  /** What browsers say does not reach the host any more; what it says still comes. */
  public void deafenHost() throws IOException {
    links.cut(new Way(BROWSERS, host));
  }

  /** What the host says does not reach browsers any more; it still hears them. */
  public void muteHost() throws IOException {
    links.cut(new Way(host, BROWSERS));
  }

  public void mend() throws IOException {
    links.heal(Pair.of(BROWSERS, host));
  }

  @Override
  public void close() throws IOException {
    links.close();
  }
}
