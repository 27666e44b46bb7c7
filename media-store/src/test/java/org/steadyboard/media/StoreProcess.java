package org.steadyboard.media;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Random;

/**
 * Another process that uses a store, to be killed: tells each file that it was promised, a line
 * each. Its first line is the name of an upload that it keeps open.
 */
final class StoreProcess {

  private static final int MAX_BYTES = 100_000;
  private static final int PIECE_BYTES = 10_000;
  private static final int UPLOADS = 3;

  private final LocalFiles store;
  private final Random random;

  private StoreProcess(LocalFiles store, Random random) {
    this.store = store;
    this.random = random;
  }

  /** A folder and a seed; or a folder and "files", for {@link #withoutFiles}. */
  public static void main(String[] arguments) throws IOException {
    var store = new LocalFiles(Path.of(arguments[0]));
    if (arguments[1].equals("files")) {
      withoutFiles(store);
      return;
    }
    var process = new StoreProcess(store, new Random(Long.parseLong(arguments[1])));
    var open = new PartName("open-" + arguments[1]);
    try (var upload = store.uploads().begin(open, 10, 10, new byte[0])) {
      upload.append(ByteBuffer.allocate(5));
      tell(open);
      while (true) {
        process.step();
      }
    }
  }

  private static void tell(Object line) {
    System.out.println(line);
    System.out.flush();
  }

  private void step() throws IOException {
    switch (random.nextInt(4)) {
      case 0 -> tell(store.put(new ByteArrayInputStream(bytes(random.nextLong())), MAX_BYTES));
      case 1 -> {
        var bytes = bytes(random.nextLong());
        tell(store.put(new ByteArrayInputStream(bytes), content(bytes)));
      }
      case 2 -> batch();
      default -> upload(new PartName("upload-" + random.nextInt(UPLOADS)));
    }
  }

  private static void tell(StoredFile stored) {
    tell(stored.sha256());
  }

  private void batch() throws IOException {
    try (var batch = store.batch()) {
      for (var i = 0; i < 8; i++) {
        var bytes = bytes(random.nextLong());
        batch.add(new ByteArrayInputStream(bytes), content(bytes));
      }
      batch.keep().forEach(StoreProcess::tell);
    }
  }

  /** Goes on with what it, one killed before or one beside it began. */
  private void upload(PartName name) throws IOException {
    try (var upload = beginOrResume(name)) {
      var bytes = bytes(ByteBuffer.wrap(upload.state().about()).getLong());
      while (!upload.state().isComplete()) {
        var at = (int) upload.state().offset();
        upload.append(ByteBuffer.wrap(bytes, at, Math.min(PIECE_BYTES, bytes.length - at)));
        if (random.nextInt(5) == 0) {
          return;
        }
      }
      tell(upload.finish(Optional.of(content(bytes).sha256())));
    } catch (StoreBusy | UploadStands anotherProcess) {
      // Next time.
    }
  }

  private Upload beginOrResume(PartName name) throws IOException {
    var resumed = store.uploads().resume(name);
    if (resumed.isPresent()) {
      return resumed.get();
    }
    var seed = random.nextLong();
    var about = ByteBuffer.allocate(Long.BYTES).putLong(seed).array();
    return store.uploads().begin(name, bytes(seed).length, MAX_BYTES, about);
  }

  private static byte[] bytes(long seed) {
    var random = new Random(seed);
    var bytes = new byte[random.nextInt(MAX_BYTES)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Content content(byte[] bytes) {
    return new Content(Sha256.of(Sha256.digest().digest(bytes)), bytes.length);
  }

  /**
   * Puts files while only some more can be opened, and tells for each number of them whether that
   * went well.
   */
  private static void withoutFiles(LocalFiles store) throws IOException {
    loadClasses();
    put(store, 0);
    for (var left = 0; left < 4; left++) {
      var opened = new ArrayDeque<Closeable>();
      var says = "";
      try {
        openAll(opened);
        for (var i = 0; i < left; i++) {
          opened.pop().close();
        }
        says = put(store, left);
      } finally {
        for (var file : opened) {
          file.close();
        }
      }
      tell(left + " " + says);
    }
    tell(put(store, 5));
  }

  private static void openAll(ArrayDeque<Closeable> opened) {
    try {
      while (true) {
        opened.push(new FileInputStream("/dev/null"));
      }
    } catch (IOException noMore) {
      // As it is meant to be.
    }
  }

  private static String put(LocalFiles store, int seed) {
    try {
      store.put(new ByteArrayInputStream(bytes(seed)), MAX_BYTES);
      return "kept";
    } catch (IOException e) {
      return "refused";
    }
  }

  /** Which takes files too. */
  private static void loadClasses() throws IOException {
    var folder =
        Path.of(LocalFiles.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        var name = folder.relativize(file).toString().replace('/', '.');
        Class.forName(name.substring(0, name.length() - ".class".length()));
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
