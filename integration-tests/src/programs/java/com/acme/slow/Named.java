package com.acme.slow;

/** What the subclass is, too; only the file of its superclass tells. */
public interface Named {
    String name();
}
