package org.steadyboard.mediasync.library;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.steadyboard.host.settings.HostSettings;

/** Items as this host shows them: it knows how many hosts there are. */
@ApplicationScoped
public class Hosts {

  private final int count;

  public Hosts(HostSettings host) {
    this.count = 1 + host.peers().orElse(List.of()).size();
  }

  public ItemView view(Item item) {
    return ItemView.of(item, count);
  }
}
