#!/bin/sh
# The same by curl: sh subscriber.sh [FILE] [URL]. Each change is a line of a file, which is all it remembers.
file=${1:-changes.ndjson} url=${2:-http://127.0.0.1:4000}
query='subscription { spokespersonChanged { cursor kind cause at version agency { uid name } } }'
touch "$file"
while :; do
  # Half a line is a change whose writing was broken off; it comes again.
  [ -z "$(tail -c 1 "$file")" ] || sed -i '$d' "$file"
  last=$(tail -n 1 "$file" | sed 's/.*"cursor":"\([^"]*\)".*/\1/')
  curl -sSNG "$url/graphql" -H 'accept: text/event-stream' -H "last-event-id: $last" --data-urlencode "query=$query" |
    sed -un 's/^data: {"data":{"spokespersonChanged":\({.*}\)},"extensions".*/\1/p' >>"$file"
  sleep 1
done
