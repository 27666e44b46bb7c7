package org.steadyboard.mediasync.mesh;

import java.net.URI;
import java.util.regex.Pattern;
import org.steadyboard.database.mesh.MeshHost;
import org.steadyboard.host.settings.Peer;

/** Where hosts' databases answer, as settings write it. */
public final class PeerAddress {

  private static final Pattern DATABASE =
      Pattern.compile("postgresql://[^/:@\\s]+(:[0-9]{1,5})?/[^/?\\s]+");
  private static final int USUAL_PORT = 5432;

  private PeerAddress() {}

  /** Whether {@code setting} lists peers' databases, parted by commas. */
  public static boolean areWellFormed(String setting) {
    return Peer.areWellFormed(
        setting, u -> DATABASE.matcher(u.toString()).matches() && u.getHost() != null);
  }

  static MeshHost host(String id, URI database, String password) {
    var port = database.getPort() < 0 ? USUAL_PORT : database.getPort();
    var address = new MeshHost.Address(database.getHost(), port);
    return new MeshHost(id, address, address, database.getPath().substring(1), password);
  }
}
