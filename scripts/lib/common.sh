# Shared by the scripts: where things lie, and how to say what is going on. Sourced, never run.
# shellcheck shell=bash
# shellcheck disable=SC2034 # used by those who source this

CHECKOUT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
CACHE="${VOICEAPP_CACHE:-${XDG_CACHE_HOME:-${HOME:?HOME is not set; set VOICEAPP_CACHE to a folder}/.cache}/voiceapp}"
OLDEST_PYTHON="3.11"
NEWEST_PYTHON="3.13" # the newest that requirements/ is pinned for
OLDEST_ASTERISK="22.10.1"

# What this checkout's running demo is: a JSON object {"config": PATH, "pid": N}. The demo writes it when it
# is up and removes it when it ends; scripts/voiceapp then uses that configuration.
RUN_FILE="$CACHE/run/demo-$(printf '%s' "$CHECKOUT" | sha256sum | cut -c1-16).json"

say() { printf '[%3ds] %s\n' "$SECONDS" "$*" >&2; }

die() {
    printf 'voiceapp: %s\n' "$*" >&2
    exit 69
}

# The value of one text field of a small JSON object in a file.
json_text() { sed -nE "s/.*\"$2\" *: *\"([^\"]*)\".*/\1/p" "$1" | head -n 1; }
json_number() { sed -nE "s/.*\"$2\" *: *([0-9]+).*/\1/p" "$1" | head -n 1; }

# Version $1 is at least $2 (digits and dots).
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]; }

# environment: prints the folder of the Python environment for this checkout's requirements; fails when
# there is none that works.
environment() {
    local link
    link="$CACHE/$(environment_name)"
    # A link to a Python that is gone is not executable.
    [ -x "$link/bin/python" ] && printf '%s\n' "$link"
}

# The name is that of the pins, so a checkout with others gets an environment of its own.
environment_name() { printf 'env-%s\n' "$(cat "$CHECKOUT"/requirements/*.txt | sha256sum | cut -c1-16)"; }
