# `./ostiary test [--kit DIR] [--all] [--browser] [--complete]`: all tests of the modules, the suite's own tests on the built
# tree, with --browser those of the pages in the system's Chromium, and with --kit the conformance kit in DIR (with --all its
# whole set instead of the areas in deploy/conformance.txt). With --complete a test that is skipped counts as failed, and
# each parser of what others send is tried for 20 s beyond its corpus instead of 3.
# `./ostiary test --kubernetes [--cluster COMMAND | --load COMMAND]`: only the tests on a cluster (docs/kubernetes.md).
# Sourced by ../../../../ostiary, which has set OSTIARY_HOME, JAVA_HOME and `say`.

kit=
all=
browser=
complete=
kubernetes=
cluster=
load=
while [ $# -gt 0 ]; do
    case $1 in
        --kit)
            [ $# -ge 2 ] || { say "--kit needs the folder of the conformance kit"; exit 2; }
            kit=$(cd "$2" 2>/dev/null && pwd -P) || { say "there is no folder $2"; exit 2; }
            [ -x "$kit/conformance" ] || { say "$kit has no executable file named conformance"; exit 2; }
            shift
            ;;
        --all) all=yes ;;
        --browser) browser=yes ;;
        --complete) complete=yes ;;
        --kubernetes) kubernetes=yes ;;
        --cluster | --load)
            [ $# -ge 2 ] || { say "$1 needs a command"; exit 2; }
            [ "$1" = --load ] && load=$2 || cluster=$2
            shift
            ;;
        *)
            say "usage: ./ostiary test [--kit DIR] [--all] [--browser] [--complete] | --kubernetes [--cluster COMMAND | --load COMMAND]"
            exit 2
            ;;
    esac
    shift
done

command=
. "$OSTIARY_HOME/cli/src/main/sh/build.sh"

broken=0
began=$(date +%s)

# Adds up the test reports of all modules: tests failures skipped.
count_tests() {
    find "$OSTIARY_HOME" -path '*/target/surefire-reports/TEST-*.xml' -exec \
        sed -n 's/^<testsuite .* tests="\([0-9]*\)" errors="\([0-9]*\)" skipped="\([0-9]*\)" failures="\([0-9]*\)".*/\1 \2 \3 \4/p' {} + |
        awk '{ tests += $1; bad += $2 + $4; skipped += $3 } END { print tests - bad - skipped, bad + 0, skipped + 0 }'
}

# The classes with tests that were skipped, and why.
skipped_tests() {
    find "$OSTIARY_HOME" -path '*/target/surefire-reports/TEST-*.xml' -exec grep -l '<skipped' {} + |
        while read -r report; do
            reason=$(sed -n 's/.*<skipped message="\([^"]*\)".*/\1/p' "$report" | head -n 1)
            say "  $(basename "$report" .xml | sed 's/^TEST-//'): $reason"
        done
}

test_modules() {
    say "Building and testing all modules (the output is in .ostiary/test.log)"
    : >"$stamp.new"
    rm -f "$state/trained"
    # A test that fails is counted from its report, and keeps no module from being built and tried.
    set -- verify --fail-at-end -Dmaven.test.failure.ignore=true
    [ -z "$complete" ] || set -- "$@" -Dfuzz.seconds=20
    run_maven "$state/test.log" "$@" || broken=1
    if [ -f "$OSTIARY_HOME/cli/target/ostiary/ostiary-cli.jar" ]; then
        mv "$stamp.new" "$stamp"
    fi
}

test_suite() {
    say "Testing the whole suite (the output is in .ostiary/suite-test.log)"
    # The kit of test parts comes along because nothing is installed; -Dtest keeps its own tests from a second run.
    run_maven "$state/suite-test.log" verify -pl suite-tests,lib/testkit -Dsuite.skip=false \
        '-Dtest=io/ostiary/suite/**/*IT,io/ostiary/suite/**/*Test' -Dsurefire.failIfNoSpecifiedTests=false || broken=1
    # That the kit of test parts has none of these tests is no failure; that the suite ran none is one.
    ls "$OSTIARY_HOME"/suite-tests/target/surefire-reports/TEST-*.xml >/dev/null 2>&1 ||
        { say "no test of the suite ran"; broken=1; }
}

