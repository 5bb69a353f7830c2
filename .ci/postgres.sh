#!/usr/bin/env bash
# A PostgreSQL server for the tests: `start DIR` prints its URL, `stop DIR` ends and removes it.
# `halt DIR` lets it die as in a power cut, `again DIR` starts it anew; `freeze DIR` lets it hang,
# with its connections open, `thaw DIR` go on.
# It listens on 127.0.0.1 only, trusts who comes from there, and keeps nothing. It installs nothing.
set -euo pipefail

usage='start, stop, halt, again, freeze or thaw'
action=${1:?$usage} dir=${2:?a folder of its own}

bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
[ -x "$bin/initdb" ] || { echo "there is no PostgreSQL under /usr/lib/postgresql" >&2; exit 1; }

# The server refuses to run as root: it runs as the user postgres then, who owns the folder.
server() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

run() {
    cd "$dir"
    server "$bin/pg_ctl" -D data -l server.log -w -o "-c listen_addresses=127.0.0.1 -p $(cat port) \
        -c unix_socket_directories='' -c fsync=off -c max_connections=50" start >>log 2>&1 ||
        { cat log server.log >&2; exit 1; }
}

start() {
    mkdir -p "$dir"
    cd "$dir"
    python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])' >port
    [ "$(id -u)" != 0 ] || chown postgres: .
    server "$bin/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >log 2>&1
    run
    echo "postgresql+psycopg://postgres@127.0.0.1:$(cat port)/postgres"
}

halt() {
    (cd "$dir" && server "$bin/pg_ctl" -D data -m immediate stop >/dev/null)
}

# To the server, first or last, and to each of its processes.
tell() {
    local pid
    pid=$(head -n 1 "$dir/data/postmaster.pid")
    kill "-$1" "$pid" $(pgrep -P "$pid")
}

case $action in
    start) start ;;
    stop) halt || true; rm -rf "$dir" ;;
    halt) halt ;;
    again) run ;;
    freeze) tell STOP ;;
    thaw) tell CONT ;;
    *) echo "$usage" >&2; exit 2 ;;
esac
