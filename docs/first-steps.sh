#!/usr/bin/env bash
# From nothing to an answered question with curl, against a running `./dev run`.
set -euo pipefail
server=${PARLANCE:-http://127.0.0.1:8080}
api=$server/api/v1
someone=person$RANDOM$RANDOM

# field NAME: takes one field out of the JSON on standard input.
field() { python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }

# call TOKEN PATH [CURL OPTIONS]: a request as the person who holds the token.
call() { curl --silent --show-error --header "Authorization: Bearer $1" "${@:3}" "$api$2"; }

# register NAME: makes a tenant with its owner; prints the access token.
register() {
    curl --silent --show-error --fail-with-body "$api/auth/register" --json \
        "{\"username\": \"$1\", \"password\": \"ninety-nine green balconies\", \"tenant_name\": \"$1\"}" |
        field access_token
}

echo "1. Register: a tenant of your own"
token=$(register "$someone")

echo "2. Upload a CSV file of 100,000 orders"
orders=$(mktemp --suffix=.csv)
trap 'rm -f "$orders"' EXIT
awk 'BEGIN {
    print "order_id,status,amount,ordered_on"
    for (n = 1; n <= 100000; n++) {
        status = n % 10 == 0 ? "returned" : n % 4 == 0 ? "open" : "shipped"
        printf "%d,%s,%.2f,2026-%02d-%02d\n", n, status, n % 400 / 4, 1 + n % 12, 1 + n % 28
    }
}' >"$orders"
call "$token" "/files?filename=orders.csv" --fail-with-body \
    --header "Content-Type: text/csv" --data-binary "@$orders" | field table

echo "3. Ask"
answer=$(call "$token" /queries/ask --fail-with-body --json '{"question": "how many orders per status"}')
field sql <<<"$answer"
field rows <<<"$answer"

echo "4. Run SQL of your own, as CSV"
call "$token" /queries/sql --fail-with-body \
    --json '{"sql": "SELECT status, avg(amount) AS average FROM orders GROUP BY status", "format": "csv"}'

echo "5. Another tenant does not even learn that it exists"
connection=$(field connection_id <<<"$answer")
other=$(register "other$someone")
call "$other" "/connections/$connection" --output /dev/null --write-out '%{http_code}\n'
