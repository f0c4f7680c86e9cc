package io.ostiary.gateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of one HTTP/1 connection within bounds: number of header fields, time for the
 * header section, memory for all incomplete and unanswered header sections at once. A request that
 * breaks one is handed on as invalid, with a {@link RefusedRequest} as cause, and what follows on
 * the connection is dropped.
 *
 * <p>Refuses, too, what makes the end of a body a matter of opinion: any {@code Transfer-Encoding}
 * but {@code chunked} (RFC 9112, section 6.1).
 */
final class RequestDecoder extends VertxHttpRequestDecoder {

    /** What an object for a header field takes beside its bytes. */
    private static final int FIELD_BYTES = 96;

    /** Bytes in a row of a chunked body that are no content: sizes, extensions, trailers. */
    private static final int MOST_BETWEEN_CHUNKS = 256;

    /** Complete requests in one read. */
    private static final int MOST_PIPELINED = 32;

    private final ClientLimits limits;

    private final BodyBudget budget;

    private final LingeringClose end;

    private @Nullable HttpHeaders fields;

    private @Nullable Future<?> deadline;

    /** Bytes of the header section, or between chunks, that were read. */
    private int consumed;

    private long charged;

    private int inOneRead;

    private boolean inBody;

    private boolean refused;

    RequestDecoder(HttpServerOptions options, ClientLimits limits, BodyBudget budget, LingeringClose end) {
        super(options);
        this.limits = limits;
        this.budget = budget;
        this.end = end;
    }

    /** The answer to a request has been written. */
    void answered() {
        if (inBody || consumed == 0) {
            release();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        startDeadline(context);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
        stopDeadline();
        release();
        super.handlerRemoved0(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        stopDeadline();
        release();
        super.channelInactive(context);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        inOneRead = 0;
        super.channelReadComplete(context);
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) {
        HttpMessage message = super.createMessage(initialLine);
        fields = message.headers();
        return message;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int start = in.readerIndex();
        int first = out.size();
        super.decode(context, in, out);
        consumed += in.readerIndex() - start;
        GatewayAnswer refusal = null;
        for (int i = first; i < out.size() && refusal == null; i++) {
            refusal = look(out.get(i));
        }
        // between two calls of one read there may be more to decode; at the end of it there isn't
        boolean stuck = out.size() == first && (in.readerIndex() == start || !in.isReadable());
        if (refusal == null && stuck) {
            if (inBody) {
                endWithoutChunks(context, in);
            } else {
                refusal = refusalOfHeaders(context, in);
            }
        }
        if (refusal != null) {
            drop(out, first);
            out.add(refusedRequest(context, refusal));
        }
    }

    private @Nullable GatewayAnswer look(Object decoded) {
        if (decoded instanceof HttpRequest request) {
            stopDeadline();
            if (request.decoderResult().isFailure()) {
                refused = true;
                end.arm();
                return null;
            }
            if (++inOneRead > MOST_PIPELINED) {
                return GatewayAnswer.PIPELINED;
            }
            GatewayAnswer refusal = refusalOf(request.headers());
            inBody = true;
            consumed = 0;
            if (refusal != null) {
                return refusal;
            }
        }
        if (decoded instanceof LastHttpContent) {
            inBody = false;
            consumed = 0;
            fields = null;
        } else if (decoded instanceof ByteBufHolder content && content.content().isReadable()) {
            consumed = 0;
        }
        return null;
    }

    private @Nullable GatewayAnswer refusalOf(HttpHeaders headers) {
        if (count(headers) > limits.headerFields()) {
            return GatewayAnswer.HEADERS_TOO_LARGE;
        }
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean readable =
                codings.isEmpty() || codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
        return readable ? null : GatewayAnswer.CODING;
    }

    /** In the middle of a request, whose answer may have begun, there is nothing to say any more. */
    private void endWithoutChunks(ChannelHandlerContext context, ByteBuf in) {
        if (consumed + in.readableBytes() > MOST_BETWEEN_CHUNKS) {
            refused = true;
            in.skipBytes(in.readableBytes());
            context.close();
        }
    }

    private @Nullable GatewayAnswer refusalOfHeaders(ChannelHandlerContext context, ByteBuf in) {
        int held = consumed + in.readableBytes();
        if (held == 0 || refused) {
            return null;
        }
        startDeadline(context);
        int count = fields == null ? 0 : count(fields);
        if (count > limits.headerFields()) {
            return GatewayAnswer.HEADERS_TOO_LARGE;
        }
        long counted = (long) held + (long) count * FIELD_BYTES - ClientLimits.FREE_BYTES;
        return counted <= charged || charge(counted - charged) ? null : GatewayAnswer.TOO_MANY_LARGE;
    }

    /** The size of Vert.x' headers is that of their names, however often each comes. */
    private static int count(HttpHeaders headers) {
        int count = 0;
        for (var each = headers.iteratorCharSequence(); each.hasNext(); each.next()) {
            count++;
        }
        return count;
    }

    private boolean charge(long bytes) {
        if (!budget.take(bytes)) {
            return false;
        }
        charged += bytes;
        return true;
    }

    private void release() {
        if (charged != 0) {
            budget.give(charged);
            charged = 0;
        }
    }

    private void startDeadline(ChannelHandlerContext context) {
        if (deadline == null) {
            deadline = context.executor()
                    .schedule(() -> late(context), limits.headerTimeout().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void stopDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void late(ChannelHandlerContext context) {
        if (!refused && !context.isRemoved()) {
            if (consumed == 0 && actualReadableBytes() == 0) {
                // nothing was asked, so nothing is answered
                context.close();
                return;
            }
            context.fireChannelRead(refusedRequest(context, GatewayAnswer.LATE_REQUEST));
            context.fireChannelReadComplete();
        }
    }

    private HttpMessage refusedRequest(ChannelHandlerContext context, GatewayAnswer answer) {
        refused = true;
        end.arm();
        stopDeadline();
        release();
        HttpMessage invalid = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        String origin = fields == null ? null : fields.get(HttpHeaderNames.ORIGIN);
        if (origin != null) {
            // whose page is told what went wrong
            invalid.headers().set(HttpHeaderNames.ORIGIN, origin);
        }
        fields = null;
        invalid.setDecoderResult(DecoderResult.failure(new RefusedRequest(answer)));
        return invalid;
    }

    private static void drop(List<Object> out, int first) {
        for (int i = out.size() - 1; i >= first; i--) {
            ReferenceCountUtil.release(out.remove(i));
        }
    }
}
