"""The parts of generated-requests.sh that need more than a shell.

register PUBLIC-URL                     registers somebody and prints the session token
prepare OPENAPI PUBLIC-URL TOKEN FILE   writes a copy of the document that knows the suite's schemas and some flows
table OPENAPI NOTE NAME=FILE...         prints the answers of all passes by operation
"""
import collections
import json
import sys
import time
import urllib.error
import urllib.request
import uuid

TRIES = 10
FLOWS = ("login", "registration", "recovery", "verification", "settings")
FLOWS_OF_A_KIND = 25
OTHERS = "methods that a path does not have"


def register(public):
    flow = call(public + "/self-service/registration/api")
    form = {
        "method": "password",
        "password": str(uuid.uuid4()),
        "traits": {"email": "generated.%s@example.org" % uuid.uuid4()},
    }
    print(call(flow["ui"]["action"], form)["session_token"])


def call(url, body=None, token=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Accept": "application/json", "Content-Type": "application/json"}
    if token:
        headers["X-Session-Token"] = token
    for _ in range(TRIES):
        try:
            with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=20) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code != 503:
                raise
            time.sleep(int(error.headers.get("Retry-After", 1)))
    raise SystemExit("503 again and again: " + url)


def prepare(openapi, public, token, target):
    """Without this nearly all that is generated would end at an unknown schema, unfit traits, a malformed id or no flow."""
    with open(openapi) as file:
        document = json.load(file)
    schemas = call(public + "/schemas")
    traits = plain(schemas[0]["schema"]["properties"]["traits"])
    for schema in document["components"]["schemas"].values():
        properties = schema.get("properties", {})
        if "schema_id" in properties:
            properties["schema_id"] = {"type": "string", "enum": [each["id"] for each in schemas]}
        if "traits" in properties:
            properties["traits"] = traits
    for path, methods in document["paths"].items():
        for operation in methods.values():
            for parameter in operation.get("parameters", []):
                if parameter.get("name") == "id" and path.startswith(("/admin/", "/sessions/")):
                    parameter["schema"] = {"type": "string", "format": "uuid"}
    for kind in FLOWS:
        url = "%s/self-service/%s/api" % (public, kind)
        own = token if kind == "settings" else None
        flows = [call(url, token=own)["id"] for _ in range(FLOWS_OF_A_KIND)]
        for path, method in (("", "post"), ("/flows", "get")):
            for parameter in document["paths"]["/self-service/" + kind + path][method]["parameters"]:
                if parameter.get("name") in ("flow", "id"):
                    parameter["schema"] = {"type": "string", "enum": flows}
    with open(target, "w") as file:
        json.dump(document, file)


def plain(schema):
    """A JSON schema without the keyword that only identity schemas have."""
    if isinstance(schema, dict):
        return {key: plain(value) for key, value in schema.items() if key != "ory.sh/kratos"}
    return [plain(each) for each in schema] if isinstance(schema, list) else schema


def table(openapi, note, *passes):
    """Fails on a 5xx, on a missing answer, and on an operation that was never called."""
    with open(openapi) as file:
        paths = json.load(file)["paths"]
    operations = {"%s %s" % (method.upper(), path) for path, methods in paths.items() for method in methods}
    missing, total, faults = set(operations), 0, []
    print("# Generated requests\n\n%s\n" % note)
    for given in passes:
        name, file = given.split("=", 1)
        answers = read(file, operations, faults)
        missing -= set(answers)
        total += sum(sum(each.values()) for each in answers.values())
        print("## %s\n\n| operation | requests | answers |\n| --- | ---: | --- |" % name)
        for operation in sorted(answers, key=lambda each: (each == OTHERS, each.split(" ")[::-1])):
            statuses = answers[operation]
            cells = ", ".join("%s × %d" % (status, statuses[status]) for status in sorted(statuses))
            print("| %s | %d | %s |" % (operation, sum(statuses.values()), cells))
        print()
    print("In all %d requests to %d operations; answered 5xx or not at all: %d." % (total, len(operations), len(faults)))
    for fault in faults[:50] + sorted("never called: " + each for each in missing):
        print(fault, file=sys.stderr)
    return 1 if faults or missing else 0


def read(file, operations, faults):
    """Counts the statuses of a pass by operation."""
    answers = collections.defaultdict(collections.Counter)
    with open(file) as lines:
        for line in lines:
            recorder = json.loads(line).get("ScenarioFinished", {}).get("recorder", {})
            for case, interaction in recorder.get("interactions", {}).items():
                value = recorder["cases"][case]["value"]
                request, response = interaction["request"], interaction.get("response")
                status = response["status_code"] if response else 0
                operation = "%s %s" % (value["method"], value["path"])
                answers[operation if operation in operations else OTHERS][status] += 1
                if status == 0 or status >= 500:
                    faults.append("%s: %s" % (status or "no answer", json.dumps(request)))
    return answers


if __name__ == "__main__":
    sys.exit({"register": register, "prepare": prepare, "table": table}[sys.argv[1]](*sys.argv[2:]))
