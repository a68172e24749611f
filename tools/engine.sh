# The built-in engine, measured and trained. The question sets lie beside the clone, or where
# PARLANCE_EVAL says; none of them is in the repository.
# shellcheck shell=bash

question_sets() {
    printf '%s' "${PARLANCE_EVAL:-$ROOT/../shared/eval}"
}

# ./dev eval [--readme] [SUITE.jsonl…]: the scoreboard; by default of every open set.
evaluate() {
    local readme=()
    [ "${1:-}" != --readme ] || { readme=(--readme "$ROOT/README.md"); shift; }
    need build
    build_cpp release parlance
    python3 "$ROOT/tools/eval.py" "$BUILD/release/parlance" "$(question_sets)" "$BUILD/eval" "${readme[@]}" "$@"
}

# ./dev train: learns src/engine/data/ranking.txt anew.
train() {
    need build
    build_cpp release parlance
    python3 "$ROOT/tools/train.py" "$BUILD/release/parlance" "$(question_sets)" "$ROOT/src/engine/data/ranking.txt"
}