# In the system's Chromium; screenshots of every page are in browser-tests/target/screenshots.
test_browser() {
    for program in chromium chromium-browser google-chrome; do
        if command -v "$program" >/dev/null 2>&1; then
            say "Testing the pages in a browser (the output is in .ostiary/browser-test.log)"
            run_maven "$state/browser-test.log" verify -Pbrowser -pl browser-tests,lib/testkit \
                -Dbrowser.executable="$(command -v "$program")" || broken=1
            return
        fi
    done
    say "There is no Chromium on the PATH: the browser tests are skipped, counted as one"
    no_browser=1
}

# Leaves its counts in kit_passed and kit_failed.
run_kit() {
    set -- "$kit/conformance" run --start "'$OSTIARY_HOME/ostiary' serve -c {config} --dev"
    if [ -z "$all" ]; then
        set -- "$@" --profile quickstart
        for area in $(grep -v '^#' "$OSTIARY_HOME/deploy/conformance.txt"); do
            set -- "$@" --scenario "area:$area"
        done
    fi
    say "Running the conformance kit"
    "$@" 2>&1 | tee "$state/kit.log" | sed 's/^/  /'
    counts=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed.*/\1 \2/p' "$state/kit.log" | tail -n 1)
    kit_passed=${counts% *}
    kit_failed=${counts#* }
    if [ -z "$counts" ]; then
        say "the kit did not end"
        kit_passed=0
        kit_failed=1
    fi
}

if [ -n "$kubernetes" ]; then
    if [ -z "$cluster" ] && ! kubectl get --raw /readyz >/dev/null 2>&1; then
        say "There is no cluster: set KUBECONFIG, or name a command that brings one by --cluster."
        exit 1
    fi
    tree_is_built || build_tree || exit 1
    # The services are packaged; these are what the tests themselves are made of.
    set -- verify -pl cluster-tests -am -Dcluster.skip=false -Dsurefire.failIfNoSpecifiedTests=false '-Dtest=**/cluster/*IT'
    [ -z "$cluster" ] || set -- "$@" "-Dcluster.command=$cluster"
    [ -z "$load" ] || set -- "$@" "-Dcluster.load=$load"
    say "Testing on Kubernetes (the output is in .ostiary/kubernetes.log)"
    find "$OSTIARY_HOME/cluster-tests" -path '*/target/surefire-reports' -prune -exec rm -rf {} +
    run_maven "$state/kubernetes.log" "$@"
    code=$?
    sed -n 's/^\( *[0-9]* s  .*\|| .*\|.* from start to Ready\)$/  \1/p' "$state/kubernetes.log"
    exit $code
fi

mkdir -p "$state"
find "$OSTIARY_HOME" -path '*/target/surefire-reports' -prune -exec rm -rf {} +
test_modules
kit_passed=0
kit_failed=0
no_browser=0
if [ "$broken" = 0 ] || tree_is_built; then
    make_caches
    test_suite
    [ -z "$browser" ] || test_browser
    [ -z "$kit" ] || run_kit
fi

set -- $(count_tests)
skipped=$(($3 + no_browser))
passed=$(($1 + kit_passed))
failed=$(($2 + kit_failed))
# A module that does not compile has no report of it.
if [ "$broken" = 1 ] && [ "$2" = 0 ]; then
    failed=$((failed + 1))
fi
if [ -n "$complete" ] && [ "$skipped" != 0 ]; then
    say "Skipped, though nothing was to be skipped:"
    [ "$no_browser" = 0 ] || say "  the browser tests"
    skipped_tests
    failed=$((failed + skipped))
fi
echo
echo "$1 tests passed, $2 tests failed, $skipped skipped; $kit_passed scenarios passed, $kit_failed scenarios failed; $(($(date +%s) - began)) s"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
exit $?
