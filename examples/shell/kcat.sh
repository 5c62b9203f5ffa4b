#!/bin/sh
# Prints the first entries of a feed with kcat and jq:
#   kcat.sh HOST:PORT [FEED] [N]
set -eu
feed=${2:-news}

# -e exits at the end of the topic, omit it to keep following; -Z prints NULL for a tombstone
kcat -C -q -b "$1" -t ranked-feed -X isolation.level=read_committed -o beginning -e -Z -f '%k\t%s\n' |
  # keep the last value of each key
  jq -Rnr --arg feed "$feed" --argjson places "${3:-10}" '
    reduce (inputs | split("\t")) as [$key, $value] ({}; .[$key] = (if $value == "NULL" then null else $value | fromjson end))
    | [.[] | select(. != null and .feed == $feed)] | sort_by(.rank) | .[:$places][]
    | "\(.rank)\t\(.heat)\t\(.article.title)"'
