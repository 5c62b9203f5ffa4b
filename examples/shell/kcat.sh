#!/bin/sh
# Prints the first places of a feed, with kcat and jq:
#   kcat.sh HOST:PORT [FEED] [N]
set -eu
feed=${2:-news}

# -e ends at the end of the topic; -Z prints NULL for the value of a tombstone; without -e it goes on following
kcat -C -q -b "$1" -t ranked-feed -X isolation.level=read_committed -o beginning -e -Z -f '%k\t%s\n' |
  # of each key the last value counts
  jq -Rnr --arg feed "$feed" --argjson places "${3:-10}" '
    reduce (inputs | split("\t")) as [$key, $value] ({}; .[$key] = (if $value == "NULL" then null else $value | fromjson end))
    | [.[] | select(. != null and .feed == $feed)] | sort_by(.rank) | .[:$places][]
    | "\(.rank)\t\(.heat)\t\(.article.title)"'
