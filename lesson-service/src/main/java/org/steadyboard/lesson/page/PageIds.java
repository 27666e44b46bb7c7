package org.steadyboard.lesson.page;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.lesson.row.DerivedIds;

/** Ids for the pages of a lesson that is made from something else. */
public final class PageIds {

  private PageIds() {}

  /**
   * An id for each name; no other lesson has a page of that id. Used within the transaction that
   * makes the pages.
   *
   * @throws Problem conflict, when all that a name may have are taken
   */
  public static List<UUID> of(UUID lesson, List<String> names) {
    var first = names.stream().map(n -> DerivedIds.first(lesson, n)).toList();
    var taken =
        first.isEmpty()
            ? List.<UUID>of()
            : Page.<Page>list("id in ?1 and lessonId <> ?2", first, lesson).stream()
                .map(p -> p.id)
                .collect(Collectors.toSet());
    var ids = new ArrayList<UUID>(names.size());
    for (var i = 0; i < names.size(); i++) {
      ids.add(taken.contains(first.get(i)) ? another(lesson, names.get(i)) : first.get(i));
    }
    return ids;
  }

  private static UUID another(UUID lesson, String name) {
    Predicate<UUID> mayBe =
        id -> {
          var page = Page.<Page>findById(id);
          return page == null || page.lessonId.equals(lesson);
        };
    return DerivedIds.find(lesson, name, mayBe)
        .orElseThrow(
            () -> new Problem(ProblemCode.CONFLICT, "the ids of its pages are something else's"));
  }
}
