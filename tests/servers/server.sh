# shellcheck shell=bash
# Starts and stops one real server for tests. Sourced by <name>/start and <name>/stop, never run.
#
# Each start takes [--port N] [--dir D] and prints one line:
#   <name> base=<URL> home=<calendar home of alice> users=alice:wonderland,bob:builder dir=<D>
# D holds configuration, data, log/ and run/. The same D again prints the same line while the server is up.
# Exit code 3: the server cannot run on this machine; the last line on stderr is the reason.
set -euo pipefail

begin() { # NAME ARGUMENT...: reads the options, locks the folder, ends here when the server is already up
    NAME=$1 PORT='' DIR=${CALDAVSYNC_SERVERS_DIR:-${TMPDIR:-/tmp}/caldavsync-servers-$(id -u)}/$1
    shift
    while [ $# -gt 0 ]; do
        case $1 in
            --port) PORT=${2:?--port wants a number} ;;
            --dir) DIR=${2:?--dir wants a folder} ;;
            *) fail "unknown option $1; usage: start [--port N] [--dir D]" ;;
        esac
        shift 2
    done
    command -v flock >/dev/null || unavailable "needs the tools of Linux"
    mkdir -p "$(dirname "$DIR")"
    # Servers that drop root must be able to walk in; nobody else may look around.
    [ -d "$DIR" ] || mkdir -m 711 "$DIR"
    if [ ! -O "$DIR" ] || [ -L "$DIR" ]; then fail "$DIR belongs to somebody else"; fi
    DIR=$(readlink -f "$DIR")
    mkdir -p "$DIR/run" "$DIR/log"
    chmod 711 "$DIR" "$DIR/run"
    exec 9>"$DIR/run/lock"
    flock 9
    if [ "${0##*/}" = stop ]; then return; fi
    if [ -s "$DIR/run/ready" ] && all_alive; then
        cat "$DIR/run/ready"
        exit 0
    fi
    stop_all
    rm -f "$DIR/run/ready"
    PORT=${PORT:-$(free_port)}
    ! port_taken "$PORT" || fail "port $PORT is in use"
}

fail() {
    echo "${NAME:-server}: $*" >&2
    exit 1
}

unavailable() {
    echo "$NAME: $*" >&2
    exit 3
}

