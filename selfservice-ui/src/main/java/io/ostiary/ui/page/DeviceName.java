package io.ostiary.ui.page;

import io.ostiary.ui.text.Words;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a browser calls itself, in words: <i>Firefox on Windows</i>. The first mark that fits counts. */
final class DeviceName {

    private static final Map<String, String> BROWSERS = marks(
            "Edg",
            "Edge",
            "OPR/",
            "Opera",
            "SamsungBrowser",
            "Samsung Internet",
            "Vivaldi",
            "Vivaldi",
            "Firefox",
            "Firefox",
            "FxiOS",
            "Firefox",
            "CriOS",
            "Chrome",
            "HeadlessChrome",
            "Chrome",
            "Chromium",
            "Chromium",
            "Chrome/",
            "Chrome",
            "Safari/",
            "Safari",
            "curl/",
            "curl",
            "okhttp",
            "Android app",
            "Java",
            "Java",
            "python",
            "Python",
            "Go-http-client",
            "Go");

    private static final Map<String, String> SYSTEMS = marks(
            "iPhone",
            "iPhone",
            "iPad",
            "iPad",
            "Android",
            "Android",
            "Windows",
            "Windows",
            "CrOS",
            "ChromeOS",
            "Macintosh",
            "macOS",
            "Mac OS",
            "macOS",
            "Linux",
            "Linux");

    private DeviceName() {}

    static String of(String userAgent, Words words) {
        String browser = find(BROWSERS, userAgent);
        String system = find(SYSTEMS, userAgent);
        if (browser.isEmpty() && system.isEmpty()) {
            return words.say("device.unknown");
        }
        return browser.isEmpty() || system.isEmpty()
                ? browser + system
                : words.say("device.on", Map.of("browser", browser, "system", system));
    }

    private static String find(Map<String, String> marks, String userAgent) {
        return marks.entrySet().stream()
                .filter(each -> userAgent.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> marks(String... pairs) {
        Map<String, String> marks = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            marks.put(pairs[i], pairs[i + 1]);
        }
        return marks;
    }
}
