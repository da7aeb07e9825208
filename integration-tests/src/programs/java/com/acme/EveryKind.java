package com.acme;

import com.acme.subject.Failures;
import com.acme.subject.Kinds;
import com.acme.subject.Shapes;
import com.acme.subject.Shapes.Operator;
import com.acme.subject.Types;
import java.io.IOException;
import java.io.ObjectStreamClass;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls every kind of method and prints everything that the caller can see. */
public final class EveryKind {

    private final Journal journal = new Journal();

    private EveryKind() {}

    public static void main(String[] arguments) throws Exception {
        EveryKind every = new EveryKind();
        every.types();
        every.kinds();
        every.reflection();
        every.shapes();
        every.failures();
        every.stacks();
        every.shape(Types.class, Kinds.class, Kinds.Special.class, Failures.class, Shapes.Range.class, Operator.class);
        every.uncaught();
        Console.ask(every.journal.counts());
    }

    private void types() {
        Types types = new Types();
        Object token = new Object();
        journal.call("boolean", () -> types.flip(true));
        journal.call("byte", () -> types.next(Byte.MAX_VALUE));
        journal.call("char", () -> types.next('a'));
        journal.call("short", () -> types.next((short) -1));
        journal.call("int", () -> types.next(Integer.MAX_VALUE));
        journal.call("long", () -> types.next(Long.MAX_VALUE));
        journal.call("float", () -> types.next(0.1f));
        journal.call("double", () -> types.next(-0.1));
        journal.call("Object", () -> types.same(token) == token);
        journal.call("null", () -> types.same(null));
        journal.call("int[]", () -> types.sorted(new int[] {3, 1, 2}));
        journal.call("long[][]", () -> types.grid(new long[][] {{1}, null}, 1.5, 2.5));
        journal.call("varargs", () -> types.joined("a", "b"));
        journal.call("no varargs", types::joined);
        journal.call("void", () -> {
            types.nothing();
            return "nothing";
        });
        journal.call("generic", () -> types.greatest(List.of(2.0, 3.0)));
        journal.call(
                "all",
                () -> types.all(
                        Long.MIN_VALUE,
                        2.5,
                        3,
                        "d",
                        new long[] {5},
                        6f,
                        true,
                        (byte) 8,
                        'i',
                        (short) 10,
                        new String[2][1]));
        journal.call("static", () -> Types.ofMany(1.9, 2, 3.9, List.of(4L, 5L)));
        journal.call("overwritten", () -> Types.overwritten("a", 2, "c"));
    }

    private void kinds() {
        Kinds kinds = new Kinds(3);
        Kinds special = new Kinds.Special(4);
        Function<String, Integer> function = kinds;
        Comparable<Kinds> comparable = kinds;
        journal.call("instance", kinds::instance);
        journal.call("static", () -> Kinds.ofClass(1));
        journal.call("private", () -> Kinds.Friend.callsHidden(kinds));
        journal.call("private static", Kinds.Friend::callsHiddenOfClass);
        journal.call("final", kinds::sealed);
        journal.call("synchronized", kinds::holdsItsLock);
        journal.call("lock left", () -> kinds.overloaded(Thread.holdsLock(kinds) ? 1 : 0));
        journal.call("synchronized static", Kinds::holdsItsClass);
        journal.call("through a bridge", () -> function.apply("four"));
        journal.call("through another bridge", () -> comparable.compareTo(new Kinds(9)));
        journal.call("recursive", () -> kinds.recursive(10));
        journal.call("overloads", () -> kinds.overloaded());
        journal.call("overload", () -> kinds.overloaded(1, 2));
        journal.call("copy", () -> kinds.copy().getClass());
        journal.call("toString", () -> kinds.toString());
        journal.call("super", special::instance);
        journal.call("narrower result", () -> special.copy().getClass());
        journal.call("method reference", ((Supplier<String>) kinds::toString)::get);
    }

