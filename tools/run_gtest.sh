#!/usr/bin/env bash
# run_gtest.sh RESULTS FILTER PROGRAM HALF: runs half (1 or 2) of one test program's tests whose names
# contain FILTER, tells one line, or all of a failure.
set -u
out=$1 filter=$2 program=$3 half=$4
name=$(basename "$program")-$half
log=$out/$name.log
export GTEST_TOTAL_SHARDS=2 GTEST_SHARD_INDEX=$((half - 1))
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 ASAN_OPTIONS=detect_stack_use_after_return=1
timeout 1500 "$program" --gtest_brief=1 --gtest_output="xml:$out/$name.xml" \
    --gtest_filter="*$filter*" >"$log" 2>&1 </dev/null
status=$?
if [ $status = 0 ]; then
    printf '%-30s %s\n' "$name" "$(tail -1 "$log")"
else
    printf '%s failed (exit %d):\n' "$name" $status
    tail -100 "$log"
fi
exit $((status != 0))
