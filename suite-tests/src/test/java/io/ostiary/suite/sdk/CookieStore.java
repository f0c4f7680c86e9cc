package io.ostiary.suite.sdk;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;

/** The cookies of one browser. */
final class CookieStore implements CookieJar {

    private final Map<String, Cookie> cookies = new ConcurrentHashMap<>();

    @Override
    public void saveFromResponse(HttpUrl url, List<Cookie> received) {
        received.forEach(each -> cookies.put(each.name(), each));
    }

    @Override
    public List<Cookie> loadForRequest(HttpUrl url) {
        long now = System.currentTimeMillis();
        return cookies.values().stream()
                .filter(each -> each.expiresAt() > now && each.matches(url))
                .toList();
    }
}
