# Every test, each kind as a phase that leaves JUnit files in build/results; tools/totals.py adds up.
# shellcheck shell=bash

RESULTS=$BUILD/results

# run_tests [-k] [FILTER]: with a filter, only tests whose name contains it.
run_tests() {
    [ "${1:-}" != -k ] || shift
    local filter=${1:-}
    rm -rf "$RESULTS"
    mkdir -p "$RESULTS"
    need build test check
    phase checks check_quick
    phase cpp test_cpp "$filter"
    phase release build_release
    phase api test_api "$filter"
    phase mcp test_mcp "$filter"
    phase web test_web "$filter"
    [ -n "$filter" ] || phase fuzz fuzz_all 3
    python3 "$ROOT/tools/totals.py" "$RESULTS"
}

# phase NAME COMMAND…: notes how it ended and goes on; the totals tell in the end. Must not stand in
# a condition, where the shell would ignore the command's own failures.
phase() {
    local name=$1 begin=$SECONDS status
    shift
    say "== $name"
    set +e
    (set -e; "$@")
    status=$?
    set -e
    say "== $name: $([ $status = 0 ] && echo passed || echo FAILED) in $((SECONDS - begin)) s"
    [ $status = 0 ] || python3 "$ROOT/tools/totals.py" --failed-phase "$RESULTS" "$name"
}

# One program per room, under the address and undefined-behaviour sanitizers; each in two halves, or
# one core would wait while the other runs the proofs of the connectors.
test_cpp() {
    build_cpp asan parlance_all_tests
    mkdir -p "$RESULTS/cpp"
    find "$BUILD/asan" -maxdepth 1 -name 'parlance_*_test' -type f -executable | sort |
        xargs -I{} printf '%s 1\n%s 2\n' {} {} |
        xargs -P"$(nproc)" -L1 "$ROOT/tools/run_gtest.sh" "$RESULTS/cpp" "${1:-*}"
}

# Black box: the optimised binary as a person and a program meet it.
test_api() {
    need_npm_packages tests/models
    need_npm_packages tests/oidc
    need_npm_packages tests/mcp
    (cd "$ROOT" && PYTHONDONTWRITEBYTECODE=1 PARLANCE_BINARY="$BUILD/release/parlance" \
        /usr/bin/python3 -m pytest -q --junitxml="$RESULTS/api.xml" -o cache_dir="$BUILD/pytest" \
        ${1:+-k "$1"} tests/api) || [ $? = 5 ]
}

# The MCP endpoint under the official conformance suites, clients and checks of the wire; with the
# binary that ships, and with one that has the fixtures which the suites call.
test_mcp() {
    need_npm_packages tests/mcp
    build_cpp release parlance_mcp_fixtures
    (cd "$ROOT" && PYTHONDONTWRITEBYTECODE=1 PARLANCE_BINARY="$BUILD/release/parlance" \
        /usr/bin/python3 -m pytest -q --junitxml="$RESULTS/mcp.xml" -o cache_dir="$BUILD/pytest" \
        ${1:+-k "$1"} tests/mcp) || [ $? = 5 ]
}

# Units under vitest, then the journey of a person in Debian's Chromium.
test_web() {
    need_npm_packages web
    npm_in web run --silent test -- --reporter=default --reporter=junit \
        --outputFile.junit="$RESULTS/web-units.xml" --passWithNoTests ${1:+-t "$1"}
    need_npm_packages tests/web
    need_npm_packages tests/oidc
    rm -f "$ROOT/tests/web/results/server.log"
    PLAYWRIGHT_JUNIT_INCLUDE_RETRIES=1 PLAYWRIGHT_JUNIT_OUTPUT_FILE="$RESULTS/web-journeys.xml" \
        PARLANCE_BIN="$BUILD/release/parlance" \
        npm_in tests/web run --silent test -- --reporter=list,junit --pass-with-no-tests ${1:+--grep "$1"}
}
