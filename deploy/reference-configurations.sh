#!/bin/sh
# Starts the suite with each configuration of the reference and prints a table for docs/reference-configurations.md.
#
#   deploy/reference-configurations.sh FOLDER
#
# FOLDER is a checkout of the reference (its contrib/quickstart and test/e2e/profiles). Nothing of it is kept here.
# Ports and the database come by variables, and /etc/config/kratos is the folder of the file. Needs a built tree.
set -u
[ -d "${1:-}" ] || { echo "usage: $0 FOLDER" >&2; exit 2; }
reference=$(cd "$1" && pwd -P)
ostiary=$(cd "$(dirname "$0")/.." && pwd -P)/ostiary
log=$(mktemp)
trap 'rm -f "$log"' EXIT

DSN=memory
SERVE_PUBLIC_PORT=${SERVE_PUBLIC_PORT:-24433}
SERVE_ADMIN_PORT=${SERVE_ADMIN_PORT:-24434}
export DSN SERVE_PUBLIC_PORT SERVE_ADMIN_PORT
cd "$reference" || exit 2

# name, then the options
row() {
    name=$1
    shift
    : >"$log"
    "$ostiary" "$@" --dev --watch-courier >>"$log" 2>&1 &
    stack=$!
    waited=0
    while kill -0 $stack 2>/dev/null && ! grep -q '^ready' "$log" && [ $waited -lt 180 ]; do
        sleep 1
        waited=$((waited + 1))
    done
    if grep -q '^ready' "$log"; then
        kill $stack
        wait $stack
        code=$?
        printf '| %s | starts, %s warnings, ends with %s |\n' "$name" "$(grep -c 'has no effect' "$log")" "$code"
    elif kill $stack 2>/dev/null; then
        wait $stack
        printf '| %s | neither ready nor refused within 180 s |\n' "$name"
    else
        wait $stack
        printf '| %s | refused: %s |\n' "$name" "$(grep -v 'has no effect' "$log" | tail -n 1 | sed "s|$reference|FOLDER|g")"
    fi
}

echo '| file | result |'
echo '| --- | --- |'
for file in contrib/quickstart/kratos/*/kratos.yml; do
    if grep -q 'url: file:///etc/config/kratos/identity.schema.json' "$file"; then
        IDENTITY_SCHEMAS_0_URL=file://$reference/$(dirname "$file")/identity.schema.json
        export IDENTITY_SCHEMAS_0_URL
    fi
    row "quickstart $(basename "$(dirname "$file")")" serve -c "$file"
    unset IDENTITY_SCHEMAS_0_URL
done
for file in test/e2e/profiles/*/.kratos.yml; do
    row "e2e $(basename "$(dirname "$file")")" serve -c test/e2e/profiles/kratos.base.yml -c "$file"
done
