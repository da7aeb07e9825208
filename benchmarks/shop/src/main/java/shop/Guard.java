package shop;

import java.util.function.Supplier;

/** Circuit breakers in the code, if there are any. */
public interface Guard {
    <T> T call(String name, Supplier<T> call);
}
