# Figures of the optimised build. bench/ measures; this file only brings what it needs.
# shellcheck shell=bash

# bench [WHAT…]: micro, guard, engine, start, memory, ask, agents, catalog, mcp, web, peers, masks; all of them by default.
bench() {
    need build test bench
    build_release
    [ $# -gt 0 ] || set -- micro guard engine start memory ask agents catalog mcp web peers masks
    local what
    for what; do
        case $what in
        micro | guard | engine | catalog | mcp | web) "bench_$what" ;;
        *) /usr/bin/python3 "$ROOT/bench/measure.py" "$what" --binary "$BUILD/release/parlance" --scratch "$BUILD/bench" ;;
        esac
    done
}

bench_guard() {
    build_cpp release guard_bench
    /usr/bin/python3 "$ROOT/bench/guard_ratios.py" "$BUILD/release/guard_bench"
}

# 10,000 tables of a PostgreSQL: detected, searched, looked at again.
bench_catalog() {
    PARLANCE_BINARY="$BUILD/release/parlance" /usr/bin/python3 "$ROOT/bench/catalog.py"
}

# The MCP endpoint beside the reference server, and over pipes.
bench_mcp() {
    need_npm_packages tests/mcp
    PARLANCE_BINARY="$BUILD/release/parlance" /usr/bin/python3 "$ROOT/bench/mcp.py"
}

# Lighthouse's scores of the built app, its first load, and how soon answers are painted.
bench_web() {
    need_npm_packages bench/web
    (cd "$ROOT" && PARLANCE_BIN="$BUILD/release/parlance" "$BUILD/tools/node/node" bench/web/figures.mjs)
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

# From words to SQL without a database, on made-up schemas, and what the engine gets right.
bench_engine() {
    build_cpp release engine_bench
    say "10, 100 and 1000 tables of ten columns; packs of 100 and 1000 tables with 20,000 and a million values"
    "$BUILD/release/engine_bench"
    evaluate
}
