# Figures of the optimised build. bench/ measures; this file only brings what it needs.
# shellcheck shell=bash

# bench [WHAT…]: start, memory, ask, peers; all of them by default.
bench() {
    need build test bench
    build_release
    [ $# -gt 0 ] || set -- start memory ask peers
    local what
    for what; do
        /usr/bin/python3 "$ROOT/bench/measure.py" "$what" --binary "$BUILD/release/parlance" --scratch "$BUILD/bench"
    done
}
