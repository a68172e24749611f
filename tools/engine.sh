# The built-in engine, measured and trained. The public question sets lie beside the clone, or where
# PARLANCE_EVAL says; without them there is eval/, which holds a set of our own.
# shellcheck shell=bash

question_sets() {
    local public=${PARLANCE_EVAL:-$ROOT/../shared/eval}
    [ -f "$public/score.py" ] && { printf '%s' "$public"; return; }
    say "no public question sets in $public: only the shop's of eval/" >&2
    printf '%s' "$ROOT/eval"
}

# ./dev eval [--readme] [SUITE.jsonl…]: the scoreboard; by default of every open set.
evaluate() {
    local readme=()
    [ "${1:-}" != --readme ] || { readme=(--readme "$ROOT/README.md"); shift; }
    need build
    build_cpp release parlance
    python3 "$ROOT/tools/eval.py" "$BUILD/release/parlance" "$(question_sets)" "$BUILD/eval" "${readme[@]}" "$@"
}

# ./dev train: learns src/engine/data/ranking.txt anew. With --synthetic from our own questions alone, into
# build/ranking-own.txt: weights that no licence but ours is on; put in the other's place, they are built in.
train() {
    local out=$ROOT/src/engine/data/ranking.txt
    [ "${1:-}" != --synthetic ] || out=$BUILD/ranking-own.txt
    need build
    build_cpp release parlance
    python3 "$ROOT/tools/train.py" "$BUILD/release/parlance" "$(question_sets)" "$out" "$@"
}
