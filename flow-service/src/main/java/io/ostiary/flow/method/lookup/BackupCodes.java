package io.ostiary.flow.method.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A set of backup codes, as its credentials hold it: {@code {"recovery_codes": [{"code", "used_at"}]}}. */
record BackupCodes(List<BackupCode> all) {

    /** How many a new set has (contract). */
    static final int COUNT = 12;

    private static final String LIST = "recovery_codes";
    private static final int LENGTH = 8;

    /** 32 characters that nobody mistakes for one another: 40 bits a code, where 20 are asked for (NIST SP 800-63B). */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    BackupCodes {
        all = List.copyOf(all);
    }

    /** A new set. */
    static BackupCodes random() {
        List<BackupCode> codes = new ArrayList<>();
        while (codes.size() < COUNT) {
            BackupCode code = BackupCode.unused(text());
            if (!codes.contains(code)) {
                codes.add(code);
            }
        }
        return new BackupCodes(codes);
    }

    private static String text() {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** That of credentials, or of what {@link #config} gave; empty when they hold none. */
    static BackupCodes of(JsonNode config) {
        List<BackupCode> codes = new ArrayList<>();
        config.path(LIST).forEach(item -> {
            if (item instanceof ObjectNode code) {
                codes.add(new BackupCode(code));
            }
        });
        return new BackupCodes(codes);
    }

    /** The credentials' config. */
    ObjectNode config() {
        ObjectNode config = Json.object();
        ArrayNode list = config.putArray(LIST);
        all.forEach(code -> list.add(code.item()));
        return config;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** How many are still good. */
    long left() {
        return all.stream().filter(code -> !code.isUsed()).count();
    }

    /**
     * The code that somebody typed, blanks around it aside; capitals count (contract). Takes as long whichever it is.
     */
    Optional<BackupCode> find(String typed) {
        byte[] told = typed.strip().getBytes(StandardCharsets.UTF_8);
        BackupCode found = null;
        for (BackupCode code : all) {
            if (MessageDigest.isEqual(code.text().getBytes(StandardCharsets.UTF_8), told)) {
                found = code;
            }
        }
        return Optional.ofNullable(found);
    }

    @Override
    public String toString() {
        return "BackupCodes[" + left() + " of " + all.size() + "]";
    }
}
