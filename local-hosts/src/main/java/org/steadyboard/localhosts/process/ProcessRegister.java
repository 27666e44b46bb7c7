package org.steadyboard.localhosts.process;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.steadyboard.localhosts.layout.OwnerOnly;

/** The processes that run now, in a file, so that whoever comes after a crash can end them. */
public final class ProcessRegister {
  private final Path file;
  private final Map<String, ProcessRecord> running = new LinkedHashMap<>();

  public ProcessRegister(Path file) {
    this.file = file;
  }

  public synchronized void started(ProcessRecord process) {
    running.put(process.part(), process);
    write();
  }

  public synchronized void ended(String part, long pid) {
    ProcessRecord known = running.get(part);
    if (known != null && known.pid() == pid) {
      running.remove(part);
      write();
    }
  }

  /** What the file says; nothing when there is none or it cannot be understood. */
  public static List<ProcessRecord> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return new JsonArray(Files.readString(file))
          .stream().map(item -> ProcessRecord.fromJson((JsonObject) item)).toList();
    } catch (DecodeException cutShort) {
      return List.of();
    }
  }

  private void write() {
    JsonArray list = new JsonArray();
    running.values().forEach(process -> list.add(process.toJson()));
    try {
      OwnerOnly.write(file, list.encodePrettily() + "\n");
    } catch (IOException e) {
      // A full disk must not keep a part from being started again; only a later clean-up suffers.
      System.err.println("could not note the running processes in " + file + ": " + e.getMessage());
    }
  }
}
