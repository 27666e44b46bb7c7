package org.steadyboard.localhosts.supervisor;

/** The states of a part, as {@code status} shows them. */
public enum PartState {
  /** Not started, or stopped or killed on purpose; stays so until it is started. */
  STOPPED,
  /** Its process runs and is not ready yet. */
  STARTING,
  RUNNING,
  /** Stopped in its tracks with all its children, until it is thawed, stopped or killed. */
  FROZEN,
  /** Died by itself; is started again after a wait. */
  WAITING,
  /** Died before it was ever ready; the command that started it said so. */
  FAILED;

  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
