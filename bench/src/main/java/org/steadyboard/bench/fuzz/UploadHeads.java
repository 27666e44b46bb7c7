package org.steadyboard.bench.fuzz;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What stands in the head of a request that brings a file: mostly what the service asks for (tus
 * 1.0.0, RFC 9530), so that uploads begin, go on and end. Of one thread.
 */
final class UploadHeads {

  static final String TUS = "/api/uploads";

  /** Uploads that are gone on with. */
  private static final int MOST_BEGUN = 20;

  private final Pieces pieces;
  private final List<String> begun = new ArrayList<>();

  UploadHeads(Pieces pieces) {
    this.pieces = pieces;
  }

  static boolean bringsAFile(Route route) {
    return route.path().startsWith(TUS) || route.name().equals("PUT /api/media/{id}");
  }

  /** Of an upload that was begun here, or of anything. */
  String id() {
    return begun.isEmpty() || pieces.chance(20) ? pieces.id() : pieces.one(begun);
  }

  Map<String, String> of(Route route, byte[] body) {
    var head = new LinkedHashMap<String, String>();
    if (!route.path().startsWith(TUS)) {
      put(head, 40, "X-File-Name", pieces.chance(50) ? "photo%20one.png" : pieces.text());
      put(head, 40, "Content-Digest", "sha-256=:" + digest(body) + ":");
      return head;
    }
    put(head, 95, "Tus-Resumable", pieces.chance(97) ? "1.0.0" : pieces.text());
    if (route.method().equals("POST")) {
      put(head, 95, "Upload-Length", bytes(body.length + pieces.upTo(3) * 1_000L));
      put(head, 95, "Upload-Metadata", metadata());
    } else {
      put(head, 95, "Upload-Offset", bytes(pieces.chance(60) ? 0 : pieces.upTo(3_000)));
    }
    put(head, 20, "Upload-Checksum", "sha256 " + digest(body));
    put(head, 2, "X-HTTP-Method-Override", pieces.one(List.of("PATCH", "DELETE", "GET", "bogus")));
    put(head, 2, "Upload-Concat", pieces.text());
    return head;
  }

  private void put(Map<String, String> head, int percent, String name, String value) {
    if (pieces.chance(percent)) {
      head.put(name, pieces.chance(95) ? value : pieces.text());
    }
  }

  private String bytes(long sound) {
    return String.valueOf(pieces.chance(85) ? sound : pieces.number());
  }

  private String metadata() {
    var id =
        pieces.chance(90) ? new UUID(pieces.random(), pieces.random()).toString() : pieces.id();
    if (begun.size() < MOST_BEGUN) {
      begun.add(id);
    } else {
      begun.set(pieces.upTo(MOST_BEGUN), id);
    }
    return "id %s,filename %s,filetype %s"
        .formatted(
            base64(id),
            base64(pieces.chance(50) ? "photo.png" : pieces.text()),
            base64(pieces.chance(80) ? "image/png" : pieces.text()));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String digest(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
