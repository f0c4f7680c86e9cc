package io.ostiary.suite.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ostiary.suite.Mailbox;
import io.ostiary.suite.StackConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import sh.ory.kratos.ApiClient;
import sh.ory.kratos.ApiException;
import sh.ory.kratos.JSON;
import sh.ory.kratos.api.CourierApi;
import sh.ory.kratos.api.FrontendApi;
import sh.ory.kratos.api.IdentityApi;
import sh.ory.kratos.api.MetadataApi;
import sh.ory.kratos.model.CreateIdentityBody;
import sh.ory.kratos.model.ErrorGeneric;
import sh.ory.kratos.model.GenericError;
import sh.ory.kratos.model.Identity;
import sh.ory.kratos.model.SuccessfulNativeLogin;
import sh.ory.kratos.model.SuccessfulNativeRegistration;
import sh.ory.kratos.model.UpdateLoginFlowBody;
import sh.ory.kratos.model.UpdateLoginFlowWithPasswordMethod;
import sh.ory.kratos.model.UpdateRegistrationFlowBody;
import sh.ory.kratos.model.UpdateRegistrationFlowWithPasswordMethod;

/** The reference's client on both ports of a stack, with the parts that every area needs. */
final class Sdk {

    private static final String PUBLIC = "public";
    private static final String ADMIN = "admin";

    private final StackConfig config;
    private final Mailbox mailbox;
    private final Calls calls = new Calls();

    Sdk(StackConfig config, Mailbox mailbox) {
        this.config = config;
        this.mailbox = mailbox;
    }

    /**
     * Somebody with a password.
     *
     * @param result the answer to the registration
     */
    record Account(String email, String password, SuccessfulNativeRegistration result) {

        String id() {
            return result.getIdentity().getId();
        }

        String token() {
            return result.getSessionToken();
        }
    }

    Calls calls() {
        return calls;
    }

    /** A native app: no cookies. */
    FrontendApi app() {
        return new FrontendApi(client(PUBLIC, CookieJar.NO_COOKIES));
    }

    /** A browser with cookies of its own. */
    FrontendApi browser() {
        return new FrontendApi(client(PUBLIC, new CookieStore()));
    }

    IdentityApi identities() {
        return new IdentityApi(client(ADMIN, CookieJar.NO_COOKIES));
    }

    /** The same API on the public port, which has its schemas. */
    IdentityApi schemas() {
        return new IdentityApi(client(PUBLIC, CookieJar.NO_COOKIES));
    }

    CourierApi courier() {
        return new CourierApi(client(ADMIN, CookieJar.NO_COOKIES));
    }

    MetadataApi metadata() {
        return new MetadataApi(client(PUBLIC, CookieJar.NO_COOKIES));
    }

    MetadataApi adminMetadata() {
        return new MetadataApi(client(ADMIN, CookieJar.NO_COOKIES));
    }

    /** Waits for the code that was mailed to an address. */
    String mailedCode(String email) {
        return mailbox.awaitCode(email);
    }

    static String newEmail() {
        return "person." + UUID.randomUUID() + "@example.org";
    }

    /** Registers somebody as an app does. */
    Account register() throws ApiException {
        FrontendApi app = app();
        var account = new Account(newEmail(), UUID.randomUUID().toString(), null);
        String flow = app.createNativeRegistrationFlow(null, null, null, null).getId();
        var body = new UpdateRegistrationFlowWithPasswordMethod()
                .method("password")
                .password(account.password())
                .traits(Map.of("email", account.email(), "name", "Ada"));
        var result = app.updateRegistrationFlow(flow, new UpdateRegistrationFlowBody(body), null);
        return new Account(account.email(), account.password(), result);
    }

    /** Logs somebody in as an app does. */
    SuccessfulNativeLogin logIn(Account account) throws ApiException {
        FrontendApi app = app();
        var form = new UpdateLoginFlowWithPasswordMethod()
                .method("password")
                .identifier(account.email())
                .password(account.password());
        String flow = app.createNativeLoginFlow(null, null, null, null, null, null, null, null)
                .getId();
        return app.updateLoginFlow(flow, new UpdateLoginFlowBody(form), null, null);
    }

    /** Creates an identity without credentials; nothing is mailed for it. */
    Identity create(String email) throws ApiException {
        return identities()
                .createIdentity(new CreateIdentityBody().schemaId("person").traits(Map.of("email", email)));
    }

    /** Waits until the only address of an identity is verified. */
    void awaitVerified(String identity) {
        IdentityApi identities = identities();
        Awaitility.await("the address is verified")
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    var read = identities.getIdentity(identity, null);
                    return read.getVerifiableAddresses().getFirst().getVerified();
                });
    }

    /** Expects that a call is refused, and gives the error as the client reads it. */
    static GenericError refused(int status, ThrowingCallable call) {
        ApiException refusal = catchThrowableOfType(ApiException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.getCode()).as(refusal.getResponseBody()).isEqualTo(status);
        ErrorGeneric body = JSON.deserialize(refusal.getResponseBody(), ErrorGeneric.class);
        assertThat(body.getError().getCode()).isEqualTo(status);
        assertThat(body.getError().getMessage()).isNotBlank();
        return body.getError();
    }

    /** Calls an operation that the client does not have. */
    Plain plain(Operation operation, String body) {
        RequestBody sent = body == null ? null : RequestBody.create(body.getBytes());
        var request = new Request.Builder()
                .url(base(operation.listener()) + operation.path("none"))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(operation.method(), sent)
                .build();
        return send(operation.listener(), request);
    }

    /** Where a browser that asks for a page is sent. */
    String redirect(String target) {
        String url = config.publicUrl() + target;
        var request =
                new Request.Builder().url(url).header("Accept", "text/html").build();
        Plain answer = send(PUBLIC, request);
        assertThat(answer.status()).isEqualTo(303);
        return answer.location();
    }

    private Plain send(String listener, Request request) {
        OkHttpClient http = http(listener, CookieJar.NO_COOKIES);
        try (Response response = http.newCall(request).execute()) {
            return new Plain(
                    response.code(),
                    response.header("Location", ""),
                    response.body().string());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to a plain call. */
    record Plain(int status, String location, String body) {}

    private ApiClient client(String listener, CookieJar cookies) {
        return new ApiClient(http(listener, cookies)).setBasePath(base(listener));
    }

    private String base(String listener) {
        return listener.equals(ADMIN) ? config.adminUrl() : config.publicUrl();
    }

    private OkHttpClient http(String listener, CookieJar cookies) {
        return new OkHttpClient.Builder()
                .cookieJar(cookies)
                .followRedirects(false)
                .callTimeout(Duration.ofSeconds(30))
                .addInterceptor(calls.on(listener))
                .build();
    }
}
