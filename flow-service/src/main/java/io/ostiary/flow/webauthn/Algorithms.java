package io.ostiary.flow.webauthn;

import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import java.util.List;

/** How keys sign, by numbers of the IANA registry "COSE Algorithms": ES256 to ES512, RS256 to RS512, PS256 to PS512, EdDSA. */
final class Algorithms {

    /** In the order in which browsers are asked for them. */
    static final List<Integer> OFFERED = List.of(-7, -35, -36, -257, -258, -259, -37, -38, -39, -8);

    /** The same for the library that checks. */
    static final List<PublicKeyCredentialParameters> TAKEN = OFFERED.stream()
            .map(each -> new PublicKeyCredentialParameters(
                    PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(each)))
            .toList();

    private Algorithms() {}
}
