package com.acme.shapes;

import java.util.List;
import java.util.function.Supplier;

/** Classes of every kind that a pattern may name. */
final class Shapes {

    private Shapes() {}

    interface Gateway {
        String send(String text);

        default String ping() {
            return "pong";
        }
    }

    abstract static class AbstractGateway implements Gateway {
        @Override
        public String send(String text) {
            return text;
        }
    }

    static final class Http extends AbstractGateway {}

    static final class Ftp implements Gateway {
        @Override
        public String send(String text) {
            return "ftp " + text;
        }
    }

    static class Sender {
        public String send(String text) {
            return "sent " + text;
        }
    }

    /** Has its method from a class that is no gateway. */
    static final class Heir extends Sender implements Gateway {}

    static class Box<T> {
        T put(T thing) {
            return thing;
        }

        /** Returns a type that the class around it declares. */
        final class Lid {
            private final T thing;

            Lid(T thing) {
                this.thing = thing;
            }

            T lift() {
                return thing;
            }
        }

        /** Makes a class that returns a type which the method around it declares. */
        static <S> Supplier<S> supplier(S thing) {
            return new Supplier<>() {
                @Override
                public S get() {
                    return thing;
                }
            };
        }
    }

    /** Has a bridge method. */
    static final class TextBox extends Box<String> {
        @Override
        String put(String thing) {
            return thing + "!";
        }
    }

    static final class Overloads {
        long sum(int... numbers) {
            return numbers.length;
        }

        long sum(List<String> numbers) {
            return numbers.size();
        }
    }

    @Remote
    static final class Annotated {
        int a() {
            return 1;
        }
    }

    static final class PartlyAnnotated {
        @Remote
        int b() {
            return 1;
        }

        int c() {
            return 1;
        }
    }

    static final class Native {
        native void n();

        void callsIt() {}
    }
}
