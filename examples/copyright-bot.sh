#!/bin/sh
# Turns "(c)" into a copyright sign wherever somebody types it, with one request a second.
# Arguments: the server's address, the document, a key, and for how many seconds (without end if left out).
set -eu
address="$1/api/v1/documents/$2/operations/replace"
round=0
while [ "$round" -ne "${4:--1}" ]; do
    round=$((round + 1))
    # If the answer gets lost, curl sends the same key again, and the server tells what it stored instead of doing it twice.
    curl --silent --show-error --fail --retry 5 --retry-all-errors --output /dev/null \
        --header "Authorization: Bearer $3" \
        --header "Content-Type: application/json" \
        --header "Idempotency-Key: copyright-$$-$(date +%s)-$round" \
        --data '{"find": "(c)", "replacement": "©", "matchCase": false}' \
        "$address"
    sleep 1
done
