package com.acme.slow;

/** Takes long to be loaded; what extends it has to wait. */
class Base implements Named {

    @Override
    public String name() {
        return getClass().getSimpleName();
    }
}
