# Words that every command of ./dev uses: telling, failing, skipping what is done already.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BUILD=$ROOT/build
STAMPS=$BUILD/stamps
export NINJA_STATUS='[%f/%t %es] '

say() { if [ -t 2 ]; then printf '\033[1m» %s\033[0m\n' "$*"; else printf '» %s\n' "$*"; fi >&2; }

fail() {
    printf '✗ %s\n' "$*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# timed WHAT COMMAND…: runs it and says how long it took.
timed() {
    local begin=$SECONDS
    say "$1"
    shift
    "$@"
    say "done in $((SECONDS - begin)) s"
}

# hash_of PATH…: one hash over the files below the paths, without what is generated.
hash_of() {
    find "$@" -type f -not -path '*/node_modules/*' -not -path '*/.next/*' -not -path 'web/out/*' \
        -not -name 'next-env.d.ts' -not -name '*.tsbuildinfo' -print0 |
        sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

# fresh NAME HASH: whether the step NAME has been done for inputs with this hash.
fresh() { [ "$(cat "$STAMPS/$1" 2>/dev/null)" = "$2" ]; }

stamp() {
    mkdir -p "$STAMPS"
    printf '%s\n' "$2" >"$STAMPS/$1"
}
