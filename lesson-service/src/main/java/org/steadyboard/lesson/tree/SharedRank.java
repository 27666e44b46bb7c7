package org.steadyboard.lesson.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The siblings that have one rank, nearly always one alone; hosts that did not hear each other may
 * have given it to several. Pure: hosts that make room among the same siblings at once write the
 * same, and what each puts in between is in between on all of them.
 *
 * @param siblings in their order, which is that of their ids; never empty
 * @param next the next rank that is taken; null: none is
 */
record SharedRank(String rank, List<UUID> siblings, String next) {

  /**
   * @param rank for what is to stand there
   * @param setApart the new ranks of those that had to make room
   */
  record Room(String rank, Map<UUID, String> setApart) {}

  /**
   * Room right after one of them. Only those behind it are written: a write may win over what
   * another host wrote to the same row at once.
   *
   * @param moving what is to stand there; it may have this rank too
   */
  Room after(UUID sibling, UUID moving) {
    var ranks = Rank.apart(rank, siblings.size(), next);
    var behind = siblings.indexOf(sibling) + 1;
    var setApart = new LinkedHashMap<UUID, String>();
    for (var i = behind; i < siblings.size(); i++) {
      if (!siblings.get(i).equals(moving)) {
        setApart.put(siblings.get(i), ranks.get(i));
      }
    }
    var end = behind < siblings.size() ? ranks.get(behind) : next;
    return new Room(Rank.between(ranks.get(behind - 1), end), setApart);
  }
}
