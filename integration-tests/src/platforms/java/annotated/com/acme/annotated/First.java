package com.acme.annotated;

import io.fusebox.Guarded;
import java.util.function.Supplier;

/** A method that names its breaker itself. */
public final class First implements Supplier<String> {

    @Override
    @Guarded("annotated")
    public String get() {
        return "First";
    }
}