need() { # PACKAGE...: installs what is missing; no packaged service is ever started
    command -v dpkg-query >/dev/null || unavailable "is only set up on Debian and Ubuntu"
    local package missing=() guard=/usr/sbin/policy-rc.d made='' installed=''
    for package in "$@"; do
        case $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true) in
            installed) ;;
            *) missing+=("$package") ;;
        esac
    done
    if [ ${#missing[@]} -eq 0 ]; then return; fi
    [ "$(id -u)" = 0 ] || unavailable "${missing[*]} not installed, and only root can install packages"
    exec 7>/run/lock/caldavsync-install
    flock 7
    if [ ! -e $guard ]; then
        printf '#!/bin/sh\nexit 101\n' >$guard
        chmod 755 $guard
        made=1
    fi
    if apt install "${missing[@]}" || { apt update && apt install "${missing[@]}"; }; then installed=1; fi
    if [ -n "$made" ]; then rm -f $guard; fi
    exec 7>&-
    [ -n "$installed" ] || unavailable "could not install ${missing[*]}: $(grep -m1 '^E:' "$DIR/log/apt.log" || echo "see $DIR/log/apt.log")"
}

apt() {
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold \
        --no-install-recommends "$@" >>"$DIR/log/apt.log" 2>&1 7>&- 9>&-
}

need_root() { [ "$(id -u)" = 0 ] || unavailable "only root can set it up"; }

port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Below the range the kernel gives to clients, so that an outgoing connection never sits on it.
free_port() {
    local port
    for _ in {1..50}; do
        port=$((20000 + RANDOM % 12000))
        if ! port_taken $port; then
            echo $port
            return
        fi
    done
    fail "no free port found"
}

# A record holds "<pid> <start tick> <signal>": a pid the kernel gave to somebody else is never taken for ours.
start_tick() { sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

record() { printf '%s %s %s\n' "$2" "$(start_tick "$2")" "${3:-TERM}" >"$DIR/run/$1.pid"; }

alive() { # RECORD
    local pid tick signal
    [ -s "$1" ] && read -r pid tick signal <"$1" || return 1
    [ -n "$signal" ] && [ "$(start_tick "$pid")" = "$tick" ] || return 1
    case $(sed 's/^.*) //' "/proc/$pid/stat" 2>/dev/null) in Z* | '') return 1 ;; esac
}

all_alive() {
    local record found=1
    for record in "$DIR"/run/*.pid; do
        alive "$record" || return 1
        found=0
    done
    return $found
}

spawn() { # [-SIGNAL] LABEL COMMAND...: a background process; stop ends it with SIGNAL. Labels sort in order of start.
    local signal=TERM label
    case $1 in -*) signal=${1#-} && shift ;; esac
    label=$1
    shift
    setsid "$@" >>"$DIR/log/$label.log" 2>&1 </dev/null 9>&- &
    record "$label" $! "$signal"
}

stop_all() {
    local record pid tick signal
    for record in $(printf '%s\n' "$DIR"/run/*.pid | sort -r); do
        if ! alive "$record"; then
            rm -f "$record"
            continue
        fi
        read -r pid tick signal <"$record"
        kill -"$signal" "$pid" 2>/dev/null || true
        for _ in {1..100}; do
            alive "$record" || break
            sleep 0.1
        done
        if alive "$record"; then kill -KILL "$pid" 2>/dev/null || true; fi
        rm -f "$record"
    done
}

request() { curl -s --noproxy '*' --max-time 20 "$@"; }

wait_for() { # URL: any answer will do, as long as it is our process that gives it
    for _ in {1..150}; do
        all_alive || break
        if request -o /dev/null "$1"; then
            all_alive && return
        fi
        sleep 0.1
    done
    stop_all
    fail "no answer from $1; $(tail -qn 2 "$DIR"/log/*.log 2>/dev/null | tail -n 3)"
}

ready() { # BASE HOME
    printf '%s base=%s home=%s users=alice:wonderland,bob:builder dir=%s\n' "$NAME" "$1" "$2" "$DIR" >"$DIR/run/ready.new"
    mv "$DIR/run/ready.new" "$DIR/run/ready"
    cat "$DIR/run/ready"
}

# A private PostgreSQL in $DIR/pg behind a socket in $DIR/pgsock and, with a port, on loopback.
postgres_start() { # [PORT]
    local bin address=''
    bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n1)
    PGPORT=${1:-5432}
    [ -z "${1:-}" ] || address=127.0.0.1
    install -d -o postgres -g postgres -m 700 "$DIR/pg"
    install -d -o postgres -g postgres -m 755 "$DIR/pgsock"
    if [ ! -s "$DIR/pg/PG_VERSION" ]; then
        as_postgres "$bin/initdb" -D "$DIR/pg" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$DIR/log/initdb.log" 2>&1
    fi
    # After an unclean end a left-over lock file would stop the next start.
    rm -f "$DIR/pg/postmaster.pid" "$DIR"/pgsock/.s.PGSQL.*
    spawn -INT 1-postgres setpriv --reuid=postgres --regid=postgres --init-groups "$bin/postgres" -D "$DIR/pg" -p "$PGPORT" \
        -c listen_addresses="$address" -c unix_socket_directories="$DIR/pgsock" \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off
    for _ in {1..150}; do
        if sql postgres -c 'SELECT 1' >/dev/null 2>&1; then return; fi
        sleep 0.1
    done
    stop_all
    fail "PostgreSQL did not start; $(tail -n 2 "$DIR/log/1-postgres.log")"
}

as_postgres() { (cd / && runuser -u postgres -- "$@" 9>&-); }

sql() { # DATABASE ARGUMENT...
    local database=$1
    shift
    as_postgres psql -h "$DIR/pgsock" -p "$PGPORT" -qXAt -v ON_ERROR_STOP=1 -d "$database" "$@"
}
