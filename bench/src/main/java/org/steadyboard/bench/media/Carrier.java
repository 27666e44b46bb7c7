package org.steadyboard.bench.media;

import java.io.IOException;
import java.nio.file.Path;

/** A program of others that gives one folder what another has. */
interface Carrier {

  /** As a report calls it. */
  String name();

  /** The programs that it needs to be installed. */
  String program();

  /**
   * Gets ready to carry between two folders, the second of which is empty, and forgets what it knew
   * of others.
   *
   * @param work a folder for what it needs itself
   * @param port of this machine that it may listen on
   * @return what stops what it has started
   */
  AutoCloseable begin(Path from, Path to, Path work, int port)
      throws IOException, InterruptedException;

  /** Returns when the second folder has all that the first one has. */
  void carry() throws IOException, InterruptedException;
}
