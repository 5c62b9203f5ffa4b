#!/bin/sh
# Prints the first entries of a feed with Kafka's console consumer and jq:
#   console-consumer.sh HOST:PORT [FEED] [N]
set -eu
feed=${2:-news}

# exits when no record has arrived for 5 seconds
kafka-console-consumer.sh --bootstrap-server "$1" --topic ranked-feed \
  --isolation-level read_committed --from-beginning --timeout-ms 5000 2>/dev/null |
  # the last record of the feed; lines that are no JSON are the console consumer's own
  jq -Rnr --arg feed "$feed" --argjson limit "${3:-10}" '
    [inputs | fromjson? | select(. != null and .feed == $feed)] | last | .entries[:$limit][]
    | "\(.rank)\t\(.heat)\t\(.title)"'
