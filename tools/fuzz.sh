# libFuzzer: targets in fuzz/*_fuzz.cpp, seeds in fuzz/corpus/<target>, findings in build/fuzz.
# shellcheck shell=bash

# ./dev fuzz [TARGET] [SECONDS]: coverage-guided, in a build of its own.
fuzz() {
    need build test
    build_cpp fuzz parlance_all_fuzzers
    local target
    for target in $(fuzz_targets "${1:-}"); do
        fuzz_one "$BUILD/fuzz/$target" "${2:-60}"
    done
}

# The smoke of ./dev test: the sanitizers' build, a few seconds a target.
fuzz_all() {
    build_cpp asan parlance_all_fuzzers
    local target
    for target in $(fuzz_targets ""); do
        fuzz_one "$BUILD/asan/$target" "$1"
    done
}

fuzz_targets() {
    find "$ROOT/fuzz" -name "${1:-*}_fuzz.cpp" -exec basename -s .cpp {} + | sort
}

fuzz_one() {
    local program=$1 seconds=$2 name
    name=$(basename "$program")
    local work=$BUILD/fuzzing/$name seeds=$ROOT/fuzz/corpus/${name%_fuzz}
    mkdir -p "$work/corpus"
    [ -d "$seeds" ] || seeds=
    say "fuzzing $name for $seconds s"
    "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -print_final_stats=1 \
        -artifact_prefix="$work/" "$work/corpus" ${seeds:+"$seeds"} >"$work/log" 2>&1 ||
        { tail -60 "$work/log"; fail "$name found something: $work"; }
    grep -E 'number_of_executed_units' "$work/log"
}
