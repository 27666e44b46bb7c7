package org.steadyboard.lesson.tree.mending;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.database.mesh.JoinedHosts;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.lesson.reading.LessonReading;
import org.steadyboard.lesson.tree.NodeView;
import org.steadyboard.lesson.tree.Rank;
import org.steadyboard.lesson.tree.TreeReading;

/** Hosts that do not hear each other change one tree, as each of them may. */
class TreeAcrossHostsTest {

  private static final List<String> HOSTS = List.of("a", "b", "c");
  private static final SignedIn ADMIN =
      new SignedIn(
          new UUID(0, 1), "admin@example.org", "A", SignedIn.ADMIN, new UUID(0, 2), null, null);

  @TempDir private static Path folder;
  private static JoinedHosts hosts;

  @BeforeAll
  static void join() throws Exception {
    hosts = new JoinedHosts(folder, HOSTS.toArray(String[]::new));
  }

  @AfterAll
  static void stop() throws Exception {
    hosts.close();
  }

  @Test
  void theOlderOfTwoMovesThatMakeACycleIsUndone() throws Exception {
    var one = insert("a", null);
    var two = insert("a", null);
    hosts.awaitEqual();
    hosts.cut();
    move("a", one, two);
    move("b", two, one);
    hosts.heal();
    hosts.awaitEqual();
    assertThat(reachable("c")).as("without mending").doesNotContain(one, two);

    mend();

    for (var host : HOSTS) {
      assertThat(list(host, null)).contains(one).doesNotContain(two);
      assertThat(list(host, one)).containsExactly(two);
    }
  }

  @Test
  void whatStoodThereBeforeTheMovesThatMakeACycleStays() throws Exception {
    var home = insert("a", null);
    var theme = insert("a", home);
    var inside = insert("a", theme);
    var other = insert("a", null);
    hosts.awaitEqual();
    hosts.cut();
    move("a", theme, other);
    move("b", other, inside);
    hosts.heal();
    hosts.awaitEqual();
    assertThat(reachable("c")).as("without mending").doesNotContain(theme, inside, other);

    mend();

    for (var host : HOSTS) {
      assertThat(above(host, other)).containsExactly(home, theme, inside);
    }
  }

  @Test
  // A thread that waits for a database does not hear an interruption.
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whileACycleStandsReadingAnswers() throws Exception {
    var one = insert("a", null);
    var two = insert("a", one);
    var theme = insert("a", two);
    var lesson = insert("a", theme);
    hosts.execute("a", "update lesson.node set kind = 'lesson' where id = '" + lesson + "'");
    var own = insert("a", null);
    move("a", one, two);
    move("a", own, own);

    assertThat(above("a", one)).containsExactly(two);
    assertThat(above("a", lesson)).containsExactly(one, two, theme);
    assertThat(above("a", own)).isEmpty();
    assertThat(list("a", one)).containsExactly(two);
    assertThat(list("a", own)).containsExactly(own);
    var reading = new TreeReading(hosts.service("a")::getConnection);
    assertThat(reading.node(ADMIN, lesson)).isPresent();
    assertThat(
            new LessonReading(hosts.service("a")::getConnection).head(lesson).orElseThrow().path())
        .containsExactlyInAnyOrder(one, two, theme, lesson);

    delete("a", two);
    assertThat(reading.path(ADMIN, lesson)).isEmpty();
    assertThat(reading.node(ADMIN, lesson)).isEmpty();
    mend();
  }

  @Test
  void whatCameToStandTooDeepOrUnderALessonIsListedAgain() throws Exception {
    var upper = chain(null, TreeReading.MAX_DEPTH - 2);
    var lower = chain(null, 2);
    var leaf = insert("a", null);
    var lesson = insert("a", null);
    hosts.awaitEqual();
    hosts.cut();
    move("a", lower.getFirst(), upper.getLast());
    move("b", leaf, lower.getLast());
    hosts.execute("a", "update lesson.node set kind = 'lesson' where id = '" + lesson + "'");
    var under = insert("b", lesson);
    hosts.heal();
    hosts.awaitEqual();

    mend();

    for (var host : HOSTS) {
      assertThat(above(host, leaf)).as("the newest move is undone").isEmpty();
      assertThat(above(host, lower.getLast())).contains(upper.getFirst());
      assertThat(list(host, null)).contains(leaf, under);
      assertThat(list(host, lesson)).isEmpty();
    }
  }

