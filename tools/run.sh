# Serves what has been built, and helps to look at it.
# shellcheck shell=bash

run() {
    local port=8080 open=yes args=()
    while [ $# -gt 0 ]; do
        case $1 in
            --port) port=${2:?--port needs a number}; shift 2 ;;
            --data) args+=(--data "${2:?--data needs a folder}"); shift 2 ;;
            --no-open) open=no; shift ;;
            *) fail "./dev run knows --port N, --data DIR and --no-open, not $1" ;;
        esac
    done
    need build
    build_release
    if [ $open = yes ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && command -v xdg-open >/dev/null; then
        open_when_ready "http://127.0.0.1:$port" &
    fi
    say "Parlance on http://127.0.0.1:$port (Ctrl-C ends it)"
    cd "$ROOT" && exec "$BUILD/release/parlance" serve --port "$port" "${args[@]}"
}

open_when_ready() {
    local tries=100
    until curl -sf "$1/readyz" >/dev/null; do
        ((tries--)) || return 0
        sleep 0.1
    done
    xdg-open "$1" >/dev/null 2>&1
}

# The front end with hot reload; its /api goes to a server that runs already (./dev run).
web() {
    case ${1:-} in
    "") ;;
    shots) web_shots; return ;;
    *) fail "no such word: $1 (./dev web, ./dev web shots)" ;;
    esac
    need build
    need_npm_packages web
    say "front end on http://127.0.0.1:3000; it asks ${PARLANCE_SERVER:-http://127.0.0.1:8080}"
    npm_in web run dev
}

# Every page in both schemes, on a desk and in a hand; the README's picture is one of them.
web_shots() {
    need build test
    build_release
    need_npm_packages tests/web
    PARLANCE_BIN="$BUILD/release/parlance" npm_in tests/web run --silent shots
    say "pictures in tests/web/results/shots; docs/ask.png is drawn anew"
}
