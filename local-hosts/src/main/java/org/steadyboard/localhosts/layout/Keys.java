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
 * @param replicationPassword of the role that hosts replicate as, the same on all hosts
 */
public record Keys(
    String sessionKey,
    String peerKey,
    String superuserPassword,
    String databasePassword,
    String replicationPassword) {
  private static final int KEY_BYTES = 32;

  public static Keys loadOrCreate(Path file) throws IOException {
    JsonObject json = Files.exists(file) ? new JsonObject(Files.readString(file)) : null;
    if (json == null) {
      json = new Keys(random(), random(), random(), random(), random()).toJson();
      OwnerOnly.write(file, json.encodePrettily() + "\n");
    } else if (!json.containsKey("replicationPassword")) {
      // Written by a version that ran one host only.
      OwnerOnly.write(file, json.put("replicationPassword", random()).encodePrettily() + "\n");
    }
    return fromJson(json);
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
        .put("databasePassword", databasePassword)
        .put("replicationPassword", replicationPassword);
  }

  private static Keys fromJson(JsonObject json) {
    return new Keys(
        json.getString("sessionKey"),
        json.getString("peerKey"),
        json.getString("superuserPassword"),
        json.getString("databasePassword"),
        json.getString("replicationPassword"));
  }

  @Override
  public String toString() {
    return "Keys[…]";
  }
}
