package io.ostiary.courier.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.courier.template.Letter;
import io.ostiary.courier.template.Letters;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/** Draws a message anew for the admin, in development only. */
@ApplicationScoped
class ShowContent {

    private final boolean development;
    private final MessageSeal seal;
    private final Letters letters;

    ShowContent(Configuration configuration, MessageSeal seal, Letters letters) {
        this.development = configuration.isDevelopment();
        this.seal = seal;
        this.letters = letters;
    }

    /** The content as far as it may be seen. */
    ShownContent of(StoredMessage message) {
        if (!development) {
            return ShownContent.HIDDEN;
        }
        if (message.data() == null || !letters.knows(message.templateType())) {
            return ShownContent.GONE;
        }
        JsonNode data =
                Json.read(new String(seal.open(message.id(), message.data()), StandardCharsets.UTF_8), JsonNode.class);
        Letter letter = switch (message.type()) {
            case EMAIL -> letters.email(message.templateType(), data);
            case SMS -> letters.sms(message.templateType(), data);
        };
        return new ShownContent(letter.subject(), letter.text());
    }
}
