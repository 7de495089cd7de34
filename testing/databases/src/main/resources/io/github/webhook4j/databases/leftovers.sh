# Reads "+ pid" and "- pid" until the JVM that writes them is gone. Then ends the processes that are left, and deletes
# the folder $1. Ctrl-C reaches this shell as well, so it does not listen.
trap '' HUP INT QUIT TERM

left=
while read -r sign pid; do
    others=
    for other in $left; do
        [ "$other" = "$pid" ] || others="$others $other"
    done
    left=$others
    [ "$sign" = - ] || left="$left $pid"
done

alive() {
    for pid in $left; do
        # unlike kill -0, false for those that have ended and are not reaped
        [ ! -e "/proc/$pid/exe" ] || return 0
    done
    return 1
}

# PostgreSQL's quickest way to go that leaves no process and no shared memory behind. MariaDB would save what it can.
for pid in $left; do
    kill -QUIT "$pid"
done
tenths=0
while alive && [ "$tenths" -lt 20 ]; do
    sleep 0.1
    tenths=$((tenths + 1))
done
for pid in $left; do
    kill -KILL "$pid"
done
rm -rf -- "$1"
