package com.acme.generated;

/** A class of which Byte Buddy makes a subclass. */
public class BuddyDao {
    public String load() {
        return "loaded";
    }
}
