package org.steadyboard.localhosts.link;

import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;

/**
 * One connection over a link. When it comes while either way is cut, it is accepted and held, and
 * goes on to the other host at the heal, if whoever opened it still waits by then.
 *
 * <p>Used by one event loop only.
 */
final class Wire {
  private final NetSocket near;
  private final NetClient client;
  private final int targetPort;
  private final Runnable gone;
  private boolean outCut;
  private boolean backCut;
  private boolean connecting;
  private boolean nearClosed;
  private boolean farClosed = true;
  private Flow out;
  private Flow back;

  /**
   * @param gone called once, when neither end is open any more
   */
  Wire(NetSocket near, NetClient client, int targetPort, Runnable gone) {
    this.near = near;
    this.client = client;
    this.targetPort = targetPort;
    this.gone = gone;
    near.pause();
    // An end that breaks is known by its close handler.
    near.exceptionHandler(broken -> {});
    near.closeHandler(
        closed -> {
          nearClosed = true;
          forgetWhenGone();
        });
  }

  /** Said once at the beginning: it goes nowhere before. */
  void cut(boolean out, boolean back) {
    outCut = out;
    backCut = back;
    if (this.out != null) {
      this.out.cut(out);
      this.back.cut(back);
    } else if (!out && !back && !connecting && !nearClosed) {
      connect();
    }
  }

  private void connect() {
    connecting = true;
    client
        .connect(targetPort, "127.0.0.1")
        .onSuccess(this::join)
        // As a machine without that server would answer.
        .onFailure(refused -> near.close());
  }

  private void join(NetSocket far) {
    farClosed = false;
    far.pause();
    far.exceptionHandler(broken -> {});
    far.closeHandler(
        closed -> {
          farClosed = true;
          forgetWhenGone();
        });
    if (nearClosed) {
      far.close();
      return;
    }
    out = new Flow(near, far, outCut);
    back = new Flow(far, near, backCut);
  }

  private void forgetWhenGone() {
    if (nearClosed && farClosed) {
      gone.run();
    }
  }
}
