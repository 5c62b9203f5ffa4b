#!/bin/sh
# Prints the first entries of a feed with kcat and jq:
#   kcat.sh HOST:PORT [FEED] [N]
set -eu
feed=${2:-news}

# -e exits at the end of the topic, omit it to keep following
kcat -C -q -b "$1" -t ranked-feed -X isolation.level=read_committed -o beginning -e |
  # the last record of the feed
  jq -Rnr --arg feed "$feed" --argjson limit "${3:-10}" '
    [inputs | fromjson? | select(. != null and .feed == $feed)] | last | .entries[:$limit][]
    | "\(.rank)\t\(.heat)\t\(.title)"'
