package org.steadyboard.mediasync.sync;

import java.time.Instant;
import java.util.List;

/**
 * How the files of a host stand. What is null is not known.
 *
 * @param alarms what an operator should look at: {@code disk-nearly-full} (nothing, or not all, is
 *     fetched), {@code rotten-file} (found in the last week), {@code wrong-file} (a peer gave
 *     another file than was asked for, in the last hour), {@code many-files-unnamed} (nothing is
 *     collected)
 * @param named files that rows name, of which every host should hold each
 * @param copies how many files each host says it holds
 * @param backlog what is still to be fetched here
 * @param comparedAt when all rows were last compared with the folder
 */
public record MediaView(
    String host,
    List<String> alarms,
    Long named,
    List<Held> copies,
    Backlog backlog,
    Pulled pulled,
    Instant comparedAt,
    List<PeerState> peers,
    ScrubState scrub,
    long collected,
    Disk disk) {

  public record Held(String host, long files) {}

  /**
   * @param bytes as rows say
   */
  public record Backlog(int files, long bytes) {}

  /**
   * Since the start.
   *
   * @param received bytes of all that came, also of what was not kept
   * @param wrong how many files were not what they were asked for as
   */
  public record Pulled(long files, long bytes, long received, long wrong) {}

  /**
   * @param answeredAt when it last did what it was asked; null: not since the start
   * @param failure why it did not the last time; null: it did
   */
  public record PeerState(String id, Instant answeredAt, String failure) {}

  /**
   * @param checked files read since the start
   * @param due files that were not read for 28 days, or since it was asked for
   * @param setAside the latest of those that were found changed by the disk
   */
  public record ScrubState(long checked, long rotten, Long due, List<Aside> setAside) {}

  public record Aside(String sha256, String reason, Instant at) {}

  /**
   * @param reserveBytes what is kept free
   */
  public record Disk(Long freeBytes, Long reserveBytes) {}
}
