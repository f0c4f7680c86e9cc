package io.ostiary.flow.method.code;

import io.ostiary.flow.step.Sent;
import java.text.Normalizer;

/** Reads a code as people bring it: pasted with blanks, typed with hyphens or full-width digits. */
final class CodeText {

    private CodeText() {}

    /** The code of a submission; empty when it brings none. */
    static String of(Sent sent) {
        return read(sent.fields().text("code"));
    }

    /** The digits alone, where there is nothing but digits and what separates them; everything else as it is. */
    static String read(String typed) {
        String bare = Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("[\\p{Z}\\s\\p{Pd}\\p{Cf}]", "");
        return bare.matches("[0-9]+") ? bare : typed.strip();
    }
}
