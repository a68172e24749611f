# Builds: C++ by CMake presets, the web app by npm. Each step is skipped when nothing has changed.
# shellcheck shell=bash

# build_cpp PRESET TARGET…
build_cpp() {
    local preset=$1
    shift
    [ -f "$BUILD/$preset/build.ninja" ] || configure "$preset"
    timed "building $preset: $*" cmake --build "$BUILD/$preset" --target "$@"
}

configure() {
    say "configuring $1"
    cmake --preset "$1" -S "$ROOT" >"$BUILD/configure-$1.log" 2>&1 ||
        { cat "$BUILD/configure-$1.log" >&2; fail "CMake could not configure the preset $1"; }
}

build_web() {
    need_npm_packages web
    local hash
    hash=$(cd "$ROOT" && hash_of web docs/api)
    if ! fresh web "$hash" || ! [ -d "$ROOT/web/out" ]; then
        timed "building the web app" npm_in web run --silent build
        stamp web "$hash"
    fi
}

build_release() {
    build_cpp release parlance
    build_web
}
