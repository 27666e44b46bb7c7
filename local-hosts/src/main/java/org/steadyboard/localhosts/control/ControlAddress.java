package org.steadyboard.localhosts.control;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.OwnerOnly;

/**
 * Where the supervisor of a data folder is asked, and the secret that proves the asker may read
 * that folder.
 */
public record ControlAddress(int port, String token, long pid) {
  public void write(DataFolder data) throws IOException {
    JsonObject json = new JsonObject().put("port", port).put("token", token).put("pid", pid);
    OwnerOnly.write(data.control(), json.encodePrettily() + "\n");
  }

  /** Empty when no supervisor has written it. */
  public static Optional<ControlAddress> read(DataFolder data) throws IOException {
    if (!Files.exists(data.control())) {
      return Optional.empty();
    }
    try {
      JsonObject json = new JsonObject(Files.readString(data.control()));
      return Optional.of(
          new ControlAddress(
              json.getInteger("port"), json.getString("token"), json.getLong("pid")));
    } catch (DecodeException | NullPointerException cutShort) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "ControlAddress[port=" + port + "]";
  }
}
