# For checks that run a program of the tests by itself: read with `.`, in the folder of the project.
#
# Usage: compile_tests CLASS…
# Compiles these programs, and what they need of the tests. Sets work, a folder that is gone in the end, and classpath, on which Java
# finds the compiled files and Holdfast.
compile_tests() {
    local build
    local programs=("${@//.//}")
    ./holdfast --version >/dev/null # builds it, when it is not built yet
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    build=$(readlink -f target/cli/current)
    exec 8<"$build/in-use"
    flock -s 8 # so that it is there as long as this runs
    classpath="$work:$build/holdfast.jar:$build/lib/*"
    programs=("${programs[@]/#/src/test/java/}")
    javac -d "$work" -cp "$classpath" -sourcepath src/test/java "${programs[@]/%/.java}"
}
