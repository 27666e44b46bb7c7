package org.steadyboard.board.pairing;

import static org.steadyboard.board.plans.HotStatement.KEYS;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.steadyboard.board.pairing.PairingStore.Wish;
import org.steadyboard.board.plans.HotStatement;
import org.steadyboard.board.proof.SecretHash;
import org.steadyboard.database.ManyRows;

/** Greeting boards and teachers, giving out codes, pairing by them and ending that. */
public final class PairingStatements {

  private static final Duration WHILE = Duration.ofMinutes(10);
  private static final SecretHash SECRET = SecretHash.of("secret");
  private static final UUID TEACHER = ManyRows.id("account", 1);

  private PairingStatements() {}

  public static List<HotStatement> of(Pool pool) {
    var store = new PairingStore(pool, 1_000, 1_000);
    var codes = new CodeStore(pool, 0, WHILE);
    var boards = ManyRows.ids("board", KEYS);
    var pairings = ManyRows.ids("pairing", KEYS);
    var waiting = withSecrets(ManyRows.ids("waiting", KEYS).stream());
    return List.of(
        HotStatement.ofMany("pairings of boards", () -> store.ofBoards(boards)),
        HotStatement.ofMany("pairings by id", () -> store.pairs(pairings)),
        HotStatement.ofMany("codes", () -> codes.codes(waiting, Instant.now(), id -> true)),
        HotStatement.ofMany(
            "codes when all are new", () -> codes.codes(newBoards(), Instant.now(), id -> true)),
        HotStatement.ofOne("unknown code", () -> store.pair(wish("000000"))),
        new HotStatement("pair and unpair", 2, () -> pairAndUnpair(store, codes)),
        HotStatement.ofOne(
            "unpair all", () -> store.unpairAll(ManyRows.id("board", 1), Instant.now(), WHILE)));
  }

  private static Map<UUID, SecretHash> newBoards() {
    return withSecrets(Stream.generate(UUID::randomUUID).limit(KEYS));
  }

  private static Map<UUID, SecretHash> withSecrets(Stream<UUID> boards) {
    return boards.collect(Collectors.toMap(Function.identity(), id -> SECRET));
  }

  private static Future<?> pairAndUnpair(PairingStore store, CodeStore codes) {
    var board = UUID.randomUUID();
    return codes
        .codes(Map.of(board, SECRET), Instant.now(), id -> true)
        .compose(given -> store.pair(wish(given.get(board).digits())))
        .compose(paired -> store.unpair(board, TEACHER, Instant.now(), WHILE));
  }

  private static Wish wish(String code) {
    var now = Instant.now();
    return new Wish(TEACHER, UUID.randomUUID(), code, Optional.empty(), now, now.plus(WHILE));
  }
}
