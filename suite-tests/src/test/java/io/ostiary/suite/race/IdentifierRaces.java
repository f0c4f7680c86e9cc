package io.ostiary.suite.race;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.suite.Http;
import io.ostiary.suite.RawConnection.Answer;
import io.ostiary.suite.RawConnection.Request;
import io.ostiary.suite.StackConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One identifier that all want: by registration, each with a form of its own, or by import. */
final class IdentifierRaces {

    private static final int TAKEN = 4000007;

    private IdentifierRaces() {}

    /** All import it. */
    static Race imported(Admin admin) {
        return new Race() {
            @Override
            public Round begin(int round) {
                return new Import(admin, Admin.newEmail());
            }

            @Override
            public boolean isAdmin() {
                return true;
            }
        };
    }

    /** All register it. */
    static Race registered(StackConfig config, int connections) {
        return new Registrations(config, connections);
    }

    private record Import(Admin admin, String email) implements Race.Round {

        @Override
        public Request request(int connection) {
            ObjectNode body = Admin.identity(email);
            body.putObject("credentials")
                    .putObject("password")
                    .putObject("config")
                    .put("password", UUID.randomUUID().toString());
            return Race.json("POST", "/admin/identities", body);
        }

        @Override
        public boolean isWon(Answer answer) {
            return answer.status() == 201;
        }

        @Override
        public boolean isRefused(Answer answer) {
            return answer.status() == 409;
        }

        @Override
        public int given() {
            return admin.identities(email);
        }
    }

    /** A refused form can be sent again, so only the winner's is replaced for the next round. */
    private static final class Registrations implements Race {

        private final StackConfig config;
        private final Admin admin;
        private final List<String> forms = new ArrayList<>();
        private final int connections;

        private Registrations(StackConfig config, int connections) {
            this.config = config;
            this.connections = connections;
            this.admin = new Admin(config);
        }

        @Override
        public Round begin(int round) {
            while (forms.size() < connections) {
                String url = config.publicUrl() + "/self-service/registration/api";
                URI action = URI.create(Http.get(url).expect(200).text("/ui/action"));
                forms.add(action.getRawPath() + "?" + action.getRawQuery());
            }
            return new Registration(Admin.newEmail());
        }

        private final class Registration implements Round {

            private final String email;

            private Registration(String email) {
                this.email = email;
            }

            @Override
            public Request request(int connection) {
                ObjectNode form = Http.JSON.createObjectNode().put("method", "password");
                form.put("password", UUID.randomUUID().toString());
                form.putObject("traits").put("email", email);
                return Race.json("POST", forms.get(connection), form);
            }

            @Override
            public boolean isWon(Answer answer) {
                return answer.status() == 200
                        && Race.body(answer)
                                .at("/identity/traits/email")
                                .asText()
                                .equals(email);
            }

            @Override
            public void won(int connection) {
                forms.remove(connection);
            }

            @Override
            public boolean isRefused(Answer answer) {
                return answer.status() == 400 && Race.message(answer) == TAKEN;
            }

            @Override
            public int given() {
                return admin.identities(email);
            }
        }
    }
}
