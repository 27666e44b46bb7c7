package org.steadyboard.board;

import io.quarkus.runtime.annotations.QuarkusMain;
import org.steadyboard.host.settings.ServiceStart;

/** Pairing digiboards with teachers, and steering them. */
@QuarkusMain
public final class BoardService {

  private BoardService() {}

  public static void main(String[] args) {
    ServiceStart.run(args);
  }
}