  @Test
  void aNodeThatChangedIsLookedAtWithWhatIsUnderIt() throws Exception {
    var mender = new TreeMender(hosts.service("a"));
    var lesson = insert("a", null);
    var under = insert("a", lesson);
    hosts.execute("a", "update lesson.node set kind = 'lesson' where id = '" + lesson + "'");
    assertThat(mender.look(List.of(lesson))).containsExactly(under);

    var upper = chain(null, TreeReading.MAX_DEPTH - 2);
    var lower = chain(null, 3);
    move("a", lower.getFirst(), upper.getLast());
    assertThat(mender.look(List.of(lower.getFirst()))).containsExactly(lower.getFirst());
    assertThat(above("a", lower.getLast())).containsExactly(lower.get(0), lower.get(1));
    mend();
  }

  /** Each under the one before it. */
  private static List<UUID> chain(UUID top, int length) throws Exception {
    var nodes = new ArrayList<UUID>();
    for (var i = 0; i < length; i++) {
      nodes.add(insert("a", i == 0 ? top : nodes.getLast()));
    }
    return nodes;
  }

  @Test
  void whatCameUnderADeletedNodeLaterIsPutBackAndWhatCameBeforeGoesAlong() throws Exception {
    var theme = insert("a", null);
    var gone = insert("a", theme);
    var moved = insert("a", null);
    hosts.awaitEqual();
    hosts.cut();
    var early = insert("b", gone);
    delete("a", gone);
    move("b", moved, gone);
    var late = insert("b", gone);
    hosts.heal();
    hosts.awaitEqual();

    mend();

    for (var host : HOSTS) {
      assertThat(list(host, null)).contains(moved);
      assertThat(list(host, theme)).containsExactly(late);
      assertThat(reachable(host)).doesNotContain(early);
    }
    hosts.execute("c", "update lesson.node set deleted_at = null where id = '" + gone + "'");
    hosts.awaitEqual();
    assertThat(list("a", gone)).containsExactly(early);
  }

  @Test
  void anyChangesAtOnceLeaveOneTreeWhoseNodesCanAllBeReached() throws Exception {
    var seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TreeAcrossHostsTest seed " + seed);
    var random = new Random(seed);
    var nodes = new ArrayList<UUID>();
    for (var i = 0; i < 12; i++) {
      nodes.add(insert("a", i < 4 ? null : nodes.get(random.nextInt(i))));
    }
    for (var round = 0; round < Integer.getInteger("rounds", 4); round++) {
      hosts.awaitEqual();
      hosts.cut();
      for (var step = 0; step < 60; step++) {
        change(random, HOSTS.get(random.nextInt(HOSTS.size())), nodes);
      }
      hosts.heal();
      hosts.awaitEqual();
      mend();

      var as = tree("a");
      for (var host : HOSTS) {
        assertThat(tree(host)).as("seed %d, host %s", seed, host).isEqualTo(as);
        assertThat(hosts.query(host, LOST)).as("seed %d, host %s", seed, host).isEmpty();
        assertThat(hosts.query(host, WRONGLY_FOUND)).as("seed %d, search", seed).isEmpty();
      }
    }
  }

  /** Nodes that are neither reached from the top nor under something that was deleted. */
  private static final String LOST =
      """
      with recursive down (id) as (
        select id from lesson.node where parent_id is null
        union all
        select n.id from down join lesson.node n on n.parent_id = down.id
      )
      select id::text from lesson.node where id not in (select id from down)
      """;

