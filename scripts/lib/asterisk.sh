# Asterisk: the host's if it is new enough, else a private one from Debian testing. Sourced.
#
# The private one is a folder of unpacked packages, not a system: nothing is installed, no package script
# runs, nothing in it needs root. It is started by its own dynamic linker (voiceapp/instance/program.py).
# The packages are those apt itself resolves, downloads and verifies against Debian's keys.
# shellcheck shell=bash

ASTERISK_RECIPE=1 # raise it when what is unpacked changes

asterisk_name() { printf 'asterisk-testing-%s-%s\n' "$ASTERISK_RECIPE" "$(uname -m)"; }

# asterisk_version COMMAND…: prints 22.10.1 or its like; fails when it does not run.
asterisk_version() { "$@" -V 2>/dev/null | sed -nE 's/^Asterisk ([0-9]+\.[0-9]+\.[0-9]+).*/\1/p' | grep .; }

host_asterisk() {
    local binary version
    binary="$(PATH=/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin command -v asterisk)" || return 1
    version="$(asterisk_version "$binary")" && at_least "$version" "$OLDEST_ASTERISK" && printf '%s\n' "$version"
}

private_asterisk() {
    local libraries
    libraries="$(echo "$CACHE/$(asterisk_name)/usr/lib/"*-linux-gnu*)"
    [ -d "$libraries" ] || return 1
    asterisk_version "$(echo "$libraries"/ld-linux-*)" --library-path "$libraries:$libraries/asterisk" \
        "$CACHE/$(asterisk_name)/usr/sbin/asterisk"
}

# debian_mirrors: prints the archives that this machine's own apt sources name, main archive first. Both
# formats: "deb [options] URI suite component…" and deb822 (URIs:, Suites:, Components: …). $1: apt's folder.
debian_mirrors() {
    local apt="${1:-/etc/apt}" file
    if [ -n "${VOICEAPP_DEBIAN_MIRROR:-}" ]; then
        printf '%s\n' "$VOICEAPP_DEBIAN_MIRROR"
        return
    fi
    {
        # Not each of these places has to be there, and with pipefail a missing one must not count as failure.
        { cat "$apt/sources.list" "$apt"/sources.list.d/*.list 2>/dev/null || true; } |
            sed -nE 's/^[[:space:]]*deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+)[[:space:]].*[[:space:]]main([[:space:]].*)?$/\2/p'
        for file in "$apt"/sources.list.d/*.sources; do
            [ -e "$file" ] || continue
            cat "$file"
            echo # a file need not end with the empty line that ends a stanza
        done | awk '
            function flush() { if (on && main) for (i = 1; i <= n; i++) print uri[i]; on = 1; main = 0; n = 0; key = "" }
            BEGIN { on = 1 }
            /^[[:space:]]*$/ { flush(); next }
            /^#/ { next }
            { line = $0 }
            /^[A-Za-z-]+:/ { key = tolower($0); sub(/:.*/, "", key); sub(/^[^:]*:/, "", line) }
            key == "uris" { m = split(line, part, /[[:space:]]+/); for (j = 1; j <= m; j++) if (part[j] != "") uri[++n] = part[j] }
            key == "components" && line ~ /(^|[[:space:]])main([[:space:]]|$)/ { main = 1 }
            key == "enabled" && line ~ /no|false/ { on = 0 }
            END { flush() }'
    } | grep -E '^(https?|file|mirror\+[a-z]+):' | grep -vE 'security|/debian-ports|ubuntu' | awk '!seen[$0]++'
}

# build_asterisk FOLDER: fills FOLDER with the private file system.
build_asterisk() {
    local folder="$1" work="$1/.apt" keys=/usr/share/keyrings/debian-archive-keyring.gpg mirrors
    mirrors="$(debian_mirrors)" || die "this machine's apt sources name no Debian archive; set VOICEAPP_DEBIAN_MIRROR to one, or install Asterisk $OLDEST_ASTERISK or newer yourself"
    [ -r "$keys" ] || die "$keys is missing; ask an administrator to run: apt-get install debian-archive-keyring"
    mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial" "$work/none"
    : >"$work/status" # as if nothing were installed: everything Asterisk leans on comes along
    printf 'deb [signed-by=%s] %s testing main\n' "$keys" "$(head -n 1 <<<"$mirrors")" >"$work/sources.list"
    # Valid-Until is not asked for: a mirror that stands still (a snapshot, a company's copy) still serves what
    # Debian signed, and whether the Asterisk in it is new enough is checked afterwards.
    cat >"$work/apt.conf" <<CONF
Dir::State "$work/state";
Dir::State::status "$work/status";
Dir::Cache "$work/cache";
Dir::Etc::SourceList "$work/sources.list";
Dir::Etc::SourceParts "$work/none";
Dir::Etc::Preferences "$work/none/preferences";
Dir::Etc::PreferencesParts "$work/none";
APT::Sandbox::User "$(id -un)";
APT::Install-Recommends "false";
Acquire::Check-Valid-Until "false";
Acquire::Languages "none";
Acquire::Retries "3";
CONF
    export APT_CONFIG="$work/apt.conf"
    run_step "Reading Debian testing's package index" apt-get --error-on=any update
    run_step "Downloading Asterisk and what it leans on" apt-get install --yes --download-only \
        asterisk asterisk-core-sounds-en-gsm
    unset APT_CONFIG
    run_step "Unpacking" unpack_all "$work/cache/archives" "$folder"
    rm -rf "$work"
}

unpack_all() {
    local package
    for package in "$1"/*.deb; do
        dpkg-deb --extract "$package" "$2" || return
    done
    # Manuals and translations: nobody reads them here.
    rm -rf "${2:?}"/usr/share/{doc,man,locale,info,i18n,lintian,perl} "${2:?}"/usr/lib/*/perl* "${2:?}/etc"
}
