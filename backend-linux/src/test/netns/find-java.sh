# For the two "java" that run inside a fresh network namespace; to be read in by them.
#
# The JDK is the one that runs Maven, for surefire sets JAVA_HOME to where this script is: $NETSESSION_JAVA_HOME if that is set,
# else the nearest ancestor process that is a java, else the java on the PATH.
find_java() {
    if [ -n "$NETSESSION_JAVA_HOME" ]; then
        echo "$NETSESSION_JAVA_HOME/bin/java"
        return
    fi
    pid=$PPID
    while [ "${pid:-0}" -gt 1 ]; do
        exe=$(readlink "/proc/$pid/exe")
        case $exe in
            */bin/java) echo "$exe"; return ;;
        esac
        pid=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$pid/status")
    done
    if [ -n "$JAVA_HOME" ] && [ -x "$JAVA_HOME/bin/java" ] && ! [ "$JAVA_HOME/bin/java" -ef "$0" ]; then
        echo "$JAVA_HOME/bin/java"
    else
        echo java
    fi
}
