package org.steadyboard.lesson.editing;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.steadyboard.host.session.Caller;
import org.steadyboard.lesson.deck.DeckReader;
import org.steadyboard.lesson.rendering.Renderer;
import org.steadyboard.lesson.rendering.RenderingSettings;

/** What a page would look like, while it is written: renders and stores nothing. */
@Path("/api/preview")
@Authenticated
@RunOnVirtualThread
public class PreviewResource {

  public record PreviewRequest(
      @NotNull @Size(max = DeckReader.MAX_PAGE_CHARACTERS) String markdown) {}

  /**
   * @param html safe to put into a page as it is
   * @param notes for the teacher alone; plain text
   */
  public record Preview(String html, String notes) {}

  private final Renderer renderer;
  private final Caller caller;
  private final Previews previews;

  public PreviewResource(
      Renderer renderer, RenderingSettings settings, Caller caller, Clock clock) {
    this.renderer = renderer;
    this.caller = caller;
    this.previews = new Previews(settings.previews(), clock);
  }

  @POST
  @APIResponse(responseCode = "200", description = "What the page would become")
  @APIResponse(responseCode = "422", description = "too-complex")
  @APIResponse(responseCode = "429", description = "too-fast, with Retry-After")
  public Preview look(@NotNull @Valid PreviewRequest request) {
    var rendered =
        previews.look(caller.signedIn().accountId(), () -> renderer.render(request.markdown()));
    return new Preview(rendered.html(), rendered.notes());
  }
}
