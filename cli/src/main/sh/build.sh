# `./ostiary build`: compiles and packages the tree, then makes the caches that make the stack start fast.
# Sourced by ../../../../ostiary, which has set OSTIARY_HOME, JAVA_HOME and `say`.

state=$OSTIARY_HOME/.ostiary
stamp=$state/built

# The sources as of the last build: anything newer (files, and folders for what was deleted) asks for a new one.
tree_is_built() {
    [ -f "$stamp" ] && [ -f "$OSTIARY_HOME/cli/target/ostiary/ostiary-cli.jar" ] || return 1
    for module in identity-service session-service flow-service courier-service gateway selfservice-ui admin-console; do
        [ -f "$OSTIARY_HOME/$module/target/quarkus-app/quarkus-run.jar" ] || return 1
    done
    newer=$(cd "$OSTIARY_HOME" && find pom.xml cli/pom.xml lib/*/pom.xml *-service/pom.xml gateway/pom.xml selfservice-ui/pom.xml admin-console/pom.xml \
        dev-inbox/pom.xml \
        deploy/*/pom.xml cli/src/main lib/*/src/main *-service/src/main gateway/src/main selfservice-ui/src/main admin-console/src/main dev-inbox/src/main deploy/*/src/main \
        -newer "$stamp" 2>/dev/null | head -n 1)
    [ -z "$newer" ]
}

# Lines of Maven's output that say how far it is. A loop of the shell, because some awks hold back what they read.
show_progress() (
    set -f
    while IFS= read -r line; do
        case $line in
            "[INFO] Building "*"["*/*"]")
                # [INFO] Building NAME VERSION [N/M]
                set -- $line
                printf '  %-8s %s\n' "$5" "$3"
                ;;
            *"Tests run: "*" in "*)
                printf '           %s\n' "${line#*] }"
                ;;
        esac
    done
)

# Runs Maven quietly: a line for each module; all of its output goes to a file, whose end is shown when it fails.
run_maven() {
    log=$1
    shift
    rm -f "$log.code"
    {
        (cd "$OSTIARY_HOME" && ./mvnw -B -ntp "$@")
        echo $? >"$log.code"
    } 2>&1 </dev/null | tee "$log" | show_progress
    code=$(cat "$log.code")
    if [ "$code" != 0 ] || grep -q '^\[ERROR\] .*<<< \(FAILURE\|ERROR\)!' "$log"; then
        say "Not all of it went well; from $log:"
        { grep -E '^\[ERROR\]' "$log" || tail -n 10 "$log"; } | head -n 30 >&2
    fi
    [ "$code" = 0 ]
}

build_tree() {
    mkdir -p "$state"
    : >"$stamp.new"
    say "Building (the first build downloads libraries, about 400 MB; the output is in .ostiary/build.log)"
    # The suite's own tests take part in `./ostiary test`, not here.
    run_maven "$state/build.log" -Dquick -Dmaven.test.skip=true package || return 1
    mv "$stamp.new" "$stamp"
}

# Runs every JVM of the stack once with recording on. Without the caches everything works, only slower to start.
make_caches() {
    say "Recording what the processes do, so that they start fast and are soon at full speed (about a minute)"
    (cd "$OSTIARY_HOME/cli/target/ostiary" && rm -f ./*.aot ../../../*-service/target/quarkus-app/*.aot \
        ../../../gateway/target/quarkus-app/*.aot ../../../selfservice-ui/target/quarkus-app/*.aot ../../../admin-console/target/quarkus-app/*.aot)
    if "$OSTIARY_HOME/ostiary" train >"$state/train.log" 2>&1 </dev/null; then
        touch "$state/trained"
    else
        say "The recording failed (see .ostiary/train.log); the stack works without it but takes longer to start."
        tail -n 5 "$state/train.log" >&2
    fi
}

# What `quickstart` and `build` do: nothing when nothing has changed. Leaves `yes` in has_built when something was done.
build_when_needed() {
    has_built=
    if ! tree_is_built; then
        has_built=yes
        build_tree || return 1
        rm -f "$state/trained"
    fi
    if [ ! -f "$state/trained" ]; then
        has_built=yes
        make_caches
    fi
}

if [ "${command:-}" = build ]; then
    if tree_is_built && [ -f "$state/trained" ]; then
        say "The tree is built already."
    else
        build_when_needed || exit 1
    fi
    exit 0
fi
