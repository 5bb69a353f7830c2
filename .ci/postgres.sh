#!/usr/bin/env bash
# A PostgreSQL server for the tests: `start DIR` prints its URL, `stop DIR` ends and removes it.
# It listens on 127.0.0.1 only, trusts who comes from there, and keeps nothing. It installs nothing.
set -euo pipefail

action=${1:?start or stop} dir=${2:?a folder of its own}

bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
[ -x "$bin/initdb" ] || { echo "there is no PostgreSQL under /usr/lib/postgresql" >&2; exit 1; }

# The server refuses to run as root: it runs as the user postgres then, who owns the folder.
server() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

start() {
    local port
    mkdir -p "$dir"
    [ "$(id -u)" != 0 ] || chown postgres: "$dir"
    port=$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')
    cd "$dir"
    server "$bin/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >log 2>&1
    server "$bin/pg_ctl" -D data -l server.log -w -o "-c listen_addresses=127.0.0.1 -p $port \
        -c unix_socket_directories='' -c fsync=off -c max_connections=50" start >>log 2>&1 ||
        { cat log server.log >&2; exit 1; }
    echo "postgresql+psycopg://postgres@127.0.0.1:$port/postgres"
}

stop() {
    (cd "$dir" && server "$bin/pg_ctl" -D data -m immediate stop >/dev/null)
    rm -rf "$dir"
}

case $action in
    start) start ;;
    stop) stop ;;
    *) echo "start or stop" >&2; exit 2 ;;
esac
