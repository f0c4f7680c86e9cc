# `./ostiary images`: builds the container images of the built tree.
# Sourced by ../../../../ostiary, which has set OSTIARY_HOME, JAVA_HOME and `say`.

command=
. "$OSTIARY_HOME/cli/src/main/sh/build.sh"

case " $* " in
    *" --help "* | *" -h "*) [ -f "$OSTIARY_HOME/images/target/images/ostiary-images.jar" ] || build_tree || exit 1 ;;
    *)
        if ! tree_is_built || [ ! -f "$OSTIARY_HOME/images/target/images/ostiary-images.jar" ]; then
            build_tree || exit 1
            rm -f "$state/trained"
        fi
        ;;
esac
"$JAVA_HOME/bin/java" -Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dostiary.home="$OSTIARY_HOME" \
    -jar "$OSTIARY_HOME/images/target/images/ostiary-images.jar" "$@"
exit $?
