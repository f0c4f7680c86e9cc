package io.ostiary.flow.method.oidc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures of OAuth 1.0a by HMAC-SHA1 (RFC 5849, section 3.4). */
final class OAuth1Signature {

    private OAuth1Signature() {}

    /**
     * The header that signs a request.
     *
     * @param url without query
     * @param query of the address, which is signed too
     * @param protocol the parameters of the protocol, {@code oauth_…}
     * @param tokenSecret empty: none yet
     */
    static String header(
            String method,
            String url,
            Map<String, String> query,
            Map<String, String> protocol,
            String clientSecret,
            String tokenSecret) {
        Map<String, String> all = new TreeMap<>(query);
        all.putAll(protocol);
        String base = method + "&" + encoded(url) + "&" + encoded(joined(all, "&", ""));
        Map<String, String> signed = new TreeMap<>(protocol);
        signed.put("oauth_signature", hmac(encoded(clientSecret) + "&" + encoded(tokenSecret), base));
        return "OAuth " + joined(signed, ", ", "\"");
    }

    private static String joined(Map<String, String> parameters, String between, String around) {
        return parameters.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + around + encoded(each.getValue()) + around)
                .collect(Collectors.joining(between));
    }

    /** Section 3.6: everything but letters, digits, and four marks. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA1 is always there", e);
        }
    }
}
