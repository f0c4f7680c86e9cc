package io.ostiary.config.tls;

import io.ostiary.config.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PEM file (RFC 7468) that a key of the configuration names. Its refusals name key and file, never what is in it. */
record PemFile(String key, Path path) {

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN (RSA |EC |)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1PRIVATE KEY-----");

    private static final byte[] VERSION_0 = {2, 1, 0};

    private static final int SEQUENCE = 0x30;

    private static final int OCTET_STRING = 0x04;

    /** A refusal of this file; the reason is a clause such as {@code is no certificate}. */
    ConfigurationException refusal(String reason) {
        return new ConfigurationException(key, path + " " + reason);
    }

    /** Its certificates, at least one, in the order of the file. */
    List<X509Certificate> certificates() {
        byte[] text = bytes();
        try {
            List<X509Certificate> found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(text))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (GeneralSecurityException e) {
            // told below, without its text
        }
        throw refusal("is no certificate in PEM");
    }

    /**
     * Its private key: PKCS 8, or the older PKCS 1 (RSA) and SEC 1 (EC), without a password.
     *
     * @param owner whose key it should be; the older forms don't say of which kind they are
     */
    PrivateKey privateKey(PublicKey owner) {
        Matcher block = PRIVATE_KEY.matcher(new String(bytes(), StandardCharsets.ISO_8859_1));
        if (!block.find()) {
            throw refusal("is no private key in PEM, or needs a password");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            byte[] pkcs8 = block.group(1).isEmpty() ? der : wrapped(der, owner);
            return KeyFactory.getInstance(owner.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // its message may quote the key
            throw refusal("is not the key of the certificate");
        }
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw refusal("does not exist");
        } catch (IOException e) {
            throw refusal("can't be read");
        }
    }

    /** PKCS 8 around an older form (RFC 5958, section 2); the kind of key is said as the certificate says it. */
    private static byte[] wrapped(byte[] der, PublicKey owner) {
        byte[] kind = firstInside(owner.getEncoded());
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(VERSION_0);
        content.writeBytes(kind);
        content.writeBytes(element(OCTET_STRING, der));
        return element(SEQUENCE, content.toByteArray());
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.length < 0x80) {
            element.write(content.length);
        } else {
            byte[] signed = BigInteger.valueOf(content.length).toByteArray();
            int sign = signed[0] == 0 ? 1 : 0;
            element.write(0x80 | signed.length - sign);
            element.write(signed, sign, signed.length - sign);
        }
        element.writeBytes(content);
        return element.toByteArray();
    }

    /** The first element inside a sequence, whole. */
    private static byte[] firstInside(byte[] sequence) {
        int start = headerLength(sequence, 0);
        int length = headerLength(sequence, start) + contentLength(sequence, start);
        return java.util.Arrays.copyOfRange(sequence, start, start + length);
    }

    private static int headerLength(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return first < 0x80 ? 2 : 2 + (first & 0x7f);
    }

    private static int contentLength(byte[] der, int at) {
        int header = headerLength(der, at);
        return header == 2 ? der[at + 1] : new BigInteger(1, der, at + 2, header - 2).intValueExact();
    }
}
