package org.steadyboard.board.socket;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Supplier;

/**
 * Sees to it that a connection's frames are read by a {@link FrameDecoder} from the first one: it
 * takes the place of Netty's decoder while the upgrade is being answered. A client that sends
 * frames before that answer is cut off, as there is no code yet to tell it by.
 */
final class Opening extends ChannelDuplexHandler {

  private static final String DECODER = "wsdecoder";

  private final Supplier<FrameDecoder> decoder;

  Opening(Supplier<FrameDecoder> decoder) {
    this.decoder = decoder;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) throws Exception {
    if (read instanceof WebSocketFrame) {
      ReferenceCountUtil.release(read);
      context.close();
    } else {
      super.channelRead(context, read);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object written, ChannelPromise promise)
      throws Exception {
    if (written instanceof HttpResponse answer
        && answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      context.pipeline().replace(WebSocket13FrameDecoder.class, DECODER, decoder.get());
      context.write(written, promise);
      context.pipeline().remove(this);
    } else {
      super.write(context, written, promise);
    }
  }
}
