# libFuzzer: targets in fuzz/*_fuzz.cpp, seeds in fuzz/corpus/<target>, findings in build/fuzz.
# shellcheck shell=bash

# ./dev fuzz [TARGET] [SECONDS]: coverage-guided, in a build of its own.
# ./dev fuzz worlds SECONDS: two databases that differ in what policies hide, asked for so long.
fuzz() {
    need build test
    [ "${1:-}" != worlds ] || { fuzz_worlds "${2:-600}"; return; }
    [ -n "$(fuzz_targets "${1:-}")" ] || fail "There is no fuzzer named $1: $(fuzz_targets '' | sed 's/_fuzz$//' | xargs), worlds"
    build_cpp fuzz parlance_all_fuzzers
    local target
    for target in $(fuzz_targets "${1:-}"); do
        fuzz_one "$BUILD/fuzz/$target" "${2:-60}"
    done
}

# Statements begin where the clock stands, so that every run asks others; the seed is printed.
fuzz_worlds() {
    local seed
    seed=$(date +%s)
    build_cpp asan parlance_connectors_test
    say "two worlds on three engines for $1 s, seed $seed"
    PARLANCE_SEED=$seed PARLANCE_WORLDS=$(($1 / 3)) \
        "$BUILD/asan/parlance_connectors_test" --gtest_filter='TwoWorlds.*'
}

# Switches the rules of the guard off in turn: some test must fail for each.
mutate() {
    need build test
    python3 "$ROOT/tools/mutate_guard.py" "$@"
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
    [ "$name" != result_fuzz ] || seeds=$ROOT/fuzz/corpus/guard # statements are what both are given
    [ -d "$seeds" ] || seeds=
    local words=
    case $name in guard_fuzz | result_fuzz | rewrite_fuzz | sql_fuzz | normalise_fuzz) words=-dict=$ROOT/fuzz/sql.dict ;; esac
    say "fuzzing $name for $seconds s"
    "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -print_final_stats=1 \
        ${words:+"$words"} -artifact_prefix="$work/" "$work/corpus" ${seeds:+"$seeds"} >"$work/log" 2>&1 ||
        { tail -60 "$work/log"; fail "$name found something: $work"; }
    grep -E 'number_of_executed_units' "$work/log"
}
