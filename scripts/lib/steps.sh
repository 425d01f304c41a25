# Long steps: progress, logs, locks, and results that are there whole or not at all. Sourced.
# shellcheck shell=bash

# run_step TITLE COMMAND…: runs it with its output in a log; says that it is still going; on failure shows
# the log's end and what could not be reached.
run_step() {
    local title="$1" log="$CACHE/log/step-$$" begun="$SECONDS" next
    shift
    mkdir -p "$CACHE/log"
    say "$title …"
    # A process group of its own, so that an interrupted step can be ended with all it started.
    set -m
    "$@" >"$log" 2>&1 </dev/null &
    STEP_PID=$!
    set +m
    next=$((SECONDS + 15))
    while kill -0 "$STEP_PID" 2>/dev/null; do
        # Ends at once when the step does; the time-out is only for the sign of life.
        timeout 15 tail --pid="$STEP_PID" -f /dev/null || true
        if [ "$SECONDS" -ge "$next" ] && kill -0 "$STEP_PID" 2>/dev/null; then
            say "  still at it: $(tail -n 1 "$log" | cut -c1-90)"
            next=$((SECONDS + 15))
        fi
    done
    if wait "$STEP_PID"; then
        STEP_PID=
        rm -f "$log"
        say "  done in $((SECONDS - begun)) s"
        return
    fi
    STEP_PID=
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

# once NAME COMMAND…: builds the folder NAME in the cache unless it is there. COMMAND gets the folder to
# fill as its last argument: a sibling, renamed when it is complete, so that a half-finished one is never
# taken for whole. Two set-ups at a time: the second waits and finds it done.
once() {
    local name="$1" lock fresh
    shift
    [ -d "$CACHE/$name" ] && return
    mkdir -p "$CACHE/locks"
    exec {lock}>"$CACHE/locks/$name"
    if ! flock --nonblock "$lock"; then
        say "another set-up is building $name; waiting for it …"
        flock "$lock"
    fi
    if [ ! -d "$CACHE/$name" ]; then
        rm -rf "$CACHE/$name".building.* # left by one that was killed
        fresh="$CACHE/$name.building.$$"
        mkdir -p "$fresh"
        "$@" "$fresh"
        mv -T "$fresh" "$CACHE/$name"
    fi
    exec {lock}>&-
}

# Ends the step under way when the set-up is interrupted, with everything it started.
interrupted() {
    trap - INT TERM
    if [ -n "${STEP_PID:-}" ]; then
        kill -- "-$STEP_PID" 2>/dev/null || true
        wait "$STEP_PID" 2>/dev/null || true
    fi
    die "interrupted; what was half done is redone next time"
}
