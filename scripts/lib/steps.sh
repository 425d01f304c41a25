# Long steps: progress, logs, locks, and results that are there whole or not at all. Sourced.
# shellcheck shell=bash

# run_step TITLE COMMAND…: runs it with its output in a log; says that it is still going; on failure shows
# the log's end and what could not be reached.
run_step() {
    local title="$1" log="$CACHE/log/step-$$" begun="$SECONDS" ended status=
    shift
    mkdir -p "$CACHE/log"
    say "$title …"
    # A process group of its own, so that an interrupted step can be ended with all it started.
    set -m
    "$@" >"$log" 2>&1 </dev/null &
    STEP_PID=$!
    set +m
    while [ -z "$status" ]; do
        sleep 15 &
        TIMER_PID=$!
        wait -n -p ended "$STEP_PID" "$TIMER_PID" && status=0 || status=$?
        if [ "$ended" != "$STEP_PID" ]; then
            status=
            say "  still at it: $(tail -n 1 "$log" | cut -c1-90)"
        fi
        kill "$TIMER_PID" 2>/dev/null || true
        wait "$TIMER_PID" 2>/dev/null || true
    done
    STEP_PID=
    if [ "$status" = 0 ]; then
        rm -f "$log"
        say "  done in $((SECONDS - begun)) s"
        return
    fi
    tail -n 15 "$log" >&2
    explain_network "$log"
    die "$title failed; everything it said is in $log"
}

# Says in one line which hosts a log could not reach, if any.
explain_network() {
    local unreachable
    unreachable="$(grep -oiE "(Could not resolve|Temporary failure resolving|Could not connect to|Unable to connect to|Failed to establish a new connection|Connection refused|Name or service not known|Connection timed out|No route to host|Network is unreachable)[^,;]{0,80}" "$1" | sort -u | head -n 3)" || true
    if [ -n "$unreachable" ]; then
        printf 'voiceapp: the network did not answer:\n%s\n' "$unreachable" >&2
        printf 'voiceapp: check the connection or the proxy (http_proxy, https_proxy), then run it again.\n' >&2
    fi
}

# once NAME PROBE COMMAND…: builds the folder NAME in the cache unless PROBE succeeds. COMMAND gets the
# folder to fill as its last argument: a sibling, renamed when it is complete, so that a half-finished one
# is never taken for whole. Two set-ups at a time: the second waits and finds it done.
once() {
    local name="$1" probe="$2" lock fresh
    shift 2
    ! "$probe" >/dev/null || return 0
    mkdir -p "$CACHE/locks"
    exec {lock}>"$CACHE/locks/$name"
    if ! flock --nonblock "$lock"; then
        say "another set-up is building $name; waiting for it …"
        flock "$lock"
    fi
    if ! "$probe" >/dev/null; then
        # What is there does not work any more (its Python is gone, say), or was left by one that was killed.
        rm -rf "${CACHE:?}/$name" "${CACHE:?}/$name".building.*
        fresh="$CACHE/$name.building.$$"
        mkdir -p "$fresh"
        # shellcheck disable=SC2064 # the folder of now
        trap "rm -rf '$fresh'" EXIT
        "$@" "$fresh"
        mv -T "$fresh" "$CACHE/$name"
        trap - EXIT
    fi
    exec {lock}>&-
}

# Ends the step under way when the set-up is interrupted, with everything it started.
interrupted() {
    trap - INT TERM
    if [ -n "${STEP_PID:-}" ]; then
        kill -- "-$STEP_PID" 2>/dev/null || true
        kill "$TIMER_PID" 2>/dev/null || true
        wait "$STEP_PID" "$TIMER_PID" 2>/dev/null || true
    fi
    die "interrupted; what was half done is redone next time"
}
