package org.steadyboard.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hand, a disk or a backup may leave in the folder of a store. */
class StrangeFoldersTest {

  private static final Sha256 HELLO = MediaStoreContract.HELLO;
  private static final String FOLDER = HELLO.toString().substring(0, 2);

  @TempDir Path top;
  @TempDir Path elsewhere;
  private LocalFiles store;

  @BeforeEach
  void open() throws IOException {
    store = new LocalFiles(top);
  }

  private void put() throws IOException {
    store.put(MediaStoreContract.stream("hello"), 5);
  }

  private void assertNotHeld() throws IOException {
    assertThat(store.holds(HELLO)).isFalse();
    assertThat(store.open(HELLO)).isEmpty();
    assertThat(store.path(HELLO)).isEmpty();
    assertThat(store.verify(HELLO)).isEmpty();
    assertThat(store.list(Optional.empty(), 10)).isEmpty();
    assertThat(store.remove(HELLO, Instant.MAX)).isFalse();
    assertThat(store.setAside(HELLO, "test")).isFalse();
  }

  @Test
  void aLinkInPlaceOfAFileIsNotFollowedAndIsReplaced() throws IOException {
    var outside = Files.writeString(elsewhere.resolve("secret"), "hello");
    Files.createDirectory(top.resolve(FOLDER));
    Files.createSymbolicLink(top.resolve(FOLDER).resolve(HELLO.toString()), outside);
    assertNotHeld();

    put();

    assertThat(MediaStoreContract.read(store, HELLO)).isEqualTo("hello");
    assertThat(Files.isSymbolicLink(store.path(HELLO).orElseThrow())).isFalse();
    assertThat(outside).exists();
  }

  @Test
  void aLinkInPlaceOfAFolderIsNotFollowed() throws IOException {
    Files.createSymbolicLink(top.resolve(FOLDER), elsewhere);
    Files.writeString(elsewhere.resolve(HELLO.toString()), "hello");
    assertNotHeld();

    assertThatThrownBy(this::put).isInstanceOf(FileSystemException.class);

    assertThat(Folders.files(elsewhere)).containsExactly(HELLO.toString());
    assertThat(Folders.files(top)).isEmpty();
  }

  @Test
  void aLinkInPlaceOfAPartIsNotFollowed() throws IOException {
    var outside = Files.writeString(elsewhere.resolve("secret"), "hello");
    var uploads = store.uploads();
    var name = new PartName("a");
    uploads.begin(name, 5, 5, new byte[0]).close();
    Files.delete(top.resolve("incoming/a.part"));
    Files.createSymbolicLink(top.resolve("incoming/a.part"), outside);

    assertThatThrownBy(() -> uploads.resume(name)).isInstanceOf(IOException.class);

    assertThat(outside).hasContent("hello");
  }

  @Test
  void aLinkInPlaceOfARecordIsNotFollowed() throws IOException {
    store.uploads().begin(new PartName("a"), 5, 5, new byte[0]).close();
    Files.createSymbolicLink(
        top.resolve("incoming/b.about"),
        Files.move(top.resolve("incoming/a.about"), elsewhere.resolve("a.about")));

    assertThat(store.uploads().find(new PartName("b"))).isEmpty();
  }

  @Test
  void aLinkInPlaceOfTheAsideFolderIsNotFollowed() throws IOException {
    put();
    Files.createSymbolicLink(top.resolve("aside"), elsewhere);

    assertThatThrownBy(() -> store.setAside(HELLO, "test")).isInstanceOf(IOException.class);

    assertThat(store.setAside(10)).isEmpty();
    assertThat(Folders.files(elsewhere)).isEmpty();
    assertThat(store.holds(HELLO)).isTrue();
  }

  @Test
  void theFolderItselfMayBeALink() throws IOException {
    var link = Files.createSymbolicLink(elsewhere.resolve("media"), top);
    put();

    assertThat(new LocalFiles(link).holds(HELLO)).isTrue();
  }

  @Test
  void aFileWhereAFolderShouldBe() throws IOException {
    Files.writeString(top.resolve(FOLDER), "not a folder");
    assertNotHeld();

    assertThatThrownBy(this::put).isInstanceOf(FileSystemException.class);

    assertThat(Folders.files(top)).containsExactly(FOLDER);
  }

  @Test
  void aFolderWhereAFileShouldBe() throws IOException {
    Files.createDirectories(top.resolve(FOLDER).resolve(HELLO.toString()).resolve("full"));
    assertNotHeld();

    assertThatThrownBy(this::put).isInstanceOf(FileSystemException.class);

    assertThat(Folders.files(top)).isEmpty();
  }

  @Test
  void aFileWhereTheStoreShouldBe() throws IOException {
    var file = Files.writeString(elsewhere.resolve("media"), "not a folder");

    assertThatThrownBy(() -> new LocalFiles(file)).isInstanceOf(IOException.class);
  }

  @Test
  void whatIsNotInItsPlaceIsNotListed() throws IOException {
    put();
    var place = store.path(HELLO).orElseThrow();
    Files.copy(place, place.resolveSibling(HELLO.toString().toUpperCase(Locale.ROOT)));
    Files.copy(place, place.resolveSibling(HELLO + ".bak"));
    Files.copy(place, Files.createDirectory(top.resolve("00")).resolve(HELLO.toString()));
    Files.createDirectory(top.resolve("2C"));
    Files.copy(place, top.resolve("2C").resolve(HELLO.toString()));
    Files.createDirectory(place.resolveSibling("2c" + "0".repeat(62)));
    Files.writeString(top.resolve("lost+found"), "");

    assertThat(store.list(Optional.empty(), 10)).containsExactly(HELLO);
  }
}
