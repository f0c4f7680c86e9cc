package io.ostiary.flow.method.totp;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Singleton;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Secrets as QR codes for authenticator apps. */
@Singleton
class TotpQr {

    /** Width and height in pixels. */
    static final int SIZE = 256;

    private static final int BLACK = 0;
    private static final int WHITE = 0xffffff;

    private final Vertx vertx;

    TotpQr(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The image as a data URL; it is painted on a worker thread. */
    Uni<String> of(TotpSecret secret) {
        return vertx.executeBlocking(() -> dataUrl(secret.url()), false);
    }

    static String dataUrl(String text) {
        try {
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(text));
        } catch (WriterException e) {
            throw new IllegalStateException("the address is too long for a QR code", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] png(String text) throws WriterException, IOException {
        BitMatrix bits = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, SIZE, SIZE);
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                image.setRGB(x, y, bits.get(x, y) ? BLACK : WHITE);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // Not by a file in the temporary directory, as ImageIO would do for a plain stream.
        try (MemoryCacheImageOutputStream memory = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, "png", memory);
        }
        return out.toByteArray();
    }
}
