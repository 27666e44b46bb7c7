package org.steadyboard.localhosts.program;

import java.util.Optional;
import org.steadyboard.localhosts.layout.Installation;
import org.steadyboard.localhosts.layout.PartKind;

/**
 * What each host runs as its services.
 *
 * @param natives the hosts that run native programs; all others run JVMs
 */
public record Programs(Installation installation, Optional<NativePrograms> natives) {

  public static Programs onJvm(Installation installation) {
    return new Programs(installation, Optional.empty());
  }

  public ServiceProgram of(String host, PartKind kind) {
    return natives
        .filter(programs -> programs.hosts().contains(host))
        .<ServiceProgram>map(programs -> programs.program(kind))
        .orElseGet(() -> onJvm(kind));
  }

  /** Fails with one line when something has not been built, or does not run here. */
  public void require() throws InterruptedException {
    installation.requireBuilt();
    if (natives.isPresent()) {
      natives.get().require();
    }
  }

  public JvmProgram onJvm(PartKind kind) {
    return new JvmProgram(
        kind,
        installation.java(),
        installation.service(kind),
        installation.cache(kind),
        installation.training() ? installation.cacheInTraining(kind) : null);
  }
}
