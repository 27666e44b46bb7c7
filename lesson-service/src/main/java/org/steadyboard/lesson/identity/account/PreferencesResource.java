package org.steadyboard.lesson.identity.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.error.StorableText;
import org.steadyboard.host.session.Caller;
import org.steadyboard.lesson.row.WriteLock;

/**
 * What a teacher's browser keeps for other browsers: a JSON object that the service never reads.
 */
@Path("/api/account/preferences")
@Authenticated
@RunOnVirtualThread
public class PreferencesResource {

  static final int MAX_BYTES = 16 * 1024;

  private final WriteLock lock;
  private final Caller caller;

  public PreferencesResource(WriteLock lock, Caller caller) {
    this.lock = lock;
    this.caller = caller;
  }

  /** An empty object, until something was put. */
  @GET
  @Transactional
  @APIResponse(
      responseCode = "200",
      description = "The object that was put last",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  public JsonNode get() {
    return Preference.<Preference>findByIdOptional(caller.signedIn().accountId())
        .map(p -> p.document)
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }

  @PUT
  @Transactional
  @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  @APIResponse(
      responseCode = "200",
      description = "The object as it is kept",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  public JsonNode put(@NotNull JsonNode document) {
    if (!document.isObject()) {
      throw new Problem(ProblemCode.INVALID, "preferences are a JSON object");
    }
    if (document.toString().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new Problem(ProblemCode.TOO_LARGE, "preferences have at most " + MAX_BYTES + " bytes");
    }
    refuseUnstorable(document);
    var id = caller.signedIn().accountId();
    lock.accounts();
    var preference = Preference.<Preference>findById(id);
    if (preference == null) {
      preference = new Preference();
      preference.id = id;
      preference.document = document;
      preference.persist();
    } else if (!document.equals(preference.document)) {
      preference.document = document;
    }
    return document;
  }

  private static void refuseUnstorable(JsonNode node) {
    if (node.isTextual() && !StorableText.isStorable(node.textValue())) {
      throw new Problem(ProblemCode.INVALID_TEXT, ProblemCode.INVALID_TEXT.title());
    }
    for (var field : node.properties()) {
      if (!StorableText.isStorable(field.getKey())) {
        throw new Problem(ProblemCode.INVALID_TEXT, ProblemCode.INVALID_TEXT.title());
      }
    }
    for (var child : node) {
      refuseUnstorable(child);
    }
  }
}
