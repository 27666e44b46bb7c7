package org.steadyboard.localhosts.ingress.gate;

import java.time.Duration;

/**
 * What a client's connections may cost before their requests are anybody's business. Everything is
 * counted when it begins. Tests make it smaller.
 *
 * @param headBytes of one request: its line and its fields
 * @param requestLineBytes of them
 * @param fields of one request
 * @param headTime from a head's first byte to its last
 * @param unfinishedHeadBytes memory for all heads that have begun and not ended; the oldest of them
 *     makes room
 * @param unfinishedHeadBytesPerAddress likewise, of one address
 * @param requestBytes memory for the heads of all requests that are not answered yet, as {@link
 *     RequestHead#cost} reckons; who comes then is told that the host is busy
 * @param connections that are no websockets; the one that has been idle for longest makes room
 * @param connectionsPerAddress likewise; less than all, so that one address leaves some to others
 * @param bodyWindow in each of these, a client sends {@code bodyBytesPerWindow} of the body that it
 *     announced, or it is cut off. Time in which nobody reads from it does not count
 * @param answerWindow in each of these, a client takes {@code answerBytesPerWindow} of the answer
 *     that waits for it, or it is cut off
 * @param bodyBytes of one request
 * @param bodyBytesAfterAnswer of a body whose request was answered before it ended
 */
public record GateLimits(
    int headBytes,
    int requestLineBytes,
    int fields,
    Duration headTime,
    int unfinishedHeadBytes,
    int unfinishedHeadBytesPerAddress,
    int requestBytes,
    int connections,
    int connectionsPerAddress,
    Duration bodyWindow,
    int bodyBytesPerWindow,
    Duration answerWindow,
    int answerBytesPerWindow,
    long bodyBytes,
    long bodyBytesAfterAnswer) {

  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  public static final GateLimits USUAL =
      new GateLimits(
          16 * KIB,
          8 * KIB,
          100,
          Duration.ofSeconds(10),
          8 * MIB,
          2 * MIB,
          24 * MIB,
          4_096,
          3_072,
          Duration.ofSeconds(10),
          4 * KIB,
          Duration.ofSeconds(30),
          16 * KIB,
          1024L * MIB,
          MIB);

  public GateLimits withConnectionsPerAddress(int most) {
    return new GateLimits(
        headBytes,
        requestLineBytes,
        fields,
        headTime,
        unfinishedHeadBytes,
        unfinishedHeadBytesPerAddress,
        requestBytes,
        connections,
        Math.min(connections, most),
        bodyWindow,
        bodyBytesPerWindow,
        answerWindow,
        answerBytesPerWindow,
        bodyBytes,
        bodyBytesAfterAnswer);
  }
}
