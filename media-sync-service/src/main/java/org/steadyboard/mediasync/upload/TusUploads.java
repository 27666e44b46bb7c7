package org.steadyboard.mediasync.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.media.FileTooLarge;
import org.steadyboard.media.PartName;
import org.steadyboard.media.StoreBusy;
import org.steadyboard.media.Upload;
import org.steadyboard.media.UploadState;
import org.steadyboard.media.Uploads;
import org.steadyboard.media.WrongContent;
import org.steadyboard.mediasync.files.MediaSettings;
import org.steadyboard.mediasync.library.Item;

/**
 * Files that come in pieces. What has come of one is on this host's disk alone; once it is whole,
 * any host knows it by its row.
 */
@ApplicationScoped
class TusUploads {

  private final Uploads uploads;
  private final Keeping keeping;
  private final Admission admission;
  private final Running running;
  private final Seen seen;
  private final long maxBytes;

  /** Held while an account's uploads are counted and one more begins. */
  private final Object beginning = new Object();

  TusUploads(
      Uploads uploads,
      Keeping keeping,
      Admission admission,
      Running running,
      Seen seen,
      MediaSettings settings) {
    this.uploads = uploads;
    this.keeping = keeping;
    this.admission = admission;
    this.running = running;
    this.seen = seen;
    this.maxBytes = settings.maxBytes();
  }

  /**
   * How far an upload is.
   *
   * @param offset what is safe, whatever crashes
   * @param length in bytes, as declared
   * @param about empty once the file is whole
   */
  record Progress(long offset, long length, Optional<About> about) {}

  /**
   * Begins an upload, and opens it. One of the same account that had begun under this id is ended:
   * who begins again knows nothing of what had come.
   */
  Upload begin(UUID id, long length, About about, SignedIn who) throws IOException, SQLException {
    if (length > maxBytes) {
      throw new FileTooLarge(maxBytes);
    }
    admission.begin(who.accountId());
    var standing = keeping.standing(id, who);
    if (standing.isPresent() && standing.get().size() != length) {
      throw Keeping.taken();
    }
    if (find(id, who).isPresent()) {
      end(id, who);
    }
    synchronized (beginning) {
      admission.demandRoom(
          length,
          uploads.all().values().stream()
              .filter(state -> isOf(state, who))
              .map(UploadState::length)
              .toList());
      var upload = uploads.begin(PartName.of(id), length, maxBytes, about.bytes());
      seen.add(id, who.accountId());
      return upload;
    }
  }

  private static boolean isOf(UploadState state, SignedIn who) {
    return About.of(state).filter(about -> about.ownerId().equals(who.accountId())).isPresent();
  }

  /** Empty when there is none; another account's id is taken. */
  private Optional<UploadState> find(UUID id, SignedIn who) throws IOException {
    var found = uploads.find(PartName.of(id));
    if (found.isPresent() && !isOf(found.get(), who)) {
      throw Keeping.taken();
    }
    return found;
  }

  /**
   * Opens an upload for its owner alone. A request that brings it is ended.
   *
   * @throws Problem not-found, upload-gone, upload-busy
   */
  Upload open(UUID id, SignedIn who) throws IOException {
    var name = PartName.of(id);
    demandOwn(id, who);
    var mayBeFree = running.end(id);
    try {
      var upload = uploads.resume(name).orElseThrow(() -> absent(id, who));
      seen.add(id, who.accountId());
      return upload;
    } catch (StoreBusy busy) {
      if (mayBeFree && running.end(id)) {
        return uploads.resume(name).orElseThrow(() -> absent(id, who));
      }
      throw busy;
    }
  }

  private void demandOwn(UUID id, SignedIn who) throws IOException {
    var state = uploads.find(PartName.of(id)).orElseThrow(() -> absent(id, who));
    if (!isOf(state, who)) {
      throw new Problem(ProblemCode.NOT_FOUND, ProblemCode.NOT_FOUND.title());
    }
  }

  private Problem absent(UUID id, SignedIn who) {
    var code = seen.has(id, who.accountId()) ? ProblemCode.UPLOAD_GONE : ProblemCode.NOT_FOUND;
    return new Problem(code, code.title());
  }

  /**
   * Where an upload is to go on. One whose last byte had come before it could be kept is kept now,
   * so that who hears that it is whole may rely on it.
   */
  Progress progress(UUID id, SignedIn who) throws IOException, SQLException {
    var whole = whole(id, who);
    if (whole.isPresent()) {
      return whole.get();
    }
    try (var upload = open(id, who)) {
      var state = upload.state();
      if (state.isComplete()) {
        finish(id, upload, who);
      }
      return new Progress(state.offset(), state.length(), About.of(state));
    }
  }

  /** A file that was uploaded and stands; nothing of it is unfinished here. */
  Optional<Progress> whole(UUID id, SignedIn who) throws IOException, SQLException {
    if (uploads.find(PartName.of(id)).isPresent()) {
      return Optional.empty();
    }
    // Its last request may have made the file and not yet the row.
    running.end(id);
    var item = keeping.own(id, who);
    if (item.filter(Item::isDeleted).isPresent()) {
      throw new Problem(ProblemCode.UPLOAD_GONE, ProblemCode.UPLOAD_GONE.title());
    }
    return item.map(i -> new Progress(i.size(), i.size(), Optional.empty()));
  }

  /**
   * Makes a file of an upload that is complete. As long as the database can't be asked, it stays as
   * it is.
   */
  void finish(UUID id, Upload upload, SignedIn who) throws IOException, SQLException {
    var about = About.of(upload.state()).orElseThrow();
    var type = new Receiving(upload, about).type();
    var standing = keeping.standing(id, who);
    try {
      var file = upload.finish(standing.map(Item::sha256));
      keeping.keep(id, file, type, about.fileName(), who);
    } catch (WrongContent e) {
      throw Keeping.taken();
    }
  }

  /** Nothing is left of it. */
  void end(UUID id, SignedIn who) throws IOException {
    try (var upload = open(id, who)) {
      upload.abort();
    }
  }
}
