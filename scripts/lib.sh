# shellcheck shell=bash
# What the scripts share: where things lie, who they run as, which processes are ours.
# Source it first; it moves to the repository's root.

set -euo pipefail
# The processes run as another user than root: a stricter mask would lock them out. Secrets set their own.
umask 022
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
PORT=${PORT:-8080}
RUN_DIR=${RUN_DIR:-.run}
case $RUN_DIR in /*) ;; *) RUN_DIR=$ROOT/$RUN_DIR ;; esac
LONGEST_SOCKET=/pg/.s.PGSQL.5432
HOUSE_USER=holdfast

say() { printf '%s\n' "$*" >&2; }
die() { say "holdfast: $*"; exit 1; }
is_root() { [ "$(id -u)" = 0 ]; }

# Runs a command as root: directly, or by sudo where the caller is somebody else.
as_root() {
    if is_root; then "$@"; return; fi
    command -v sudo >/dev/null || die "this needs root: $* (install sudo, or run it as root)"
    sudo "$@"
}

# Runs a command as the one who owns the processes: the system user when root, else the caller.
as_house() {
    if is_root; then
        setpriv --reuid="$HOUSE_USER" --regid="$HOUSE_USER" --init-groups env HOME="$RUN_DIR" "$@"
    else
        "$@"
    fi
}

# Makes the system user once; only root needs one.
make_house_user() {
    if ! is_root || id -u "$HOUSE_USER" >/dev/null 2>&1; then return; fi
    useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$HOUSE_USER" 2>/dev/null ||
        id -u "$HOUSE_USER" >/dev/null || die "could not make the user $HOUSE_USER"
}

# Whether the processes' user can enter the folder that stands or will stand at $1.
house_can_enter() {
    local folder=$1
    while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
    as_house test -x "$folder" 2>/dev/null
}

# Whether files may lie in a folder: its sockets' paths stay within 100 bytes (the kernel's limit is 108), its name
# can stand in every configuration, and the processes can enter what it lies in (the folder itself becomes theirs).
fits() {
    [ $((${#1} + ${#LONGEST_SOCKET})) -le 100 ] && [[ $1 != *[!a-zA-Z0-9/._-]* ]] && house_can_enter "$(dirname "$1")"
}

# Sets RUN_DIR to a folder that the processes can use; where it doesn't fit, the files lie in the system's temporary
# folder behind a link.
make_run_dir() {
    local wanted=$RUN_DIR
    if [ -L "$wanted" ]; then
        RUN_DIR=$(readlink -m "$wanted")
    elif ! fits "$wanted"; then
        link_run_dir "$wanted"
    fi
    mkdir -p "$RUN_DIR"
    owned_by_us "$RUN_DIR" || die "$RUN_DIR belongs to somebody else; set RUN_DIR"
    if is_root; then chown "$HOUSE_USER:$HOUSE_USER" "$RUN_DIR"; fi
    chmod 0750 "$RUN_DIR"
    as_house mkdir -p "$RUN_DIR"/{bin,web,nginx,log,tmp}
}

# An empty folder gives way to the link; one that holds something is not ours to move.
link_run_dir() {
    local real
    real=${TMPDIR:-/tmp}/holdfast-$(printf '%s' "$1" | sha256sum | cut -c1-12)
    fits "$real" || real=/tmp/${real##*/}
    mkdir -p "$(dirname "$1")"
    if [ -d "$1" ]; then rmdir "$1" 2>/dev/null || die "the processes can't use $1 and it isn't empty; set RUN_DIR"; fi
    ln -s "$real" "$1"
    RUN_DIR=$real
}

# A folder in the shared temporary folder may have been put there by somebody else first.
owned_by_us() {
    local owner
    owner=$(stat -c %u "$1")
    [ "$owner" = "$(id -u)" ] || { is_root && [ "$owner" = "$(id -u "$HOUSE_USER")" ]; }
}

# Finds RUN_DIR as an earlier run left it, without making anything.
find_run_dir() { RUN_DIR=$(readlink -m "$RUN_DIR"); }

# The moment a process started, in kernel ticks; with the pid it names one process for good. One that has ended and
# that nobody has waited for yet (its state is Z) doesn't count.
started_at() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '$1 != "Z" { print $20 }'; }

# Writes "pid start" to $RUN_DIR/$1.pid.
remember() { printf '%s %s\n' "$2" "$(started_at "$2")" | as_house tee "$RUN_DIR/$1.pid" >/dev/null; }

# Prints the pid that was remembered under a name, if that very process still lives.
pid_of() {
    local pid start
    [ -r "$RUN_DIR/$1.pid" ] && read -r pid start <"$RUN_DIR/$1.pid" && [ -n "$start" ] || return 1
    [ "$(started_at "$pid")" = "$start" ] && printf '%s\n' "$pid"
}

# Remembers the supervisor that took over from the one that `make up` started (USR2): it answers on the same socket.
find_heir() {
    local heir
    if pid_of serve >/dev/null || [ ! -S "$RUN_DIR/status.sock" ]; then return; fi
    heir=$(curl -fs --noproxy '*' --max-time 2 --unix-socket "$RUN_DIR/status.sock" http://localhost/pool |
        grep -oE '"supervisor":\{"pid":[0-9]+' | grep -oE '[0-9]+$') || return 0
    remember serve "$heir"
}

# Ends a remembered process: the signal $2, then after $3 seconds KILL.
end() {
    local pid tries=$(($3 * 20))
    if pid=$(pid_of "$1"); then
        kill -s "$2" "$pid" 2>/dev/null || true
        while pid_of "$1" >/dev/null && [ "$tries" -gt 0 ]; do sleep 0.05; tries=$((tries - 1)); done
        if pid_of "$1" >/dev/null; then kill -KILL "$pid" 2>/dev/null || true; fi
    fi
    rm -f "$RUN_DIR/$1.pid"
}

# Puts a Swift toolchain on the path, wherever its usual installers leave one.
find_swift() {
    local folder
    for folder in "" /opt/swift/usr/bin /usr/local/swift/usr/bin /usr/libexec/swift/bin "${HOME:-/root}/.local/share/swiftly/bin"; do
        if [ -n "$folder" ] && [ -x "$folder/swift" ]; then PATH=$folder:$PATH; fi
        if command -v swift >/dev/null; then return; fi
    done
    die "no Swift toolchain found: install Swift 6 (https://www.swift.org/install/linux/)"
}

# SwiftPM keeps its list of a folder's files until Package.swift is younger: a statement that came or went is told so.
notice_statements() {
    local list=.build/statements
    mkdir -p .build
    find sql -name '*.sql' | LC_ALL=C sort >"$list.now"
    if ! cmp -s "$list" "$list.now"; then touch Package.swift; fi
    mv "$list.now" "$list"
}

address() { printf 'http://127.0.0.1:%s' "$PORT"; }