  private static final String WRONGLY_FOUND =
      """
      select e.page_id::text from lesson.search_entry e join lesson.page p on p.id = e.page_id
      where e.live <> (p.deleted_at is null and lesson.stands(p.lesson_id))
      """;

  private static void change(Random random, String host, List<UUID> nodes) throws Exception {
    var here = List.copyOf(reachable(host));
    if (here.isEmpty() || random.nextInt(10) == 0) {
      var parent = here.isEmpty() || random.nextBoolean() ? null : pick(random, here);
      nodes.add(insert(host, parent));
      return;
    }
    var node = pick(random, here);
    switch (random.nextInt(10)) {
      case 0 -> delete(host, node);
      case 1 ->
          hosts.execute(
              host,
              "update lesson.node set deleted_at = null where id = '" + pick(random, nodes) + "'");
      default -> {
        var parent = random.nextInt(8) == 0 ? null : pick(random, here);
        // As Tree does: no host makes a cycle by itself.
        if (parent == null || (!parent.equals(node) && !above(host, parent).contains(node))) {
          move(host, node, parent);
        }
      }
    }
  }

  private static UUID pick(Random random, List<UUID> nodes) {
    return nodes.get(random.nextInt(nodes.size()));
  }

  /** Every host by itself, as its service does, until none has anything left to do. */
  private static void mend() throws Exception {
    for (var round = 0; round < 10; round++) {
      var putBack = 0;
      for (var host : HOSTS) {
        putBack += new TreeMender(hosts.service(host)).lookAtAll().size();
      }
      hosts.awaitEqual();
      if (putBack == 0) {
        return;
      }
    }
    throw new AssertionError("mending does not end");
  }

  private static UUID insert(String host, UUID parent) throws Exception {
    var id = UUID.randomUUID();
    hosts.execute(
        host,
        "insert into lesson.node (id, parent_id, kind, title, rank, language) values ('%s', %s, 'theme', 'T', '%s', 'en')"
            .formatted(id, quoted(parent), Rank.nth(0)));
    hosts.execute(
        host,
        "insert into lesson.page (id, lesson_id, rank, markdown, notes, html, headings, words, rendering) values (gen_random_uuid(), '%s', 'V', '', '', '', '', 'word', 1)"
            .formatted(id));
    return id;
  }

  private static void move(String host, UUID node, UUID parent) throws Exception {
    hosts.execute(
        host,
        "update lesson.node set parent_id = %s where id = '%s'".formatted(quoted(parent), node));
  }

  private static void delete(String host, UUID node) throws Exception {
    hosts.execute(
        host, "update lesson.node set deleted_at = clock_timestamp() where id = '" + node + "'");
  }

  private static String quoted(UUID id) {
    return id == null ? "null" : "'" + id + "'";
  }

  private static List<UUID> above(String host, UUID node) throws SQLException {
    return new TreeReading(hosts.service(host)::getConnection)
        .path(ADMIN, node).orElseThrow().stream().map(NodeView::id).toList();
  }

  /** By the very statements that answer requests. */
  private static List<UUID> list(String host, UUID parent) throws SQLException {
    var reading = new TreeReading(hosts.service(host)::getConnection);
    var children =
        parent == null
            ? reading.roots(ADMIN, null, 200)
            : reading.children(ADMIN, parent, null, 200).orElseThrow();
    return children.nodes().stream().map(NodeView::id).toList();
  }

  private static Set<UUID> reachable(String host) throws SQLException {
    var found = new HashSet<UUID>();
    gather(host, null, found, new ArrayList<>());
    return found;
  }

  private static List<String> tree(String host) throws SQLException {
    var lines = new ArrayList<String>();
    gather(host, null, new HashSet<>(), lines);
    return lines;
  }

  private static void gather(String host, UUID parent, Set<UUID> found, List<String> lines)
      throws SQLException {
    for (var id : list(host, parent)) {
      lines.add(parent + " > " + id);
      if (found.add(id)) {
        gather(host, id, found, lines);
      }
    }
  }
}
