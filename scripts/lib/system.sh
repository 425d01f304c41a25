# Packages of the operating system. Sourced.
# shellcheck shell=bash

# missing_packages PYTHON: prints the Debian packages that are needed and not there.
missing_packages() {
    ldconfig_has libespeak-ng.so.1 && command -v espeak-ng >/dev/null || echo espeak-ng
    command -v sipp >/dev/null || echo sip-tester
    if [ -z "${1:-}" ]; then
        echo python3-venv
    elif ! "$1" -c 'import ensurepip, venv' 2>/dev/null; then
        # Debian splits venv off its own Pythons.
        echo "python$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    fi
}

ldconfig_has() {
    local folder
    for folder in /usr/lib/*-linux-gnu /usr/lib /usr/lib64 /usr/local/lib; do
        [ -e "$folder/$1" ] && return
    done
    return 1
}

# install_packages NAME…: as root, or with a sudo that asks nothing.
install_packages() {
    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            as_root=(sudo -n)
        else
            die "these packages are missing, and only root may install them: $*
  ask an administrator to run: apt-get install $*"
        fi
    fi
    command -v apt-get >/dev/null || die "no apt-get here; install by hand: $*"
    # An index is fetched only when there is none, or when it is too old to be of use.
    if ! run_apt "${as_root[@]}" -- "$@"; then
        run_step "Refreshing the package index" "${as_root[@]}" apt-get update
        run_step "Installing $*" env DEBIAN_FRONTEND=noninteractive "${as_root[@]}" \
            apt-get install --yes --no-install-recommends "$@"
    fi
}

# One try with the index as it is; quiet, because a stale index is no fault.
run_apt() {
    local as_root=()
    while [ "$1" != -- ]; do
        as_root+=("$1")
        shift
    done
    shift
    say "Installing $* …"
    env DEBIAN_FRONTEND=noninteractive "${as_root[@]}" \
        apt-get install --yes --no-install-recommends "$@" >/dev/null 2>&1 </dev/null
}
