# How Java is started: read by the launcher `holdfast` of the project and by `bin/holdfast` of a distribution, and so for every
# POSIX shell. Becomes the program; does not come back.
#
# Usage: start NAME JAVA HOME JAR COMMAND…
# NAME is how the script was called.
start() {
    name=$1
    java=$2
    home=$3
    jar=$4
    shift 4
    # What was found on the PATH was typed without its folder.
    if [ "$(command -v "${name##*/}")" = "$name" ]; then name=${name##*/}; fi
    # kubectl looks for a program of this name, and calls it by its whole path.
    if [ "${name##*/}" = kubectl-holdfast ]; then name='kubectl holdfast'; fi
    colour=false
    if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then colour=true; fi
    interactive=false
    if [ -t 0 ] && [ -t 1 ]; then interactive=true; fi
    command=${1:-}
    set -- "-Dholdfast.home=$home" "-Dholdfast.program=$name" "-Dholdfast.colour=$colour" "-Dholdfast.interactive=$interactive" -jar "$jar" "$@"
    archive=${jar%/*}/explain.jsa
    if [ "$command" = judge ]; then archive=${jar%/*}/judge.jsa; fi
    if [ -e "$archive" ]; then
        # One that does not fit, as after an update of Java, is not used, and that is not worth a word.
        set -- "-XX:SharedArchiveFile=$archive" -Xlog:cds=off -Xlog:cds+dynamic=off "$@"
    fi
    if [ "$command" = judge ]; then
        # Nearly all that is read of a history is kept until it is judged: a heap that grows step by step would be copied step
        # by step, and what is not kept for good at once would be copied twice.
        set -- -XX:+UseParallelGC -XX:MaxTenuringThreshold=0 -XX:InitialRAMPercentage=25 "$@"
    elif [ "$command" = observe ]; then
        # It goes on for weeks beside others: how much memory it takes is for JAVA_TOOL_OPTIONS to say, such as -Xmx512m.
        set -- -XX:+UseSerialGC -Xms64m "$@"
    else
        # While memory is tidied up every scenario stands still, and so it is done seldom, and never all of it for want of room.
        set -- -XX:+UseSerialGC -Xms768m -Xmn512m -XX:MetaspaceSize=160m "$@"
    fi
    # A run waits for its cluster and needs the processors for that: of what the second compiler of Java would make faster,
    # nothing pays in the two minutes that it takes, nor in the ten seconds in which a large history is judged.
    exec "$java" -XX:TieredStopAtLevel=1 "$@"
}
