# What a change must satisfy besides the tests.
# shellcheck shell=bash

# Everything: also clang-tidy on what changed, the web app's lint and the API document.
check() {
    need build test check
    check_quick
    build_release
    check_openapi
    check_tidy
    check_web
}

# The checks of seconds.
check_quick() {
    timed "layers" python3 "$ROOT/tools/check_layers.py"
    timed "names" python3 "$ROOT/tools/check_names.py"
    timed "error codes" python3 "$ROOT/tools/check_errors.py"
    timed "format" check_format
    timed "shell scripts" check_shell
    check_public
}

# Where the public question sets are, nothing of them may be in the repository.
check_public() {
    local public=${PARLANCE_EVAL:-$ROOT/../shared/eval}
    [ -d "$public/databases" ] || return 0
    timed "public sets" python3 "$ROOT/tools/check_public.py" "$public"
}

cpp_files() { git -C "$ROOT" ls-files '*.cpp' '*.hpp'; }

check_format() {
    (cd "$ROOT" && cpp_files | xargs -r clang-format-19 --dry-run -Werror)
}

check_shell() {
    (cd "$ROOT" && shellcheck -x dev tools/*.sh .ci/run docs/*.sh)
}

check_web() {
    local folder
    for folder in web tests/web; do
        need_npm_packages "$folder"
        timed "lint of $folder" npm_in "$folder" run --silent lint
    done
    npm_in web exec -- openapi-typescript "$ROOT/docs/api/openapi.json" -o "$BUILD/schema.d.ts" >/dev/null
    diff -u "$ROOT/web/lib/api/schema.d.ts" "$BUILD/schema.d.ts" >&2 ||
        fail "web/lib/api/schema.d.ts is stale: (cd web && npm run api)"
}

# The committed document is what the binary says about itself.
check_openapi() {
    say "docs/api/openapi.json"
    diff -u "$ROOT/docs/api/openapi.json" <("$BUILD/release/parlance" openapi) >&2 ||
        fail "docs/api/openapi.json is stale: build/release/parlance openapi >docs/api/openapi.json"
    say "docs/api/policy.schema.json"
    diff -u "$ROOT/docs/api/policy.schema.json" <("$BUILD/release/parlance" openapi --policy) >&2 ||
        fail "docs/api/policy.schema.json is stale: build/release/parlance openapi --policy >docs/api/policy.schema.json"
}

# clang-tidy on the lines that differ from the last commit of the main line: it asks for more than
# older lines keep to.
check_tidy() {
    local base
    base=$(git -C "$ROOT" merge-base HEAD origin/main 2>/dev/null || git -C "$ROOT" rev-parse HEAD~1)
    git -C "$ROOT" diff --quiet --diff-filter=d "$base" -- 'src/*.cpp' && return
    [ -f "$BUILD/asan/build.ninja" ] || configure asan
    build_cpp asan parlance_pch
    timed "clang-tidy since ${base:0:7}" tidy_since "$base"
}

tidy_since() {
    (cd "$ROOT" && git diff -U0 --diff-filter=d "$1" -- 'src/*.cpp' |
        clang-tidy-diff-19.py -p1 -path build/asan -j "$(nproc)" -quiet -clang-tidy-binary clang-tidy-19)
}
