package org.steadyboard.localhosts.layout;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secrets of one set of local hosts, made once and kept in a file of mode 0600.
 *
 * @param sessionKey 32 bytes, base64, the same on all hosts
 * @param peerKey likewise, between hosts
 * @param superuserPassword of the role postgres
 * @param databasePassword of the role steadyboard
 */
public record Keys(
    String sessionKey, String peerKey, String superuserPassword, String databasePassword) {
  private static final int KEY_BYTES = 32;

  public static Keys loadOrCreate(Path file) throws IOException {
    if (Files.exists(file)) {
      return fromJson(new JsonObject(Files.readString(file)));
    }
    Keys keys = new Keys(random(), random(), random(), random());
    OwnerOnly.write(file, keys.toJson().encodePrettily() + "\n");
    return keys;
  }

  /** A fresh secret that nobody can guess: 32 bytes as base64. */
  public static String random() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private JsonObject toJson() {
    return new JsonObject()
        .put("sessionKey", sessionKey)
        .put("peerKey", peerKey)
        .put("superuserPassword", superuserPassword)
        .put("databasePassword", databasePassword);
  }

  private static Keys fromJson(JsonObject json) {
    return new Keys(
        json.getString("sessionKey"),
        json.getString("peerKey"),
        json.getString("superuserPassword"),
        json.getString("databasePassword"));
  }

  @Override
  public String toString() {
    return "Keys[…]";
  }
}
