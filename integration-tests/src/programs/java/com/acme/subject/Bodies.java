package com.acme.subject;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Every construct that a method may be made of. */
public final class Bodies {

    private int state;

    /** Its first instruction is one that it jumps back to. */
    public int beginsWithALoop() {
        while (state < 10) {
            state++;
        }
        return state;
    }

    /** The same, and the only way out is an exception or a jump from within. */
    public static int neverFallsThrough(int n) {
        for (; ; ) {
            if (n > 100) {
                return n;
            }
            n += n + 1;
        }
    }

    public String tableSwitch(int n) {
        switch (n) {
            case 1:
                return "one";
            case 2:
            case 3:
                return "few";
            default:
                return "many";
        }
    }

    public int lookupSwitch(String text) {
        switch (text) {
            case "Aa":
                return 1;
            case "BB":
                return 2;
            default:
                return 0;
        }
    }

    public String switchOnEnum(TimeUnit unit) {
        return switch (unit) {
            case SECONDS -> "s";
            case MINUTES -> "min";
            default -> {
                String text = unit.name();
                yield text.substring(0, 1);
            }
        };
    }

    public String nestedTry(int n) throws IOException {
        StringBuilder log = new StringBuilder();
        try {
            log.append('a');
            try {
                if (n == 1) {
                    throw new IOException("one");
                } else if (n == 2) {
                    throw new IllegalStateException("two");
                }
                log.append('b');
            } catch (IOException e) {
                log.append(e.getMessage());
                if (log.length() > 3) {
                    return log.append("early").toString();
                }
            } finally {
                log.append('f');
            }
        } finally {
            log.append('g');
        }
        return log.toString();
    }

    public List<String> resources(boolean failing) throws IOException {
        List<String> log = new ArrayList<>();
        try (Closeable first = () -> log.add("first closed");
                Closeable second = () -> log.add("second closed")) {
            log.add("open " + (first != second));
            if (failing) {
                throw new IOException("inside");
            }
        } catch (IOException e) {
            log.add(e.getMessage());
        }
        return log;
    }

    public int monitors(Object a, Object b) {
        int held = 0;
        synchronized (a) {
            held += Thread.holdsLock(a) ? 1 : 0;
            synchronized (b) {
                held += Thread.holdsLock(b) ? 2 : 0;
                for (int i = 0; i < 3; i++) {
                    if (i == 1) {
                        break;
                    }
                }
            }
        }
        return held + (Thread.holdsLock(a) || Thread.holdsLock(b) ? 100 : 0);
    }

    public String lambdas(String a, long b) {
        Supplier<String> inner = () -> a + b;
        Supplier<Supplier<String>> outer = () -> () -> inner.get() + state;
        return outer.get().get()
                + List.of(3, 1, 2).stream().map(String::valueOf).sorted().toList();
    }

    public String patterns(Object value) {
        if (value instanceof String text && text.length() > 2) {
            return text;
        } else if (value instanceof Integer number) {
            return "number " + (number + 1);
        }
        return """
            neither
              nor""";
    }

    public long localsOfEveryType(int n) {
        long a = n;
        double b = a * 2;
        {
            long c = 3;
            a += c;
        }
        {
            String c = "reuses the slot";
            a += c.length();
        }
        {
            float c = 1.5f;
            double d = c * b;
            a += (long) d;
        }
        label:
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i * j > 6) {
                    break label;
                }
                if (j > i) {
                    continue label;
                }
                a += i * j;
            }
        }
        return a;
    }

    public boolean ternaries(Boolean a, Boolean b) {
        return a != null ? b == null ? a : a ^ b : b != null && !b;
    }

    public Object createsInArguments(int n) {
        return new StringBuilder(new String(n > 1 ? new char[] {'x'} : new char[] {'y', 'z'}))
                .append(
                        n > 2
                                ? new Object() {
                                    @Override
                                    public String toString() {
                                        return "anonymous" + state;
                                    }
                                }
                                : "none")
                .toString();
    }
}
