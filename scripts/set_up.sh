#!/bin/sh
# Makes .venv and installs what is missing, saying so. `run` is for users of the demonstration, `dev` adds the checks, `soak` Spark, `mutate` the search for faults that the checks miss.
# Messages go to standard error: the demonstration's output may be piped into a file.
set -eu
want=$1
say() { echo "hourdesk: $*" >&2; }

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    say "Python 3.11 or newer is needed; set PYTHON to it, for example: make run PYTHON=python3.12"
    exit 1
}

# System packages: a second decoder and a font with Chinese characters. Hourdesk goes on without them.
missing="" apt=""
"$python" -c 'import ctypes.util, sys; sys.exit(ctypes.util.find_library("zbar") is None)' || missing="$missing libzbar0"
if [ "$(uname)" = Linux ] && [ -z "${HOURDESK_FONT:-}" ]; then
    ls /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc /usr/share/fonts/*/NotoSansCJK* \
        /usr/share/fonts/noto-cjk/NotoSansCJK* >/dev/null 2>&1 | grep -q . || \
        find /usr/share/fonts /usr/local/share/fonts -name 'NotoSansCJK-Regular*' 2>/dev/null | grep -q . || \
        missing="$missing fonts-noto-cjk"
fi
# Spark, which only the soak starts, runs on Java.
if [ "$want" = soak ] && [ "$(uname)" = Linux ] && ! command -v java >/dev/null 2>&1; then
    missing="$missing default-jre-headless"
fi
# A browser, in which the checks open the pages that Hourdesk writes.
if { [ "$want" = dev ] || [ "$want" = soak ]; } && [ "$(uname)" = Linux ] && ! command -v chromium >/dev/null 2>&1; then
    missing="$missing chromium"
fi
apt_install() {
    # The lists of a fresh machine are empty, so a first failure is met with an update.
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >&2 2>/dev/null || {
        apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >&2
    }
}
if [ -n "$missing" ]; then
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        say "installing$missing"
        # Beside the Python packages, which need none of them.
        # shellcheck disable=SC2086 # several words
        { apt_install $missing || say "could not install$missing; going on without"; } &
        apt=$!
    else
        say "not installed:$missing. As administrator: apt-get install$missing. Going on without."
    fi
fi

# A virtual environment with the installer uv in it; with pip only where uv does not come, since to put pip there takes longer.
if [ ! -x .venv/bin/python ]; then
    say "making a virtual environment in .venv"
    {
        "$python" -m venv --without-pip .venv &&
            "$python" -m pip --python .venv/bin/python install --quiet --disable-pip-version-check --no-compile \
                --only-binary :all: -c constraints.txt uv
    } >/dev/null 2>&1 || "$python" -m venv --clear .venv 2>/dev/null || {
        rm -rf .venv
        if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
            say "installing python3-venv"
            [ -z "$apt" ] || wait "$apt"
            apt_install python3-venv
            "$python" -m venv .venv
        else
            say "Python's venv is missing. As administrator: apt-get install python3-venv"
            exit 1
        fi
    }
fi

# Never compile the engine of the record: where it has no wheel, the standard library's SQLite serves. The checks compile what
# they use; a user shall not wait for that at the first start.
compile="--compile-bytecode" no_compile=""
[ "$want" = run ] || compile="" no_compile="--no-compile"
with_uv() {
    [ -x .venv/bin/uv ] || return 1
    # It does not read pip's own settings: whoever set another index there, near or allowed, means it for this too.
    index=$("$python" -m pip config list 2>/dev/null | sed -n "s/^[^=]*[.:]index-url='\(.*\)'\$/\1/p" | tail -n 1)
    [ -z "$index" ] || export UV_DEFAULT_INDEX="$index"
    .venv/bin/uv pip install --quiet --python .venv/bin/python $compile \
        --only-binary sqlcipher3 -c constraints.txt "$@"
}
with_pip() {
    .venv/bin/python -m pip --version >/dev/null 2>&1 || "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check $no_compile --only-binary sqlcipher3 -c constraints.txt "$@"
}

stamp=.venv/ready-$want
if [ ! -f "$stamp" ] || [ pyproject.toml -nt "$stamp" ] || [ constraints.txt -nt "$stamp" ]; then
    say "installing the Python packages (once)"
    extra=""
    [ "$want" = run ] || extra="[$want]"
    # Spark comes as source code of half a gigabyte: its wheel is not packed, since it is unpacked at once.
    printf '[bdist_wheel]\ncompression = stored\n' >.venv/not_packed.cfg
    export DIST_EXTRA_CONFIG="$PWD/.venv/not_packed.cfg"
    with_uv -e ".$extra" >&2 || with_pip -e ".$extra" >&2 || {
        say "once more without sqlcipher3: perhaps there is no wheel of it for this machine"
        .venv/bin/python scripts/needs.py --without sqlcipher3 "$want" >.venv/needs.txt
        with_pip -r .venv/needs.txt >&2 && with_pip --no-deps -e . >&2
    }
    touch "$stamp"
fi
[ -z "$apt" ] || wait "$apt"
