# `./ostiary faults [NAME...]`: shows that the tests notice what they are there for. Puts the faults of
# suite-tests/src/test/faults into the code, one by one, in a copy of the last commit, and runs the test that each one names.
# A fault that its test does not notice fails the command. Prints the table of docs/planted-faults.md.
# Sourced by ../../../../ostiary, which has set OSTIARY_HOME, JAVA_HOME and `say`.

faults=$OSTIARY_HOME/suite-tests/src/test/faults
scratch=$(mktemp -d "${TMPDIR:-/tmp}/ostiary-faults.XXXXXX") || exit 1
tree=$scratch/tree
log=$scratch/maven.log

remove_copy() {
    git -C "$OSTIARY_HOME" worktree remove --force "$tree" 2>/dev/null
    rm -rf "$scratch"
    git -C "$OSTIARY_HOME" worktree prune
}
trap remove_copy EXIT
trap 'exit 1' HUP INT TERM

# What is built here stays out of the repository that other builds use, but is looked up there.
known=$(printf '%s\n' ${MAVEN_ARGS:-} | sed -n 's/^-Dmaven\.repo\.local\(\.tail\)\{0,1\}=//p' | paste -s -d , -)
unset MAVEN_ARGS
maven() {
    (cd "$tree" && ./mvnw -B -q -ntp -Dquick "-Dmaven.repo.local=$scratch/repository" \
        "-Dmaven.repo.local.tail=${known:-$HOME/.m2/repository}" "$@") >"$log" 2>&1 </dev/null
}

run_tests() {
    find "$tree" -path '*/target/surefire-reports' -prune -exec rm -rf {} +
    maven -DskipTests=false -Dsurefire.failIfNoSpecifiedTests=false -pl "$1" "-Dtest=$2" test
}

# How many tests ran, and how many of them failed.
reported() {
    find "$tree" -path '*/target/surefire-reports/TEST-*.xml' -exec \
        sed -n 's/^<testsuite .* tests="\([0-9]*\)" errors="\([0-9]*\)" skipped="[0-9]*" failures="\([0-9]*\)".*/\1 \2 \3/p' {} + |
        awk '{ tests += $1; bad += $2 + $3 } END { print tests + 0, bad + 0 }'
}

field() { sed -n "s/^$1: //p" "$2" | head -n 1; }

# The module of the code that a patch changes: all before src.
changed_module() { sed -n 's,^+++ b/\(.*\)/src/.*,\1,p' "$1" | head -n 1; }

# Sets `outcome`; only "caught" is good.
try_fault() {
    if ! git -C "$tree" apply -C1 "$1" 2>"$log"; then
        outcome="does not apply"
        return
    fi
    changed=$(changed_module "$1")
    module=$(field Module "$1")
    [ "$changed" = "$module" ] && modules=$module || modules=$changed,$module
    if run_tests "$modules" "$(field Test "$1")"; then
        set -- "$1" $(reported)
        [ "$2" = 0 ] && outcome="no such test" || outcome=SURVIVED
    else
        set -- "$1" $(reported)
        [ "$3" = 0 ] && outcome="does not compile" || outcome=caught
    fi
    git -C "$tree" apply -R -C1 "$1"
}

[ $# -gt 0 ] || set -- $(cd "$faults" && ls -- *.patch | sed 's/\.patch$//')
for name in "$@"; do
    [ -f "$faults/$name.patch" ] || { say "there is no fault $name in $faults"; exit 2; }
done

say "Building a copy of the last commit"
git -C "$OSTIARY_HOME" worktree add --quiet --detach "$tree" HEAD || exit 1
needed=$(for name in "$@"; do field Module "$faults/$name.patch"; changed_module "$faults/$name.patch"; done | sort -u)
if ! maven -Dmaven.javadoc.skip -pl "$(printf '%s' "$needed" | paste -s -d , -)" -am install; then
    say "it does not build:"
    tail -n 20 "$log" >&2
    exit 1
fi

say "Running the tests without a fault"
for module in $needed; do
    tests=$(for name in "$@"; do
        [ "$(field Module "$faults/$name.patch")" != "$module" ] || field Test "$faults/$name.patch"
    done | sed 's/#.*//' | sort -u | paste -s -d , -)
    if [ -n "$tests" ] && ! run_tests "$module" "$tests"; then
        say "$tests of $module fail without a fault:"
        grep '^\[ERROR\]' "$log" | head -n 20 >&2
        exit 1
    fi
done

bad=0
echo '| fault | what it breaks | caught by | outcome |'
echo '| --- | --- | --- | --- |'
for name in "$@"; do
    patch=$faults/$name.patch
    try_fault "$patch"
    [ "$outcome" = caught ] || bad=$((bad + 1))
    echo "| \`$name\` | $(field Breaks "$patch") | \`$(field Module "$patch")\`: \`$(field Test "$patch")\` | $outcome |"
done
echo
echo "$(($# - bad)) of $# faults were caught"
[ "$bad" = 0 ]
exit $?
