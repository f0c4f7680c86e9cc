package io.ostiary.suite.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.suite.Mailbox;
import io.ostiary.suite.RunningStack;
import io.ostiary.suite.StackConfig;
import io.ostiary.suite.sdk.Operation.Reach;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import sh.ory.kratos.api.CourierApi;
import sh.ory.kratos.api.FrontendApi;
import sh.ory.kratos.api.IdentityApi;
import sh.ory.kratos.api.MetadataApi;

/** An application that was written for the reference works unchanged: its client understands. */
@TestMethodOrder(OrderAnnotation.class)
class SdkIT implements NativeFlows, BrowserFlows, OwnSessions, AdminSessions, AdminIdentities, Others {

    @TempDir
    static Path folder;

    private static Mailbox mailbox;
    private static RunningStack stack;
    private static Sdk sdk;

    @BeforeAll
    static void start() {
        StackConfig config = StackConfig.in(folder.resolve("config")).withLink();
        mailbox = new Mailbox(config);
        stack = RunningStack.start(config, null);
        sdk = new Sdk(config, mailbox);
    }

    @AfterAll
    static void stop() {
        stack.close();
        mailbox.close();
    }

    @Override
    public Sdk sdk() {
        return sdk;
    }

    @Test
    void theListHasEveryOperationOfTheClient() {
        Set<String> offered = Stream.of(FrontendApi.class, IdentityApi.class, CourierApi.class, MetadataApi.class)
                .flatMap(api -> Stream.of(api.getDeclaredMethods()))
                .filter(each -> Modifier.isPublic(each.getModifiers()))
                .map(Method::getName)
                .filter(name -> name.endsWith("WithHttpInfo"))
                .map(name -> name.replace("WithHttpInfo", ""))
                .collect(Collectors.toSet());
        assertThat(ids(Operation.all())).containsAll(offered).hasSize(60);
        assertThat(offered).containsAll(ids(reached(Reach.CLIENT)));
        assertThat(offered).doesNotContainAnyElementsOf(ids(reached(Reach.PLAIN)));
    }

    /** Once one is built it answers otherwise, and has to be called as the others are. */
    @Test
    void operationsOfUnbuiltFeaturesAreAnsweredAsPathsThatNobodyHas() {
        for (Operation operation : reached(Reach.UNBUILT)) {
            String body = operation.method().equals("POST") ? "{}" : null;
            Sdk.Plain answer = sdk.plain(operation, body);
            assertThat(answer.status()).as(operation.id()).isIn(403, 404);
            assertThat(answer).isEqualTo(sdk.plain(operation.ofNobody(), body));
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyOperationWasCalled() {
        assertThat(sdk.calls().called()).containsExactlyInAnyOrderElementsOf(ids(Operation.all()));
    }

    private static List<Operation> reached(Reach reach) {
        return Operation.all().stream().filter(each -> each.reach() == reach).toList();
    }

    private static Set<String> ids(List<Operation> operations) {
        return operations.stream().map(Operation::id).collect(Collectors.toCollection(TreeSet::new));
    }
}
