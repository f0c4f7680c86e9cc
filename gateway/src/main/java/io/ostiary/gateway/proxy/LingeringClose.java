package io.ostiary.gateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection after a refusal so that a client that is still sending can read the answer: says that nothing more comes,
 * and drops for a while what arrives, before the connection is closed (RFC 9112, section 9.6). Closed at once, with bytes
 * unread, TCP would take back the answer. Stands before all other handlers, that for TLS included.
 */
final class LingeringClose extends ChannelDuplexHandler {

    private static final long LONGEST_MILLIS = 2_000;

    private static final long MOST_BYTES = 1 << 20;

    private boolean armed;

    private boolean lingering;

    private long left = MOST_BYTES;

    /** The client was refused in the middle of what it sends. */
    void arm() {
        armed = true;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (!armed || !context.channel().isActive() || !(context.channel() instanceof DuplexChannel channel)) {
            context.close(promise);
            return;
        }
        if (!promise.isVoid()) {
            channel.closeFuture().addListener(closed -> promise.trySuccess());
        }
        if (!lingering) {
            lingering = true;
            linger(context, channel);
        }
    }

    private static void linger(ChannelHandlerContext context, DuplexChannel channel) {
        var end = context.executor().schedule(() -> context.close(), LONGEST_MILLIS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> end.cancel(false));
        // Behind all that is written already; ending the output drops what isn't.
        context.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(written -> channel.shutdownOutput().addListener(ended -> {
                    if (!ended.isSuccess()) {
                        context.close();
                    }
                }));
        channel.config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!lingering) {
            context.fireChannelRead(message);
            return;
        }
        left -= message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        ReferenceCountUtil.release(message);
        if (left < 0) {
            context.close();
        }
    }
}
