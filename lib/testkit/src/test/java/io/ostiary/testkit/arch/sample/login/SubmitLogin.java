package io.ostiary.testkit.arch.sample.login;

import io.ostiary.testkit.arch.sample.flow.Flow;
import java.sql.Connection;
import java.util.UUID;

/** Breaks rules on purpose: SQL outside of a Postgres class, a cycle with flow/, ids of its own. */
public class SubmitLogin {
    Flow flow;
    Connection connection;
    UUID id = UUID.randomUUID();
}
