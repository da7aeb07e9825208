package com.acme.generated;

/** A class before which Spring puts a proxy. */
public class SpringDao {
    public String load() {
        return "loaded";
    }
}
