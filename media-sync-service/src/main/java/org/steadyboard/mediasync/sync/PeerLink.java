package org.steadyboard.mediasync.sync;

import org.steadyboard.mediasync.peer.PeerClient;
import org.steadyboard.mediasync.peer.Reach;

/** A peer, and how asking it goes. */
record PeerLink(PeerClient client, Reach reach) {

  String id() {
    return client.id();
  }
}
