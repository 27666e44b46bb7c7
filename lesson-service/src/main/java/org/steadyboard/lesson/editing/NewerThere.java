package org.steadyboard.lesson.editing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.error.ProblemDetails;
import org.steadyboard.lesson.page.Page;
import org.steadyboard.lesson.reading.LessonView.PageView;

/**
 * The body of {@code newer-there}: an error (RFC 9457) that brings what stands there, so that
 * whoever edits sees both.
 *
 * @param page as it stands; of a deleted one, as it stood
 */
@RegisterForReflection
public record NewerThere(
    String type,
    String title,
    int status,
    String code,
    String detail,
    PageView page,
    boolean deleted) {

  static NewerThere of(Page page) {
    var details =
        ProblemDetails.of(
            ProblemCode.NEWER_THERE,
            page.isDeleted()
                ? "The page was deleted since; what you sent is kept as a version of it"
                : "The page was changed since; what you sent is kept as a version of it");
    return new NewerThere(
        details.type(),
        details.title(),
        details.status(),
        details.code(),
        details.detail(),
        PageView.of(page),
        page.isDeleted());
  }

  Response response() {
    return Response.status(status).type(ProblemDetails.MEDIA_TYPE).entity(this).build();
  }
}
