package org.steadyboard.lesson.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.steadyboard.host.error.Problem;
import org.steadyboard.lesson.deck.DeckPaths;
import org.steadyboard.lesson.importing.DeckSource.SourceFile;
import org.steadyboard.media.DiskFull;
import org.steadyboard.media.FileTooLarge;
import org.steadyboard.media.MediaStore;
import org.steadyboard.media.MediaType;

/** Brings the pictures and other files of an archive into the store, each once. */
final class ArchiveFiles {

  /** Either a file in the store, or why it is not. */
  sealed interface Outcome {
    record Kept(SourceFile file) implements Outcome {}

    record Refused(String reason) implements Outcome {}
  }

  private final Archive archive;
  private final MediaStore store;
  private final long maxBytes;
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private final Set<String> added = new java.util.HashSet<>();

  ArchiveFiles(Archive archive, MediaStore store, long maxBytes) {
    this.archive = archive;
    this.store = store;
    this.maxBytes = maxBytes;
  }

  /** How many files the store did not have before. */
  int added() {
    return added.size();
  }

  Outcome keep(String path) {
    return outcomes.computeIfAbsent(path, this::bring);
  }

  private Outcome bring(String path) {
    try (var opened = archive.open(path).orElse(null)) {
      if (opened == null) {
        return new Outcome.Refused(path + " is not in the archive");
      }
      var bytes = new BufferedInputStream(opened, MediaType.HEAD_BYTES);
      bytes.mark(MediaType.HEAD_BYTES);
      var head = bytes.readNBytes(MediaType.HEAD_BYTES);
      bytes.reset();
      var name = DeckPaths.name(path);
      var type = MediaType.of(name, head);
      if (type.isEmpty()) {
        return new Outcome.Refused(path + " is of a type that is not kept, or not what it says");
      }
      return new Outcome.Kept(new SourceFile(put(bytes), MediaType.addressName(name), type.get()));
    } catch (FileTooLarge e) {
      return new Outcome.Refused(path + " has more than " + maxBytes + " bytes");
    } catch (DiskFull e) {
      return new Outcome.Refused(path + " does not fit: the disk of this host is nearly full");
    } catch (Problem e) {
      return new Outcome.Refused(e.getMessage());
    } catch (IOException e) {
      return new Outcome.Refused(path + " cannot be read or kept");
    }
  }

  private org.steadyboard.media.StoredFile put(BufferedInputStream bytes) throws IOException {
    var stored = store.put(bytes, maxBytes);
    if (stored.isNew()) {
      added.add(stored.sha256().toString());
    }
    return stored;
  }

  Optional<String> addressOf(Outcome outcome) {
    return outcome instanceof Outcome.Kept(SourceFile file)
        ? Optional.of("/media/" + file.stored().sha256() + "/" + file.name())
        : Optional.empty();
  }
}
