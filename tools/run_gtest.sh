#!/usr/bin/env bash
# run_gtest.sh PROGRAM RESULTS [FILTER]: runs one test program, tells one line, or all of a failure.
set -u
name=$(basename "$1") out=$2 filter=${3:-}
log=$out/$name.log
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 ASAN_OPTIONS=detect_stack_use_after_return=1
timeout 1500 "$1" --gtest_brief=1 --gtest_output="xml:$out/$name.xml" \
    ${filter:+--gtest_filter="*$filter*"} >"$log" 2>&1 </dev/null
status=$?
if [ $status = 0 ]; then
    printf '%-28s %s\n' "$name" "$(tail -1 "$log")"
else
    printf '%s failed (exit %d):\n' "$name" $status
    tail -100 "$log"
fi
exit $((status != 0))
