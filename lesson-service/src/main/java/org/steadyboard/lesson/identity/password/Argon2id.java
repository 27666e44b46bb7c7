package org.steadyboard.lesson.identity.password;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/**
 * Argon2id, version 1.3 (RFC 9106), in memory that is taken once and kept. Bouncy Castle's, which
 * the tests compare this with, takes its memory anew for each password, in 19,456 pieces, and makes
 * the garbage collector stop everybody else for every second one.
 *
 * <p>Not safe for threads: one for each that computes.
 */
final class Argon2id {

  private static final int VERSION = 0x13;
  private static final int TYPE = 2;
  private static final int SYNC_POINTS = 4;

  /** 64-bit words in a block of 1 KiB. */
  private static final int BLOCK = 128;

  private static final int BLOCK_BYTES = 1024;
  private static final long LOW = 0xffffffffL;

  private final long[] mixed = new long[BLOCK];
  private final long[] input = new long[BLOCK];
  private final long[] addresses = new long[BLOCK];
  private long[] memory = {};

  /** The parameters of RFC 9106: m in KiB, t passes, p lanes, one after the other here. */
  record Cost(int memoryKib, int passes, int lanes) {

    private int segment() {
      return Math.max(2, memoryKib / (SYNC_POINTS * lanes));
    }

    private int lane() {
      return segment() * SYNC_POINTS;
    }
  }

  /**
   * @param length of the hash in bytes, 4 at least
   */
  byte[] hash(byte[] password, byte[] salt, Cost cost, int length) {
    var blocks = cost.lane() * cost.lanes;
    if (memory.length < blocks * BLOCK) {
      memory = new long[blocks * BLOCK];
    }
    begin(cost, seed(password, salt, cost, length));
    for (var pass = 0; pass < cost.passes; pass++) {
      for (var slice = 0; slice < SYNC_POINTS; slice++) {
        for (var lane = 0; lane < cost.lanes; lane++) {
          fill(cost, pass, slice, lane);
        }
      }
    }
    var last = new long[BLOCK];
    for (var lane = 0; lane < cost.lanes; lane++) {
      var end = ((lane + 1) * cost.lane() - 1) * BLOCK;
      for (var i = 0; i < BLOCK; i++) {
        last[i] ^= memory[end + i];
      }
    }
    Arrays.fill(memory, 0, blocks * BLOCK, 0);
    var bytes = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(last);
    return stretched(bytes.array(), length);
  }

  /** H0 of the RFC. */
  private static byte[] seed(byte[] password, byte[] salt, Cost cost, int length) {
    var said =
        ByteBuffer.allocate(40 + password.length + salt.length).order(ByteOrder.LITTLE_ENDIAN);
    said.putInt(cost.lanes).putInt(length).putInt(cost.memoryKib).putInt(cost.passes);
    said.putInt(VERSION).putInt(TYPE);
    said.putInt(password.length).put(password).putInt(salt.length).put(salt);
    // Neither a secret nor associated data.
    said.putInt(0).putInt(0);
    return blake2b(64, said.array());
  }

