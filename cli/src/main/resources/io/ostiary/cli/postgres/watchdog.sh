#!/bin/sh
# Runs PostgreSQL for as long as standard input is open: sh watchdog.sh COMMAND ARGUMENT...
#
# The launcher holds the other end of that pipe. When the launcher ends, however it ends, the kernel closes
# the pipe, and the server is told to stop: first fast (SIGINT: open transactions are rolled back), after
# five seconds at once (SIGQUIT), after one more with SIGKILL. Signals that a terminal sends to the whole process group are left to
# the server and the launcher.
trap '' INT TERM HUP
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(
    cat <&3 >/dev/null
    kill -INT "$server" 2>/dev/null
    tenths=0
    while kill -0 "$server" 2>/dev/null; do
        sleep 0.1
        tenths=$((tenths + 1))
        [ "$tenths" -eq 50 ] && kill -QUIT "$server" 2>/dev/null
        [ "$tenths" -eq 60 ] && kill -KILL "$server" 2>/dev/null
    done
) >/dev/null 2>&1 &
guard=$!
exec 3<&- </dev/null
wait "$server"
code=$?
kill "$guard" 2>/dev/null
exit "$code"
