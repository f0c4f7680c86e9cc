package io.ostiary.testkit.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules about which folder of a service may know which. The base package is that of the
 * service, such as {@code io.ostiary.flow}; folders are its direct sub-packages.
 */
public final class DirectionRules {

    private static final List<String> SERVICES = List.of("identity", "session", "flow", "courier", "gateway");
    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime");

    private DirectionRules() {}

    /**
     * Imports the main classes below {@code base} and checks all rules.
     *
     * @throws AssertionError naming each class that breaks a rule, and the way to mend it
     */
    public static void check(String base) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages(base);
        all(base).forEach(rule -> rule.check(classes));
    }

    /** All rules for one service. */
    public static List<ArchRule> all(String base) {
        return List.of(
                flowKnowsNoTechnology(base),
                methodsDoNotKnowOneAnother(base),
                methodsOnlyDecide(base),
                nobodyKnowsAMethod(base),
                stepKnowsNoFlow(base),
                foldersHaveNoCycles(base),
                onlyResourcesKnowHttp(base),
                onlyPostgresClassesKnowSql(base),
                onlyConsumersKnowKafka(base),
                timeIsInjected(base),
                idsAreInjected(base),
                nothingBlocks(base),
                noFieldInjection(base),
                servicesDoNotKnowOneAnother(base));
    }

    /** The closed data of a flow is free of HTTP, SQL and Kafka. */
    public static ArchRule flowKnowsNoTechnology(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + ".flow..")
                .and()
                .haveSimpleNameNotStartingWith("Postgres")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.ws.rs..",
                        "io.vertx..",
                        "org.hibernate..",
                        "org.apache.kafka..",
                        "java.sql..",
                        base + ".login..",
                        base + ".registration..",
                        base + ".settings..",
                        base + ".recovery..",
                        base + ".verification..",
                        base + ".logout..",
                        base + ".method..")
                .because("flow/ is what features share; put HTTP into a Resource, SQL into a Postgres class of"
                        + " the feature, and let features know flow/, never the other way")
                .allowEmptyShould(true);
    }

    /** No method folder knows another. */
    public static ArchRule methodsDoNotKnowOneAnother(String base) {
        return slices().matching(base + ".method.(*)..")
                .should()
                .notDependOnEachOther()
                .because("a method must be removable; what two methods need belongs to flow/ or node/")
                .allowEmptyShould(true);
    }

    /** A method decides; it neither answers nor writes. */
    public static ArchRule methodsOnlyDecide(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + ".method..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.hibernate..")
                        .or(resideInAPackage("io.quarkus.hibernate.."))
                        .or(simpleNameEndingWith("FlowRepository"))
                        .or(resideInAPackage(base + ".http..")
                                .and(named("Answer", "Answers", "FormErrors", "CsrfCheck"))))
                .because(
                        "a method returns a Step, which TakeStep follows: it writes, draws and answers for all of them")
                .allowEmptyShould(true);
    }

    /** No class outside a method's folder names one in it. */
    public static ArchRule nobodyKnowsAMethod(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .and()
                .resideOutsideOfPackage(base + ".method..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(base + ".method..")
                .because("a method must be removable: flows find it by the interface that it implements")
                .allowEmptyShould(true);
    }

    /** What methods are written against knows no flow's use cases. */
    public static ArchRule stepKnowsNoFlow(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + ".step..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        base + ".login..",
                        base + ".registration..",
                        base + ".settings..",
                        base + ".recovery..",
                        base + ".verification..",
                        base + ".submission..")
                .because("step/ is what all flows share; what one flow needs belongs to its folder")
                .allowEmptyShould(true);
    }

    /** No cycles between the folders of a service. */
    public static ArchRule foldersHaveNoCycles(String base) {
        return slices().matching(base + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("folders in a cycle are one folder; move the shared type to the one that both know")
                .allowEmptyShould(true);
    }

    /** JAX-RS types stay at the edge. */
    public static ArchRule onlyResourcesKnowHttp(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .and(not(simpleNameEndingWith("Resource")))
                .and(not(simpleNameEndingWith("Client")))
                .and(not(simpleNameEndingWith("Filter")))
                .and(not(simpleNameEndingWith("Responses")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs..")
                .because("only a Resource, a Client, a Filter and the class that renders Responses speak HTTP;"
                        + " answer with a value or a Problem instead")
                .allowEmptyShould(true);
    }

    /** The SQL client is used by {@code Postgres…} classes alone. */
    public static ArchRule onlyPostgresClassesKnowSql(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .and(not(simpleNameStartingWith("Postgres")))
                .should()
                .dependOnClassesThat(resideInAPackage("io.vertx.sqlclient..")
                        .or(resideInAPackage("io.vertx.mutiny.sqlclient.."))
                        .or(resideInAPackage("io.vertx.pgclient.."))
                        .or(resideInAPackage("java.sql..")))
                .because("SQL belongs to a Postgres class behind the feature's repository interface")
                .allowEmptyShould(true);
    }

    /** Kafka is used by consumers alone; producing is the outbox library's work. */
    public static ArchRule onlyConsumersKnowKafka(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .and(not(simpleNameEndingWith("Consumer")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..", "io.ostiary.consumer..", "org.eclipse.microprofile.reactive.messaging..")
                .because("events leave through the outbox, in the transaction that decided them, and arrive at a"
                        + " Consumer")
                .allowEmptyShould(true);
    }

    /** No class reads the time by itself. */
    public static ArchRule timeIsInjected(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .should()
                .callMethodWhere(target(
                        "the time is read without a clock",
                        access -> CLOCKS.contains(access.getTargetOwner().getFullName())
                                && access.getTarget().getName().equals("now")
                                && access.getTarget().getFullName().endsWith("()")))
                .because("tests must be able to set the time: inject a java.time.Clock")
                .allowEmptyShould(true);
    }

    /** No class makes ids or random numbers by itself. */
    public static ArchRule idsAreInjected(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .should()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .because("ids come from the injected Ids, secrets from SecureRandom")
                .allowEmptyShould(true);
    }

    /** No class waits for a pipeline. */
    public static ArchRule nothingBlocks(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .should()
                .callMethodWhere(target(
                        "a Uni is awaited",
                        access -> access.getTarget().getName().equals("await")
                                && access.getTargetOwner().getFullName().equals("io.smallrye.mutiny.Uni")))
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .because("an event loop must not wait: return the Uni")
                .allowEmptyShould(true);
    }

    /** Dependencies come by constructor. */
    public static ArchRule noFieldInjection(String base) {
        return noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(base + "..")
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .because("a class must be usable without a container: take what you need in the constructor")
                .allowEmptyShould(true);
    }

    /** A service knows only libraries. */
    public static ArchRule servicesDoNotKnowOneAnother(String base) {
        String[] others = Stream.concat(
                        SERVICES.stream().map(name -> "io.ostiary." + name), Stream.of("io.ostiary.cli"))
                .filter(name -> !name.equals(base))
                .map(name -> name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("services meet through /internal calls, effects and events, never through classes")
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        Set<String> all = Set.of(names);
        return DescribedPredicate.describe(
                "one of " + all, type -> all.contains(outermost(type).getSimpleName()));
    }

    /** A class and what is nested in it count as one: the name of the outermost class decides. */
    private static DescribedPredicate<JavaClass> not(DescribedPredicate<JavaClass> name) {
        return DescribedPredicate.describe("not " + name.getDescription(), type -> !name.test(outermost(type)));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(DirectionRules::outermost).orElse(type);
    }

    private static DescribedPredicate<JavaAccess<?>> target(
            String description, java.util.function.Predicate<JavaAccess<?>> test) {
        return DescribedPredicate.describe(description, test);
    }
}
