#!/usr/bin/env bash
# What an agent costs the start of a program: whole processes, in turn, so that the machine's moods hit all alike.
# usage: start-up.sh FUSEBOX-AGENT.JAR [OPENTELEMETRY-JAVAAGENT.JAR]      JAVA_HOME: the JDK; ROUNDS: 15 unless told
set -euo pipefail
: "${JAVA_HOME:?}"
agent=$(realpath "$1")
opentelemetry=${2:+$(realpath "$2")}
rounds=${ROUNDS:-15}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir classes empty

# Programs: hello, 1,000 classes that are guarded, 10,000 that nothing means.
{
  echo 'public class Hello { int call(int x) { return x + 1; }'
  echo '  public static void main(String[] a) { System.out.println(new Hello().call(1)); } }'
} > Hello.java
loader() { # class count
  echo "public class $1s { public static void main(String[] a) throws Exception { int sum = 0;"
  echo "  for (int i = 0; i < $2; i++) sum += Class.forName(\"$1\" + i).getDeclaredMethods().length;"
  echo '  System.out.println(sum); } }'
}
loader Guarded 1000 > Guardeds.java
loader Free 10000 > Frees.java
for ((i = 0; i < 1000; i++)); do echo "class Guarded$i { int call(int x) { return x + $i; } }"; done > Guarded0.java
for ((i = 0; i < 10000; i++)); do echo "class Free$i { int call(int x) { return x + $i; } }"; done > Free0.java
echo 'public class Empty { public static void premain(String a, java.lang.instrument.Instrumentation i) {} }' > Empty.java
"$JAVA_HOME/bin/javac" -d classes Hello.java Guardeds.java Frees.java Guarded0.java Free0.java
"$JAVA_HOME/bin/javac" -d empty Empty.java
printf 'Premain-Class: Empty\nCan-Redefine-Classes: true\nCan-Retransform-Classes: true\n' > manifest
"$JAVA_HOME/bin/jar" cfm empty.jar manifest -C empty .
echo 'breaker.one.methods = com.acme.Absent#call' > none.properties
echo 'breaker.one.methods = Hello#call' > one.properties
echo 'breaker.all.methods = Guarded*#call' > all.properties

names=() commands=()
add() { names+=("$1"); shift; commands+=("$*"); }
add 'hello, no agent' Hello
add 'hello, empty agent' -javaagent:empty.jar Hello
add 'hello, Fusebox, nothing matches' "-javaagent:$agent=none.properties" Hello
add 'hello, Fusebox, one guarded class' "-javaagent:$agent=one.properties" Hello
if [[ -n $opentelemetry ]]; then
  quiet='-Dotel.traces.exporter=none -Dotel.metrics.exporter=none -Dotel.logs.exporter=none'
  add 'hello, OpenTelemetry' "-javaagent:$opentelemetry" $quiet Hello
fi
add '10,000 classes, empty agent' -javaagent:empty.jar Frees
add '10,000 classes, Fusebox, nothing matches' "-javaagent:$agent=none.properties" Frees
add '1,000 classes, empty agent' -javaagent:empty.jar Guardeds
add '1,000 classes, Fusebox, all guarded' "-javaagent:$agent=all.properties" Guardeds

run() { # word splitting is wanted: the arguments have no spaces
  # shellcheck disable=SC2086
  "$JAVA_HOME/bin/java" -cp classes $1 > /dev/null 2>> stderr.txt
}
for ((round = 0; round <= rounds; round++)); do
  for ((i = 0; i < ${#names[@]}; i++)); do
    TIMEFORMAT='%R %U %S'
    { time run "${commands[i]}"; } 2> time.txt
    ((round == 0)) || tail -n 1 time.txt >> "times.$i"
  done
done

median() { sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
"$JAVA_HOME/bin/java" -version 2>&1 | head -n 1
printf '%-44s %9s %9s %9s   (medians of %d runs)\n' '' 'wall ms' 'CPU ms' 'classes' "$rounds"
for ((i = 0; i < ${#names[@]}; i++)); do
  wall=$(awk '{ print $1 * 1000 }' "times.$i" | median)
  cpu=$(awk '{ print ($2 + $3) * 1000 }' "times.$i" | median)
  # shellcheck disable=SC2086
  "$JAVA_HOME/bin/java" -Xlog:class+load:file=classes.log -cp classes ${commands[i]} > /dev/null 2>> stderr.txt
  printf '%-44s %9.0f %9.0f %9d\n' "${names[i]}" "$wall" "$cpu" "$(wc -l < classes.log)"
done
