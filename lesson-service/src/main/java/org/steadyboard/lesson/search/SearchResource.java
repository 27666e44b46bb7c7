package org.steadyboard.lesson.search;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.util.List;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.error.StorableText;
import org.steadyboard.host.paging.Cursor;
import org.steadyboard.host.session.Caller;
import org.steadyboard.lesson.deck.Languages;
import org.steadyboard.lesson.tree.NodesResource;

/** Search in what is shared and what is the teacher's own. */
@Path("/api/search")
@Authenticated
@RunOnVirtualThread
public class SearchResource {

  static final int MAX_QUERY = 500;

  public record SearchView(List<SearchHit> hits, String cursor) {}

  private final Search search;
  private final Caller caller;

  public SearchResource(Search search, Caller caller) {
    this.search = search;
    this.caller = caller;
  }

  @GET
  public SearchView search(
      @QueryParam("q") @DefaultValue("") @Size(max = MAX_QUERY) String typed,
      @QueryParam("language") @Pattern(regexp = Languages.PATTERN) @Size(max = 35) String language,
      @QueryParam("tag") @Size(min = 1, max = NodesResource.MAX_TAG) String tag,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") @DefaultValue("10") @Min(1) @Max(50) int limit)
      throws SQLException {
    var who = caller.signedIn();
    if (!StorableText.isStorable(typed) || (tag != null && !StorableText.isStorable(tag))) {
      throw new Problem(ProblemCode.INVALID_TEXT, ProblemCode.INVALID_TEXT.title());
    }
    var offset = cursor == null ? 0 : Cursor.number(Cursor.parts(cursor, 1).getFirst());
    var terms = SearchTerms.of(typed);
    if (terms.isEmpty() || offset >= Search.MAX_RANKED) {
      return new SearchView(List.of(), null);
    }
    var hits =
        search.find(
            terms.get(), who.accountId(), new Search.Filter(language, tag), offset, limit + 1);
    return hits.size() <= limit
        ? new SearchView(hits, null)
        : new SearchView(hits.subList(0, limit), Cursor.of(offset + limit));
  }
}
