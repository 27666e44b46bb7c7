package org.steadyboard.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The types of files that are kept and given out. A file must be what its name says: browsers get
 * the type from here and are told not to guess.
 */
public final class MediaType {

  /** How many bytes of a file are looked at. */
  public static final int HEAD_BYTES = 4096;

  private record Type(String contentType, Predicate<byte[]> matches) {}

  private static final Map<String, Type> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("png", new Type("image/png", starts(0x89, 'P', 'N', 'G', '\r', '\n'))),
          Map.entry("jpg", new Type("image/jpeg", starts(0xFF, 0xD8, 0xFF))),
          Map.entry("jpeg", new Type("image/jpeg", starts(0xFF, 0xD8, 0xFF))),
          Map.entry("gif", new Type("image/gif", starts('G', 'I', 'F', '8'))),
          Map.entry("webp", new Type("image/webp", riff("WEBP"))),
          Map.entry("avif", new Type("image/avif", brand("avif", "avis"))),
          Map.entry("svg", new Type("image/svg+xml", MediaType::isSvg)),
          Map.entry(
              "mp3", new Type("audio/mpeg", starts('I', 'D', '3').or(MediaType::isMpegAudio))),
          Map.entry("wav", new Type("audio/wav", riff("WAVE"))),
          Map.entry("ogg", new Type("audio/ogg", starts('O', 'g', 'g', 'S'))),
          Map.entry("m4a", new Type("audio/mp4", at(4, "ftyp"))),
          Map.entry("mp4", new Type("video/mp4", at(4, "ftyp"))),
          Map.entry("webm", new Type("video/webm", starts(0x1A, 0x45, 0xDF, 0xA3))),
          Map.entry("pdf", new Type("application/pdf", starts('%', 'P', 'D', 'F', '-'))));

  private MediaType() {}

  /**
   * The content type of a file; empty when files of that name are not kept, or it is not what its
   * name says.
   *
   * @param head the first {@link #HEAD_BYTES} of the file, or all of a shorter one
   */
  public static Optional<String> of(String fileName, byte[] head) {
    return Optional.ofNullable(BY_EXTENSION.get(extension(fileName)))
        .filter(t -> t.matches.test(head))
        .map(Type::contentType);
  }

  /** What a file of that name is given out as. */
  public static Optional<String> byName(String fileName) {
    return Optional.ofNullable(BY_EXTENSION.get(extension(fileName))).map(Type::contentType);
  }

  /** The name of a file as it stands in addresses: letters, digits, dots and dashes. */
  public static String addressName(String fileName) {
    var name = fileName.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+", "");
    var extension = extension(name);
    var stem = name.substring(0, Math.max(0, name.length() - extension.length() - 1));
    var shortened = stem.length() > 100 ? stem.substring(0, 100) : stem;
    return (shortened.isEmpty() ? "file" : shortened) + "." + extension;
  }

  private static String extension(String fileName) {
    return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static Predicate<byte[]> starts(int... magic) {
    return head ->
        head.length >= magic.length
            && java.util.stream.IntStream.range(0, magic.length)
                .allMatch(i -> (head[i] & 0xFF) == magic[i]);
  }

  private static Predicate<byte[]> at(int offset, String text) {
    var magic = text.getBytes(StandardCharsets.US_ASCII);
    return head ->
        head.length >= offset + magic.length
            && Arrays.equals(head, offset, offset + magic.length, magic, 0, magic.length);
  }

  private static Predicate<byte[]> riff(String kind) {
    return at(0, "RIFF").and(at(8, kind));
  }

  private static Predicate<byte[]> brand(String... brands) {
    return at(4, "ftyp").and(head -> List.of(brands).stream().anyMatch(b -> at(8, b).test(head)));
  }

  private static boolean isMpegAudio(byte[] head) {
    return head.length > 1 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xE0) == 0xE0;
  }

  private static boolean isSvg(byte[] head) {
    var text = new String(head, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    return text.contains("<svg") && !text.contains("<html");
  }
}
