#!/bin/sh
# Sends requests that Schemathesis generates from the contract's OpenAPI document to a running suite, and prints a table of
# the answers in Markdown. Any 5xx, and any request without an answer, makes it fail.
#
#   deploy/generated-requests.sh OPENAPI-FILE PUBLIC-URL ADMIN-URL > docs/generated-requests.md
#
# EXAMPLES  fuzzed requests an operation, in each of the passes (25)
# SEED      the same seed sends the same requests (1)
#
# Only for a suite of its own, such as `./ostiary serve -c FILE --dev`: it creates, changes and deletes whatever it finds.
set -eu

if [ $# -ne 3 ]; then
    sed -n '2,11s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
openapi=$1
public=${2%/}
admin=${3%/}
version=4.32.5
here=$(cd "$(dirname "$0")" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet "schemathesis==$version" >&2

# pass NAME OPTIONS...: the run's own verdict does not count; the table looks at every answer.
pass() {
    name=$1
    shift
    "$work/venv/bin/schemathesis" run "$work/openapi.json" --checks not_a_server_error \
        --max-examples "${EXAMPLES:-25}" --seed "${SEED:-1}" --continue-on-failure --no-shrink --warnings off \
        --output-sanitize false --report ndjson --report-ndjson-path "$work/$name.ndjson" "$@" >"$work/$name.log" 2>&1 ||
        [ -s "$work/$name.ndjson" ] || { cat "$work/$name.log" >&2; exit 1; }
    echo "$name: done" >&2
}

token=$(python3 "$here/generated-requests.py" register "$public")
python3 "$here/generated-requests.py" prepare "$openapi" "$public" "$token" "$work/openapi.json"
pass public --url "$public" --exclude-path-regex '^/admin'
pass session --url "$public" --exclude-path-regex '^/admin' --header "X-Session-Token: $token"
pass admin --url "$admin" --include-path-regex '^/(admin|health|version)'
python3 "$here/generated-requests.py" table "$openapi" \
    "Made by \`deploy/generated-requests.sh\`: Schemathesis $version, ${EXAMPLES:-25} fuzzed requests an operation in each pass besides those of its coverage and stateful phases, seed ${SEED:-1}, against a local stack with every built method enabled." \
    "Public port=$work/public.ndjson" "Public port, with a session=$work/session.ndjson" "Admin port=$work/admin.ndjson"
