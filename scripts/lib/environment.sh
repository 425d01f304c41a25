# The Python environment: everything pinned by hash, shared by all checkouts with the same pins. Sourced.
# shellcheck shell=bash

# find_python: prints the real path of the Python to build the environment with; fails when there is none.
find_python() {
    local candidate
    for candidate in "${VOICEAPP_PYTHON:-}" python3.11 python3.12 python3.13 python3; do
        command -v "${candidate:-none}" >/dev/null 2>&1 || continue
        "$candidate" - "$OLDEST_PYTHON" "$NEWEST_PYTHON" 2>/dev/null <<'PYTHON' && return
import sys
oldest, newest = (tuple(int(part) for part in text.split(".")) for text in sys.argv[1:])
if not oldest <= sys.version_info[:2] <= newest:
    sys.exit(1)
print(sys.executable)
PYTHON
    done
    return 1
}

# build_environment PYTHON FOLDER: fills FOLDER so that it works once it is renamed.
build_environment() {
    local python="$1" folder="$2" final
    final="$CACHE/$(environment_name)"
    run_step "Making the Python environment" "$python" -m venv "$folder"
    run_step "Installing what builds packages" pip_install "$folder" build.txt
    run_step "Installing Python packages and speech models" pip_install "$folder" all.txt
    # The few scripts in bin/ name their interpreter by its full path.
    grep -rlIF "$folder" "$folder/bin" "$folder/pyvenv.cfg" | xargs --no-run-if-empty sed -i "s|$folder|$final|g"
}

# pip_install FOLDER FILE: exactly what the file pins; nothing is resolved, nothing unpinned is fetched.
pip_install() {
    "$1/bin/python" -m pip install --disable-pip-version-check --no-input --progress-bar off \
        --no-deps --require-hashes --no-build-isolation --requirement "$CHECKOUT/requirements/$2"
}
