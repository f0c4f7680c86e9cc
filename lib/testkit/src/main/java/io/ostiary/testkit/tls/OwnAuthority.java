package io.ostiary.testkit.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of a test, made by the JDK's keytool, and what it signs for 127.0.0.1. */
public final class OwnAuthority {

    private static final String PASSWORD = "password";

    private final Path folder;

    private final Path store;

    /**
     * Makes the authority's own certificate and writes it to {@code ca.pem}.
     *
     * @param folder an empty folder, for all that it writes
     */
    public OwnAuthority(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.store = folder.resolve("store.p12");
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c");
        keytool("-exportcert", "-rfc", "-alias", "ca", "-file", certificate().toString());
    }

    /**
     * Writes {@code <name>.pem} and {@code <name>.key} for a server at 127.0.0.1.
     *
     * @param algorithm RSA or EC
     */
    public void sign(String name, String algorithm) throws Exception {
        sign(name, algorithm, "ip:127.0.0.1");
    }

    /**
     * The same for another server, or at another time.
     *
     * @param alternativeName of the server as keytool writes it, {@code dns:name} or {@code ip:address}
     * @param validity when it is valid as keytool writes it, such as {@code -startdate -2d -validity 1}; none: for 90 days
     */
    public void sign(String name, String algorithm, String alternativeName, String... validity) throws Exception {
        keytool("-genkeypair", "-alias", name, "-keyalg", algorithm, "-dname", "CN=" + name);
        Path request = folder.resolve(name + ".csr");
        Path signed = folder.resolve(name + ".crt");
        keytool("-certreq", "-alias", name, "-file", request.toString());
        List<String> sign =
                new ArrayList<>(List.of("-gencert", "-alias", "ca", "-ext", "san=" + alternativeName, "-rfc"));
        sign.addAll(List.of("-infile", request.toString(), "-outfile", signed.toString()));
        sign.addAll(Arrays.asList(validity));
        keytool(sign.toArray(String[]::new));
        Key key = keyStore().getKey(name, PASSWORD.toCharArray());
        Files.writeString(folder.resolve(name + ".pem"), Files.readString(signed));
        Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", key.getEncoded()));
    }

    /** The authority's own certificate, in PEM. */
    public Path certificate() {
        return folder.resolve("ca.pem");
    }

    /** A context that trusts this authority and nobody else. */
    public SSLContext trust() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        Certificate own = keyStore().getCertificate("ca");
        trusted.setCertificateEntry("ca", own);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private KeyStore keyStore() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static String pem(String what, byte[] der) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what);
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-keypass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }
}
