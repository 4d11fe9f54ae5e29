#!/bin/sh
# The four processes on one machine, from a built checkout: npm ci && npm run build
#
#   DATABASE         where each subgraph finds its database, without the subgraph's name: mysql://user:password@127.0.0.1:3306/phat_ngon
#   IDENTITY_SECRET  shared by all four;  TOKEN_SECRET  verifies callers' tokens;  both 32 characters at least
#   PORT             the callers' port (4000); the subgraphs take the three after it, metrics are 5000 above each
#   SEED             what an empty database is filled with: register (the default here), demo, none
set -eu
cd "$(dirname "$0")/../../.."
: "${DATABASE:?}" "${IDENTITY_SECRET:?}" "${TOKEN_SECRET:?}"
gateway=${PORT:-4000} units=$((${PORT:-4000} + 1)) spokespersons=$((${PORT:-4000} + 2)) training=$((${PORT:-4000} + 3))
export IDENTITY_SECRET SEED="${SEED:-register}" UNITS_URL="http://127.0.0.1:$units"

# Started in any order: who needs another waits for it.
PORT=$units METRICS_PORT=$((units + 5000)) DATABASE_URL="${DATABASE}_units" node subgraphs/units/dist/main.js &
pids=$!
PORT=$spokespersons METRICS_PORT=$((spokespersons + 5000)) DATABASE_URL="${DATABASE}_spokespersons" node subgraphs/spokespersons/dist/main.js &
pids="$pids $!"
PORT=$training METRICS_PORT=$((training + 5000)) DATABASE_URL="${DATABASE}_training" node subgraphs/training/dist/main.js &
pids="$pids $!"
PORT=$gateway METRICS_PORT=$((gateway + 5000)) TOKEN_SECRET="$TOKEN_SECRET" \
  SUPERGRAPH=schema/supergraph.graphql PLAYGROUND_ASSETS=gateway/playground/dist PLAYGROUND_OPERATIONS=schema/operations \
  PERSISTED_OPERATIONS=schema/operations SERVICES="units spokespersons" \
  SUBGRAPH_URL_UNITS="http://127.0.0.1:$units/graphql" \
  SUBGRAPH_URL_SPOKESPERSONS="http://127.0.0.1:$spokespersons/graphql" \
  SUBGRAPH_URL_TRAINING="http://127.0.0.1:$training/graphql" \
  node gateway/dist/main.js &
pids="$pids $!"

# Asked to stop, each finishes what is under way.
# shellcheck disable=SC2086
trap 'kill $pids; wait' TERM INT
wait
