package org.steadyboard.media;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The types of files that are kept and given out, told by their bytes: browsers get the type from
 * here and are told not to guess.
 */
public final class MediaType {

  /** How many bytes of a file are looked at. */
  public static final int HEAD_BYTES = 64 * 1024;

  private static final int MAX_STEM_CHARACTERS = 100;

  private record Type(String contentType, List<String> extensions, Predicate<FileHead> matches) {}

  /** The first that matches counts when nothing but the bytes is known. */
  private static final List<Type> TYPES =
      List.of(
          type("image/png", "png", h -> h.starts(0x89, 'P', 'N', 'G', '\r', '\n')),
          new Type("image/jpeg", List.of("jpg", "jpeg"), h -> h.starts(0xFF, 0xD8, 0xFF)),
          type("image/gif", "gif", h -> h.has(0, "GIF87a") || h.has(0, "GIF89a")),
          type("image/webp", "webp", h -> h.has(0, "RIFF") && h.has(8, "WEBP")),
          type("image/avif", "avif", h -> h.hasBrand("avif", "avis")),
          type("image/svg+xml", "svg", FileHead::isSvg),
          type("audio/mpeg", "mp3", h -> h.has(0, "ID3") || h.isMpegAudio()),
          type("audio/wav", "wav", h -> h.has(0, "RIFF") && h.has(8, "WAVE")),
          type("audio/ogg", "ogg", h -> h.has(0, "OggS")),
          type("audio/mp4", "m4a", h -> h.has(4, "ftypM4A ") || h.has(4, "ftypM4B ")),
          type("video/mp4", "mp4", FileHead::isMp4),
          type("video/webm", "webm", FileHead::isWebm),
          type("application/pdf", "pdf", h -> h.has(0, "%PDF-")));

  private static final Map<String, Type> BY_EXTENSION =
      TYPES.stream()
          .flatMap(t -> t.extensions.stream().map(e -> Map.entry(e, t)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  /** Sound of MPEG-4 is often told by its name alone. */
  private static final String SOUND_IN_MP4 = "m4a";

  private MediaType() {}

  private static Type type(String contentType, String extension, Predicate<FileHead> matches) {
    return new Type(contentType, List.of(extension), matches);
  }

  /**
   * The content type of a file; empty when no such files are kept.
   *
   * @param head the first {@link #HEAD_BYTES} of the file, or all of a shorter one
   */
  public static Optional<String> of(byte[] head) {
    var read = new FileHead(head);
    return TYPES.stream().filter(t -> t.matches.test(read)).map(Type::contentType).findFirst();
  }

  /**
   * The content type of a file that must be what its name says; empty when it is not, or files of
   * that name are not kept.
   *
   * @param head as of {@link #of(byte[])}
   */
  public static Optional<String> of(String fileName, byte[] head) {
    var extension = extension(fileName);
    var read = new FileHead(head);
    return Optional.ofNullable(BY_EXTENSION.get(extension))
        .filter(t -> t.matches.test(read) || (extension.equals(SOUND_IN_MP4) && read.isMp4()))
        .map(Type::contentType);
  }

  /** The name of a file as it stands in addresses: letters, digits, dots and dashes. */
  public static String addressName(String fileName) {
    var name = fileName.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+", "");
    var extension = extension(name);
    return shortened(name.substring(0, Math.max(0, name.length() - extension.length() - 1)))
        + "."
        + extension;
  }

  /** The same, with the ending that files of this type have. */
  public static String addressName(String fileName, String contentType) {
    var extensions =
        TYPES.stream().filter(t -> t.contentType.equals(contentType)).findFirst().orElseThrow();
    return extensions.extensions.contains(extension(fileName))
        ? addressName(fileName)
        : addressName(fileName + "." + extensions.extensions.getFirst());
  }

  private static String shortened(String stem) {
    var some = stem.isEmpty() ? "file" : stem;
    return some.substring(0, Math.min(some.length(), MAX_STEM_CHARACTERS));
  }

  private static String extension(String fileName) {
    return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
