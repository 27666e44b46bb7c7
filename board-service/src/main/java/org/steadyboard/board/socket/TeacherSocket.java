package org.steadyboard.board.socket;

import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;
import org.steadyboard.board.desk.Desk;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.message.BadMessage;
import org.steadyboard.board.message.MessageReader;

/** Where teachers' browsers connect; {@link UpgradeChecks} knows who they are. */
@WebSocket(
    path = "/ws/teacher",
    endpointId = TeacherSocket.ID,
    inboundProcessingMode = InboundProcessingMode.CONCURRENT)
@Singleton
public class TeacherSocket {

  static final String ID = "teacher";

  private static final TypedKey<TeacherLink> LINK = new TypedKey<>("teacher");

  private final Desk desk;
  private final Sockets sockets;
  private final Limits limits;

  TeacherSocket(Desk desk, Sockets sockets, Limits limits) {
    this.desk = desk;
    this.sockets = sockets;
    this.limits = limits;
  }

  @OnOpen
  @NonBlocking
  void opened(WebSocketConnection connection) {
    var data = connection.userData();
    var who = data.get(UpgradeChecks.WHO);
    var network = data.get(UpgradeChecks.NETWORK);
    var link =
        sockets.opened(
            connection, wire -> new TeacherLink(wire, limits, System.nanoTime(), who, network));
    data.put(LINK, link);
  }

  @OnTextMessage
  @NonBlocking
  void says(String text, WebSocketConnection connection) {
    var link = connection.userData().get(LINK);
    if (!sockets.accepts(link)) {
      return;
    }
    try {
      desk.says(link, MessageReader.fromTeacher(text));
    } catch (BadMessage e) {
      sockets.refuse(link, e);
    }
  }

  @OnError
  @NonBlocking
  void failed(Throwable failure) {
    sockets.failed(failure);
  }

  @OnClose
  @NonBlocking
  void closed(WebSocketConnection connection) {
    sockets.closed(connection.userData().get(LINK));
  }
}
