#!/bin/sh
# Prints the first places of a feed, with the console consumer that comes with Kafka, and jq:
#   console-consumer.sh HOST:PORT [FEED] [N]
set -eu
feed=${2:-news}

# ends when nothing has come for 5 seconds
kafka-console-consumer.sh --bootstrap-server "$1" --topic ranked-feed \
  --isolation-level read_committed --from-beginning --timeout-ms 5000 \
  --formatter-property print.key=true --formatter-property key.separator="$(printf '\t')" 2>/dev/null |
  # of each key the last value counts; the value of a tombstone is printed as null
  jq -Rnr --arg feed "$feed" --argjson places "${3:-10}" '
    reduce (inputs | split("\t") | select(length == 2)) as [$key, $value] ({}; .[$key] = ($value | fromjson))
    | [.[] | select(. != null and .feed == $feed)] | sort_by(.rank) | .[:$places][]
    | "\(.rank)\t\(.heat)\t\(.article.title)"'