    private void reflection() throws Exception {
        Kinds kinds = new Kinds(5);
        Method sayTo = Kinds.class.getDeclaredMethod("sayTo", String.class);
        sayTo.setAccessible(true);
        journal.call("protected by reflection", () -> sayTo.invoke(new Kinds.Special(1), "you"));
        Method hidden = Kinds.class.getDeclaredMethod("hidden", long.class);
        hidden.setAccessible(true);
        for (int i = 0; i < 20; i++) {
            journal.call("private by reflection", () -> hidden.invoke(kinds, 7L));
        }
        Method divide = Failures.class.getMethod("divide", int.class, int.class);
        journal.call("reflection and exception", () -> {
            try {
                return divide.invoke(new Failures(), 1, 0);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private void shapes() {
        Shapes shapes = new Shapes(6);
        Shapes.Inner inner = shapes.new Inner();
        List<Callable<String>> made = new ArrayList<>();
        Shapes.Figure square = new Shapes.Square(1.5);
        journal.call("default method", () -> new Shapes.Plain().greet());
        journal.call("default method of super", () -> new Shapes.Polite().greet());
        journal.call("default method in a lambda", () -> ((Shapes.Greeter) () -> "lambda").greet());
        journal.call("static in interface", () -> Shapes.Greeter.loud("loud"));
        journal.call("makes one", () -> made.add(Shapes.Makes.anonymous("captured")));
        journal.call("anonymous", () -> made.get(0).call());
        journal.call("makes another", () -> made.add(Shapes.Makes.local(3)));
        journal.call("local", () -> made.get(1).call());
        journal.call("inner", inner::edgesOfOuter);
        journal.call("innermost", () -> inner.new Innermost().twice());
        journal.call("enum", () -> Operator.MINUS.apply(5, 3));
        journal.call("enum constant", () -> Operator.PLUS.apply(5, 3));
        journal.call("values", () -> Operator.values());
        journal.call("record", () -> new Shapes.Range(2, 9).length());
        journal.call("accessor", () -> new Shapes.Range(2, 9).low());
        journal.call("record's toString", () -> new Shapes.Range(2, 9).toString());
        journal.call("record's equals", () -> new Shapes.Range(1, 2).equals(new Shapes.Range(1, 2)));
        journal.call("sealed", square::area);
    }

    private void failures() {
        Failures failures = new Failures();
        Object lock = new Object();
        for (Throwable given : List.of(
                new IOException("checked"),
                new Failures.Checked("own", null),
                new IllegalStateException("unchecked"),
                new AssertionError("error"),
                new Failures.Bare(),
                new InterruptedException("interrupted"),
                new CancellationException("cancelled"),
                new OutOfMemoryError("not really"))) {
            journal.fail("given", given, () -> failures.throwing(given));
            journal.fail("given, static", given, () -> Failures.throwingOfClass(given));
        }
        IllegalStateException given = new IllegalStateException("given");
        journal.fail("with the lock", given, () -> {
            failures.withTheLock(given);
            return null;
        });
        journal.fail("with a monitor", given, () -> {
            failures.withAMonitor(lock, given);
            return null;
        });
        journal.call("lock", () -> failures.holdsLock(failures));
        journal.call("monitor", () -> failures.holdsLock(lock));
        journal.call("swallowed", () -> failures.swallowed(given));
        journal.call("division", () -> failures.divide(1, 0));
        journal.call("no object", () -> failures.lengthOf(null));
        journal.call("deep", () -> failures.deep(3));
        journal.call("translated", () -> failures.translated("x"));
        Thread.currentThread().interrupt();
        journal.call("sleeping", () -> {
            failures.sleeping(10_000);
            return null;
        });
        System.out.println("interrupted " + Thread.interrupted());
    }

    private void stacks() {
        Failures failures = new Failures();
        journal.call("stack trace", () -> failures.whereAmI());
        journal.call("stack walker", failures::callers);
        journal.call("caller class", () -> failures.caller());
    }

    /** What reflection and serialisation see of a class. */
    private void shape(Class<?>... types) {
        for (Class<?> type : types) {
            System.out.println(type + " " + Modifier.toString(type.getModifiers()));
            Arrays.stream(type.getDeclaredMethods())
                    .map(Method::toGenericString)
                    .sorted()
                    .forEach(System.out::println);
            Arrays.stream(type.getDeclaredFields())
                    .map(String::valueOf)
                    .sorted()
                    .forEach(System.out::println);
            Arrays.stream(type.getDeclaredConstructors())
                    .map(String::valueOf)
                    .sorted()
                    .forEach(System.out::println);
            System.out.println(ObjectStreamClass.lookupAny(type).getSerialVersionUID());
        }
    }

    private void uncaught() throws InterruptedException {
        journal.fail("of another thread", null, () -> {
            Throwable[] seen = new Throwable[1];
            Thread thread = new Thread(() -> new Failures().divide(3, 0), "dies");
            thread.setUncaughtExceptionHandler((dead, thrown) -> seen[0] = thrown);
            thread.start();
            thread.join();
            throw seen[0];
        });
    }
}
