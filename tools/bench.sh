# Figures of the optimised build. bench/ measures; this file only brings what it needs.
# shellcheck shell=bash

# bench [WHAT…]: micro, guard, start, memory, ask, peers, masks; all of them by default.
bench() {
    need build test bench
    build_release
    [ $# -gt 0 ] || set -- micro guard start memory ask peers masks
    local what
    for what; do
        if [ "$what" = micro ]; then
            bench_micro
            continue
        fi
        if [ "$what" = guard ]; then
            build_cpp release guard_bench
            /usr/bin/python3 "$ROOT/bench/guard_ratios.py" "$BUILD/release/guard_bench"
            continue
        fi
        /usr/bin/python3 "$ROOT/bench/measure.py" "$what" --binary "$BUILD/release/parlance" --scratch "$BUILD/bench"
    done
}

# The Google Benchmark programs of bench/, one after the other.
bench_micro() {
    build_cpp release parlance_all_benchmarks
    local program
    for program in "$BUILD"/release/*_bench; do
        say "$(basename "$program")"
        "$program" --benchmark_min_time=0.2
    done
}
