package com.acme.twins;

import com.acme.near.Near;

/** A port in the first folder, by what it inherits there. */
public class Leaf extends Near {
    public String call() {
        return "called";
    }
}
