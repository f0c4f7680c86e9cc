package io.ostiary.gateway.start;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayEnvironment.class)
class GatewayStartTest {

    @Test
    void opensConfiguredPorts() {
        given().baseUri(base(GatewayEnvironment.PUBLIC_PORT))
                .when()
                .get("/sessions/whoami")
                .then()
                .statusCode(503)
                .header("Retry-After", "1");
        given().baseUri(base(GatewayEnvironment.ADMIN_PORT))
                .when()
                .get("/health/ready")
                .then()
                .statusCode(503);
    }

    @Test
    void keepsHealthAndMetricsOnManagementPort() {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);

        given().baseUri(base(port)).when().get("/q/health/live").then().statusCode(200);
        given().baseUri(base(port))
                .when()
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("ostiary_gateway_answers_seconds_count"))
                .body(containsString("ostiary_gateway_repeats_total{service=\"gateway\""));
        given().baseUri(base(GatewayEnvironment.PUBLIC_PORT))
                .when()
                .get("/q/metrics")
                .then()
                .statusCode(404);
    }

    private static String base(int port) {
        return "http://127.0.0.1:" + port;
    }
}
