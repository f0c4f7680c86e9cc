package io.ostiary.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** What operators see while the provider that signs them in is down. */
@QuarkusTest
@QuarkusTestResource(
        value = ProviderStart.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = ProviderStart.AWAY, value = "yes"))
class ProviderAwayIT {

    @TestHTTPResource
    URI base;

    @Test
    void thePageSaysSoAndOffersToTryAgain() throws Exception {
        var request = HttpRequest.newBuilder(base.resolve("/sign-in?to=/deeds")).build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(Jsoup.parse(answer.body()).select("main").text()).contains("does not answer", "Try again");
    }
}
