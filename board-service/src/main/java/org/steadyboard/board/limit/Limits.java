package org.steadyboard.board.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Every limit of this service, in one place. docs/board-protocol.md tells them to clients. */
@ConfigMapping(prefix = "board")
public interface Limits {

  /** Open websockets of this process; more are refused with 503 before the upgrade. */
  @WithDefault("24000")
  int maxConnections();

  /** Of one message, however many frames it comes in, and of one frame. */
  @WithDefault("65536")
  int maxMessageBytes();

  /**
   * Said by halves, of all connections together: frames and fragments whose rest has not come. Who
   * needs more is closed with 1013.
   */
  @WithDefault("33554432")
  long maxUnfinishedBytes();

  /** Frames of one connection; every one counts, an empty one or a ping too. */
  @WithDefault("50")
  int messagesPerSecond();

  @WithDefault("100")
  int messagesBurst();

  /** Said after the hello and before it is answered, of one connection. */
  @WithDefault("200")
  int maxWaitingForHello();

  /** From opening to the client's hello. */
  @WithDefault("5S")
  Duration helloWithin();

  /** Without any message from the client, its connection is closed. */
  @WithDefault("45S")
  Duration silence();

  /** Waiting to be sent on one connection; beyond either, its reader is too slow and is dropped. */
  @WithDefault("1048576")
  int maxQueuedBytes();

  @WithDefault("1000")
  int maxQueuedMessages();

  /** Messages that were read and not looked at yet, of all connections together. */
  @WithDefault("20000")
  int inboxMessages();

  /** While this many wait to be looked at, each connection may have its share of them only. */
  @WithDefault("1000")
  int inboxCrowded();

  @WithDefault("4")
  int inboxShare();

  /** Changes that wait for their commit, of all teachers together. */
  @WithDefault("10000")
  int maxQueuedChanges();

  /** A change that is not committed by then is refused, and said again by the teacher's browser. */
  @WithDefault("2S")
  Duration changeWithin();

  @WithDefault("10M")
  Duration codeLife();

  /**
   * Codes that live at once of boards that come from one network: a school's, each with a reload or
   * two. Who wants more is closed, and comes back later.
   */
  @WithDefault("300")
  int codesPerAddress();

  /** Of the 100,000 codes of a host: while so many live, each network may have its share only. */
  @WithDefault("50000")
  int codesCrowded();

  @WithDefault("10")
  int codesShare();

  /** So many codes live at most; the rest is for boards that are paired, and for drawing soon. */
  @WithDefault("90000")
  int maxCodes();

  /** Connected boards that nobody is paired with: half of the connections are for the others. */
  @WithDefault("12000")
  int maxUnpairedBoards();

  /** How long before a code ends the board gets a new one. */
  @WithDefault("15S")
  Duration codeRenewal();

  /** Transactions of page turns a second, on average: what the other hosts can follow. */
  @WithDefault("600")
  int commitsPerSecond();

  /** As many transactions may follow on each other at once, after a quiet moment. */
  @WithDefault("60")
  int commitsAtOnce();

  /** Pairing requests of a teacher that are judged within the window, right ones too. */
  @WithDefault("5")
  int pairingsPerAccount();

  /**
   * Pairing requests from one network that are judged within the window: a school pairs many boards
   * in a morning.
   */
  @WithDefault("120")
  int pairingsPerAddress();

  /** Of these, wrong ones. */
  @WithDefault("30")
  int wrongCodesPerAddress();

  @WithDefault("1M")
  Duration pairingsWindow();

  @WithDefault("100")
  int maxBoardsOfTeacher();

  @WithDefault("100")
  int maxTeachersOfBoard();

  /** Between two positions of a pointer on one board. */
  @WithDefault("40MS")
  Duration pointerEvery();

  /**
   * Between two positions of a pointer on its way to a board of another host, and between two
   * transactions that carry such positions: 15 a second.
   */
  @WithDefault("67MS")
  Duration farPointerEvery();

  /** Without a sign of life from a host, its boards count as away: six beats that stay out. */
  @WithDefault("7S")
  Duration hostSilence();

  /** After a start, boards that were connected here have this long to come back. */
  @WithDefault("20S")
  Duration presenceGrace();

  /**
   * How long a stop goes on serving those whom it has sent away, so that they arrive elsewhere
   * first.
   */
  @WithDefault("2S")
  Duration drainGrace();

  /** Over which a stop then spreads the closing of the connections that are left. */
  @WithDefault("2S")
  Duration drainSpread();
}
