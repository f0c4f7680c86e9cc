package io.ostiary.suite.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import sh.ory.kratos.ApiException;
import sh.ory.kratos.api.IdentityApi;
import sh.ory.kratos.model.CreateIdentityBody;
import sh.ory.kratos.model.CreateRecoveryCodeForIdentityBody;
import sh.ory.kratos.model.CreateRecoveryLinkForIdentityBody;
import sh.ory.kratos.model.Identity;
import sh.ory.kratos.model.IdentityPatch;
import sh.ory.kratos.model.IdentityPatchResponse;
import sh.ory.kratos.model.IdentityWithCredentials;
import sh.ory.kratos.model.IdentityWithCredentialsPassword;
import sh.ory.kratos.model.IdentityWithCredentialsPasswordConfig;
import sh.ory.kratos.model.JsonPatch;
import sh.ory.kratos.model.PatchIdentitiesBody;
import sh.ory.kratos.model.RecoveryCodeForIdentity;
import sh.ory.kratos.model.RecoveryLinkForIdentity;
import sh.ory.kratos.model.UpdateIdentityBody;

/** Identities as an operator keeps them. */
interface AdminIdentities {

    /** The client that the tests use. */
    Sdk sdk();

    @Test
    default void anOperatorCreatesAndFindsAnIdentity() throws ApiException {
        var admin = sdk().identities();
        String email = Sdk.newEmail();
        String external = "customer-" + UUID.randomUUID();
        Identity made = admin.createIdentity(new CreateIdentityBody()
                .schemaId("person")
                .externalId(external)
                .traits(Map.of("email", email, "name", "Ada"))
                .metadataPublic(Map.of("plan", "free"))
                .metadataAdmin(Map.of("note", "vip"))
                .credentials(password()));
        assertThat(made.getState()).isEqualTo(Identity.StateEnum.ACTIVE);
        assertThat(made.getAdditionalProperties()).isNullOrEmpty();

        Identity read = admin.getIdentity(made.getId(), List.of("password"));
        assertThat(read.getTraits()).isEqualTo(Map.of("email", email, "name", "Ada"));
        assertThat(read.getMetadataPublic()).isEqualTo(Map.of("plan", "free"));
        assertThat(read.getMetadataAdmin()).isEqualTo(Map.of("note", "vip"));
        assertThat(read.getCredentials().get("password").getIdentifiers()).containsExactly(email);
        assertThat(read.getVerifiableAddresses()).hasSize(1);
        assertThat(read.getRecoveryAddresses()).hasSize(1);

        assertThat(admin.getIdentityByExternalID(external, null).getId()).isEqualTo(made.getId());
        assertThat(admin.listIdentities(null, null, null, null, null, null, email, null, null, null))
                .extracting(Identity::getId)
                .containsExactly(made.getId());
        assertThat(admin.listIdentities(1L, null, null, null, null, null, null, null, null, null))
                .isNotEmpty();
    }

    @Test
    default void anOperatorChangesAnIdentity() throws ApiException {
        var admin = sdk().identities();
        String email = Sdk.newEmail();
        String id = sdk().create(email).getId();
        Identity replaced = admin.updateIdentity(
                id,
                new UpdateIdentityBody()
                        .schemaId("person")
                        .state(UpdateIdentityBody.StateEnum.INACTIVE)
                        .traits(Map.of("email", email, "name", "Grace")));
        assertThat(replaced.getState()).isEqualTo(Identity.StateEnum.INACTIVE);
        Identity patched = admin.patchIdentity(
                id,
                List.of(
                        new JsonPatch().op("replace").path("/state").value("active"),
                        new JsonPatch().op("replace").path("/traits/name").value("Joan")));
        assertThat(patched.getState()).isEqualTo(Identity.StateEnum.ACTIVE);
        assertThat(patched.getTraits()).isEqualTo(Map.of("email", email, "name", "Joan"));
        assertThat(admin.getIdentity(id, null).getTraits()).isEqualTo(patched.getTraits());
    }

    @Test
    default void anOperatorImportsManyIdentities() throws ApiException {
        var admin = sdk().identities();
        String taken = Sdk.newEmail();
        sdk().create(taken);
        var answer = admin.batchPatchIdentities(new PatchIdentitiesBody()
                .addIdentitiesItem(entry(Sdk.newEmail()))
                .addIdentitiesItem(entry(taken)));
        assertThat(answer.getIdentities()).hasSize(2);
        IdentityPatchResponse made = answer.getIdentities().getFirst();
        assertThat(made.getAction()).isEqualTo(IdentityPatchResponse.ActionEnum.CREATE);
        assertThat(admin.getIdentity(made.getIdentity(), null).getId()).isEqualTo(made.getIdentity());
        IdentityPatchResponse refused = answer.getIdentities().getLast();
        assertThat(refused.getAction()).isEqualTo(IdentityPatchResponse.ActionEnum.ERROR);
        assertThat(refused.getError()).isNotNull();
    }

    @Test
    default void anOperatorDeletesCredentialsAndAnIdentity() throws ApiException {
        var admin = sdk().identities();
        String id = sdk().create(Sdk.newEmail()).getId();
        // A first factor stays; so the contract refuses it, and finds no second one.
        Sdk.refused(400, () -> admin.deleteIdentityCredentials(id, "password", null));
        Sdk.refused(404, () -> admin.deleteIdentityCredentials(id, "totp", null));
        admin.deleteIdentity(id);
        Sdk.refused(404, () -> admin.getIdentity(id, null));
        Sdk.refused(404, () -> admin.deleteIdentity(id));
    }

    @Test
    default void anOperatorHelpsSomebodyBackIn() throws ApiException {
        IdentityApi admin = sdk().identities();
        String id = sdk().create(Sdk.newEmail()).getId();
        RecoveryCodeForIdentity code = admin.createRecoveryCodeForIdentity(
                new CreateRecoveryCodeForIdentityBody().identityId(id).expiresIn("30m"));
        assertThat(code.getRecoveryCode()).matches("\\d{6}");
        assertThat(code.getRecoveryLink()).contains("flow=");
        RecoveryLinkForIdentity link = admin.createRecoveryLinkForIdentity(
                null, new CreateRecoveryLinkForIdentityBody().identityId(id).expiresIn("30m"));
        assertThat(link.getRecoveryLink()).contains("flow=").contains("token=");
        assertThat(link.getExpiresAt()).isAfter(code.getExpiresAt().minusMinutes(5));
    }

    private static IdentityPatch entry(String email) {
        return new IdentityPatch()
                .patchId(UUID.randomUUID().toString())
                .create(new CreateIdentityBody().schemaId("person").traits(Map.of("email", email)));
    }

    private static IdentityWithCredentials password() {
        var config = new IdentityWithCredentialsPasswordConfig()
                .password(UUID.randomUUID().toString());
        return new IdentityWithCredentials().password(new IdentityWithCredentialsPassword().config(config));
    }
}
