#!/bin/sh
# Prints the first entries of a feed with Kafka's console consumer and jq:
#   console-consumer.sh HOST:PORT [FEED] [N]
set -eu
feed=${2:-news}

# exits when no record has arrived for 5 seconds
kafka-console-consumer.sh --bootstrap-server "$1" --topic ranked-feed \
  --isolation-level read_committed --from-beginning --timeout-ms 5000 \
  --formatter-property print.key=true --formatter-property key.separator="$(printf '\t')" 2>/dev/null |
  # keep the last value of each key; the console consumer prints null for a tombstone
  jq -Rnr --arg feed "$feed" --argjson places "${3:-10}" '
    reduce (inputs | split("\t") | select(length == 2)) as [$key, $value] ({}; .[$key] = ($value | fromjson))
    | [.[] | select(. != null and .feed == $feed)] | sort_by(.rank) | .[:$places][]
    | "\(.rank)\t\(.heat)\t\(.article.title)"'
