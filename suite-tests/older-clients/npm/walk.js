// A person's and an operator's way through a JavaScript client of version 0.5.4: node walk.js PACKAGE PUBLIC_URL ADMIN_URL.
// Ends with 0 when every step answered as the client expects.
const assert = require("assert");
const crypto = require("crypto");

const [name, publicUrl, adminUrl] = process.argv.slice(2);
const { AdminApi, Configuration, HealthApi, PublicApi, VersionApi } = require(name);

const email = `person.${crypto.randomUUID()}@example.org`;
const password = `${crypto.randomUUID()}-Px`;
const people = new PublicApi(new Configuration({ basePath: publicUrl }));
const admin = new AdminApi(new Configuration({ basePath: adminUrl }));

const signedIn = (token) => new PublicApi(new Configuration({ basePath: publicUrl, apiKey: token }));

async function refused(status, call) {
  await assert.rejects(call, (error) => error.response && error.response.status === status);
}

async function person() {
  const registration = (await people.initializeSelfServiceRegistrationViaAPIFlow()).data;
  assert.ok(registration.methods.password.config.fields.some((field) => field.name === "traits.email"));
  const registered = (
    await people.completeSelfServiceRegistrationFlowWithPasswordMethod(registration.id, { "traits.email": email, password })
  ).data;
  assert.strictEqual(registered.identity.traits.email, email);

  const login = (await people.initializeSelfServiceLoginViaAPIFlow()).data;
  assert.strictEqual((await admin.getSelfServiceLoginFlow(login.id)).data.id, login.id);
  await refused(400, () =>
    people.completeSelfServiceLoginFlowWithPasswordMethod(login.id, { identifier: email, password: "wrong" }),
  );
  const session = (await people.completeSelfServiceLoginFlowWithPasswordMethod(login.id, { identifier: email, password })).data;
  const self = signedIn(session.session_token);
  assert.strictEqual((await self.whoami()).data.identity.id, registered.identity.id);

  const settings = (await self.initializeSelfServiceSettingsViaAPIFlow()).data;
  const changed = await self.completeSelfServiceSettingsFlowWithPasswordMethod(settings.id, { password: password + "2" });
  assert.strictEqual(changed.data.flow.state, "success");

  await people.revokeSession({ session_token: session.session_token });
  await refused(401, () => self.whoami());
  return registered.identity.id;
}

async function recovery(id) {
  const asked = (await people.initializeSelfServiceRecoveryViaAPIFlow()).data;
  await people.completeSelfServiceRecoveryFlowWithLinkMethod(undefined, asked.id, { email });
  assert.strictEqual((await admin.getSelfServiceRecoveryFlow(asked.id)).data.state, "sent_email");

  const link = (await admin.createRecoveryLink({ identity_id: id })).data.recovery_link;
  const opened = await fetch(link, { redirect: "manual" });
  assert.strictEqual(opened.status, 302);
  const cookie = opened.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  assert.strictEqual((await people.whoami(cookie)).data.identity.id, id);
  const flow = new URL(opened.headers.get("location")).searchParams.get("flow");
  const settings = await people.getSelfServiceSettingsFlow(flow, { headers: { Cookie: cookie } });
  assert.strictEqual(settings.data.identity.id, id);
}

async function operator() {
  const address = `made.${email}`;
  const made = (await admin.createIdentity({ schema_id: "default", traits: { email: address } })).data;
  assert.strictEqual(made.traits.email, address);
  assert.strictEqual((await admin.getIdentity(made.id)).data.id, made.id);
  const other = `other.${email}`;
  assert.strictEqual((await admin.updateIdentity(made.id, { traits: { email: other } })).data.traits.email, other);
  assert.ok((await admin.listIdentities(500, 0)).data.some((identity) => identity.id === made.id));
  await refused(409, () => admin.createIdentity({ schema_id: "default", traits: { email } }));
  await admin.deleteIdentity(made.id);
  await refused(404, () => admin.getIdentity(made.id));
  assert.ok((await admin.getSchema("default")).data.properties);
}

async function service() {
  const health = new HealthApi(new Configuration({ basePath: adminUrl }));
  assert.strictEqual((await health.isInstanceAlive()).data.status, "ok");
  assert.strictEqual((await health.isInstanceReady()).data.status, "ok");
  assert.ok((await new VersionApi(new Configuration({ basePath: publicUrl })).getVersion()).data.version);
  assert.ok((await admin.prometheus()).data.includes("# TYPE"));
}

service()
  .then(person)
  .then(recovery)
  .then(operator)
  .then(() => console.log(`${name}: all steps`))
  .catch((error) => {
    const answer = error.response ? `\n${error.config.url}: ${error.response.status} ${JSON.stringify(error.response.data)}` : "";
    console.error(error.stack + answer);
    process.exit(1);
  });
