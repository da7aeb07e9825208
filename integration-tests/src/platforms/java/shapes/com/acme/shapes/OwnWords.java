package com.acme.shapes;

import io.fusebox.Guarded;

/** Methods that name their breakers themselves. */
final class OwnWords {

    interface Face {
        @Guarded("own")
        int face();
    }

    @Guarded("own")
    int own() {
        return 1;
    }

    @Guarded("payments")
    static int named() {
        return 1;
    }

    @Guarded("no name")
    int wrong() {
        return 1;
    }
}
