package org.steadyboard.mediasync.upload;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Requests of tus as one account makes them. */
final class TusClient {

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI service;
  private final String cookie;

  TusClient(URI service, String cookie) {
    this.service = service;
    this.cookie = cookie;
  }

  /**
   * @param headers names and values by turns; these come last and replace none
   */
  HttpResponse<String> send(String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(service.resolve(path))
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .header("Cookie", "session=" + cookie);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> tus(String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of("Tus-Resumable", "1.0.0"));
    all.addAll(List.of(headers));
    return send(method, path, body, all.toArray(String[]::new));
  }

  HttpResponse<String> begin(UUID id, long length, String name, String... headers)
      throws IOException, InterruptedException {
    var all =
        new ArrayList<>(
            List.of("Upload-Length", String.valueOf(length), "Upload-Metadata", about(id, name)));
    all.addAll(List.of(headers));
    return tus("POST", "/api/uploads", null, all.toArray(String[]::new));
  }

  static String about(UUID id, String name) {
    return "id %s,filename %s,filetype %s"
        .formatted(base64(id.toString()), base64(name), base64("image/png"));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  HttpResponse<String> patch(UUID id, long offset, byte[] body, String... headers)
      throws IOException, InterruptedException {
    var all =
        new ArrayList<>(
            List.of(
                "Upload-Offset",
                String.valueOf(offset),
                "Content-Type",
                "application/offset+octet-stream"));
    all.addAll(List.of(headers));
    return tus("PATCH", "/api/uploads/" + id, body, all.toArray(String[]::new));
  }

  /** Where it goes on; -1: nothing of it is here. */
  long offset(UUID id) throws IOException, InterruptedException {
    return tus("HEAD", "/api/uploads/" + id, null)
        .headers()
        .firstValueAsLong("Upload-Offset")
        .orElse(-1);
  }
}
