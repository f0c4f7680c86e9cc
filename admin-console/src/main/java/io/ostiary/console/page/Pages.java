package io.ostiary.console.page;

import io.ostiary.console.web.Routes;

/** Which page answers which path. */
public final class Pages {

    private static final String ONE = IdentitiesPage.PATH + "/{id}";

    private Pages() {}

    /** All of them. */
    public static Routes of(Site site) {
        Traits traits = new Traits(site);
        PersonPages people = new PersonPages(site);
        SessionRows sessions = new SessionRows(site);
        MessageRows messages = new MessageRows(site);
        PersonMessages personMessages = new PersonMessages(site, people, messages);
        MessagePage message = new MessagePage(site);
        return new Routes()
                .get("/", new OverviewPage(site))
                .get(IdentitiesPage.PATH, new IdentitiesPage(site, false))
                .get(IdentitiesPage.PATH + ".csv", new IdentitiesPage(site, true))
                .change(NewPage.PATH, new NewPage(site, traits))
                .change(BulkPage.PATH, new BulkPage(site))
                .get(ONE, new PersonPage(site, people, traits))
                .change(ONE + "/edit", new EditPage(site, people, traits))
                .post(ONE + "/state", new StatePage(site))
                .get(ONE + "/credentials", new CredentialsPage(site, people))
                .change(ONE + "/credentials/{kind}", new RemoveCredentialPage(site, people))
                .get(ONE + "/sessions", new PersonSessions(site, people, sessions))
                .change(ONE + "/end-sessions", new EndSessionsPage(site, people))
                .get(ONE + "/messages", personMessages)
                .get(ONE + "/events", new PersonEvents(site, people))
                .get(ONE + "/limits", new LimitsPage(site, people))
                .post(ONE + "/limits", new LimitsPage(site, people))
                .change(ONE + "/recovery", new RecoveryPage(site, people))
                .change(ONE + "/delete", new DeletePage(site, people))
                .get(ONE + "/data.json", new DataDownload(site, people, personMessages))
                .get("/sessions", new SessionsPage(site, sessions))
                .post("/sessions/{id}/end", new EndSession(site))
                .get(MessagesPage.PATH, new MessagesPage(site, messages))
                .get(MessagesPage.PATH + "/{id}", message)
                .post(MessagesPage.PATH + "/{id}", message)
                .get("/schemas", new SchemasPage(site, traits))
                .get("/deeds", new DeedsPage(site));
    }
}
