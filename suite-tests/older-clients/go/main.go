// A person's and an operator's way through the Go client of version 0.5.4: go run . PUBLIC_URL ADMIN_URL.
// Ends with 0 when every step answered as the client expects.
package main

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/go-openapi/runtime"
	httptransport "github.com/go-openapi/runtime/client"
	"github.com/ory/kratos-client-go/client"
	"github.com/ory/kratos-client-go/client/admin"
	"github.com/ory/kratos-client-go/client/health"
	"github.com/ory/kratos-client-go/client/public"
	"github.com/ory/kratos-client-go/models"
)

var (
	email    = fmt.Sprintf("person.%d@example.org", time.Now().UnixNano())
	password = "korrekt-Pferd-91x"
)

func main() {
	people := clientOf(os.Args[1])
	operator := clientOf(os.Args[2])
	service(operator)
	id := person(people, operator)
	recovery(people, operator, id)
	crud(operator)
	fmt.Println("kratos-client-go: all steps")
}

func clientOf(address string) *client.OryKratos {
	parsed, err := url.Parse(address)
	must("parse the address", err)
	return client.NewHTTPClientWithConfig(nil, &client.TransportConfig{
		Host: parsed.Host, BasePath: "/", Schemes: []string{parsed.Scheme},
	})
}

func must(step string, err error) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", step, err)
		os.Exit(1)
	}
}

func expect(step string, is bool) {
	if !is {
		must(step, fmt.Errorf("not as expected"))
	}
}

func signedIn(token string) runtime.ClientAuthInfoWriter {
	return httptransport.APIKeyAuth("X-Session-Token", "header", token)
}

func service(operator *client.OryKratos) {
	_, err := operator.Health.IsInstanceReady(health.NewIsInstanceReadyParams())
	must("ready", err)
}

func person(people, operator *client.OryKratos) models.UUID {
	registration, err := people.Public.InitializeSelfServiceRegistrationViaAPIFlow(
		public.NewInitializeSelfServiceRegistrationViaAPIFlowParams())
	must("begin a registration", err)
	flow := string(registration.Payload.ID)
	registered, err := people.Public.CompleteSelfServiceRegistrationFlowWithPasswordMethod(
		public.NewCompleteSelfServiceRegistrationFlowWithPasswordMethodParams().WithFlow(&flow).WithPayload(
			map[string]interface{}{"traits.email": email, "password": password}))
	must("register", err)

	login, err := people.Public.InitializeSelfServiceLoginViaAPIFlow(public.NewInitializeSelfServiceLoginViaAPIFlowParams())
	must("begin a login", err)
	send := func(password string) (*public.CompleteSelfServiceLoginFlowWithPasswordMethodOK, error) {
		return people.Public.CompleteSelfServiceLoginFlowWithPasswordMethod(
			public.NewCompleteSelfServiceLoginFlowWithPasswordMethodParams().WithFlow(string(login.Payload.ID)).WithBody(
				&models.CompleteSelfServiceLoginFlowWithPasswordMethod{Identifier: email, Password: password}))
	}
	_, err = send("wrong")
	_, refused := err.(*public.CompleteSelfServiceLoginFlowWithPasswordMethodBadRequest)
	expect("a wrong password is refused with the flow", refused)
	session, err := send(password)
	must("log in", err)
	token := *session.Payload.SessionToken
	who, err := people.Public.Whoami(public.NewWhoamiParams(), signedIn(token))
	must("read the session", err)
	expect("the session is theirs", who.Payload.Identity.ID == registered.Payload.Identity.ID)

	settings, err := people.Public.InitializeSelfServiceSettingsViaAPIFlow(
		public.NewInitializeSelfServiceSettingsViaAPIFlowParams(), signedIn(token))
	must("begin settings", err)
	other := password + "2"
	settingsFlow := string(settings.Payload.ID)
	_, err = people.Public.CompleteSelfServiceSettingsFlowWithPasswordMethod(
		public.NewCompleteSelfServiceSettingsFlowWithPasswordMethodParams().WithFlow(&settingsFlow).WithBody(
			&models.CompleteSelfServiceSettingsFlowWithPasswordMethod{Password: &other}), signedIn(token))
	must("change the password", err)

	_, err = people.Public.RevokeSession(public.NewRevokeSessionParams().WithBody(&models.RevokeSession{SessionToken: &token}))
	must("sign out", err)
	_, err = people.Public.Whoami(public.NewWhoamiParams(), signedIn(token))
	_, refused = err.(*public.WhoamiUnauthorized)
	expect("an ended session is refused", refused)
	return registered.Payload.Identity.ID
}

func recovery(people, operator *client.OryKratos, id models.UUID) {
	link, err := operator.Admin.CreateRecoveryLink(
		admin.NewCreateRecoveryLinkParams().WithBody(&models.CreateRecoveryLink{IdentityID: id}))
	must("make a recovery link", err)
	browser := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	opened, err := browser.Get(*link.Payload.RecoveryLink)
	must("open the link", err)
	expect("the link leads on", opened.StatusCode == http.StatusFound)
	var cookies []string
	for _, cookie := range opened.Cookies() {
		cookies = append(cookies, cookie.Name+"="+cookie.Value)
	}
	cookie := strings.Join(cookies, "; ")
	who, err := people.Public.Whoami(public.NewWhoamiParams().WithCookie(&cookie), nil)
	must("read the session after recovery", err)
	expect("the session is theirs after recovery", who.Payload.Identity.ID == id)
}

func crud(operator *client.OryKratos) {
	schema := "default"
	address := "made." + email
	made, err := operator.Admin.CreateIdentity(admin.NewCreateIdentityParams().WithBody(
		&models.CreateIdentity{SchemaID: &schema, Traits: map[string]interface{}{"email": address}}))
	must("create", err)
	id := string(made.Payload.ID)
	_, err = operator.Admin.GetIdentity(admin.NewGetIdentityParams().WithID(id))
	must("read", err)
	_, err = operator.Admin.UpdateIdentity(admin.NewUpdateIdentityParams().WithID(id).WithBody(
		&models.UpdateIdentity{Traits: map[string]interface{}{"email": "other." + email}}))
	must("update", err)
	perPage := int64(500)
	page := int64(0)
	listed, err := operator.Admin.ListIdentities(admin.NewListIdentitiesParams().WithPerPage(&perPage).WithPage(&page))
	must("list", err)
	found := false
	for _, identity := range listed.Payload {
		found = found || string(identity.ID) == id
	}
	expect("it is listed", found)
	_, err = operator.Admin.DeleteIdentity(admin.NewDeleteIdentityParams().WithID(id))
	must("delete", err)
	_, err = operator.Admin.GetIdentity(admin.NewGetIdentityParams().WithID(id))
	// This client knows no 404 of this call by name.
	missing, gone := err.(*runtime.APIError)
	expect("it is gone", gone && missing.Code == http.StatusNotFound)
}