  private void begin(Cost cost, byte[] seed) {
    for (var lane = 0; lane < cost.lanes; lane++) {
      for (var column = 0; column < 2; column++) {
        var from = ByteBuffer.allocate(seed.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        from.put(seed).putInt(column).putInt(lane);
        ByteBuffer.wrap(stretched(from.array(), BLOCK_BYTES))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asLongBuffer()
            .get(memory, (lane * cost.lane() + column) * BLOCK, BLOCK);
      }
    }
  }

  /** A segment: in the first half of the first pass, which blocks are read depends on no secret. */
  private void fill(Cost cost, int pass, int slice, int lane) {
    var isBlind = pass == 0 && slice < SYNC_POINTS / 2;
    if (isBlind) {
      Arrays.fill(input, 0);
      input[0] = pass;
      input[1] = lane;
      input[2] = slice;
      input[3] = (long) cost.lane() * cost.lanes;
      input[4] = cost.passes;
      input[5] = TYPE;
    }
    var first = pass == 0 && slice == 0 ? 2 : 0;
    if (isBlind && first > 0) {
      nextAddresses();
    }
    for (var index = first; index < cost.segment(); index++) {
      var column = slice * cost.segment() + index;
      var current = (lane * cost.lane() + column) * BLOCK;
      var before = (lane * cost.lane() + (column == 0 ? cost.lane() : column) - 1) * BLOCK;
      if (isBlind && index % BLOCK == 0) {
        nextAddresses();
      }
      var random = isBlind ? addresses[index % BLOCK] : memory[before];
      var other = pass == 0 && slice == 0 ? lane : (int) ((random >>> 32) % cost.lanes);
      var reference = reference(cost, pass, slice, index, other == lane, random & LOW);
      mix(
          memory,
          before,
          memory,
          (other * cost.lane() + reference) * BLOCK,
          memory,
          current,
          pass > 0);
    }
  }

  private void nextAddresses() {
    input[6]++;
    Arrays.fill(addresses, 0);
    var zero = new long[BLOCK];
    mix(zero, 0, input, 0, addresses, 0, false);
    mix(zero, 0, addresses.clone(), 0, addresses, 0, false);
  }

  /** Which column of the lane is read: later ones rather than earlier ones (3.4.2 of the RFC). */
  private static int reference(
      Cost cost, int pass, int slice, int index, boolean isSameLane, long random) {
    var finished = pass == 0 ? slice * cost.segment() : cost.lane() - cost.segment();
    var area = finished + (isSameLane ? index - 1 : index == 0 ? -1 : 0);
    var squared = random * random >>> 32;
    var back = area - 1 - (area * squared >>> 32);
    var start = pass == 0 || slice == SYNC_POINTS - 1 ? 0 : (slice + 1) * cost.segment();
    return (int) ((start + back) % cost.lane());
  }

  /** G of the RFC, of blocks at these words; into a block, or on top of what it holds. */
  private void mix(long[] x, int xAt, long[] y, int yAt, long[] to, int at, boolean onTop) {
    var m = mixed;
    for (var i = 0; i < BLOCK; i++) {
      var both = x[xAt + i] ^ y[yAt + i];
      m[i] = both;
      to[at + i] = onTop ? to[at + i] ^ both : both;
    }
    for (var i = 0; i < BLOCK; i += 16) {
      permute(m, i, 2);
    }
    for (var i = 0; i < 16; i += 2) {
      permute(m, i, 16);
    }
    for (var i = 0; i < BLOCK; i++) {
      to[at + i] ^= m[i];
    }
  }

  /** P of the RFC, of eight pairs of words that lie so far apart: a round of BLAKE2b. */
  private static void permute(long[] m, int at, int apart) {
    var i2 = at + apart;
    var i4 = i2 + apart;
    var i6 = i4 + apart;
    var i8 = i6 + apart;
    var i10 = i8 + apart;
    var i12 = i10 + apart;
    var i14 = i12 + apart;
    quarter(m, at, i4, i8, i12);
    quarter(m, at + 1, i4 + 1, i8 + 1, i12 + 1);
    quarter(m, i2, i6, i10, i14);
    quarter(m, i2 + 1, i6 + 1, i10 + 1, i14 + 1);
    quarter(m, at, i4 + 1, i10, i14 + 1);
    quarter(m, at + 1, i6, i10 + 1, i12);
    quarter(m, i2, i6 + 1, i8, i12 + 1);
    quarter(m, i2 + 1, i4, i8 + 1, i14);
  }

  private static void quarter(long[] m, int ai, int bi, int ci, int di) {
    var a = m[ai];
    var b = m[bi];
    var c = m[ci];
    var d = m[di];
    a += b + 2 * (a & LOW) * (b & LOW);
    d = Long.rotateRight(d ^ a, 32);
    c += d + 2 * (c & LOW) * (d & LOW);
    b = Long.rotateRight(b ^ c, 24);
    a += b + 2 * (a & LOW) * (b & LOW);
    d = Long.rotateRight(d ^ a, 16);
    c += d + 2 * (c & LOW) * (d & LOW);
    b = Long.rotateRight(b ^ c, 63);
    m[ai] = a;
    m[bi] = b;
    m[ci] = c;
    m[di] = d;
  }

  /** H' of the RFC: a hash of any length. */
  private static byte[] stretched(byte[] from, int length) {
    var said = ByteBuffer.allocate(4 + from.length).order(ByteOrder.LITTLE_ENDIAN);
    said.putInt(length).put(from);
    if (length <= 64) {
      return blake2b(length, said.array());
    }
    var stretched = ByteBuffer.allocate(length);
    var piece = blake2b(64, said.array());
    while (stretched.remaining() > 64) {
      stretched.put(piece, 0, 32);
      piece = blake2b(Math.min(64, stretched.remaining()), piece);
    }
    return stretched.put(piece).array();
  }

  private static byte[] blake2b(int length, byte[] of) {
    var digest = new Blake2bDigest(length * Byte.SIZE);
    digest.update(of, 0, of.length);
    var hash = new byte[length];
    digest.doFinal(hash, 0);
    return hash;
  }
}
