package org.steadyboard.lesson.importing;

import java.util.List;
import java.util.UUID;
import org.steadyboard.lesson.rendering.Rendered;
import org.steadyboard.media.StoredFile;

/**
 * A folder or a deck of an archive, read, ready to be written.
 *
 * @param parentId null for the top of the tree
 * @param hash changes when anything that is written changes
 * @param pages empty for a folder
 */
record DeckSource(
    UUID id,
    UUID parentId,
    UUID ownerId,
    String kind,
    String title,
    List<String> tags,
    String language,
    String path,
    byte[] hash,
    List<SourcePage> pages,
    List<SourceFile> files) {

  record SourcePage(String markdown, Rendered rendered) {}

  /** A file that the pages name. */
  record SourceFile(StoredFile stored, String name, String contentType) {}
}
